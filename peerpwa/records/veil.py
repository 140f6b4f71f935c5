"""What a handover says of matters that its reader may not see by now: those lines are left out (DESIGN 3).

Its rows name a record (`about`) or a person (`who`). A matter that was masked after the handover was saved is only a
number in it, as the author's phone would have made it, and so it is on the way from phone to phone
(client/practice/papers.ts); a line about one that was masked already says what its author chose for the floor, and
stays; a matter from which the reader is cut off isn't even counted. Cleared, all comes back: when a
tree is masked, cleared or closed to somebody, the handovers that name it are refreshed (shelf.py).
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from peerpwa.practice import load
from peerpwa.records.fold import Record, Stored, fold, to_stored
from peerpwa.records.models import change, excluded, record, tree
from peerpwa.records.trees import Rights, to_tree
from peerpwa.records.viewer import Viewer

HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class Veiled:
    """Records that a reader may not see now; `counted` are those of which they may know the number. `names`: who is
    named in them. `knowing`: of which handover the line about which record was written when it was masked already.
    """

    records: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    knowing: frozenset[tuple[str, str]] = frozenset()


def find_veiled(connection: Connection, viewer: Viewer, handovers: Iterable[Record], now: int) -> Veiled:
    """What `viewer` may see only the number of, or nothing, where these handovers may name it."""
    handovers = list(handovers)
    named = {id for made in handovers for id in _abouts(made.values)}
    here = tree.c.centre == viewer.centre
    off = select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )
    held = select(record.c.root).where(record.c.centre == viewer.centre, record.c.id.in_(named))
    query = select(tree.c.root).where(here, or_(tree.c.open, tree.c.floor_until > now, tree.c.root.in_(held)))
    hidden = tree.c.root.in_(off) if viewer.leads else or_(tree.c.masked, tree.c.root.in_(off))
    roots = set(connection.execute(query.where(hidden)).scalars())
    if not roots:
        return Veiled()
    closed = set(connection.execute(off).scalars())
    columns = select(record.c.id, record.c.root, record.c.kind, record.c["values"])
    rows = connection.execute(columns.where(record.c.centre == viewer.centre, record.c.root.in_(roots))).all()
    return Veiled(
        frozenset(row.id for row in rows),
        frozenset(row.id for row in rows if row.root not in closed),
        frozenset(name for row in rows for name in names_in(row.kind, row._mapping["values"])),
        frozenset(
            _find_knowing(
                connection, viewer.centre, handovers, {r.id: r.root for r in rows if r.root not in closed}
            )
        ),
    )


def _find_knowing(
    connection: Connection, centre: str, handovers: Iterable[Record], masked: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """`masked`: records of masked trees with their roots. A tree is looked at as it stood before the handover."""
    for made in handovers:
        for about in _abouts(made.values) & masked.keys():
            inside = [id for id, root in masked.items() if root == masked[about]]
            here = change.c.centre == centre, change.c.record.in_(inside), change.c.body.is_not(None)
            before: dict[str, list[Stored]] = {}
            for row in connection.execute(select(change).where(*here, change.c.ord < made.order)):
                before.setdefault(row.record, []).append(to_stored(row))
            members = [record for every in before.values() if (record := fold(every)) is not None]
            if to_tree(masked[about], members).rights.masked:
                yield made.id, about


def unveil(handover: str, values: Mapping[str, Any], veiled: Veiled) -> dict[str, Any]:
    """This handover's answers without the lines about what is veiled; what may be counted is."""
    shown = dict(values)
    items = shown.get("items") or []
    hidden = [
        row
        for row in items
        if row.get("about") in veiled.records and (handover, row.get("about")) not in veiled.knowing
    ]
    left = [row for row in items if row not in hidden]
    counted = sum(row.get("about") in veiled.counted for row in hidden)
    if len(left) < len(items):
        shown["items"] = left
    if counted:
        shown["care_count"] = shown.get("care_count", 0) + counted
    if shown.get("checkins"):
        shown["checkins"] = [
            row for row in shown["checkins"] if _alike(row.get("who", "")) not in veiled.names
        ]
    return shown


def find_naming(connection: Connection, centre: str, members: Collection[Record], since: int) -> set[str]:
    """The handovers made after `since` that name one of these records, or somebody in them."""
    ids = {made.id for made in members}
    names = {name for made in members for name in names_in(made.kind, made.values)}
    query = select(record.c.id, record.c["values"]).where(
        record.c.centre == centre, record.c.kind == HANDOVER, record.c.made > since
    )
    found = set()
    for row in connection.execute(query):
        values = row._mapping["values"]
        whom = {_alike(line.get("who", "")) for line in values.get("checkins", [])}
        if ids & _abouts(values) or names & whom:
            found.add(row.id)
    return found


def is_veiled_anew(before: Rights, after: Rights) -> bool:
    """Whether a handover that names the tree may read otherwise from now on."""
    return (before.masked, before.excluded) != (after.masked, after.excluded)


def names_in(kind: str, values: Mapping[str, Any]) -> set[str]:
    """The names that these answers call people by, as they are compared."""
    found: set[str] = set()
    for field, value in values.items():
        asked = load().by_field.get((kind, field))
        if asked is not None and asked.type in ("handle", "handles"):
            found.update(map(_alike, [value] if isinstance(value, str) else value))
    return found


def _abouts(values: Mapping[str, Any]) -> set[str]:
    return {row["about"] for row in values.get("items", []) if row.get("about")}


def _alike(name: str) -> str:
    """Neither capitals nor accents nor outer spaces tell two apart."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.strip().lower()
