"""The week in numbers: for supervisors and managers of the centre, in words, beside the week before."""

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from peerpwa import create_app
from peerpwa.measures import MEASURES
from peerpwa.practice.tips import find_tip
from tests.centre import Installation, get, submit
from tests.dashboard.demo import demo_config
from tests.databases import Database

FRENCH = {"Accept-Language": "fr-CA"}
DAY = 86_400_000


def row(page: str, id: str) -> list[str]:
    """The cells of a measure's row, as text."""
    line = page.split(f'data-measure="{id}"')[1].split("</tr>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", line, re.S)]


def card(page: str, id: str) -> dict[str, list[str]]:
    """The rows of a picture's table: its cells by its name."""
    text = page.split(f'<section class="card drawn" id="{id}"')[1].split("</section>")[0]
    lines = re.findall(r'<tr><th scope="row" data-name="(.*?)">.*?</th>(.*?)</tr>', text, re.S)
    return {name: re.findall(r"<td[^>]*>(.*?)</td>", cells) for name, cells in lines}


def says(page: str, id: str) -> str:
    """The sentence beside a picture."""
    return html.unescape(page.split(f'id="says-{id}">')[1].split("</p>")[0])


def tip(page: str) -> str:
    """What stands in the week's tip."""
    return html.unescape(page.split("data-tip")[1].split("</section>")[0])


def test_it_is_for_supervisors_and_managers_of_the_centre_alone(house: Installation) -> None:
    house.log(house.phone("ama"), place="washroom")
    for name in ("sol", "bea"):
        assert "Washroom" in get(house.browser(name), "/week").text
    for name in ("ama", "mira", "ada"):
        assert get(house.browser(name), "/week").status_code == (404 if name == "mira" else 403)
    assert get(house.browser(), "/week").status_code == 302
    assert "Nothing was logged here yet" in get(house.browser("hal"), "/week").text


def test_it_says_which_phones_its_numbers_come_from(house: Installation) -> None:
    """PRACTICE 7.3: each number carries when each phone was heard from last."""
    house.log(house.phone("ama"))
    ben = house.phone("ben")
    house.log(ben)
    heard = get(house.browser("sol"), "/week").text.split("data-heard>")[1].split("</p>")[0]
    assert heard.startswith("All 2 phones heard from since ") and 'href="/phones"' in heard
    house.clock.pass_ms(2 * DAY)
    house.log(house.phone("ama"))
    later = get(house.browser("sol"), "/week").text.split("data-heard>")[1].split("</p>")[0]
    assert later.startswith(
        "One phone was heard from"
    ) and "What waits on the others isn't counted yet." in html.unescape(later)
    earlier = (date.fromisoformat("2026-11-01")).isoformat()
    assert "data-heard" not in get(house.browser("sol"), f"/week?until={earlier}").text


def test_the_records_page_leads_there_and_it_leads_back(house: Installation) -> None:
    sol = house.browser("sol")
    assert 'href="/week"' in get(sol, "/records").text
    assert 'href="/records"' in get(sol, "/week").text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_wording_tip_is_the_lists_and_nobodys_words_change_it(house: Installation, language: str) -> None:
    """PRACTICE 7.2: the same in every centre, logged or not, and another one in the week before."""
    wanted = find_tip(date(2026, 11, 23), language)
    assert wanted
    here = {"Accept-Language": f"{language}-CA"}
    harbour = tip(get(house.browser("hal"), "/week", headers=here).text)
    house.log(house.phone("ama"), saw=f"He was {wanted.than}, always hostile, and a bully.")
    page = get(house.browser("sol"), "/week", headers=here).text
    assert tip(page) == harbour and wanted.say in tip(page) and wanted.reason in tip(page)
    assert ("not about anybody's words" if language == "en" else "des mots de personne") in tip(page)
    assert tip(get(house.browser("sol"), "/week?until=2026-11-22", headers=here).text) != tip(page)


def test_seven_days_stand_beside_the_seven_before(house: Installation) -> None:
    ama = house.phone("ama")
    for days in (0, 1, 6, 7, 13, 14):
        at = f"2026-11-{23 - days:02}T08:30:00.000-05:00" if days < 23 else ""
        house.log(
            ama, happened_at=at, place="charging_spot", settings=["ran_out"] if days < 7 else ["crowded"]
        )
    page = get(house.browser("sol"), "/week").text
    assert row(page, "M1") == ["3", "2"]
    assert row(page, "M5") == ["3", "2"]
    assert card(page, "M22") == {"Crowded": ["0", "2"], "Ran out of something": ["3", "0"]}
    assert card(page, "types") == {"Seat or space": ["3", "2"]}
    assert card(page, "outcomes") == {"They agreed": ["3", "2"]}
    assert card(page, "where")["Shared rooms"] == ["3", "0", "0", "0", "0"]
    assert "Charging spot 3" in page


def test_each_number_has_its_definition_a_tap_away_and_says_logged(house: Installation) -> None:
    house.log(house.phone("ama"))
    page = get(house.browser("bea"), "/week").text
    for one in MEASURES:
        part = page.split(f'data-measure="{one.id}"')[1].split("</details>")[0]
        assert one.title[0] in part.split("</summary>")[0]
        assert one.definition[0].replace("'", "&#39;") in part.split("</summary>")[1]
    assert "happened" not in page.split("<main")[1]


def test_supervisors_are_not_shown_what_is_for_managers(house: Installation) -> None:
    house.log(house.phone("ama"))
    page = get(house.browser("sol"), "/week").text
    assert [one.id for one in MEASURES if f'data-measure="{one.id}"' not in page] == [
        "M19",
        "M20",
        "M21",
        "M25",
        "M28",
    ]


def test_percentages_come_with_twenty(house: Installation) -> None:
    ama = house.phone("ama")
    for _ in range(19):
        house.log(ama, heat="h1")
    sol = house.browser("sol")
    assert row(get(sol, "/week").text, "M5") == ["19 of 19", "0"]
    house.log(ama, heat="h3", flags=["none"])
    assert row(get(sol, "/week").text, "M5") == ["95%", "0"]


def test_it_speaks_french_in_both_states(house: Installation) -> None:
    sol = house.browser("sol")
    assert "Rien n&#39;est encore noté ici" in get(sol, "/week", headers=FRENCH).text
    house.log(house.phone("ama"), place="washroom")
    page = get(sol, "/week", headers=FRENCH).text
    for words in (
        "La semaine, telle que notée",
        "Toilettes",
        "Les 7 jours d&#39;avant",
        "Noté",
        "lun. 23 nov.",
    ):
        assert words in page


@pytest.mark.shows("morning-1")
def test_the_demo_lists_what_made_it_harder_and_nobody(tmp_path: Path, database: Database) -> None:
    """PRACTICE 8, SC01: the weekly view lists crowded and ran out; no count a person anywhere."""
    app = create_app(demo_config(tmp_path / "data", database))
    sign_ins = {
        one["name"]: one["password"] for one in json.loads((tmp_path / "data" / "demo.json").read_text())
    }
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    submit(client, "/sign-in", {"name": "sol", "password": sign_ins["sol"]})
    page = get(client, "/week").text
    assert row(page, "M1") == ["6", "2"]
    assert card(page, "M22")["Crowded"] == ["3", "0"]
    assert card(page, "M22")["Ran out of something"] == ["1", "0"]
    handles = (
        "Heron Cedar Finch Willow Otter Maple Robin Sage Tern Alder Wren Poplar Juniper Hawk Badger Bracken"
    )
    assert [name for name in handles.split() if name in page] == []


def test_what_was_written_on_a_locked_phone_counts_once_it_is_confirmed(house: Installation) -> None:
    ama = house.phone("ama")
    house.log(ama)
    asked = ama.change(
        "escalation", "escalation@1", {"learned_at": "2026-11-23T08:30:00.000-05:00", "level": "now"}
    )
    ama.save(asked, spare=True)
    ama.sync()
    assert row(get(house.browser("bea"), "/week").text, "M17")[0] == "0"
    ama.save(ama.change("escalation", "escalation@1", {"place": "washroom"}, record=asked["id"]))
    ama.sync()
    assert row(get(house.browser("bea"), "/week").text, "M17")[0] == "0 not known: 1"
