"""Reports that were really published, of random centres: an attacker with all of them rebuilds nothing (PRACTICE 8.2.12)."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import delete, insert

from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.exports import Report
from peerpwa.exports.counting import count_months
from peerpwa.exports.monthly import every_population
from peerpwa.exports.months import last_day, parse_span
from peerpwa.exports.published import list_published, publish
from peerpwa.measures import Period, measure
from peerpwa.records import models
from peerpwa.records.door import writing
from peerpwa.records.shelf import rebuild
from peerpwa.records.viewer import Viewer
from tests.centre import NOW, Installation
from tests.exports.leaks import find_leaks
from tests.measures.town import Town

LATER = NOW + 60 * 86_400_000
MONTHS = ("2026-09", "2026-10", "2026-11")
ORDERS = (
    ("month=2026-10", "month=2026-11", "quarter=2026-Q4"),
    ("quarter=2026-Q4", "month=2026-11", "month=2026-10"),
    ("month=2026-11", "quarter=2026-Q4"),
)
NAMES = ("ama", "ben", "tess", "sol", "bea")


def settle(seed: int, times: int) -> Centre:
    """A centre with the changes of several towns: busy enough that some numbers are shown."""
    accounts = {one.name: one.id for one in people.list_accounts() if one.name in NAMES}
    made = [Town(seed * 100 + number, accounts) for number in range(times)]
    centre = people.create_centre(f"Town {seed}", made[0].zone, NOW)
    with writing(centre.id) as door:
        for town in made:
            if town.changes:
                door.connection.execute(
                    insert(models.change), [{"centre": centre.id} | one for one in town.changes]
                )
        names = ("month", "question", "answer", "total")
        rows = [{"centre": centre.id, **dict(zip(names, one, strict=True))} for one in made[0].tally]
        if rows:
            door.connection.execute(insert(models.tally), rows)
        rebuild(door)
    return centre


def publish_all(centre: Centre, order: tuple[str, ...], k: int) -> None:
    bea = next(one.id for one in people.list_accounts() if one.name == "bea")
    for number, text in enumerate(order):
        span = parse_span(*text.split("=", 1))
        assert span is not None
        publish(centre, span, k, bea, LATER + number)


def leaks_of(centre: Centre, seed: int) -> tuple[dict[str, list[str]], int]:
    """What an attacker learns of each population, and how many numbers above zero were shown."""
    published = list_published(centre.id)
    counted = count_months(centre, (), LATER).months
    found, shown = {}, 0
    for population in every_population():
        reports: list[Report] = [
            one.shown[population.name] for one in published if population.name in one.shown
        ]
        if not reports:
            continue
        months = sorted(frozenset[str]().union(*(report.months for report in reports)))
        numbers = [
            {f: c.events for f, c in counted[month].counts[population.name].items()} for month in months
        ]
        shown += sum(
            isinstance(cell, int) and cell > 0 for report in reports for cell in report.cells.values()
        )
        if leaks := find_leaks(numbers, months, reports, Random(seed)):
            found[population.name] = leaks
    return found, shown


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("seed", range(6))
def test_an_attacker_rebuilds_nothing_of_what_centres_really_published(
    towns: Installation, seed: int
) -> None:
    centre = settle(seed, 1 + 4 * (seed % 3))
    publish_all(centre, ORDERS[seed % 3], 10 if seed == 3 else 5)
    found, shown = leaks_of(centre, seed)
    assert found == {}
    assert shown > (0 if seed % 3 == 0 else 20)


@pytest.mark.shows("morning-1")
def test_a_month_counts_what_its_measures_count(towns: Installation) -> None:
    """Before the guard, with nothing published before it and no concern about a colleague: two ways, one number."""
    centre = settle(90, 5)
    with writing(centre.id) as door:
        door.connection.execute(delete(models.excluded).where(models.excluded.c.centre == centre.id))
    viewer = Viewer("nobody", centre.id, frozenset({"manager"}))
    for month in MONTHS:
        span = parse_span("month", month)
        assert span is not None
        counts = count_months(centre, [month], LATER).months[month].counts
        period = Period(*_days(month), LATER)
        by_id = {one.measure.id: one.result for one in measure(centre, period, viewer)}
        for id, name, axis in SAME:
            cells = counts[name]
            known = cells[((axis, "yes"),)].events + cells[((axis, "no"),)].events
            assert (cells[((axis, "yes"),)].events, known) == (by_id[id].numerator, by_id[id].denominator), id
        assert counts["events"][()].events == by_id["M4"].numerator
        assert counts["events"][(("heat", "h0_h1"),)].events == by_id["M5"].numerator
        parts = {part.code: part.numerator for part in by_id["M10"].parts}
        assert {code: counts["satisfied"][(("satisfied", code),)].events for code in parts} == parts
        settings = {part.code: part.numerator for part in by_id["M22"].parts}
        assert {code: counts[f"setting {code}"][()].events for code in settings} == settings
        assert counts["changes"][()].events == by_id["M23"].numerator
        assert counts["waits"][()].events == by_id["M16"].denominator
        for part in by_id["M11"].parts:
            cells = counts[part.code]
            assert cells[(("answer", "yes"),)].events == part.numerator
            assert cells[(("answer", "unknown"),)].events == part.not_known


SAME = (
    ("M2", "shifts", "yes_no"), ("M8", "due", "yes_no"), ("M12", "day_7", "answer"), ("M15", "talks", "answer"),
    ("M20", "limits", "yes_no"), ("M24", "affected", "answer"), ("M26", "visits", "answer"),
)  # fmt: skip


def _days(month: str) -> tuple[date, date]:
    return date.fromisoformat(f"{month}-01"), last_day(month)
