"""A slip is counted by month and answer; who brought it, from which phone and when is kept nowhere."""

from typing import Any

import pytest
from sqlalchemy import select, text

from peerpwa.demo.phone import Phone
from peerpwa.records import feed, models
from peerpwa.records.door import reading
from peerpwa.records.refused import Refused
from peerpwa.records.slips import read_tally
from peerpwa.records.store import write
from peerpwa.records.viewer import Author
from peerpwa.storage import db
from peerpwa.sync.models import envelope as receipts
from tests.centre import HARBOUR, QUICK, Installation

BOTH = {"heard": "yes", "same_treatment": "partly"}


def slip(phone: Phone, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return phone.change("slip", "slip@1", values, **more)


def push(phone: Phone, *changes: dict[str, Any]) -> tuple[str, str | None]:
    (verdict,) = phone.push([phone.save(*changes)], pull=False)[1]["verdicts"]
    return verdict["verdict"], verdict.get("code")


def tally(house: Installation, centre: str = "Tin Roof") -> dict[tuple[str, str, str], int]:
    with house.context():
        return read_tally(house.centre_id(centre))


def test_answers_are_counted_and_a_repeat_is_known(house: Installation) -> None:
    ama, ben, nia = house.phone("ama"), house.phone("ben"), house.phone("nia")
    envelope = ama.save(slip(ama, BOTH))
    for verdict in ("accepted", "known"):
        assert [v["verdict"] for v in ama.push([envelope])[1]["verdicts"]] == [verdict]
    assert push(ben, slip(ben, {"heard": "yes"})) == ("accepted", None)
    assert push(nia, slip(nia, {"heard": "no"})) == ("accepted", None)
    assert tally(house) == {("2026-11", "heard", "yes"): 2, ("2026-11", "same_treatment", "partly"): 1}
    assert tally(house, HARBOUR) == {("2026-11", "heard", "no"): 1}


def test_the_month_is_that_of_the_centres_zone_when_it_was_given(house: Installation) -> None:
    ama = house.phone("ama")
    november_still = 1_796_101_200_000 - 60_000  # 1 December 2026, 00:00 in Toronto, is 05:00 UTC
    house.clock.now = november_still + 20 * 86_400_000
    for at in (november_still, november_still + 120_000, house.clock.now + 40 * 86_400_000):
        assert push(ama, slip(ama, {"heard": "no"}, at=at)) == ("accepted", None)
    assert tally(house) == {("2026-11", "heard", "no"): 1, ("2026-12", "heard", "no"): 2}


def test_nothing_but_id_and_hash_is_kept(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    change = slip(ama, BOTH)
    with house.context():
        before = feed.head(house.centre_id())
    envelope = ama.save(change)
    ama.push([envelope], pull=False)
    with house.context():
        assert feed.head(house.centre_id()) == before
        with reading() as connection:
            (row,) = connection.execute(select(receipts).where(receipts.c.id == envelope["id"]))
            assert (row.device, row.received) == (None, None)
            assert connection.execute(select(models.record).where(models.record.c.kind == "slip")).all() == []
            for table in db.metadata.tables:
                for found in connection.execute(text(f'SELECT * FROM "{table}"')):
                    assert change["id"] not in str(found), table
    sol.sync()
    ama.sync()
    assert change["id"] not in str(sol.entries) + str(ama.entries)


@pytest.mark.parametrize(
    ("values", "more", "code"),
    [
        ({"heard": "loudly"}, {}, "bad_answer"),
        ({"words": "Fine."}, {}, "bad_change"),
        (BOTH, {"record": "0199aaaa-0000-7000-8000-000000000000"}, "bad_change"),
        (BOTH, {"parent": "0199aaaa-0000-7000-8000-000000000000"}, "bad_change"),
    ],
)
def test_what_is_no_slip_is_refused_and_counts_nothing(
    house: Installation, values: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    ama = house.phone("ama")
    assert push(ama, slip(ama, values, **more)) == ("refused", code)
    assert tally(house) == {}


def test_a_slip_comes_alone(house: Installation) -> None:
    ama = house.phone("ama")
    log = ama.change("conflict", "quick_log@1", QUICK)
    for changes in ((log, slip(ama, BOTH)), (slip(ama, BOTH), slip(ama, BOTH))):
        assert push(ama, *changes) == ("refused", "bad_change")
    assert tally(house) == {}
    centre, author = house.centre_id(), Author("a", None, frozenset({"worker"}))
    with house.context(), pytest.raises(Refused):
        write(centre, author, "slip", "slip@1", BOTH, now=house.clock.now)
