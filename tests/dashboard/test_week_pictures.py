"""The week's pictures: one source for table, sentence and drawing; weeks to choose; nothing of 7.7 to be asked for."""

import html
import re
from itertools import combinations
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import peerpwa.dashboard
from peerpwa.web.assets import built
from tests.centre import Installation, get
from tests.dashboard.test_week import FRENCH, card, says

PICTURES = ("where", "M4", "types", "M22", "outcomes", "M10", "M11", "M14", "practice")
BANNED = (
    "by", "account", "author", "worker", "person", "handle", "group", "sort", "rank", "score", "flag", "hour", "place",
    "since", "days", "race",
)  # fmt: skip


def counts(house: Installation, number: int, **values: object) -> None:
    ama = house.phone("ama")
    for _ in range(number):
        house.log(ama, **values)


def shown(client: FlaskClient, query: dict[str, str]) -> str:
    """The page below its head, whose form has another token each second."""
    return str(get(client, "/week", query_string=query).text.split("<main")[1])


@pytest.mark.shows("morning-4")
def test_each_picture_is_named_by_its_title_and_its_sentence_and_has_its_table(house: Installation) -> None:
    counts(house, 2, settings=["crowded"])
    page = get(house.browser("sol"), "/week").text
    assert re.findall(r'id="says-([\w-]+)"', page) == list(PICTURES)
    drawn = re.findall(r'role="img" aria-labelledby="title-(\w+) says-(\w+)" hidden', page)
    assert drawn == [(id, id) for id in ("where", "M4", "types", "M22", "outcomes")]
    for id, _ in drawn:
        section = page.split(f'id="{id}"')[1].split("</section>")[0]
        assert section.index("role=") < section.index("<details>") < section.index("data-picture=")


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sentence_says_what_its_table_says(house: Installation, language: str) -> None:
    counts(house, 12, place="washroom", types=["noise"], settings=["ran_out"])
    counts(
        house,
        9,
        place="main_room",
        types=["space_seat"],
        outcome="space_given",
        settings=["crowded", "ran_out"],
    )
    page = get(house.browser("sol"), "/week", headers=FRENCH if language == "fr" else {}).text
    for id in ("M4", "types", "M22", "outcomes"):
        rows = {html.unescape(name): cells for name, cells in card(page, id).items()}
        name, cells = max(rows.items(), key=lambda row: int(row[1][0].split("\u00a0")[0].split(" ")[0]))
        assert f"{name}, {cells[0]}. " in says(page, id) and says(page, id).endswith(f" {cells[1]}."), id
    rows = card(page, "where")
    assert sum(int(cell) for cells in rows.values() for cell in cells) == 21
    name = max(rows, key=lambda zone: sum(map(int, rows[zone])))
    assert f"{name}, {sum(map(int, rows[name]))}." in says(page, "where")


def test_few_are_counted_and_called_no_pattern(house: Installation) -> None:
    counts(house, 9, types=["noise"])
    sol = house.browser("sol")
    assert says(get(sol, "/week").text, "types").endswith(
        "Noise, 9. The 7 days before: 0. Too few to see a pattern."
    )
    counts(house, 1, types=["noise"])
    assert "pattern" not in says(get(sol, "/week").text, "types")


def test_what_is_alike_is_said_to_be_alike(house: Installation) -> None:
    sol = house.browser("sol")
    counts(house, 1, types=["noise"])
    counts(house, 1, types=["queue_turn"])
    assert "Line or whose turn and Noise, 1 each." in says(get(sol, "/week").text, "types")
    counts(house, 1, types=["cleanliness"])
    assert "3 alike, 1 each." in says(get(sol, "/week").text, "types")


def test_the_teams_practice_is_told_by_talks_of_three_writers(house: Installation) -> None:
    phones = [house.phone(name) for name in ("ama", "ben")]
    sol = house.browser("sol")

    def talk(number: int, steps: list[str]) -> None:
        phone = phones[number % len(phones)]
        at = house.log(phone)
        values = {"mode": "together", "steps": steps, "outcome": "agreement", "flags": ["none"]}
        phone.save(phone.change("talk", "guided_talk@1", values, parent=at))
        phone.sync()

    for number in range(10):
        talk(number, ["s1", "s6"] if number < 4 else ["s1"])
    page = get(sol, "/week").text
    assert says(page, "practice").startswith("Too few to say.") and "data-most" not in page
    phones.append(house.phone("tess"))
    talk(2, ["s1"])
    page = get(sol, "/week").text
    assert card(page, "practice")["Listen to each"] == ["11 of 11"]
    assert card(page, "practice")["Ground rules"] == ["4 of 11"]
    assert "Listen to each, 11 of 11" in says(page, "practice")
    assert [name for name in ("Ama", "Ben", "Tess") if name in page.split("<main")[1]] == []


def test_a_change_is_told_beside_what_was_logged(house: Installation) -> None:
    sol = house.phone("sol")
    sol.save(sol.change("fix", "fix@1", {"what": "More plugs", "place": "charging_spot", "done": "yes"}))
    sol.sync()
    counts(house, 1)
    page = get(house.browser("sol"), "/week").text
    said = "Done Mon 23 Nov, Charging spot. Too early: from Mon 30 Nov on there is something to see."
    assert says(page, "change-0") == said


@pytest.mark.shows("morning-5")
def test_a_first_day_an_empty_week_and_a_week_that_is_none_say_what_to_do(house: Installation) -> None:
    sol = house.browser("sol")
    page = get(sol, "/week").text
    assert "The first day" in page and "/app/" in page and "tiles" not in page
    counts(house, 1)
    page = get(sol, "/week?until=2026-10-01").text
    assert "Nothing was logged in these two weeks." in page and 'href="/morning"' in page
    assert 'href="/week?until=2026-09-24"' in page and 'href="/week?until=2026-10-08"' in page
    for until in ("2026-11-24", "tomorrow", "0001-01-01", "2021-11-01", "2026-11-31", "<b>"):
        answer = get(sol, "/week", query_string={"until": until})
        assert answer.status_code == 400 and "“until” must be a day of the last five years" in answer.text, (
            until
        )
        assert 'href="/week"' in answer.text and "<b>" not in answer.text


def test_weeks_follow_each_other(house: Installation) -> None:
    sol = house.browser("sol")
    counts(house, 1, happened_at="2026-11-12T08:30:00.000-05:00")
    page = get(sol, "/week").text
    assert 'rel="prev" href="/week?until=2026-11-16"' in page and 'rel="next"' not in page
    page = get(sol, "/week?until=2026-11-16").text
    assert card(page, "types") == {"Seat or space": ["1", "0"]} and "Tue 10 Nov – Mon 16 Nov" in page
    assert 'rel="next" href="/week?until=2026-11-23"' in page
    assert 'rel="next" href="/week?until=2026-11-23"' in get(sol, "/week?until=2026-11-20").text


@pytest.mark.shows("morning-1")
def test_no_parameter_and_no_two_of_them_reach_a_person_a_worker_or_a_ranking(house: Installation) -> None:
    """PRACTICE 7.7: the route reads one parameter, a week's last day; whatever else is asked changes nothing."""
    source = (Path(peerpwa.dashboard.__file__).parent / "week.py").read_text("utf-8")
    assert re.findall(r"request\.(args|form|values|json)\b(.*)", source) == [("args", '.get("until")')]
    counts(house, 1, people=["Heron"], happened_at="2026-11-20T08:30:00.000-05:00")
    sol = house.browser("sol")
    for until in ({}, {"until": "2026-11-22"}):
        plain = shown(sol, until)
        assert "Heron" not in plain and "Ama" not in plain and "08:30" not in plain
        pairs = [] if until else combinations(BANNED, 2)
        for names in [*combinations(BANNED, 1), *pairs, BANNED]:
            assert shown(sol, until | dict.fromkeys(names, "ama")) == plain, names
        for value in ("Heron", "1", "h3", "2026-01-01"):
            assert shown(sol, until | dict.fromkeys(BANNED, value)) == plain, value
    assert sol.post("/week", base_url="https://localhost").status_code == 405


def test_the_script_is_this_pages_alone_and_no_phone_keeps_it(house: Installation) -> None:
    counts(house, 1)
    sol, script = house.browser("sol"), built()["pictures"]
    assert script in get(sol, "/week").text
    assert [
        path
        for path in ("/morning", "/records", "/fixes", "/reports", "/app/")
        if script in get(sol, path).text
    ] == []
    assert script not in [*built()["first"], *built()["precache"]]


def test_what_ran_out_and_what_helped_are_told_in_our_own_words(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    counts(house, 1, settings=["ran_out"])
    assert "No handover of these days says what helped." in get(sol, "/week").text
    told = {"day": "2026-11-22", "shift": "morning", "mood": "busy", "settings": ["ran_out"], "care_count": 0}
    told |= {"settings_text": "chargers", "helped": "Two lines at lunch"}
    ama.save(ama.change("handover", "handover@1", told))
    ama.sync()
    page = get(sol, "/week").text
    assert "<li>“Two lines at lunch”</li>" in page
    assert "What ran out: chargers" in page.split('id="M22"')[1].split("</section>")[0]
    assert "Two lines" not in get(sol, "/week?until=2026-11-21").text
