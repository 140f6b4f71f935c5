"""No hidden figure comes out of what was published (PRACTICE 8.2 point 12); and the attacker is no straw man."""

from random import Random

import pytest

from peerpwa.exports import Figure, Report, Word, protect
from tests.exports.attack import Attacker, shows_zero
from tests.exports.leaks import find_leaks
from tests.exports.made import ORDERS, Made, make

SETS, PARTS = 1_000, 10


def guarded(made: Made, *, remembers: bool = True) -> list[Report]:
    """What is published, one after the other."""
    reports: list[Report] = []
    for span, k in made.asked:
        reports.append(protect(made.counts, span, made.tables, reports if remembers else [], k))
    return reports


def first_hiding_only(made: Made) -> list[Report]:
    """The guard that a hurried hand would write: hide what is small, show the rest."""
    reports = []
    for span, k in made.asked:
        numbers: dict[Figure, int] = {}
        for month in span:
            for figure, count in made.counts[frozenset({month})].items():
                numbers[figure] = numbers.get(figure, 0) + count.events
        cells = {
            figure: number if number >= k or (number == 0 and shows_zero(figure)) else Word.FEWER
            for figure, number in numbers.items()
        }
        reports.append(Report(span, made.tables, k, cells))
    return reports


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("part", range(PARTS))
def test_an_attacker_rebuilds_no_hidden_figure_of_a_thousand_data_sets(part: int) -> None:
    leaks = {}
    for seed in range(part, SETS, PARTS):
        made = make(seed)
        if found := find_leaks(made.numbers, made.months, guarded(made), Random(seed)):
            leaks[seed] = found

    assert leaks == {}


@pytest.mark.shows("morning-1")
def test_the_attacker_breaks_a_guard_that_only_hides_what_is_small() -> None:
    sets = [make(seed) for seed in range(0, 20 * len(ORDERS), len(ORDERS))]
    broken = [
        made for made in sets if find_leaks(made.numbers, made.months, first_hiding_only(made), Random(1))
    ]

    assert len(broken) >= len(sets) * 2 // 3


@pytest.mark.shows("morning-1")
def test_the_attacker_breaks_a_guard_that_forgets_what_was_published_before() -> None:
    """Earlier reports beside later ones are what gives a hidden figure away, whichever came first."""
    sets = [made for made in map(make, range(300)) if len(made.asked) == 3]
    broken = [
        made
        for made in sets
        if find_leaks(made.numbers, made.months, guarded(made, remembers=False), Random(1))
    ]

    assert len(broken) >= len(sets) // 5


def test_the_attacker_subtracts() -> None:
    """A total of 12 with two parts of 8 and "fewer than 5": whoever reads it knows the 4."""
    yes, no = (("yes_no", "yes"),), (("yes_no", "no"),)
    report = Report(frozenset({"2026-10"}), (("yes_no",),), 5, {(): 12, yes: 8, no: Word.FEWER})

    assert Attacker(["2026-10"], [report]).bounds[0, no] == (4, 4)


def test_a_busy_centre_still_sees_more_numbers_than_it_loses_for_the_sake_of_others() -> None:
    """Hiding everything would be safe too."""
    shown = [
        cell
        for made in map(make, range(0, 60 * len(ORDERS), len(ORDERS)))
        if made.asked[0][1] == 5 and made.numbers[0][()] > 250
        for cell in guarded(made)[0].cells.values()
    ]

    assert sum(isinstance(cell, int) for cell in shown) > shown.count(Word.NOT_SHOWN)
