"""Reads what counts of a centre. Here alone it is decided what doesn't: what was taken back, with all below it; what
was written on a locked phone and not confirmed; what its author alone may know of; for an account of concern, the
tree that concerns them.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, Text, case, cast, select

from peerpwa.measures.book import Row
from peerpwa.records import models
from peerpwa.records.fold import to_history
from peerpwa.records.shelf import stored_changes
from peerpwa.records.trees import AUTHOR
from peerpwa.records.viewer import Viewer

READING = "reading"  # every log has one, and no formula asks for it
_decode = msgspec.json.Decoder(dict[str, Any]).decode
record, excluded = models.record, models.excluded
answers = cast(record.c["values"], Text)  # in one step to what they say: the driver takes two more a row


def cut_off(centre: str, viewer: Viewer | None) -> Select[Any]:
    """The roots of the trees that concern this viewer; None: that concern anybody, which is what may not leave the
    centre: an account of concern who counts what left learns nothing of it.
    """
    off = select(excluded.c.root).where(excluded.c.centre == centre)
    return off if viewer is None else off.where(excluded.c.account == viewer.account)


def list_conditions(
    centre: str, off: Select[Any] | None, of: FromClause = models.record
) -> list[ColumnElement[bool]]:
    """What must be true of a record that counts. `off`: the roots whose trees don't."""
    conditions = [
        of.c.centre == centre,
        of.c.kind != "setting",
        of.c.withdrawn.is_(False),
        of.c.locked.is_(False),
        of.c.alone.is_distinct_from(AUTHOR),
    ]
    return conditions if off is None else [*conditions, of.c.root.not_in(off)]


def read_rows(
    connection: Connection, centre: str, off: Select[Any] | None, where: ColumnElement[bool] | None
) -> list[Row]:
    """What counts of these records, in their order, where all above it counts too."""
    query = _rows(centre, off).where(record.c.kind != READING)
    query = query if where is None else query.where(where)
    rows = _fetch(connection, query.order_by(record.c.ord, record.c.id))
    return _standing(rows | _readings_above(connection, centre, off, rows))


def read_again(connection: Connection, centre: str, ids: Collection[str]) -> list[Row]:
    """These records, of which it is known that they count, in their order."""
    query = _rows(centre, None).where(record.c.id.in_(ids)).order_by(record.c.ord, record.c.id)
    return list(_fetch(connection, query).values()) if ids else []


def find_done(connection: Connection, centre: str, rows: Iterable[Row]) -> dict[str, int]:
    """When each fix among these that is done was marked so."""
    ids = [row.id for row in rows if row.kind == "fix" and row.values.get("done") == "yes"]
    changes = stored_changes(connection, centre, ids) if ids else {}
    return {
        id: line.stored.at
        for id, every in changes.items()
        for line in to_history(every)
        if line.field == "done" and not line.superseded
    }


def _readings_above(
    connection: Connection, centre: str, off: Select[Any] | None, rows: Mapping[str, Row]
) -> dict[str, Row]:
    """The readings below which something stands, which then counts: hardly ever any."""
    found: dict[str, Row] = {}
    wanted = {row.above for row in rows.values() if row.above and row.above not in rows}
    while wanted:
        query = _rows(centre, off).where(record.c.kind == READING, record.c.id.in_(wanted))
        more = _fetch(connection, query)
        found |= more
        wanted = {row.above for row in more.values() if row.above} - rows.keys() - found.keys()
    return found


def _rows(centre: str, off: Select[Any] | None) -> Select[Any]:
    """All that counts, as `_fetch` takes it."""
    above = case((record.c.root != record.c.id, record.c.above))
    return select(
        record.c.id, record.c.kind, record.c.root, above, record.c.led, record.c.ord, record.c.made, answers, record.c.said
    ).where(*list_conditions(centre, off))  # fmt: skip


def _standing(rows: Mapping[str, Row]) -> list[Row]:
    """Those of which everything above them counts too; a ring, which only a hostile phone can make, stands on nothing."""
    standing: set[str | None] = {None}
    waiting = list(rows.values())
    while more := [row.id for row in waiting if row.above in standing]:
        standing.update(more)
        waiting = [row for row in waiting if row.id not in standing]
    return [row for row in rows.values() if row.id in standing]


def _fetch(connection: Connection, query: Select[Any]) -> dict[str, Row]:
    """By id, in the query's order. Taken apart by place and in one go: there are thousands."""
    return {
        id: Row(id, kind, root, above, led, order, made, _decode(answers), said)
        for id, kind, root, above, led, order, made, answers, said in connection.execute(query)
    }
