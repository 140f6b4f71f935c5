"""The months of a report counted in one go from all that a centre ever wrote: what months that are kept must equal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from peerpwa.accounts.models import Centre
from peerpwa.exports.items import Item, Source
from peerpwa.exports.models import counted_item, counted_month
from peerpwa.exports.monthly import Month, count, every_population
from peerpwa.exports.months import last_day
from peerpwa.measures.load import load_book
from peerpwa.measures.period import Period
from peerpwa.records import models
from peerpwa.records.door import reading

START = date(1971, 1, 1)


def count_plainly(
    centre: Centre, fresh: Sequence[str], now: int
) -> tuple[dict[str, Month], Mapping[str, set[str]]]:
    """The numbers of months that weren't counted yet, and the keys of what is counted in them, by population."""
    known = {row.month for row in _rows(counted_month, centre)}
    before = {(row.population, row.item) for row in _rows(counted_item, centre)}
    authors = {row.id: row.account for row in _rows(models.record, centre) if row.account}
    source = Source(load_book(centre, Period(START, last_day(max(fresh)), now), None), authors)
    taken: dict[str, dict[str, list[Item]]] = {
        month: {one.name: [] for one in every_population()} for month in fresh
    }
    for population in every_population():
        for item in population.items(source):
            month = f"{item.day:%Y-%m}"
            if month in known:
                month = min((later for later in fresh if later > month), default="")
            if month in taken and (population.name, item.key) not in before:
                taken[month][population.name].append(item)
    keys = {
        one.name: {item.key for items in taken.values() for item in items[one.name]}
        for one in every_population()
    }
    return {month: count(items) for month, items in taken.items()}, keys


def _rows(table: Any, centre: Centre) -> list[Any]:
    with reading() as connection:
        return list(connection.execute(select(table).where(table.c.centre == centre.id)))
