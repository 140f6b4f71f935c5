"""The read models, brought up to date for what a change touched, and `refresh` written where rights altered.

`rebuild` makes them from nothing out of the changes alone, by the same code; a test proves both the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from peerpwa.records import models
from peerpwa.records.agenda import add_lines, keep_lines
from peerpwa.records.door import Door
from peerpwa.records.fold import Record, Stored, fold, to_stored
from peerpwa.records.sought import add_texts, keep_texts, wipe_index
from peerpwa.records.trees import FLOOR_MS, Rights, Tree, find_roots, to_tree
from peerpwa.records.veil import find_naming, is_veiled_anew

record, tree, excluded, granted, change = (
    models.record,
    models.tree,
    models.excluded,
    models.granted,
    models.change,
)
RECORD_COLUMNS = tuple(c.name for c in record.c if c.name not in ("centre", "ord"))


@dataclass(slots=True)
class Shelf:
    """Whole trees as they stand in the database: all that one write can touch."""

    records: dict[str, Record] = field(default_factory=dict)
    trees: dict[str, Rights] = field(default_factory=dict)


def load_shelf(connection: Connection, centre: str, ids: Collection[str]) -> Shelf:
    """The whole trees in which these records stand, or which wait for them to arrive."""
    shelf = Shelf()
    if not ids:
        return shelf
    here = record.c.centre == centre
    roots = connection.execute(select(record.c.root).where(here, record.c.id.in_(ids))).scalars()
    standing = {*roots, *ids}  # named one by one: for a query in a query PostgreSQL may walk the whole centre
    for row in connection.execute(select(record).where(here, record.c.root.in_(standing))):
        shelf.records[row.id] = to_record(row)
    if shelf.records:
        _load_rights(connection, centre, shelf)
    return shelf


def records_with(
    shelf: Shelf, held: Mapping[str, list[Stored]], envelope: Sequence[Stored]
) -> dict[str, Record]:
    """The shelf's records as they will stand once the envelope is stored. `held`: what is stored of its records."""
    records = dict(shelf.records)
    for id in {one.change.record for one in envelope}:
        made = fold([*held.get(id, []), *(one for one in envelope if one.change.record == id)])
        if made is not None:
            records[id] = made
    return records


def stored_changes(
    connection: Connection, centre: str, ids: Collection[str] | None
) -> dict[str, list[Stored]]:
    """All changes of these records (None: of the centre), by record; erased ones are left out."""
    query = select(change).where(change.c.centre == centre, change.c.body.is_not(None))
    if ids is not None:
        query = query.where(change.c.record.in_(ids))
    found: dict[str, list[Stored]] = {}
    for row in connection.execute(query):
        found.setdefault(row.record, []).append(to_stored(row))
    return found


def shelve(door: Door, shelf: Shelf, changes: dict[str, list[Stored]], emptied: Collection[str] = ()) -> None:
    """Folds the records whose changes are given (all changes of each) and stores what came of it.

    `emptied`: records that lost words: phones drop what they hold of their trees and read them anew.
    """
    before = {id: made.root for id, made in shelf.records.items()}
    touched = {id: made for id, all_of_it in changes.items() if (made := fold(all_of_it)) is not None}
    if not touched:
        return
    shelf.records.update(touched)
    _load_ties(door, shelf, touched.values(), before)
    roots = find_roots(shelf.records)
    moved = {id for id, root in before.items() if root != roots[id]}
    for id, made in shelf.records.items():
        made.root = roots[id]
    affected = {r for id in {*touched, *moved} for r in (roots[id], before.get(id)) if r is not None}
    emptied_roots = {roots[id] for id in emptied if id in roots}
    altered, flipped, veiled = _settle_trees(door, shelf, affected, set(before))
    if emptied:
        wipe_index(door)
    _write_records(door, shelf, touched, moved | flipped, set(before))
    moved_from = {before[id] for id in moved}
    moved_to = {roots[id] for id in moved}
    named = _find_naming(door, shelf, veiled, changes.values())
    limited = {roots[id] for id, made in touched.items() if made.kind == "limit"}  # the care line may say it
    refreshed = sorted(moved_from) + sorted(
        (altered | moved_to | emptied_roots | named | limited) - moved_from
    )
    door.append([("r", root, root.encode()) for root in refreshed])


def rebuild(door: Door) -> None:
    """Throws the read models of a centre away and makes them from its changes alone. The feed stays as it is."""
    for table in (record, tree, models.agenda, models.sought, excluded, granted, models.rolled_month):
        door.connection.execute(delete(table).where(table.c.centre == door.centre))
    every = stored_changes(door.connection, door.centre, None).values()
    records = {made.id: made for all_of_it in every if (made := fold(all_of_it)) is not None}
    roots = find_roots(records)
    members: dict[str, list[Record]] = {}
    for id, made in records.items():
        made.root = roots[id]
        members.setdefault(made.root, []).append(made)
    trees = [to_tree(root, inside) for root, inside in members.items()]
    for made_tree in trees:
        for id in made_tree.rights.withdrawn:
            records[id].withdrawn = True
        for id, who in made_tree.alone.items():
            records[id].alone = who
        for id, said in made_tree.said.items():
            records[id].said = said
    _insert(door, record, [_record_row(made) for made in records.values()])
    _insert_trees(door, trees)
    add_lines(door, {one.root: one.lines for one in trees})
    add_texts(door, {one.root: one.texts for one in trees})
    here = update(models.feed_head).where(models.feed_head.c.centre == door.centre)
    door.connection.execute(here.values(models=models.VERSION))


def list_behind(connection: Connection) -> list[str]:
    """The centres whose read models an earlier version made."""
    head = models.feed_head
    query = select(head.c.centre).where(head.c.models < models.VERSION).order_by(head.c.centre)
    return list(connection.execute(query).scalars())


def to_record(row: Any) -> Record:
    """A row of `record` as the fold made it."""
    return Record(order=row.ord, **{name: getattr(row, name) for name in RECORD_COLUMNS})


def find_rights(connection: Connection, centre: str, roots: Collection[str]) -> dict[str, Rights]:
    """The rights of these trees as they stand (withdrawn records are marked in their own rows)."""
    off: dict[str, set[tuple[str, bool]]] = {}
    for row in connection.execute(
        select(excluded).where(excluded.c.centre == centre, excluded.c.root.in_(roots))
    ):
        off.setdefault(row.root, set()).add((row.account, row.late))
    more: dict[str, set[tuple[str, str, str | None]]] = {}
    for row in connection.execute(
        select(granted).where(granted.c.centre == centre, granted.c.root.in_(roots))
    ):
        more.setdefault(row.root, set()).add((row.record, row.account, row.field))
    return {
        row.root: Rights(
            masked=row.masked,
            care=row.care,
            open=row.open,
            floor_until=row.floor_until,
            excluded=frozenset(off.get(row.root, ())),
            granted=frozenset(more.get(row.root, ())),
        )
        for row in connection.execute(select(tree).where(tree.c.centre == centre, tree.c.root.in_(roots)))
    }


def _load_rights(connection: Connection, centre: str, shelf: Shelf) -> None:
    found = find_rights(connection, centre, {made.root for made in shelf.records.values()})
    for root, rights in found.items():
        gone = frozenset(id for id, made in shelf.records.items() if made.root == root and made.withdrawn)
        shelf.trees[root] = Rights(
            rights.masked, rights.care, rights.open, rights.floor_until, gone, rights.excluded, rights.granted
        )


def _load_ties(door: Door, shelf: Shelf, touched: Iterable[Record], before: dict[str, str]) -> None:
    """A record that was tied to another by an answer (`about`) brings that one's tree onto the shelf."""
    tied = {made.above for made in touched if made.above and made.above not in shelf.records}
    if tied:
        more = load_shelf(door.connection, door.centre, tied)
        for id, made in more.records.items():
            if id not in shelf.records:
                shelf.records[id] = made
                before[id] = made.root
        shelf.trees = more.trees | shelf.trees


def _settle_trees(
    door: Door, shelf: Shelf, affected: set[str], before: set[str]
) -> tuple[set[str], set[str], set[str]]:
    """Writes the affected trees. Answers the roots whose rights altered; the records withdrawn, reinstated, kept for
    their author alone or not any more, or that speak of another time; the roots of which a handover tells more or less from now on. `before`: the
    records that were here already.
    """
    members: dict[str, list[Record]] = {root: [] for root in affected}
    for made in shelf.records.values():
        if made.root in members:
            members[made.root].append(made)
    settled = [to_tree(root, inside) for root, inside in members.items() if inside]
    altered: set[str] = set()
    flipped: set[str] = set()
    veiled: set[str] = set()
    plain: list[dict[str, Any]] = []
    for made_tree in settled:
        for made in members[made_tree.root]:
            gone = made.id in made_tree.rights.withdrawn
            if gone != made.withdrawn:
                made.withdrawn = gone
                flipped.add(made.id)
            if made.alone != made_tree.alone.get(made.id):
                made.alone = made_tree.alone.get(made.id)
                flipped.add(made.id)
                if made.id in before:  # a new one is nobody else's business: not even a refresh tells of it
                    altered.add(made_tree.root)
            if made.said != made_tree.said[made.id]:
                made.said = made_tree.said[made.id]
                flipped.add(made.id)
        known = shelf.trees.get(made_tree.root)
        if known == made_tree.rights:
            plain.append({"b_root": made_tree.root, **made_tree.columns})
        elif known is not None:
            altered.add(made_tree.root)
            if is_veiled_anew(known, made_tree.rights):
                veiled.add(made_tree.root)
    stale = {root for root in affected if root in shelf.trees} - {row["b_root"] for row in plain}
    if stale:
        for table in (tree, excluded, granted):
            door.connection.execute(
                delete(table).where(table.c.centre == door.centre, table.c.root.in_(stale))
            )
    _update_plain(door, plain)
    _insert_trees(door, [t for t in settled if shelf.trees.get(t.root) != t.rights])
    keep_lines(door, dict.fromkeys(affected, ()) | {one.root: one.lines for one in settled})
    keep_texts(door, {root: {} for root in affected} | {one.root: one.texts for one in settled})
    return altered, flipped, veiled


def _find_naming(door: Door, shelf: Shelf, roots: set[str], changes: Iterable[Sequence[Stored]]) -> set[str]:
    """The handovers that tell of these trees and haven't faded."""
    if not roots:
        return set()
    now = max(stored.received for every in changes for stored in every)
    members = [made for made in shelf.records.values() if made.root in roots]
    return find_naming(door.connection, door.centre, members, now - FLOOR_MS)


def _update_plain(door: Door, rows: list[dict[str, Any]]) -> None:
    """Trees whose rights stand: only the columns that lists filter by."""
    if rows:
        here = tree.c.centre == door.centre, tree.c.root == bindparam("b_root")
        door.connection.execute(update(tree).where(*here), rows)


def _insert_trees(door: Door, trees: Sequence[Tree]) -> None:
    rows, off, more = [], [], []
    for made in trees:
        given = made.rights
        rows.append(
            {
                "root": made.root,
                **made.columns,
                "masked": given.masked,
                "care": given.care,
                "open": given.open,
                "floor_until": given.floor_until,
                "withdrawn": made.root in given.withdrawn,
            }
        )
        off += [{"root": made.root, "account": account, "late": late} for account, late in given.excluded]
        more += [
            {"root": made.root, "record": id, "account": account, "field": field}
            for id, account, field in given.granted
        ]
    _insert(door, tree, rows)
    _insert(door, excluded, off)
    _insert(door, granted, more)


def _write_records(
    door: Door, shelf: Shelf, touched: dict[str, Record], others: set[str], known: set[str]
) -> None:
    fresh = [_record_row(made) for id, made in touched.items() if id not in known]
    _insert(door, record, fresh)
    for id in (set(touched) & known) | (others - set(touched)):
        here = (record.c.centre == door.centre) & (record.c.id == id)
        door.connection.execute(update(record).where(here).values(_record_row(shelf.records[id])))


def _record_row(made: Record) -> dict[str, Any]:
    return {"ord": made.order, **{name: getattr(made, name) for name in RECORD_COLUMNS}}


def _insert(door: Door, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        door.connection.execute(insert(table), [{"centre": door.centre, **row} for row in rows])
