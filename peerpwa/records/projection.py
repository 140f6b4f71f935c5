"""A page of the feed as one reader may have it (docs/sync-protocol.md §6, "Entries").

Their own account's changes come whole, as they were signed; everybody else's records as projections of how
they stand now, once a page; after a `refresh` what they may see of that tree comes anew, perhaps nothing.
Reading twice, from anywhere, is harmless.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select, union_all

from peerpwa.practice import load
from peerpwa.records import audience, care, chosen, veil
from peerpwa.records.door import START_LINK, reading
from peerpwa.records.feed import find_head
from peerpwa.records.fold import Record
from peerpwa.records.models import change, feed, record
from peerpwa.records.names import find_names
from peerpwa.records.rights import granted_fields, is_cut_off, is_on_floor, rights_digest, view_of
from peerpwa.records.shelf import find_rights, to_record
from peerpwa.records.trees import AUTHOR, FLOOR_MS, Rights
from peerpwa.records.viewer import Viewer

__all__ = ["Page", "read_page", "rights_digest"]

NUMBERS = 500
BYTES = 256_000

_json = msgspec.json.Encoder()


@dataclass(slots=True)
class Page:
    """Entries as JSON texts; `seq` and `link` of the last feed entry that they cover; whether there is more."""

    entries: list[str]
    seq: int
    link: bytes
    more: bool


@dataclass(slots=True)
class _Desk:
    """What a page is made from: whole trees, their rights, names, and the reader."""

    viewer: Viewer
    now: int
    records: dict[str, Record] = field(default_factory=dict)
    rights: dict[str, Rights] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    changes: dict[str, list[Row[*tuple[Any, ...]]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    here: care.Here = field(default_factory=care.Here)
    veiled: veil.Veiled = field(default_factory=veil.Veiled)


def read_page(viewer: Viewer, after: int, now: int, limit: int = NUMBERS) -> Page:
    """What `viewer` must learn after feed number `after`: `limit` numbers of the feed further, or about 256
    kB.
    """
    with reading() as connection:
        last, _ = find_head(connection, viewer.centre)
        if not viewer.on_floor:
            return _end(connection, viewer.centre, last)
        query = select(feed.c.seq, feed.c.type, feed.c.ref, feed.c.link)
        query = (
            query.where(feed.c.centre == viewer.centre, feed.c.seq > after).order_by(feed.c.seq).limit(limit)
        )
        rows = connection.execute(query).all()
        if not rows:
            return _end(connection, viewer.centre, last)
        return _make_page(connection, viewer, now, rows, last)


def _end(connection: Connection, centre: str, last: int) -> Page:
    query = select(feed.c.link).where(feed.c.centre == centre, feed.c.seq == last)
    return Page([], last, connection.execute(query).scalar() or START_LINK, more=False)


def _make_page(
    connection: Connection, viewer: Viewer, now: int, rows: Sequence[Row[*tuple[Any, ...]]], last: int
) -> Page:
    changed = _read_changes(connection, viewer.centre, [row.ref for row in rows if row.type == "c"])
    refreshed = {row.ref for row in rows if row.type == "r"}
    desk = _set_desk(connection, viewer, now, {c.record for c in changed.values()} | refreshed, refreshed)
    entries: list[str] = []
    size, at = 0, rows[0]
    shown: set[str] = set()
    for row in rows:
        at = row
        if row.type == "r":
            more = _to_tree(desk, row.ref, shown)
        elif row.ref in changed:
            more = _to_touched(desk, changed[row.ref], refreshed, shown)
        else:
            continue  # erased: its refresh follows
        entries += more
        size += sum(map(len, more))
        if size >= BYTES:
            break
    return Page(entries, at.seq, at.link, more=at.seq < last)


def _to_touched(desk: _Desk, row: Row[*tuple[Any, ...]], refreshed: set[str], shown: set[str]) -> list[str]:
    """What one change means for the reader, unless a refresh of its tree comes in this page and says it all."""
    made = desk.records.get(row.record)
    root = made.root if made else row.record
    if root in refreshed:
        return []
    if made is None:
        own = row.account == desk.viewer.account
        return [_to_change(desk, row, root)] if own else []
    rights = desk.rights[root]
    entries = []
    own = made.account == row.account == desk.viewer.account
    if own and not is_cut_off(desk.viewer, rights):
        entries.append(_to_change(desk, row, root))
    if made.id not in shown:
        shown.add(made.id)
        entries += _to_record(desk, made)
    return entries


def _to_tree(desk: _Desk, root: str, shown: set[str]) -> list[str]:
    """A refresh, then the tree as the reader may see it now."""
    mark = f"refresh {root}"
    if mark in shown or not _may_hold(desk, root):
        return []
    shown.add(mark)
    entries = [_json.encode({"e": "refresh", "record": root}).decode()]
    rights = desk.rights.get(root)
    if rights is None or is_cut_off(desk.viewer, rights):
        return entries
    for id in desk.members[root]:
        made = desk.records[id]
        if made.account == desk.viewer.account:
            own = (row for row in desk.changes.get(id, []) if row.account == desk.viewer.account)
            entries += [_to_change(desk, row, root) for row in own]
        entries += _to_record(desk, made)
    return entries


def _may_hold(desk: _Desk, root: str) -> bool:
    """Whether the reader may hold anything of this tree: else its refresh would tell them that it exists."""
    rights, viewer = desk.rights.get(root), desk.viewer
    if rights is None:
        return True
    for account, late in rights.excluded:
        if account == viewer.account:
            return late
    members = [desk.records[id] for id in desk.members[root]]
    if any(m.account == viewer.account for m in members):
        return True
    shared = [m for m in members if m.alone != AUTHOR]
    return bool(shared) if viewer.leads else any(m.kind not in audience.NEVER_FLOOR for m in shared)


def _to_change(desk: _Desk, row: Row[*tuple[Any, ...]], root: str) -> str:
    head = {
        "e": "change",
        "order": row.ord,
        "account": row.account,
        "by": _name(desk, row.account),
        "root": root,
    }
    return f'{_json.encode(head).decode()[:-1]},"change":{row.body.decode()}}}'


def _to_record(desk: _Desk, made: Record) -> list[str]:
    """The projection of one record, or nothing where it would be empty."""
    rights = desk.rights[made.root]
    top = desk.records.get(made.root)
    above = desk.records.get(made.above or "")
    gone = top is not None and top.withdrawn
    own = made.account == desk.viewer.account
    asker = above.account if above and above.root == made.root else None
    view = view_of(desk.viewer, made, rights, asker, desk.now, gone=gone)
    if view is None:
        return []
    shown = {name: value for name, value in view.fields.items() if not own or name in made.others}
    if made.kind == "plan" and view.masked and not own and not granted_fields(desk.viewer, made, rights):
        shown = _without_handles(desk, made, shown)
    if made.kind == veil.HANDOVER:
        shown = veil.unveil(made.id, shown, desk.veiled)
    line = _to_care(desk, made, rights, gone)
    if own and not shown and not (line and _masked_by_others(desk, made)):
        return []
    if not own and not (view.exists or line):
        return []
    until = view.until if shown or not line else None
    if line and not desk.viewer.leads and not rights.open:
        until = rights.floor_until
    entry = {
        "e": "record",
        "id": made.id,
        "kind": made.kind,
        "parent": made.parent,
        "root": made.root,
        "account": made.account,
        "by": _name(desk, made.account),
        "made": made.made,
        "set": shown,
        "masked": view.masked and not own,
        "care": line,
        "until": None if own else until,
    }
    return [_json.encode(entry).decode()]


def _to_care(desk: _Desk, made: Record, rights: Rights, gone: bool) -> dict[str, Any] | None:
    """The care line, said once a tree: on its topmost record, to whoever has it."""
    if made.id != made.root or gone:
        return None
    if not desk.viewer.leads and (made.kind in audience.NEVER_FLOOR or not is_on_floor(rights, desk.now)):
        return None
    return care.to_care(
        made.values, rights.care, (desk.records[id] for id in desk.members[made.root]), desk.here, desk.now
    )


def _without_handles(desk: _Desk, plan: Record, shown: dict[str, Any]) -> dict[str, Any]:
    """A plan of a masked tree for the floor: only the lines in which nobody of the tree is named."""
    members = [desk.records[id] for id in desk.members[plan.root]]
    named: set[str] = set()
    for made in members:
        for name, value in made.values.items():
            asked = load().by_field.get((made.kind, name))
            if asked is not None and asked.type in ("handle", "handles"):
                named.update([value] if isinstance(value, str) else value)
    if not named or "lines" not in shown:
        return shown
    anyone = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, named))})(?!\w)", re.IGNORECASE)
    return shown | {"lines": [line for line in shown["lines"] if not anyone.search(line)]}


def _masked_by_others(desk: _Desk, made: Record) -> bool:
    """Whether the author couldn't know the mask from their own answers."""
    return not frozenset(made.marks) & care.masking_codes()


def _name(desk: _Desk, account: str | None) -> str:
    return desk.names.get(account, "") if account else ""


def _read_changes(connection: Connection, centre: str, ids: list[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    columns = (change.c.id, change.c.record, change.c.account, change.c.ord, change.c.body)
    query = select(*columns).where(
        change.c.centre == centre, change.c.id.in_(ids), change.c.body.is_not(None)
    )
    return {row.id: row for row in connection.execute(query)}


def _set_desk(
    connection: Connection, viewer: Viewer, now: int, touched: set[str], refreshed: set[str]
) -> _Desk:
    desk = _Desk(viewer, now)
    roots = select(record.c.root).where(
        record.c.centre == viewer.centre, record.c.id.in_(touched | refreshed)
    )
    query = select(record).where(record.c.centre == viewer.centre)
    both = union_all(query.where(record.c.root.in_(roots)), query.where(record.c.root.in_(refreshed)))
    found = {row.id: to_record(row) for row in connection.execute(both)}
    for made in sorted(found.values(), key=lambda m: (m.order, m.id)):
        desk.records[made.id] = made
        desk.members.setdefault(made.root, []).append(made.id)
    desk.rights = find_rights(connection, viewer.centre, set(desk.members))
    own = [
        id
        for root in refreshed
        for id in desk.members.get(root, [])
        if desk.records[id].account == viewer.account
    ]
    columns = (change.c.record, change.c.account, change.c.ord, change.c.body)
    query = select(*columns).where(change.c.centre == viewer.centre, change.c.record.in_(own))
    for row in connection.execute(
        query.where(change.c.body.is_not(None)).order_by(change.c.ord, change.c.id)
    ):
        desk.changes.setdefault(row.record, []).append(row)
    desk.names = find_names(connection, viewer.centre)
    kept = [made for made in desk.records.values() if made.kind == veil.HANDOVER]
    handovers = [made for made in kept if viewer.leads or made.made > now - FLOOR_MS]  # the floor's fade
    if handovers:
        desk.veiled = veil.find_veiled(connection, viewer, handovers, now)
    if any(rights.care for rights in desk.rights.values()):
        desk.here = care.to_here(chosen.find_settings(connection, viewer.centre))
    return desk
