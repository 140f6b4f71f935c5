"""Months as they were counted. What comes later, or is taken back later, belongs to the month that is counted next.

So one report taken from another never meets what nobody guarded (docs/decisions/0010).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from peerpwa.accounts.models import Centre
from peerpwa.exports.models import counted_item, counted_month
from peerpwa.exports.monthly import (
    Items,
    Month,
    count,
    every_population,
    keys_of,
    list_items,
    to_month,
    to_plain,
)
from peerpwa.exports.rolled import Rolled, roll
from peerpwa.records.door import reading

Keys = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Counted:
    """Months by their name. `fresh` are those that aren't stored, with the keys of what is counted in them."""

    months: Mapping[str, Month]
    fresh: tuple[str, ...]
    keys: Keys


def count_months(centre: Centre, wanted: Sequence[str], now: int) -> Counted:
    """Every month that was counted, and those wanted besides, all over, as they would be counted now."""
    with reading() as connection:
        rows = connection.execute(select(counted_month).where(counted_month.c.centre == centre.id)).all()
        known = {row.month: to_month(row.counts, row.lines) for row in rows}
        fresh = tuple(sorted(set(wanted) - known.keys()))
        if not fresh:
            return Counted(known, (), {})
        before = _load_keys(connection, centre.id)
    earlier = [month for month in sorted(known) if month < fresh[-1]]
    stand = roll(centre, [*earlier, *fresh], now)
    late = {month: stand[month] for month in earlier if not _is_counted(stand[month], before)}
    made = dict(known)
    keys: dict[str, frozenset[str]] = {one.name: frozenset() for one in every_population()}
    for number, month in enumerate(fresh):
        since = fresh[number - 1] if number else ""
        owing = [one for one in late if since < one < month]
        made[month], taken = _count(centre, month, owing, stand[month], before, now)
        keys = {population: some | taken[population] for population, some in keys.items()}
    return Counted(made, fresh, keys)


def keep(connection: Connection, centre: str, counted: Counted) -> None:
    """Stores the fresh months: from now on they stay so."""
    for month in counted.fresh:
        made = counted.months[month]
        row = {"centre": centre, "month": month, "lines": list(made.lines)}
        connection.execute(insert(counted_month), row | {"counts": to_plain(made.counts)})
    items = [
        {"centre": centre, "population": population, "item": key}
        for population, keys in counted.keys.items()
        for key in sorted(keys)
    ]
    if items:
        connection.execute(insert(counted_item), items)


def _count(
    centre: Centre, month: str, owing: Sequence[str], stands: Rolled, before: Keys, now: int
) -> tuple[Month, Keys]:
    """A fresh month as it stands, unless something of it was counted elsewhere before, or came too late for one of the
    months that owe it here.
    """
    if not owing and all(some.isdisjoint(before.get(name, ())) for name, some in stands.keys.items()):
        return stands.month, stands.keys
    taken = _without(before, [list_items(centre, one, now) for one in (*owing, month)])
    return count(taken), keys_of(taken)


def _without(before: Keys, months: Sequence[Items]) -> Items:
    """What falls into these months and wasn't counted before, oldest month first."""
    return {
        name: [item for items in months for item in items[name] if item.key not in before.get(name, ())]
        for name in months[0]
    }


def _is_counted(stands: Rolled, before: Keys) -> bool:
    """Whether all that falls into a month was counted before."""
    return all(some <= before.get(name, frozenset()) for name, some in stands.keys.items())


def _load_keys(connection: Connection, centre: str) -> dict[str, frozenset[str]]:
    query = select(counted_item.c.population, counted_item.c.item).where(counted_item.c.centre == centre)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.population, set()).add(row.item)
    return {population: frozenset(keys) for population, keys in found.items()}
