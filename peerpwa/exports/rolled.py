"""Months as the records stand, kept so that a look at a year needn't read the year again. No name is kept, no word.

A month's numbers follow from the trees that have to do with it (`measures/span.py`). Whatever alters a tree is an entry
of the feed, so a month that is kept still stands when no entry since then is about a tree that it was counted from, or
would be counted from now. Writers pay nothing, and there is nothing that they could forget.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.exports.monthly import Month, count, find_trees, keys_of, list_items, to_month, to_plain
from peerpwa.exports.months import last_day
from peerpwa.measures.period import day_of
from peerpwa.records import models
from peerpwa.records.door import reading, writing
from peerpwa.records.feed import find_head, find_touched
from peerpwa.records.slips import read_tally

COUNTING = ("exports", "measures", "practice", "records")
rolled, feed, change, record = models.rolled_month, models.feed, models.change, models.record


@dataclass(frozen=True)
class Rolled:
    """`keys`: what was counted in the month, by population."""

    month: Month
    keys: Mapping[str, frozenset[str]]


def roll(centre: Centre, months: Sequence[str], now: int) -> dict[str, Rolled]:
    """Each of these months as the records stand. All must be over: then no clock has a say in them."""
    slips = _count_slips(centre.id)
    with reading() as connection:
        seq, _ = find_head(connection, centre.id)
        standing = _list_standing(connection, centre, months, seq, slips)
    found = {row.month: _to_rolled(row) for row in standing}
    _confirm(centre.id, [row.month for row in standing if row.seq < seq], seq)
    for month in months:
        if month not in found:
            found[month] = _make(centre, month, slips.get(month, 0), now)
    return found


def list_missing(centre: Centre, months: Sequence[str]) -> list[str]:
    """Those of these months of which nothing is kept that still stands."""
    with reading() as connection:
        seq, _ = find_head(connection, centre.id)
        rows = _list_standing(connection, centre, months, seq, _count_slips(centre.id))
    standing = {row.month for row in rows}
    return [month for month in months if month not in standing]


def _list_standing(
    connection: Connection, centre: Centre, months: Sequence[str], seq: int, slips: Mapping[str, int]
) -> list[Any]:
    """The rows of these months that still stand at this number of the feed."""
    query = select(rolled).where(
        rolled.c.centre == centre.id, rolled.c.month.in_(months), rolled.c.made_by == _made_by(centre)
    )
    rows = [row for row in connection.execute(query) if row.slips == slips.get(row.month, 0)]
    standing = [row for row in rows if row.seq == seq]
    for since in {row.seq for row in rows} - {seq}:
        touched, settings = find_touched(connection, centre.id, since)
        older = [] if settings else [row for row in rows if row.seq == since]
        standing += [row for row in older if not touched or not _is_touched(connection, centre, row, touched)]
    return standing


def _is_touched(connection: Connection, centre: Centre, row: Any, touched: Collection[str]) -> bool:
    return not (
        set(row.roots).isdisjoint(touched) and _list_roots(connection, centre, row.month).isdisjoint(touched)
    )


def _list_roots(connection: Connection, centre: Centre, month: str) -> set[str]:
    query = find_trees(connection, centre, month)
    return set(connection.execute(select(query.subquery().c.root).distinct()).scalars())


def _make(centre: Centre, month: str, slips: int, now: int) -> Rolled:
    """Counts a month from the records, and keeps it where nothing was written meanwhile."""
    with reading() as connection:
        seq, _ = find_head(connection, centre.id)
        roots = _list_roots(connection, centre, month)
    items = list_items(centre, month, now)
    made = Rolled(count(items), keys_of(items))
    if last_day(month) < day_of(now, zone_of(centre)):
        row = {
            "centre": centre.id, "month": month, "seq": seq, "made_by": _made_by(centre), "slips": slips,
            "roots": sorted(roots), "counts": to_plain(made.month.counts), "lines": list(made.month.lines),
            "keys": {name: sorted(some) for name, some in made.keys.items()},
        }  # fmt: skip
        with writing(centre.id) as door:
            if door.seq == seq:
                here = rolled.c.centre == centre.id, rolled.c.month == month
                door.connection.execute(delete(rolled).where(*here))
                door.connection.execute(insert(rolled), row)
    return made


def _confirm(centre: str, months: Sequence[str], seq: int) -> None:
    """These months still stand at this number: what came before needn't be looked at again."""
    if months:
        here = rolled.c.centre == centre, rolled.c.month.in_(months), rolled.c.seq < seq
        with writing(centre) as door:
            door.connection.execute(update(rolled).where(*here).values(seq=seq))


def _to_rolled(row: Any) -> Rolled:
    keys = {name: frozenset(some) for name, some in row._mapping["keys"].items()}
    return Rolled(to_month(row.counts, row.lines), keys)


def _count_slips(centre: str) -> dict[str, int]:
    """How many answers of slips each month has: the feed doesn't tell of them."""
    found: dict[str, int] = {}
    for (month, _, _), total in read_tally(centre).items():
        found[month] = found.get(month, 0) + total
    return found


def _made_by(centre: Centre) -> str:
    return f"{_program()} {centre.zone}"[:64]


@cache
def _program() -> str:
    """A digest of the files that decide what is counted and how: after an update nothing that is kept stands."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(_files(package)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _files(package: Path) -> Iterable[Path]:
    for name in COUNTING:
        yield from (p for p in (package / name).rglob("*") if p.suffix in (".py", ".json"))
