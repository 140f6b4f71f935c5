"""What a supervisor's morning is made of. Each list is asked by an index and bounded: never a whole centre is read.

Everything here is what this viewer may see: trees that concern them are left out, and of a record they get the fields
of their letters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    bindparam,
    func,
    select,
    union_all,
)

from peerpwa.records import audience, models
from peerpwa.records.agenda import RULES
from peerpwa.records.fold import to_history
from peerpwa.records.shelf import stored_changes
from peerpwa.records.viewer import Viewer

MOST = 12
Span = tuple[int, int]
ALWAYS: Span = (0, 2**53)
NEVER: Span = (1, 0)
SMALL = ("h0", "h1")
HOT = ("h2", "h3", "h4")
record, tree, agenda, change, excluded = (
    models.record,
    models.tree,
    models.agenda,
    models.change,
    models.excluded,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the agenda with its record and, as `above`, the answers of the record above it. `takers`: accounts
    to whom a check-in was given or who took it; `tried`: what the last attempt at it found.
    """

    id: str
    kind: str
    sort: str
    at: int
    root: str
    parent: str | None
    account: str | None
    made: int
    order: str
    values: Mapping[str, Any]
    above: Mapping[str, Any]
    place: str | None
    masked: bool
    takers: tuple[str, ...] = ()
    tried: str | None = None

    @property
    def handle(self) -> str | None:
        """Whom it is about, where a name was kept."""
        return self.values.get("person") or self.above.get("handle")


@dataclass(frozen=True, slots=True)
class Logged:
    """One log, as the list has it."""

    id: str
    account: str | None
    happened: int
    place: str | None
    types: tuple[str, ...]
    heat: str | None
    outcome: str | None
    masked: bool
    read: bool
    small: bool


@dataclass(frozen=True, slots=True)
class Handover:
    """The newest one: its answers."""

    id: str
    account: str | None
    made: int
    values: Mapping[str, Any] = field(default_factory=dict)


def list_agenda(connection: Connection, viewer: Viewer, spans: Mapping[str, Span]) -> dict[str, list[Item]]:
    """The lines of each sort that is asked for, earliest first, at most MOST of each, within its span."""
    asked: dict[str, Any] = {"centre": viewer.centre, "account": viewer.account}
    for sort in RULES:
        since, until = spans.get(sort, NEVER)
        asked |= {f"since_{sort}": since, f"until_{sort}": until}
    lines = connection.execute(_lines(), asked).all()
    ids = {line.record for line in lines}
    rows = connection.execute(_records(), {"centre": viewer.centre, "ids": list(ids)}).all() if ids else []
    by_id = {row.id: row for row in rows}
    found: dict[str, list[Item]] = {sort: [] for sort in spans}
    for line in sorted(lines, key=lambda one: (one.at, one.record)):
        found[line.sort].append(_to_item(by_id[line.record], line.sort, line.at))
    if found.get("check_in"):
        found["check_in"] = _with_tries(connection, viewer, found["check_in"])
    return found


def list_logged(connection: Connection, viewer: Viewer, since: int) -> list[Logged]:
    """The logs that arrived since then, newest first: by arrival, since a phone may have been away for a week."""
    joined = change.join(tree, (tree.c.centre == change.c.centre) & (tree.c.root == change.c.id))
    query = (
        select(tree).select_from(joined).where(change.c.centre == viewer.centre, change.c.received > since)
    )
    return _logged(connection, query.where(*_conflicts(viewer)).order_by(change.c.received.desc()), 3 * MOST)


def list_care(connection: Connection, viewer: Viewer) -> list[Logged]:
    """What needs care and no supervisor has read yet, however old, newest first."""
    query = select(tree).where(*_conflicts(viewer), tree.c.masked.is_(True), tree.c.read.is_(None))
    return _logged(connection, query.order_by(tree.c.happened.desc()), MOST)


def count_care(connection: Connection, viewer: Viewer, now: int) -> int:
    """How many matters need care that the floor has now: open, or in their window."""
    query = select(func.count()).select_from(tree).where(*_conflicts(viewer), tree.c.masked.is_(True))
    here = tree.c.floor_until.is_not(None) & (tree.c.open.is_(True) | (tree.c.floor_until > now))
    return int(connection.execute(query.where(here)).scalar_one())


def list_small(connection: Connection, viewer: Viewer, since: int) -> list[Logged]:
    """Small logs of others that nobody has read: tension or raised, nothing that needs care, no help asked."""
    query = select(tree).where(*_conflicts(viewer), tree.c.happened >= since, tree.c.read.is_(None))
    query = query.where(tree.c.heat.in_(SMALL), tree.c.account != viewer.account)
    found = _logged(connection, query.order_by(tree.c.happened.desc()), 3 * MOST)
    return [one for one in found if one.small]


def list_hot(connection: Connection, viewer: Viewer, since: int) -> list[tuple[str, int]]:
    """Who logged something heated since then, and when it happened; what its author hasn't confirmed isn't theirs."""
    query = select(tree.c.account, tree.c.happened).where(
        *_conflicts(viewer), tree.c.happened >= since, tree.c.heat.in_(HOT), tree.c.floor_until.is_not(None)
    )
    rows = connection.execute(query.order_by(tree.c.happened.desc()).limit(20 * MOST)).all()
    return [(row.account, row.happened) for row in rows if row.account]


def find_handover(connection: Connection, viewer: Viewer, since: int) -> Handover | None:
    """The newest handover since then."""
    joined = tree.join(record, (record.c.centre == tree.c.centre) & (record.c.id == tree.c.root))
    query = select(record).select_from(joined)
    query = query.where(*_standing(viewer), tree.c.kind == "handover", tree.c.happened >= since)
    row = connection.execute(query.order_by(tree.c.happened.desc()).limit(1)).first()
    if row is None:
        return None
    return Handover(row.id, row.account, row.made, _seen(row.kind, row._mapping["values"], row.forms))


def list_done(
    connection: Connection, viewer: Viewer, made_since: int, done_since: int
) -> list[tuple[Item, int]]:
    """The fixes made since `made_since` and done since `done_since` with when they were, newest first."""
    query = select(record.c.id, record.c["values"].label("answers")).where(
        record.c.centre == viewer.centre, record.c.kind == "fix", record.c.made >= made_since,
        record.c.withdrawn.is_(False), record.c.root.not_in(_off(viewer)),
    )  # fmt: skip
    ids = [row.id for row in connection.execute(query) if row.answers.get("done") == "yes"]
    done: dict[str, int] = {}
    for id, every in stored_changes(connection, viewer.centre, ids).items() if ids else ():
        at = max(line.stored.at for line in to_history(every) if line.field == "done" and not line.superseded)
        if at >= done_since:
            done[id] = at
    rows = connection.execute(_records(), {"centre": viewer.centre, "ids": list(done)}) if done else ()
    return sorted(
        ((_to_item(row, "fix", done[row.id]), done[row.id]) for row in rows), key=lambda pair: -pair[1]
    )


def list_handles(connection: Connection, viewer: Viewer, since: int) -> set[str]:
    """Every handle that was written since then, for a page that must name nobody."""
    kinds = ("party", "conflict", "check_in", "person")
    query = select(record.c["values"]).where(
        record.c.centre == viewer.centre, record.c.kind.in_(kinds), record.c.made >= since
    )
    named: set[str] = set()
    for values in connection.execute(query).scalars():
        named.update(values.get("people") or [])
        named.update(values[name] for name in ("handle", "person") if values.get(name))
    return named


def _off(viewer: Viewer) -> Select[Any]:
    return select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )


def _standing(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return tree.c.centre == viewer.centre, tree.c.withdrawn.is_(False), tree.c.root.not_in(_off(viewer))


def _conflicts(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return *_standing(viewer), tree.c.kind == "conflict"


def _logged(connection: Connection, query: Select[Any], most: int) -> list[Logged]:
    return [_to_logged(row) for row in connection.execute(query.limit(most))]


def _to_logged(row: Row[*tuple[Any, ...]]) -> Logged:
    calm = row.heat in SMALL and not row.masked and row.asked is None and row.outcome != "escalated"
    return Logged(
        id=row.root,
        account=row.account,
        happened=row.happened,
        place=row.place,
        types=tuple(code for code in row.types.split(",") if code),
        heat=row.heat,
        outcome=row.outcome,
        masked=row.masked,
        read=row.read is not None,
        small=calm,
    )


@cache
def _lines() -> CompoundSelect[Any]:
    """The agenda's lines, bounded sort by sort: made once, since it is asked for each time with other spans."""
    off = select(excluded.c.root).where(
        excluded.c.centre == bindparam("centre"), excluded.c.account == bindparam("account")
    )
    here = select(agenda.c.record, agenda.c.sort, agenda.c.at).where(agenda.c.centre == bindparam("centre"))
    bounded = [
        here.where(
            agenda.c.sort == sort,
            agenda.c.at.between(bindparam(f"since_{sort}"), bindparam(f"until_{sort}")),
            agenda.c.root.not_in(off),
        )
        .order_by(agenda.c.at, agenda.c.record)
        .limit(MOST)
        .subquery()
        for sort in RULES
    ]
    return union_all(*(select(one) for one in bounded))


@cache
def _records() -> Select[Any]:
    """These records with their tree's place and mask, and the answers of the record above each."""
    above = record.alias("above")
    joined = record.join(tree, (tree.c.centre == record.c.centre) & (tree.c.root == record.c.root)).outerjoin(
        above, (above.c.centre == record.c.centre) & (above.c.id == record.c.above)
    )
    columns = (
        record.c.id, record.c.kind, record.c.root, record.c.above, record.c.account, record.c.made, record.c.ord,
        record.c["values"].label("answers"), record.c.forms, tree.c.place, tree.c.masked,
        above.c.kind.label("kind_above"), above.c["values"].label("values_above"), above.c.forms.label("forms_above"),
    )  # fmt: skip
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return (
        select(*columns)
        .select_from(joined)
        .where(record.c.centre == bindparam("centre"), record.c.id.in_(ids))
    )


def _seen(kind: str, values: Mapping[str, Any], forms: Mapping[str, str]) -> dict[str, Any]:
    return {f: v for f, v in values.items() if audience.letters(kind, f, forms[f]) & audience.LEAD_LETTERS}


def _to_item(row: Row[*tuple[Any, ...]], sort: str, at: int) -> Item:
    return Item(
        id=row.id,
        kind=row.kind,
        sort=sort,
        at=at,
        root=row.root,
        parent=row.above,
        account=row.account,
        made=row.made,
        order=row.ord,
        values=_seen(row.kind, row.answers, row.forms),
        above=_seen(row.kind_above, row.values_above, row.forms_above) if row.kind_above else {},
        place=row.place,
        masked=row.masked,
    )


def _with_tries(connection: Connection, viewer: Viewer, items: list[Item]) -> list[Item]:
    """The check-ins with who has them and how the last attempt since went."""
    columns = (
        record.c.above,
        record.c.kind,
        record.c.account,
        record.c.ord,
        record.c["values"].label("answers"),
    )
    query = select(*columns).where(
        record.c.centre == viewer.centre, record.c.root.in_({one.root for one in items}),
        record.c.kind.in_(("check_in", "taking")), record.c.withdrawn.is_(False), record.c.locked.is_(False),
    )  # fmt: skip
    takers: dict[str, str] = {}
    tries: dict[str, tuple[str, str]] = {}
    for row in connection.execute(query.order_by(record.c.ord, record.c.id)):
        if row.kind == "taking":
            takers[row.above] = row.account
        else:
            tries[row.above] = row.ord, row.answers.get("reached", "")
    return [_with(one, takers.get(one.id), tries.get(one.parent or "")) for one in items]


def _with(one: Item, taker: str | None, tried: tuple[str, str] | None) -> Item:
    given = (taker,) if taker else tuple(one.values.get("assigned") or ())
    return replace(one, takers=given, tried=tried[1] if tried and tried[0] > one.order else None)
