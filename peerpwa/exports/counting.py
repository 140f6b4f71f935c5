"""Months as they were counted. What comes later, or is taken back later, belongs to the month that is counted next.

So one report taken from another never meets what nobody guarded (docs/decisions/0010).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, insert, select

from peerpwa.accounts.models import Centre
from peerpwa.exports.guard import ALL_KINDS
from peerpwa.exports.items import POPULATIONS, Item, Population, Source, codes_of, mentions, serious
from peerpwa.exports.models import counted_item, counted_month
from peerpwa.exports.months import last_day
from peerpwa.exports.tables import Count, Event, Figure, tabulate
from peerpwa.measures.load import load_book
from peerpwa.measures.period import Period
from peerpwa.records import models
from peerpwa.records.door import reading

START = date(1971, 1, 1)
CHANGES = "changes"
FLAGS, SETTINGS = "flags ", "setting "
Counts = dict[Figure, Count]
Keys = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Month:
    """`counts` by population; `lines` are codes of the practice's options that were done."""

    counts: Mapping[str, Counts]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """Months by their name. `fresh` are those that aren't stored, with the keys of what is counted in them."""

    months: Mapping[str, Month]
    fresh: tuple[str, ...]
    keys: Keys


def every_population() -> list[Population]:
    """Those of the report's lines, each setting, and serious matters of each kind and of any."""
    flags: list[tuple[str, str | None]] = [*((code, code) for code in codes_of("flag")), (ALL_KINDS, None)]
    return [
        *POPULATIONS,
        *(Population(SETTINGS + code, (), partial(mentions, setting=code)) for code in codes_of("setting")),
        *(Population(FLAGS + name, (), partial(serious, kind=kind)) for name, kind in flags),
    ]


def count_months(centre: Centre, wanted: Sequence[str], now: int) -> Counted:
    """Every month that was counted, and those wanted besides as they would be counted now. Nothing is stored."""
    with reading() as connection:
        rows = connection.execute(select(counted_month).where(counted_month.c.centre == centre.id)).all()
        known = {row.month: _to_month(row) for row in rows}
        fresh = tuple(sorted(set(wanted) - known.keys()))
        if not fresh:
            return Counted(known, (), {})
        before = _load_keys(connection, centre.id)
        authors = _load_authors(connection, centre.id)
    source = Source(load_book(centre, Period(START, last_day(fresh[-1]), now), None), authors)
    counts: dict[str, dict[str, Counts]] = {name: {} for name in fresh}
    lines: dict[str, tuple[str, ...]] = dict.fromkeys(fresh, ())
    keys: dict[str, frozenset[str]] = {}
    for population in every_population():
        name = population.name
        taken = _assign(population.items(source), known, fresh, before.get(name, frozenset()))
        keys[name] = frozenset(item.key for items in taken.values() for item in items)
        for month, items in taken.items():
            events = [Event(one.codes, one.people, one.author) for one in _once_a_person(items)]
            counts[month][name] = tabulate(events, population.tables)
            if name == CHANGES:
                lines[month] = tuple(sorted({item.codes["line"] for item in items} - {""}))
    return Counted({**known, **{m: Month(counts[m], lines[m]) for m in fresh}}, fresh, keys)


def keep(connection: Connection, centre: str, counted: Counted) -> None:
    """Stores the fresh months: from now on they stay so."""
    for month in counted.fresh:
        made = counted.months[month]
        row = {"centre": centre, "month": month, "lines": list(made.lines)}
        connection.execute(insert(counted_month), row | {"counts": _to_plain(made.counts)})
    items = [
        {"centre": centre, "population": population, "item": key}
        for population, keys in counted.keys.items()
        for key in sorted(keys)
    ]
    if items:
        connection.execute(insert(counted_item), items)


def _assign(
    items: Iterable[Item], known: Mapping[str, Month], fresh: Sequence[str], before: frozenset[str]
) -> dict[str, list[Item]]:
    """To each fresh month what falls into it, and what came too late for a month that was counted before it."""
    taken: dict[str, list[Item]] = {month: [] for month in fresh}
    for item in items:
        month = f"{item.day:%Y-%m}"
        if item.key in before:
            continue
        if month in known:
            month = next((later for later in fresh if later > month), "")
        if month in taken:
            taken[month].append(item)
    return taken


def _once_a_person(items: Sequence[Item]) -> list[Item]:
    """One person counts once, by the latest answer: an attempt without one takes nothing back."""
    latest: dict[str, Item] = {}
    for item in items:
        who = item.person
        if who is not None and (who not in latest or item.codes["satisfied"] != "unknown"):
            latest[who] = item
    return [*(item for item in items if item.person is None), *latest.values()]


def _load_keys(connection: Connection, centre: str) -> dict[str, frozenset[str]]:
    query = select(counted_item.c.population, counted_item.c.item).where(counted_item.c.centre == centre)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.population, set()).add(row.item)
    return {population: frozenset(keys) for population, keys in found.items()}


def _load_authors(connection: Connection, centre: str) -> dict[str, str]:
    record = models.record
    query = select(record.c.id, record.c.account).where(
        record.c.centre == centre, record.c.account.is_not(None)
    )
    return {id: account for id, account in connection.execute(query)}  # noqa: C416 (rows are no pairs to dict)


def _to_plain(counts: Mapping[str, Counts]) -> dict[str, list[Any]]:
    return {
        population: [[figure, one.events, one.people, one.authors] for figure, one in figures.items()]
        for population, figures in counts.items()
    }


def _to_month(row: Any) -> Month:
    counts = {
        population: {to_figure(figure): Count(*numbers) for figure, *numbers in figures}
        for population, figures in row.counts.items()
    }
    return Month(counts, tuple(row.lines))


def to_figure(plain: Iterable[Iterable[str]]) -> Figure:
    """A figure as it comes back from the database."""
    return tuple((axis, code) for axis, code in plain)
