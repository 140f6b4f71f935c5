"""Which trees a few weeks have to do with: a formula asked about these days reads no other.

Those in which anything speaks of one of these days (`record.said`); in which something was said to a fix then, maybe
that it is done; and, since a matter counts 30 days after it was settled (M13), those of the threads that may have been
settled then.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, CompoundSelect, Connection, select, union_all

from peerpwa.measures.period import DAY, start_of
from peerpwa.measures.threads import LATER
from peerpwa.practice.clocks import SETTLED_AFTER
from peerpwa.records import models
from peerpwa.records.stamps import to_text

MARGIN = DAY  # the practice's day begins in the morning, and a handover's day stands as its midnight in UTC
record, change = models.record, models.change


def find_roots(
    connection: Connection,
    centre: str,
    first: date,
    last: date,
    zone: ZoneInfo,
    open_days: Collection[int] = (),
) -> CompoundSelect[Any]:
    """A query for the roots of these trees, from the first day to the last. `open_days`: ISO weekdays."""

    def between(back: timedelta, longest: timedelta | None = None) -> ColumnElement[bool]:
        since, until = first - (longest or back) - MARGIN, last - back + DAY + MARGIN
        return record.c.said.between(start_of(since, zone), start_of(until, zone))

    here = record.c.centre == centre
    met = between(DAY * LATER)
    longest = -(-SETTLED_AFTER // len(set(open_days) or range(7))) * 7
    quiet = between(DAY * (LATER + SETTLED_AFTER), DAY * (LATER + longest))
    settled = union_all(
        select(record.c.root).where(here, met, record.c.kind == "check_in"),
        select(record.c.root).where(here, quiet, record.c.kind == "conflict"),
    )
    ids = {*find_marked(connection, centre, first, last, zone), *_threads(connection, centre, settled)}
    by_day, by_id = between(timedelta()), record.c.id.in_(ids)
    return union_all(*(select(record.c.root).where(here, one) for one in (by_day, by_id)))


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


def _threads(connection: Connection, centre: str, settled: CompoundSelect[Any]) -> set[str]:
    """The threads that name one of these trees, and all that they name."""
    query = select(record.c.id, record.c["values"].label("answers"))
    threads = connection.execute(query.where(record.c.centre == centre, record.c.kind == "thread")).all()
    maybe = set(connection.execute(settled).scalars()) if threads else set()
    found: set[str] = set()
    for thread in threads:
        named = {line["record"] for line in thread.answers.get("conflicts") or [] if "record" in line}
        if named & maybe:
            found |= {thread.id, *named}
    return found
