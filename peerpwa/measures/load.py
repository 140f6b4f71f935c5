"""Reads what counts of a centre. Here alone it is decided what doesn't: what was taken back, with all below it; what
was written on a locked phone and not confirmed; what its author alone may know of; for an account of concern, the
tree that concerns them.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, Row, Rows
from peerpwa.measures.period import DAY, Period
from peerpwa.measures.span import find_roots
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import to_history
from peerpwa.records.settings import find_settings
from peerpwa.records.shelf import stored_changes
from peerpwa.records.slips import read_tally
from peerpwa.records.trees import AUTHOR
from peerpwa.records.viewer import Viewer

LONG = 92 * DAY  # about more than a quarter, most of a centre would be looked up tree by tree
record, excluded = models.record, models.excluded


def load_book(centre: Centre, period: Period, viewer: Viewer | None, since: date | None = None) -> Book:
    """All that this viewer may count of the centre in this period; None: what may leave it. That is without every tree
    that concerns a colleague: an account of concern who counts what left learns nothing of it.

    `since`: the first day that the book will be asked about, where that is before the period.
    """
    first, zone = since or period.first, zone_of(centre)
    query = select(
        record.c.id, record.c.kind, record.c.root, record.c.above, record.c.led, record.c.ord, record.c.made,
        record.c["values"].label("answers"), record.c.said,
    ).where(*_counts(centre.id, viewer))  # fmt: skip
    with reading() as connection:
        if period.last - first <= LONG:
            query = query.where(
                record.c.root.in_(find_roots(connection, centre.id, first, period.last, zone))
            )
        found = connection.execute(query.order_by(record.c.ord, record.c.id)).all()
        rows = _standing({row.id: row for row in map(_to_row, found)})
        done = _marked_done(connection, centre.id, rows)
        own = find_settings(connection, centre.id)
    return Book(period, zone, Rows(rows), read_tally(centre.id), done, own)


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


def _standing(rows: dict[str, Row]) -> tuple[Row, ...]:
    """Those of which everything above them counts too."""
    known: dict[str, bool] = {}

    def stands(row: Row) -> bool:
        if row.id not in known:
            known[row.id] = False  # a ring, which only a hostile phone can make, stands on nothing
            known[row.id] = row.above is None or (row.above in rows and stands(rows[row.above]))
        return known[row.id]

    return tuple(row for row in rows.values() if stands(row))


def _to_row(found: Any) -> Row:
    """Taken apart by place: by name it would cost more than all else here, and there are thousands."""
    id, kind, root, above, led, order, made, answers, said = found
    return Row(id, kind, root, None if root == id else above, led, order, made, answers, said)


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
