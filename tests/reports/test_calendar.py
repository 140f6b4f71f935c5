"""The calendar of check-ins: the time, and nothing else; its address opens only this and can be taken back."""

import re
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select

from peerpwa.exports.models import calendar_link
from peerpwa.records.door import reading
from tests.centre import HARM, Installation, get, shut_to, submit

PAGE = "/reports/calendar"
DUE = "2026-11-25T11:00:00.000-05:00"


def address(browser: FlaskClient) -> str:
    """A new address, as the page shows it once."""
    page = submit(browser, PAGE, {}).text
    return re.findall(r'id="address"[^>]* value="https://localhost([^"]+)"', page)[0]


def person(house: Installation, phone: Any, handle: str, conflict: str | None = None) -> tuple[Any, str]:
    """Somebody to whom a check-in is promised; answers their part and the promise's id."""
    part = phone.change("party", "guided_talk@1", {"handle": handle}, parent=conflict or house.log(phone))
    due = phone.change("follow_up", "guided_talk@1", {"due": DUE}, parent=part["id"])
    for change in (part, due):
        phone.save(change)
    phone.sync()
    return part["id"], due["id"]


def read(house: Installation, path: str) -> list[Any]:
    answer = get(house.browser(), path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_it_says_when_and_nothing_else(house: Installation) -> None:
    ama = house.phone("ama")
    _, id = person(house, ama, "Heron")
    path = address(house.browser("sol"))
    [event] = read(house, path)
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert event["SUMMARY"] == "Check-in due"
    assert event.decoded("DTSTART") == datetime(2026, 11, 25, 16, tzinfo=UTC)
    text = get(house.browser(), path).text
    for hidden in ("Heron", "Ama", "Main room", "main_room", id, "Tin Roof"):
        assert hidden not in text


def test_what_was_done_is_gone_and_what_found_nobody_stays(house: Installation) -> None:
    ama = house.phone("ama")
    path = address(house.browser("sol"))
    for handle, reached in (("Heron", "moved_on"), ("Cedar", "not_found")):
        part, _ = person(house, ama, handle)
        house.clock.pass_ms(1000)
        done = {
            "reached": reached,
            "flags": ["none"],
            "next": "close" if reached == "moved_on" else "check_again",
        }
        done |= {"next_on": "2026-11-26"} if reached == "not_found" else {}
        ama.save(ama.change("check_in", "check_in@1", done | {"person": handle}, parent=part))
        ama.sync()
    assert len(read(house, path)) == 1


def test_nobodys_named_check_in_and_what_concerns_the_reader_are_not_in_it(house: Installation) -> None:
    ama = house.phone("ama")
    alone = house.log(ama)
    ama.save(ama.change("follow_up", "guided_talk@1", {"due": DUE}, parent=alone))
    ama.sync()
    path = address(house.browser("sol"))
    with house.context(), reading() as connection:
        sol = connection.execute(select(calendar_link.c.account)).scalar_one()
    about = house.log(ama, **(HARM | {"flags": ["staff_conduct"], "concerns": [sol]}))
    person(house, ama, "Heron", about)
    assert read(house, path) == []
    assert len(read(house, address(house.browser("bea")))) == 1


def test_an_address_is_kept_hashed_and_ends_when_it_is_ended_or_made_anew(house: Installation) -> None:
    sol = house.browser("sol")
    first = address(sol)
    with house.context(), reading() as connection:
        assert first.split("/")[-1].removesuffix(".ics") not in str(
            connection.execute(select(calendar_link)).all()
        )
    second = address(sol)
    assert get(house.browser(), first).status_code == 404
    assert get(house.browser(), second).status_code == 200
    assert "There is an address" in get(sol, PAGE).text and second not in get(sol, PAGE).text
    submit(sol, PAGE, {"end": "yes"})
    assert get(house.browser(), second).status_code == 404
    assert "There is no address yet." in get(sol, PAGE).text


def test_only_who_leads_has_one_and_a_guess_opens_nothing(house: Installation) -> None:
    for name in ("ama", "mira", "ada", "nia"):
        assert get(house.browser(name), PAGE).status_code == shut_to(name)
        assert submit(house.browser(name), PAGE, {}, page="/sign-in").status_code == shut_to(name)
    assert get(house.browser(), PAGE).status_code == 302
    for guess in ("x", "a" * 43, "../reports"):
        assert get(house.browser(), f"/calendar/{guess}.ics").status_code == 404


def test_another_centres_check_ins_are_not_in_it(house: Installation) -> None:
    person(house, house.phone("ama"), "Heron")
    assert read(house, address(house.browser("hal"))) == []
