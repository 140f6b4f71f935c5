"""What is new to whoever comes back, the room, the team; the page that lives, and who stays signed in by it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from peerpwa.accounts.pages import IDLE_MS
from peerpwa.records import audit
from peerpwa.storage import db, is_embedded
from tests.centre import HARM, QUICK, Installation, get, submit
from tests.dashboard.demo import Telling
from tests.dashboard.test_morning import part, press, write

HOUR = 3_600_000
DAY = 24 * HOUR


def test_since_you_left_runs_from_the_last_time_this_person_was_here(house: Installation) -> None:
    ama = house.phone("ama")
    before = house.log(ama, place="washroom")
    sol = house.browser("sol")
    page = get(sol, "/morning").text
    assert "The last 24 hours 1 logged" in part(page, "since") and before in page
    submit(sol, f"/records/{before}/read", {"text": ""}, page=f"/records/{before}")
    house.clock.pass_ms(10 * 60_000)
    get(sol, "/morning")
    house.clock.pass_ms(10 * HOUR)
    after = house.log(ama)
    page = get(house.browser("sol"), "/morning").text
    assert "Since you left 1 logged" in part(page, "since")
    assert after in page and before not in page
    assert "The last 24 hours 2 logged" in part(get(house.browser("bea"), "/morning").text, "since")


def test_a_log_that_a_phone_held_back_for_days_is_new_on_the_day_it_arrives(house: Installation) -> None:
    ama = house.phone("ama")
    late = ama.change("conflict", "quick_log@1", QUICK)
    ama.save(late)
    get(house.browser("sol"), "/morning")
    house.clock.pass_ms(5 * DAY)
    sol = house.browser("sol")
    assert late["id"] not in get(sol, "/morning").text
    ama.sync()
    assert late["id"] in get(sol, "/morning").text


@pytest.mark.shows("morning-1")
def test_no_word_hides_a_serious_flag_at_heat_nought(house: Installation) -> None:
    """SC06: it is not among the small ones, and stands there until somebody reads it, however old."""
    story = Telling(house, "SC06")
    story.until("D-3 12:40")
    house.clock.pass_ms(9 * DAY)
    page = get(house.browser("bea"), "/morning").text
    assert "Meal area or kitchen Needs care" in part(page, "since")
    assert "Thank the" not in page and "Racism" not in page and "Wren" not in part(page, "since")
    assert "Tess asked to talk" in part(page, "team")


@pytest.mark.shows("morning-1")
def test_what_needs_care_is_opened_with_a_reason_that_is_kept(house: Installation) -> None:
    """SC07: opening asks for a reason and is logged. Support is set already; the other three are a tap more."""
    care, plain = house.log(house.phone("ama"), **HARM), house.log(house.phone("ben"))
    sol = house.browser("sol")
    page = get(sol, "/morning").text
    for reason in ("support", "review", "complaint", "legal"):
        assert f"/records/{care}?reason={reason}" in page
        assert "That you opened this is noted." in get(sol, f"/records/{care}?reason={reason}").text
    get(sol, f"/records/{care}")
    get(sol, f"/records/{care}?reason=curiosity")
    get(sol, f"/records/{plain}?reason=legal")
    with house.context():
        reasons = {
            id: [e.reason for e in audit.list_entries(house.centre_id(), record=id)] for id in (care, plain)
        }
    assert reasons[care] == ["support", "support", "legal", "complaint", "review", "support"]
    assert reasons[plain] == [None]


def test_the_room_says_how_the_last_handover_left_it_and_what_ran_out_becomes_a_fix(
    house: Installation,
) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    values = {"shift": "morning", "day": "2026-11-22", "mood": "busy"}
    write(ama, "handover", "handover@1", values)
    house.clock.pass_ms(1000)
    values |= {
        "mood": "tense",
        "settings": ["ran_out"],
        "settings_text": "Chargers",
        "helped": "Two lines at lunch.",
    }
    handover = write(ama, "handover", "handover@1", values)
    page = get(sol, "/morning").text
    assert "tense. Ran out of something: Chargers. What helped: “Two lines at lunch.”" in part(page, "room")
    page = press(sol, f"/morning/fix/{handover}", {"what": "Chargers"})
    assert "Chargers (you)" in part(page, "fixes")
    assert "Say in a few words what will change." in press(sol, f"/morning/fix/{handover}", {"what": " "})


def test_whoever_asked_to_talk_stands_there_once_until_it_is_done(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = house.log(ama, wish_to_talk="yes")
    values = {"shift": "morning", "day": "2026-11-22", "mood": "busy", "cover_wish": "yes"}
    handover = write(ama, "handover", "handover@1", values)
    team = part(get(sol, "/morning").text, "team")
    assert team.count("Ama") == 1 and "asked for cover or a talk" in team
    submit(sol, f"/records/{log}/read", {"text": ""}, page=f"/records/{log}")
    assert part(get(sol, "/morning").text, "team") != ""
    assert part(press(sol, "/morning/talked", {"id": [log, handover]}), "team") == ""


def test_two_hard_moments_in_one_shift_are_met_with_care_and_no_number(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    hot = {"heat": "h2", "flags": ["none"], "happened_at": "2026-11-22T15:00:00.000-05:00"}
    house.log(ama, **hot)
    house.log(ben, **hot)
    assert part(get(house.browser("sol"), "/morning").text, "team") == ""
    house.log(ama, **(hot | {"happened_at": "2026-11-22T16:30:00.000-05:00"}))
    team = part(get(house.browser("sol"), "/morning").text, "team")
    assert "Ama had two hard moments in one shift. Offer care." in team and "Ben" not in team


def test_the_huddle_sheet_names_no_client(house: Installation) -> None:
    ama = house.phone("ama")
    log = house.log(ama, people=["Heron"])
    party = write(ama, "party", "guided_talk@1", {"handle": "Heron"}, log)
    write(ama, "follow_up", "guided_talk@1", {"due": "2026-11-23T10:00:00.000-05:00"}, party)
    values = {
        "shift": "morning",
        "day": "2026-11-22",
        "mood": "calm",
        "helped": "A quiet chair",
        "good": "heron smiled",
    }
    write(ama, "handover", "handover@1", values)
    page = get(house.browser("sol"), "/huddle").text
    assert "A quiet chair" in page and "Check-ins due today: <strong>1</strong>" in page
    assert "Matters that need care: ask the duty person: <strong>0</strong>" in page
    assert "heron" not in page.lower()


def test_a_fix_can_be_added_by_itself_and_is_never_empty(house: Installation) -> None:
    sol = house.browser("sol")
    assert "Nothing is open." in get(sol, "/fixes").text
    submit(sol, "/fixes", {"what": " "}, page="/fixes")
    assert "Say in a few words what will change." in get(sol, "/fixes").text
    submit(sol, "/fixes", {"what": "More plugs", "place": "charging_spot", "by": "2026-11-30"}, page="/fixes")
    assert "More plugs" in get(sol, "/fixes").text
    submit(sol, "/fixes", {"what": "y" * 121}, page="/fixes")
    assert "y" * 121 not in get(sol, "/fixes").text


# The page that lives


def test_the_head_alters_with_the_feed_and_tells_nothing_else(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    heads = [get(sol, "/head").text, get(sol, "/head").text]
    asked = write(ama, "escalation", "escalation@1", {"place": "washroom"})
    heads.append(get(sol, "/head").text)
    submit(sol, f"/asks/{asked}/have", {}, page="/morning")
    heads.append(get(sol, "/head").text)
    assert heads[0] == heads[1] and len(set(heads)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{16}", head) for head in heads)
    assert get(house.browser("bea"), "/head").text != heads[-1]
    assert f'data-head="{heads[-1]}"' in get(sol, "/morning/parts").text


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in_but_a_hand_on_it_does(house: Installation) -> None:
    left, here = house.browser("sol"), house.browser("bea")
    for _ in range(31):
        house.clock.pass_ms(60_000)
        for path in ("/head", "/morning/parts"):
            get(left, path)
        assert get(here, "/head?here").status_code == 200
    assert house.clock.now > IDLE_MS
    assert get(left, "/head").status_code == 302
    assert get(left, "/morning").status_code == 302
    assert get(here, "/morning").status_code == 200


def test_the_places_are_for_whoever_leads(house: Installation) -> None:
    page = get(house.browser("sol"), "/morning").text
    assert [page.count(f'href="{path}"') for path in ("/records", "/fixes")] == [1, 1]
    assert 'href="/morning" aria-current="page"' in page
    assert 'class="places"' not in get(house.browser("ama"), "/").text


def explain(statement: str, given: Any) -> list[tuple[str, str]]:
    """The lines of its plan in capitals as far as they say how a table is read. PostgreSQL reads a table of a few rows
    whole all the same, unless it is told that this is dear.
    """
    connection = db.session.connection()
    if is_embedded():
        return [
            (row[3], statement)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        ]
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    rows = connection.exec_driver_sql(f"EXPLAIN {statement}", given)
    return [(row[0].replace("Seq Scan on", "SCAN ON"), statement) for row in rows]


def test_no_question_of_the_morning_walks_a_whole_table(house: Installation) -> None:
    """Every statement behind the page goes by an index: it stays quick where a centre has 20,000 logs."""
    ama = house.phone("ama")
    house.log(ama, **HARM)
    due = datetime.fromtimestamp(house.clock.now / 1000, UTC).isoformat(timespec="milliseconds")
    for _ in range(3):
        someone = ama.change("party", "guided_talk@1", {"handle": "Heron"}, parent=house.log(ama))
        ama.save(someone, ama.change("follow_up", "guided_talk@1", {"due": due}, parent=someone["id"]))
    ama.sync()
    sol = house.browser("sol")
    get(sol, "/morning")
    asked: list[tuple[str, Any]] = []
    with house.context():
        hear = lambda *given: asked.append((given[2], given[3]))  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", hear)
        for path in ("/morning/parts", "/head"):
            assert get(sol, path).status_code == 200
        event.remove(db.engine, "before_cursor_execute", hear)
        plans = [line for one in asked if one[0].lstrip().startswith("SELECT") for line in explain(*one)]
    assert len(plans) > 30
    big = re.compile(r"SCAN (ON )?(record|tree|change|agenda|feed|above|excluded)\b")
    assert [one for one in plans if big.search(one[0])] == []
