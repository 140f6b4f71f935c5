"""Which trees a few weeks have to do with: a formula asked about these days reads no other.

Those in which anything speaks of one of these days (`record.said`); in which something was said to a fix then, maybe
that it is done; and, since a matter counts 30 days after it was settled (M13), those of the threads that may have been
settled then.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, Text, cast, select, union_all

from peerpwa.measures.period import DAY, start_of
from peerpwa.measures.threads import LATER
from peerpwa.practice.clocks import SETTLED_AFTER
from peerpwa.records import models
from peerpwa.records.stamps import to_text

MARGIN = DAY  # the practice's day begins in the morning, and a handover's day stands as its midnight in UTC
record, change = models.record, models.change


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included. `open_days`: ISO weekdays; none where every day is open."""

    first: date
    last: date
    zone: ZoneInfo
    open_days: tuple[int, ...] = ()

    def between(self, back: timedelta = timedelta(), longest: timedelta | None = None) -> ColumnElement[bool]:
        """What speaks of these days, or of days so long before them."""
        since, until = self.first - (longest or back) - MARGIN, self.last - back + DAY + MARGIN
        return record.c.said.between(start_of(since, self.zone), start_of(until, self.zone))


def find_roots(connection: Connection, centre: str, days: Days) -> CompoundSelect[Any]:
    """A query for the roots of the trees that have to do with these days."""
    return roots_of(centre, days, find_named(connection, centre, days))


def roots_of(
    centre: str, days: Days, named: Collection[str], among: Collection[str] | None = None
) -> CompoundSelect[Any]:
    """The same, where it is known what they have to do with by name. `among`: by day, these trees alone."""
    roots = select(record.c.root).where(record.c.centre == centre)
    by_day = roots.where(days.between())
    by_day = by_day if among is None else by_day.where(record.c.root.in_(among))
    return union_all(by_day, roots.where(record.c.id.in_(named)))


def find_named(
    connection: Connection, centre: str, days: Days, among: Collection[str] | None = None
) -> set[str]:
    """The fixes that may have been marked as done in these days, the threads that may have been settled then, and all
    that these name. `among`: threads only where one of these trees can be the reason.
    """
    ids = find_marked(connection, centre, days.first, days.last, days.zone)
    if among is None or _may_settle(connection, centre, days, among):
        ids |= _threads(connection, centre, days)
    return ids


def find_marked(connection: Connection, centre: str, first: date, last: date, zone: ZoneInfo) -> set[str]:
    """The fixes to which something was said on these days: maybe that they are done."""
    fixes = select(record.c.id).where(record.c.centre == centre, record.c.kind == "fix")
    ids = set(connection.execute(fixes).scalars())
    if not ids:
        return ids
    since, until = to_text(start_of(first, zone)), to_text(start_of(last + DAY, zone))
    marked = select(change.c.record).where(  # from the fixes, which are few, to their changes
        change.c.centre == centre, change.c.record.in_(ids), change.c.ord >= since, change.c.ord < until
    )
    return set(connection.execute(marked).scalars())


def _may_settle(connection: Connection, centre: str, days: Days, among: Collection[str]) -> bool:
    """Whether there is a thread among these trees, or one by which a thread may have been settled."""
    theirs = record.c.centre == centre, record.c.root.in_(among)
    threads = select(record.c.root).where(*theirs, record.c.kind == "thread")
    return connection.execute(union_all(threads, *_settled(days, *theirs)).limit(1)).first() is not None


def _threads(connection: Connection, centre: str, days: Days) -> set[str]:
    """The threads that may have been settled in these days, and all that they name."""
    here = record.c.centre == centre
    query = select(record.c.id, cast(record.c["values"], Text)).where(here, record.c.kind == "thread")
    threads = connection.execute(query).all()
    maybe = set(connection.execute(union_all(*_settled(days, here))).scalars()) if threads else set()
    found: set[str] = set()
    for id, answers in threads:
        named = {line.record for line in _decode(answers).conflicts if line.record}
        if not maybe.isdisjoint(named):
            found |= {id, *named}
    return found


def _settled(days: Days, *here: ColumnElement[bool]) -> list[Select[Any]]:
    """The trees by which a thread may have been settled, 30 days before these days: by a check-in, or by quiet."""
    longest = -(-SETTLED_AFTER // len(set(days.open_days) or range(7))) * 7
    met = days.between(DAY * LATER)
    quiet = days.between(DAY * (LATER + SETTLED_AFTER), DAY * (LATER + longest))
    return [
        select(record.c.root).where(*here, met, record.c.kind == "check_in"),
        select(record.c.root).where(*here, quiet, record.c.kind == "conflict"),
    ]


class _Line(msgspec.Struct):
    record: str | None = None


class _Thread(msgspec.Struct):
    conflicts: tuple[_Line, ...] = ()


_decode = msgspec.json.Decoder(_Thread).decode
