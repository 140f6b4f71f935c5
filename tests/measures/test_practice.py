"""What the team's talks took, under the house rules of PRACTICE 3.1: never few, never one or two people's."""

from collections.abc import Collection

import pytest
from msgspec import convert

from peerpwa.measures.definition import Part
from peerpwa.measures.practice import Talk, look_at_practice, weeks_until
from tests.measures.hand import Hand

DAY = "2026-11-20 10:00"


@pytest.fixture
def hand() -> Hand:
    return Hand()


def talk(hand: Hand, mode: str = "together", when: str = DAY, steps: Collection[str] = ("s1", "fit")) -> None:
    hand.write("talk", when, hand.write("conflict", when, heat="h1"), mode=mode, steps=list(steps))


def parts(hand: Hand, writers: int = 3) -> dict[str, Part]:
    """By step; the writers of the talks are so many."""
    weeks = weeks_until(hand.book("2026-11-17", "2026-11-23").period)
    book = hand.book(weeks.first.isoformat(), weeks.last.isoformat())
    talks = [talk.values for event in book.events for talk in book.tree(event, "talk")]
    found = look_at_practice(weeks, [(convert(talk, Talk), at % writers) for at, talk in enumerate(talks)])
    return {part.code: part for part in found.parts}


@pytest.mark.shows("morning-1")
def test_ten_talks_by_three_writers_are_the_least(hand: Hand) -> None:
    for _ in range(9):
        talk(hand)
    assert parts(hand) == {}
    talk(hand)
    assert parts(hand, writers=2) == {}
    assert (parts(hand)["s1"].numerator, parts(hand)["s1"].denominator) == (10, 10)


def test_eight_weeks_count_and_a_talk_without_steps_says_nothing(hand: Hand) -> None:
    for when in ["2026-09-29 00:00", "2026-11-23 23:59", *[DAY] * 8]:
        talk(hand, when=when)
    assert parts(hand)["s1"].denominator == 10
    for when in ("2026-09-28 23:59", "2026-11-24 00:00"):
        talk(hand, when=when)
    talk(hand, steps=())
    assert parts(hand)["s1"].denominator == 10


def test_a_step_for_two_has_its_place_in_talks_of_two_alone(hand: Hand) -> None:
    for _ in range(10):
        talk(hand, mode="one_person")
    assert "s5" not in parts(hand)
    for _ in range(10):
        talk(hand, mode="shuttle", steps=("s1", "s5"))
    assert (parts(hand)["s5"].numerator, parts(hand)["s5"].denominator) == (10, 10)
    assert (parts(hand)["s1"].numerator, parts(hand)["s1"].denominator) == (20, 20)


def test_it_shows_the_ten_steps_in_the_floors_order(hand: Hand) -> None:
    for _ in range(10):
        talk(hand)
    assert list(parts(hand)) == ["s1", "s2", "s6", "s3", "s5", "s7", "s4", "s8", "s9", "s10"]
