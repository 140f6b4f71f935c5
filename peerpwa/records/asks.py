"""Requests for help that nobody closed, and who said "I have it". They stand on top of a supervisor's page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.names import find_names
from peerpwa.records.rights import view_of
from peerpwa.records.shelf import find_rights, to_record
from peerpwa.records.trees import is_end
from peerpwa.records.viewer import Viewer

BEARS = ("escalation", "acknowledgement", "closing", "note")
record, tree, excluded = models.record, models.tree, models.excluded


@dataclass(frozen=True, slots=True)
class Taken:
    """An acknowledgement: who has it, since when, and a word of theirs."""

    record: str
    account: str | None
    by: str
    at: int
    said: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """One open request for help. `root` is the conflict it stands below or was tied to, else itself.

    `locked`: it came from a locked phone, and its author hasn't said yet that it is theirs; `disowned`: they said
    that somebody else made it. Both stand until a human closes them.
    """

    record: str
    root: str
    account: str | None
    by: str
    asked: int
    place: str | None
    heat: str | None
    level: str | None
    values: dict[str, Any]
    acknowledgement: Taken | None
    locked: bool
    disowned: bool


def list_asks(viewer: Viewer, now: int) -> list[Ask]:
    """What waits for a supervisor of this centre: those nobody has first, the longest waiting on top."""
    if not viewer.leads:
        return []
    with reading() as connection:
        off = select(excluded.c.root).where(
            excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
        )
        roots = select(tree.c.root).where(tree.c.centre == viewer.centre, tree.c.asked.is_not(None))
        bears = record.c.kind.in_(BEARS) | (record.c.id == record.c.root)
        inside = _load(
            connection, viewer.centre, record.c.root.in_(roots) & record.c.root.not_in(off) & bears
        )
        rights = find_rights(connection, viewer.centre, {made.root for made in inside.values()})
        names = find_names(connection, viewer.centre)
    closed = {made.above for made in inside.values() if is_end(made) and not made.withdrawn}
    taken = _taken(inside.values(), names)
    disowned = {(made.above, made.account) for made in inside.values() if _disowns(made)}
    asks = []
    for made in inside.values():
        if made.kind != "escalation" or made.withdrawn or made.id in closed:
            continue
        view = view_of(viewer, made, rights[made.root], None, now)
        if view is not None:
            other = (made.id, made.account) in disowned
            asks.append(_to_ask(made, view.fields, inside, names, taken.get(made.id), disowned=other))
    return sorted(asks, key=lambda ask: (ask.acknowledgement is not None, ask.asked, ask.record))


def find_taken(centre: str, ids: Collection[str]) -> dict[str, int]:
    """Which of these requests somebody took, and when (ms): no name, for a phone that may be locked."""
    if not ids:
        return {}
    with reading() as connection:
        found = _load(connection, centre, record.c.above.in_(ids) & (record.c.kind == "acknowledgement"))
    return {id: taken.at for id, taken in _taken(found.values(), {}).items()}


def _load(connection: Connection, centre: str, where: Any) -> dict[str, Record]:
    query = select(record).where(record.c.centre == centre, where).order_by(record.c.ord, record.c.id)
    return {row.id: to_record(row) for row in connection.execute(query)}


def _taken(records: Iterable[Record], names: dict[str, str]) -> dict[str, Taken]:
    """The first acknowledgement of each request, by the request's id."""
    first: dict[str, Taken] = {}
    for made in records:
        if made.kind == "acknowledgement" and made.above and not (made.locked or made.withdrawn):
            by = names.get(made.account or "", "")
            taken = Taken(made.id, made.account, by, made.made, made.values.get("said"))
            first.setdefault(made.above, taken)
    return first


def _disowns(made: Record) -> bool:
    return (
        made.kind == "note" and made.values.get("sort") == "not_mine" and not (made.locked or made.withdrawn)
    )


def _to_ask(
    made: Record,
    values: dict[str, Any],
    inside: dict[str, Record],
    names: dict[str, str],
    taken: Taken | None,
    *,
    disowned: bool,
) -> Ask:
    top = inside.get(made.root, made)
    return Ask(
        record=made.id,
        root=top.id,
        account=made.account,
        by=names.get(made.account or "", ""),
        asked=made.made,
        place=values.get("place") or top.values.get("place"),
        heat=top.values.get("heat"),
        level=values.get("level"),
        values=values,
        acknowledgement=taken,
        locked=made.locked,
        disowned=disowned,
    )
