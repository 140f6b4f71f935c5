"""One month of the funder's report, counted from the records: what falls into it, and its numbers in every table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import CompoundSelect, Connection, select

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.exports.guard import ALL_KINDS
from peerpwa.exports.items import POPULATIONS, Item, Population, Source, codes_of, mentions, serious
from peerpwa.exports.months import first_day, last_day
from peerpwa.exports.tables import Count, Event, Figure, tabulate
from peerpwa.measures.load import load_book
from peerpwa.measures.period import Period
from peerpwa.measures.span import Days, find_roots
from peerpwa.practice import open_days_of
from peerpwa.records import models
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import reading

CHANGES = "changes"
FLAGS, SETTINGS = "flags ", "setting "
Counts = dict[Figure, Count]
Items = Mapping[str, Sequence[Item]]


@dataclass(frozen=True)
class Month:
    """`counts` by population; `lines` are codes of the practice's options that were done."""

    counts: Mapping[str, Counts]
    lines: tuple[str, ...]


def every_population() -> list[Population]:
    """Those of the report's lines, each setting, and serious matters of each kind and of any."""
    flags: list[tuple[str, str | None]] = [*((code, code) for code in codes_of("flag")), (ALL_KINDS, None)]
    return [
        *POPULATIONS,
        *(Population(SETTINGS + code, (), partial(mentions, setting=code)) for code in codes_of("setting")),
        *(Population(FLAGS + name, (), partial(serious, kind=kind)) for name, kind in flags),
    ]


def find_trees(connection: Connection, centre: Centre, month: str) -> CompoundSelect[Any]:
    """A query for the roots of the trees that have to do with a month."""
    open_days = tuple(open_days_of(find_settings(connection, centre.id)))
    return find_roots(
        connection, centre.id, Days(first_day(month), last_day(month), zone_of(centre), open_days)
    )


def list_items(centre: Centre, month: str, now: int) -> dict[str, list[Item]]:
    """What falls into a month that is over, by population: read from the trees that have to do with it, no others."""
    first, last = first_day(month), last_day(month)
    with reading() as connection:
        authors = _load_authors(connection, centre.id, find_trees(connection, centre, month))
    source = Source(load_book(centre, Period(first, last, now), None), authors)
    return {
        population.name: [item for item in population.items(source) if f"{item.day:%Y-%m}" == month]
        for population in every_population()
    }


def count(items: Items) -> Month:
    """The numbers of a month, of what falls into it."""
    counts = {
        population.name: tabulate(
            [Event(one.codes, one.people, one.author) for one in _once_a_person(items[population.name])],
            population.tables,
        )
        for population in every_population()
    }
    return Month(counts, tuple(sorted({item.codes["line"] for item in items[CHANGES]} - {""})))


def keys_of(items: Items) -> dict[str, frozenset[str]]:
    """The keys of what is counted, by population."""
    return {population: frozenset(item.key for item in some) for population, some in items.items()}


def to_plain(counts: Mapping[str, Counts]) -> dict[str, list[Any]]:
    """Numbers as the database keeps them."""
    return {
        population: [[figure, one.events, one.people, one.authors] for figure, one in figures.items()]
        for population, figures in counts.items()
    }


def to_month(counts: Mapping[str, Any], lines: Iterable[str]) -> Month:
    """A month as it comes back from the database."""
    return Month(
        {
            population: {to_figure(figure): Count(*numbers) for figure, *numbers in figures}
            for population, figures in counts.items()
        },
        tuple(lines),
    )


def to_figure(plain: Iterable[Iterable[str]]) -> Figure:
    """A figure as it comes back from the database."""
    return tuple((axis, code) for axis, code in plain)


def _once_a_person(items: Sequence[Item]) -> list[Item]:
    """One person counts once, by the latest answer: an attempt without one takes nothing back."""
    latest: dict[str, Item] = {}
    for item in items:
        who = item.person
        if who is not None and (who not in latest or item.codes["satisfied"] != "unknown"):
            latest[who] = item
    return [*(item for item in items if item.person is None), *latest.values()]


def _load_authors(connection: Connection, centre: str, roots: Any) -> dict[str, str]:
    record = models.record
    query = select(record.c.id, record.c.account).where(
        record.c.centre == centre, record.c.root.in_(roots), record.c.account.is_not(None)
    )
    return {id: account for id, account in connection.execute(query)}  # noqa: C416 (rows are no pairs to dict)
