"""One notice at the start of a shift, in counts, instead of one notice a task."""

from typing import Any

import pytest

from tests.centre import Installation
from tests.notify.conftest import Told

HOUR = 60 * 60_000
pytestmark = pytest.mark.shows("morning-2")


def test_what_does_not_ring_waits_for_the_start_of_the_shift(told: Told) -> None:
    sol = told.laptop("sol")
    told.choose("sol", digest_at=6 * 60)
    told.ask("this_shift")
    told.ask("planned")
    told.house.log(told.house.phone("ben"))
    assert told.send() == []
    told.house.clock.pass_ms(HOUR)
    (arrived,) = told.send()
    assert sol.read(arrived)["body"] == "Requests for help: 2. Logs to read: 1."
    assert arrived.headers["Urgency"] == "normal"


def test_it_comes_once_a_day(told: Told) -> None:
    told.laptop("sol")
    told.choose("sol", digest_at=5 * 60)
    told.ask("planned")
    counts = []
    for _ in range(48):
        counts.append(len(told.send()))
        told.house.clock.pass_ms(HOUR)
    assert sum(counts) == 2


def test_a_morning_with_nothing_waiting_has_none(told: Told) -> None:
    told.laptop("sol")
    told.choose("sol", digest_at=5 * 60)
    assert told.send() == []
    told.ask("planned")
    told.house.clock.pass_ms(HOUR)
    assert told.send() == []


def test_who_wants_none_gets_none_and_quiet_hours_hold_it_back(told: Told) -> None:
    told.laptop("sol")
    told.laptop("bea")
    told.choose("sol", digest_at=None)
    told.choose("bea", digest_at=5 * 60, quiet_from=22 * 60, quiet_until=7 * 60)
    told.ask("planned")
    assert told.send() == []
    told.house.clock.pass_ms(2 * HOUR)
    assert len(told.send()) == 1


def test_it_counts_only_what_its_reader_may_see(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    for name in ("sol", "bea"):
        told.choose(name, digest_at=5 * 60)
    told.ask("this_shift", why=["staff_conduct"], concerns=[told.account("sol")])
    told.ask("planned")
    said = {browser.endpoint: text for browser, text in told.heard(told.send())}
    assert said[sol.endpoint] == "Requests for help: 1."
    assert said[bea.endpoint] == "Requests for help: 2."


def test_check_ins_that_are_due_are_counted(told: Told) -> None:
    sol = told.laptop("sol")
    told.choose("sol", digest_at=6 * 60)
    ben = told.house.phone("ben")
    log = told.house.log(ben)
    for due in (
        "2026-11-23T16:00:00.000-05:00",
        "2026-11-22T16:00:00.000-05:00",
        "2026-11-24T16:00:00.000-05:00",
    ):
        plan_check_in(told.house, ben, log, due)
    told.house.clock.pass_ms(HOUR)
    (arrived,) = told.send()
    assert sol.read(arrived)["body"] == "Check-ins due: 2. Logs to read: 1."


def plan_check_in(house: Installation, phone: Any, log: str, due: str) -> None:
    party = phone.change("party", "guided_talk@1", {"handle": "Heron"}, parent=log)
    follow = phone.change("follow_up", "guided_talk@1", {"how": "in_person", "due": due}, parent=party["id"])
    phone.save(party, follow)
    phone.sync()
    assert phone.verdicts[-1]["verdict"] == "accepted", phone.verdicts
