"""Reads what counts of a centre. Here alone it is decided what doesn't: what was taken back, with all below it; what
was written on a locked phone and not confirmed; what its author alone may know of; for an account of concern, the
tree that concerns them.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, Row, Rows
from peerpwa.measures.period import Period
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import to_history
from peerpwa.records.settings import find_settings
from peerpwa.records.shelf import stored_changes
from peerpwa.records.slips import read_tally
from peerpwa.records.trees import AUTHOR
from peerpwa.records.viewer import Viewer

record, excluded = models.record, models.excluded


def load_book(centre: Centre, period: Period, viewer: Viewer | None) -> Book:
    """All that this viewer may count of the centre; None: what may leave it. That is without every tree that
    concerns a colleague: an account of concern who counts what left learns nothing of it.
    """
    with reading() as connection:
        found = connection.execute(
            select(
                record.c.id, record.c.kind, record.c.root, record.c.above, record.c.led, record.c.ord, record.c.made,
                record.c["values"].label("answers"),
            ).where(*_counts(centre.id, viewer)).order_by(record.c.ord, record.c.id)
        ).all()  # fmt: skip
        rows = _standing({row.id: _to_row(row) for row in found})
        done = _marked_done(connection, centre.id, rows)
        own = find_settings(connection, centre.id)
    return Book(period, zone_of(centre), Rows(rows), read_tally(centre.id), done, own)


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


def _to_row(row: Any) -> Row:
    above = None if row.root == row.id else row.above
    return Row(row.id, row.kind, row.root, above, row.led, row.ord, row.made, row.answers)


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
