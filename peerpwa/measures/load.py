"""Reads what counts of a centre. Here alone it is decided what doesn't: what was taken back, with all below it; what
was written on a locked phone and not confirmed; what its author alone may know of; for an account of concern, the
tree that concerns them.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, case, cast, func, select

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, Row, Rows
from peerpwa.measures.period import DAY, Period, day_of, start_of
from peerpwa.measures.span import find_marked, find_roots
from peerpwa.practice import open_days_of
from peerpwa.records import models
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import reading
from peerpwa.records.fold import to_history
from peerpwa.records.shelf import stored_changes
from peerpwa.records.slips import read_tally
from peerpwa.records.trees import AUTHOR
from peerpwa.records.viewer import Viewer

LONG = 92 * DAY  # about more than a quarter, most of a centre would be looked up tree by tree
READING = "reading"  # every log has one, and no formula asks for it
_decode = msgspec.json.Decoder(dict[str, Any]).decode
record, tree, excluded = models.record, models.tree, models.excluded


def load_book(centre: Centre, period: Period, viewer: Viewer | None, since: date | None = None) -> Book:
    """All that this viewer may count of the centre in this period; None: what may leave it. That is without every tree
    that concerns a colleague: an account of concern who counts what left learns nothing of it.

    `since`: the first day that the book will be asked about, where that is before the period.
    """
    first, zone = since or period.first, zone_of(centre)
    with reading() as connection:
        own = find_settings(connection, centre.id)
        near = period.last - first <= LONG
        days = first, period.last, zone, open_days_of(own)
        roots = find_roots(connection, centre.id, *days) if near else None
        rows = _read(connection, centre.id, viewer, None if roots is None else record.c.root.in_(roots))
        done = _marked_done(connection, centre.id, rows)
    return Book(period, zone, Rows(rows), read_tally(centre.id), done, own)


def load_threads(centre: Centre, viewer: Viewer, ids: Collection[str], now: int) -> Book:
    """These threads with all the trees that they name, as this viewer may count them today."""
    zone = zone_of(centre)
    with reading() as connection:
        rows = _read(connection, centre.id, viewer, record.c.root.in_(ids))
        named = {
            one["record"] for row in rows for one in row.values.get("conflicts") or [] if "record" in one
        }
        rows += _read(connection, centre.id, viewer, record.c.root.in_(named - set(ids)))
        own = find_settings(connection, centre.id)
    return Book(Period.of_days(1, zone, now), zone, Rows(rows), {}, {}, own)


def list_talks(centre: Centre, viewer: Viewer, period: Period) -> list[Row]:
    """The talks about what happened in these days."""
    events = select(record.c.root).where(*_logged(centre, viewer, period.first, period.last)).correlate(None)
    query = _rows(centre.id, viewer).where(record.c.root.in_(events), record.c.kind == "talk")
    with reading() as connection:
        return list(_fetch(connection, query.where(record.c.above == record.c.root)).values())


def list_done(centre: Centre, viewer: Viewer, first: date, last: date) -> list[tuple[date, Row]]:
    """The fixes that were marked as done on these days, with the day of that, newest first."""
    zone = zone_of(centre)
    with reading() as connection:
        ids = find_marked(connection, centre.id, first, last, zone)
        roots = (
            select(record.c.root).where(record.c.centre == centre.id, record.c.id.in_(ids)).correlate(None)
        )
        rows = _read(connection, centre.id, viewer, record.c.root.in_(roots)) if ids else ()
        done = {id: day_of(at, zone) for id, at in _marked_done(connection, centre.id, rows).items()}
    marked = [(done[row.id], row) for row in rows if row.id in done and first <= done[row.id] <= last]
    return sorted(marked, key=lambda one: (one[0], one[1].id), reverse=True)


def count_logged(centre: Centre, viewer: Viewer, first: date, last: date, place: str | None) -> int:
    """What was logged of these days, both included; everywhere, where no place is named."""
    on = (tree.c.centre == record.c.centre) & (tree.c.root == record.c.id)
    query = (
        select(func.count()).select_from(record.join(tree, on)).where(*_logged(centre, viewer, first, last))
    )
    with reading() as connection:
        return int(
            connection.execute(query if place is None else query.where(tree.c.place == place)).scalar_one()
        )


def is_started(centre: Centre, viewer: Viewer) -> bool:
    """Whether anything that this viewer may count was ever logged."""
    query = select(record.c.id).where(*_counts(centre.id, viewer), record.c.kind == "conflict").limit(1)
    with reading() as connection:
        return connection.execute(query).first() is not None


def count_writers(centre: Centre, ids: Collection[str]) -> int:
    """How many different accounts made these records: a number, so that nobody stands alone behind a team's figure."""
    query = select(func.count(record.c.account.distinct())).where(
        record.c.centre == centre.id, record.c.id.in_(ids)
    )
    with reading() as connection:
        return int(connection.execute(query).scalar_one())


def _read(
    connection: Connection, centre: str, viewer: Viewer | None, where: ColumnElement[bool] | None
) -> tuple[Row, ...]:
    """What counts of these records, in their order, where all above it counts too."""
    query = _rows(centre, viewer).where(record.c.kind != READING)
    query = query if where is None else query.where(where)
    rows = _fetch(connection, query.order_by(record.c.ord, record.c.id))
    return _standing(rows | _readings_above(connection, centre, viewer, rows))


def _readings_above(
    connection: Connection, centre: str, viewer: Viewer | None, rows: Mapping[str, Row]
) -> dict[str, Row]:
    """The readings below which something stands, which then counts: hardly ever any."""
    found: dict[str, Row] = {}
    wanted = {row.above for row in rows.values() if row.above and row.above not in rows}
    while wanted:
        query = _rows(centre, viewer).where(record.c.kind == READING, record.c.id.in_(wanted))
        more = _fetch(connection, query)
        found |= more
        wanted = {row.above for row in more.values() if row.above} - rows.keys() - found.keys()
    return found


def _rows(centre: str, viewer: Viewer | None) -> Select[Any]:
    """All that counts, as `_fetch` takes it."""
    above = case((record.c.root != record.c.id, record.c.above))
    answers = cast(record.c["values"], Text)  # in one step to what they say: the driver takes two more a row
    return select(
        record.c.id, record.c.kind, record.c.root, above, record.c.led, record.c.ord, record.c.made, answers, record.c.said
    ).where(*_counts(centre, viewer))  # fmt: skip


def _logged(centre: Centre, viewer: Viewer, first: date, last: date) -> list[ColumnElement[bool]]:
    """The conflicts that happened on these days."""
    zone = zone_of(centre)
    here = record.c.said >= start_of(first, zone), record.c.said < start_of(last + DAY, zone)
    return [*_counts(centre.id, viewer), record.c.kind == "conflict", *here]


def _counts(centre: str, viewer: Viewer | None) -> list[ColumnElement[bool]]:
    off = select(excluded.c.root).where(excluded.c.centre == centre)
    if viewer is not None:
        off = off.where(excluded.c.account == viewer.account)
    return [
        record.c.centre == centre,
        record.c.kind != "setting",
        record.c.withdrawn.is_(False),
        record.c.locked.is_(False),
        record.c.alone.is_distinct_from(AUTHOR),
        record.c.root.not_in(off),
    ]


def _standing(rows: Mapping[str, Row]) -> tuple[Row, ...]:
    """Those of which everything above them counts too; a ring, which only a hostile phone can make, stands on nothing."""
    standing: set[str | None] = {None}
    waiting = list(rows.values())
    while more := [row.id for row in waiting if row.above in standing]:
        standing.update(more)
        waiting = [row for row in waiting if row.id not in standing]
    return tuple(row for row in rows.values() if row.id in standing)


def _fetch(connection: Connection, query: Select[Any]) -> dict[str, Row]:
    """By id, in the query's order. Taken apart by place and in one go: there are thousands."""
    return {
        id: Row(id, kind, root, above, led, order, made, _decode(answers), said)
        for id, kind, root, above, led, order, made, answers, said in connection.execute(query)
    }


def _marked_done(connection: Connection, centre: str, rows: tuple[Row, ...]) -> dict[str, int]:
    """When each fix that is done was marked so."""
    fixes = [row.id for row in rows if row.kind == "fix" and row.values.get("done") == "yes"]
    changes = stored_changes(connection, centre, fixes) if fixes else {}
    return {
        id: line.stored.at
        for id, every in changes.items()
        for line in to_history(every)
        if line.field == "done" and not line.superseded
    }
