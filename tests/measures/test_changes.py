"""Before and after a change: whole days on both sides, the same place, and nothing said of few."""

from datetime import date

import pytest

from peerpwa.measures.changes import Change, list_before_and_after
from tests.measures.hand import Hand, at

DONE = "2026-11-10"


@pytest.fixture
def hand() -> Hand:
    made = Hand()
    fix = made.write("fix", f"{DONE} 12:00", what="More plugs", place="charging_spot", done="yes")
    made.done[fix.id] = at(f"{DONE} 12:00")
    return made


def log(hand: Hand, when: str, times: int, place: str = "charging_spot") -> None:
    for _ in range(times):
        hand.write("conflict", when, heat="h1", place=place)


def look(hand: Hand, last: str = "2026-11-23") -> list[Change]:
    book = hand.book("2026-11-01", last)
    done = sorted(((book.day(at), id) for id, at in hand.done.items()), reverse=True)
    fixes = [(day, row) for day, id in done if (row := book.get(id))]

    def count(first: date, until: date, place: str | None) -> int:
        there = [row for row in book.of("conflict") if place in (None, row.values.get("place"))]
        return sum(first <= book.day(row.made) <= until for row in there)

    return list(list_before_and_after(fixes, date.fromisoformat(last), count))


def test_seven_days_a_side_without_the_day_itself(hand: Hand) -> None:
    log(hand, "2026-11-03 00:00", 10)
    log(hand, "2026-11-17 23:59", 11)
    for when in ("2026-11-02 23:59", "2026-11-10 12:30", "2026-11-18 00:00"):
        log(hand, when, 5)
    log(hand, "2026-11-05 10:00", 5, place="washroom")
    (found,) = look(hand)
    assert (found.what, found.days, found.before, found.after) == ("More plugs", 7, 10, 11)


def test_four_weeks_a_side_once_they_are_over(hand: Hand) -> None:
    log(hand, "2026-10-13 00:00", 10)
    log(hand, "2026-12-08 23:59", 12)
    assert look(hand, "2026-12-07")[0].days == 7
    (found,) = look(hand, "2026-12-08")
    assert (found.days, found.before, found.after) == (28, 10, 12)


@pytest.mark.parametrize(("before", "after"), [(9, 10), (10, 9), (0, 0)])
def test_under_ten_on_either_side_is_too_few_to_say(hand: Hand, before: int, after: int) -> None:
    log(hand, "2026-11-05 10:00", before)
    log(hand, "2026-11-12 10:00", after)
    assert [(one.days, one.before, one.after) for one in look(hand)] == [(7, None, None)]


def test_it_is_too_early_until_seven_days_are_over(hand: Hand) -> None:
    log(hand, "2026-11-05 10:00", 20)
    log(hand, "2026-11-12 10:00", 20)
    (found,) = look(hand, "2026-11-16")
    assert (found.days, found.before, found.from_day.isoformat()) == (None, None, "2026-11-17")
    assert look(hand, "2026-11-17")[0].days == 7


def test_without_a_place_the_whole_centre_counts_and_eight_weeks_later_it_is_told_no_more(hand: Hand) -> None:
    fix = hand.write("fix", "2026-11-11 09:00", what="Meals in two turns", done="yes")
    hand.done[fix.id] = at("2026-11-11 09:00")
    for day in ("2026-11-06", "2026-11-15"):
        for place in ("washroom", "main_room"):
            log(hand, f"{day} 10:00", 6, place)
    assert [(one.what, one.before, one.after) for one in look(hand)] == [
        ("Meals in two turns", 12, 12),
        ("More plugs", None, None),
    ]
    assert look(hand, "2027-01-07") == []
