"""What pages may read: the list of a centre's records, one record whole with its tree and history, open
requests.

A lookup owns its permission: it answers what this viewer may see, or raises `NotFound`, the same for "not
yours" as for "not there".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from peerpwa.practice import load
from peerpwa.records import audience, audit, care, chosen, models, veil, words
from peerpwa.records.asks import Ask, Taken, find_taken, list_asks
from peerpwa.records.door import reading
from peerpwa.records.fold import Record, Stored, happened_ms, to_history
from peerpwa.records.names import find_names
from peerpwa.records.rights import view_of
from peerpwa.records.shelf import find_rights, load_shelf, stored_changes
from peerpwa.records.trees import Rights
from peerpwa.records.viewer import Viewer

__all__ = [
    "Ask",
    "Filters",
    "HistoryLine",
    "NotFound",
    "RecordView",
    "Summary",
    "Taken",
    "count_records",
    "find_taken",
    "get_record",
    "list_asks",
    "list_records",
    "open_record",
]

LATER_MS = 60 * 60_000
State = Literal["all", "unread", "read", "open", "over", "care"]
record, tree, excluded = models.record, models.tree, models.excluded


class NotFound(Exception):
    """There is no such record, or none that this viewer may know of."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. Times are ms, `since` included and `until` not; `page` counts from 1."""

    state: State = "all"
    type: str | None = None
    place: str | None = None
    heat: str | None = None
    since: int | None = None
    until: int | None = None
    kinds: tuple[str, ...] = ("conflict",)
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list. `readings`: who marked it as read, and when."""

    id: str
    kind: str
    account: str | None
    by: str
    made: int
    happened: int
    place: str | None
    types: tuple[str, ...]
    heat: str | None
    outcome: str | None
    masked: bool
    care: str | None
    open: bool
    asked: int | None
    values: dict[str, Any]
    readings: tuple[tuple[str, int], ...]

    @property
    def read(self) -> bool:
        return bool(self.readings)

    @property
    def written_later(self) -> bool:
        return self.made - self.happened >= LATER_MS


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One value that a change gave a field. `at`: when it was written; `received`: when the centre had it.

    `taken_out`: no value, but the reason's code with which the words of this field were taken out.
    """

    change: str
    field: str
    value: Any
    by: str
    account: str | None
    order: str
    at: int
    received: int
    superseded: bool
    taken_out: str | None = None


@dataclass(slots=True)
class RecordView:
    """A record as this viewer may see it, with what stands below it.

    `breaches`: for supervisors, what of a joint talk was written in its tree while a stop flag stood, each with
    `by`, `kind`, `field`, `code` ("" where any answer is one).
    """

    id: str
    kind: str
    parent: str | None
    root: str
    account: str | None
    by: str
    made: int
    happened: int
    values: dict[str, Any]
    masked: bool
    care: dict[str, Any] | None
    open: bool
    withdrawn: bool
    history: list[HistoryLine] = field(default_factory=list)
    below: list["RecordView"] = field(default_factory=list)
    breaches: list[dict[str, Any]] = field(default_factory=list)

    @property
    def written_later(self) -> bool:
        """Written an hour or more after it happened."""
        return self.made - self.happened >= LATER_MS

    def find(self, kind: str) -> list["RecordView"]:
        """Every record of a kind below this one, oldest first."""
        found = [view for view in self.below if view.kind == kind]
        return found + [view for child in self.below for view in child.find(kind)]


def list_records(viewer: Viewer, filters: Filters, now: int) -> list[Summary]:
    """A page of the centre's records, newest by what happened first; withdrawn ones are gone from it."""
    if not viewer.leads:
        return []
    query = narrowed(select(tree, record.c["values"], record.c.forms), viewer, filters)
    query = query.order_by(tree.c.happened.desc(), tree.c.root.desc())
    query = query.limit(filters.per_page).offset(max(0, filters.page - 1) * filters.per_page)
    with reading() as connection:
        rows = connection.execute(query).all()
        names = find_names(connection, viewer.centre)
        readings = _readings(connection, viewer.centre, [row.root for row in rows], names)
    return [_to_summary(row, names, readings.get(row.root, ())) for row in rows]


def list_by_ids(viewer: Viewer, ids: Collection[str], filters: Filters) -> list[Summary]:
    """Of these records, those that the viewer may have in a list."""
    if not viewer.leads or not ids:
        return []
    query = narrowed(select(tree, record.c["values"], record.c.forms), viewer, filters)
    with reading() as connection:
        rows = connection.execute(query.where(tree.c.root.in_(ids))).all()
        names = find_names(connection, viewer.centre)
        readings = _readings(connection, viewer.centre, [row.root for row in rows], names)
    return [_to_summary(row, names, readings.get(row.root, ())) for row in rows]


def count_records(viewer: Viewer, filters: Filters, now: int) -> int:
    """How many records the filters leave, on all pages together."""
    if not viewer.leads:
        return 0
    with reading() as connection:
        return int(connection.execute(narrowed(select(func.count()), viewer, filters)).scalar_one())


def get_record(viewer: Viewer, id: str, now: int) -> RecordView:
    """One record whole, with its history and all below it. Raises NotFound."""
    with reading() as connection:
        shelf = load_shelf(connection, viewer.centre, [id])
        if id not in shelf.records:
            raise NotFound
        root = shelf.records[id].root
        of_tree = sorted((made.order, i) for i, made in shelf.records.items() if made.root == root)
        inside = {i: shelf.records[i] for _, i in of_tree}
        rights = find_rights(connection, viewer.centre, {root})[root]
        here = select(tree.c.breaches).where(tree.c.centre == viewer.centre, tree.c.root == root)
        breaches = connection.execute(here).scalar_one()
        histories = stored_changes(connection, viewer.centre, list(inside))
        names = find_names(connection, viewer.centre)
        own = care.to_here(chosen.find_settings(connection, viewer.centre)) if rights.care else care.Here()
        handovers = [made for made in inside.values() if made.kind == veil.HANDOVER]
        veiled = veil.find_veiled(connection, viewer, handovers, now) if handovers else veil.Veiled()
    view = _Reader(viewer, now, inside, rights, histories, names, own, veiled).read(id)
    if viewer.leads:
        view.breaches = [one | {"by": names.get(one["account"] or "", "")} for one in breaches]
    return view


def open_record(viewer: Viewer, id: str, now: int, reason: str | None = None) -> RecordView:
    """As `get_record`, for a person who looks: the audit log says so before anything is shown, and for what reason
    where the record needs care.
    """
    view = get_record(viewer, id, now)
    why = reason if view.masked else None
    audit.note(viewer.centre, viewer.account, "open_record", now=now, record=id, reason=why)
    return view


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes the views of one tree."""

    viewer: Viewer
    now: int
    inside: Mapping[str, Record]
    rights: Rights
    histories: Mapping[str, list[Stored]]
    names: Mapping[str, str]
    here: care.Here
    veiled: veil.Veiled

    def read(self, id: str) -> RecordView:
        view = self.find(id)
        if view is None:
            raise NotFound
        return view

    def find(self, id: str) -> RecordView | None:
        """The view of one record and what stands below; None where the viewer may not know of it."""
        made = self.inside[id]
        above = self.inside.get(made.above or "")
        top = self.inside.get(made.root)
        gone = top is not None and top.withdrawn
        seen = view_of(self.viewer, made, self.rights, above.account if above else None, self.now, gone=gone)
        own = made.account == self.viewer.account
        history = self._history(made, own) if seen else []
        if seen is None or not (seen.exists or own or history):
            return None
        values = made.values if own else self._unveil(made, seen.fields)
        view = RecordView(
            id=made.id,
            kind=made.kind,
            parent=made.parent,
            root=made.root,
            account=made.account,
            by=self.names.get(made.account or "", ""),
            made=made.made,
            happened=happened_ms(made) if "happened_at" in values else made.made,
            values=values,
            masked=self.rights.masked,
            care=self._care(made),
            open=self.rights.open,
            withdrawn=made.withdrawn,
            history=history,
        )
        children = [r.id for r in self.inside.values() if r.above == id and r.id != made.root]
        view.below = [child for i in children if (child := self.find(i)) is not None]
        return view

    def _care(self, made: Record) -> dict[str, Any] | None:
        if made.id != made.root:
            return None
        return care.to_care(made.values, self.rights.care, self.inside.values(), self.here, self.now)

    def _history(self, made: Record, own: bool) -> list[HistoryLine]:
        """Who wrote what, oldest first: for its author and for supervisors, of the fields that they may see."""
        if not (own or self.viewer.leads):
            return []
        lines = []
        for line in to_history(self.histories.get(made.id, [])):
            change, stored = line.stored.change, line.stored
            if not own and not audience.letters(made.kind, line.field, change.form) & audience.LEAD_LETTERS:
                continue
            by = self.names.get(stored.account or "", "")
            value = line.value if own else self._unveil(made, {line.field: line.value})[line.field]
            shown = (
                change.id,
                line.field,
                value,
                by,
                stored.account,
                stored.order,
                stored.at,
                stored.received,
            )
            lines.append(HistoryLine(*shown, line.superseded))
        lines += (
            line for w in self.inside.values() if w.above == made.id for line in self._taken_out(w, made)
        )
        return sorted(lines, key=lambda line: (line.order, line.change))

    def _unveil(self, made: Record, values: dict[str, Any]) -> dict[str, Any]:
        return veil.unveil(made.id, values, self.veiled) if made.kind == veil.HANDOVER else values

    def _taken_out(self, withdrawal: Record, made: Record) -> Iterable[HistoryLine]:
        """That words were taken out, by whom, when and for which reason."""
        name = words.field_of(withdrawal)
        if name is None or not words.is_allowed(withdrawal, made, self.rights):
            return
        own = made.account == self.viewer.account
        if own or load().by_field[made.kind, name].sees & audience.LEAD_LETTERS:
            stored = self.histories[withdrawal.id][0]
            yield HistoryLine(
                change=withdrawal.id,
                field=name,
                value=None,
                by=self.names.get(withdrawal.account or "", ""),
                account=withdrawal.account,
                order=withdrawal.order,
                at=withdrawal.made,
                received=stored.received,
                superseded=False,
                taken_out=withdrawal.values.get("reason"),
            )


def narrowed(query: Select[Any], viewer: Viewer, filters: Filters) -> Select[Any]:
    """The query over `tree` and the topmost records, of those alone that the viewer may have in this list."""
    joined = tree.join(record, (record.c.centre == tree.c.centre) & (record.c.id == tree.c.root))
    off = select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )
    query = query.select_from(joined).where(
        tree.c.centre == viewer.centre,
        tree.c.kind.in_(filters.kinds),
        tree.c.withdrawn.is_(False),
        tree.c.root.not_in(off),
    )
    if filters.type:
        query = query.where(tree.c.types.contains(f",{filters.type},", autoescape=True))
    for column, wanted in ((tree.c.place, filters.place), (tree.c.heat, filters.heat)):
        if wanted:
            query = query.where(column == wanted)
    if filters.since is not None:
        query = query.where(tree.c.happened >= filters.since)
    if filters.until is not None:
        query = query.where(tree.c.happened < filters.until)
    return _in_state(query, filters.state)


def _in_state(query: Select[Any], state: State) -> Select[Any]:
    conditions = {
        "unread": tree.c.read.is_(None),
        "read": tree.c.read.is_not(None),
        "open": tree.c.open.is_(True),
        "over": tree.c.open.is_(False),
        "care": tree.c.masked.is_(True),
    }
    return query.where(conditions[state]) if state != "all" else query


def _readings(
    connection: Connection, centre: str, roots: Iterable[str], names: Mapping[str, str]
) -> dict[str, list[tuple[str, int]]]:
    query = select(record.c.root, record.c.account, record.c.made).where(
        record.c.centre == centre,
        record.c.root.in_(roots),
        record.c.kind == "reading",
        record.c.led.is_(True),
        record.c.withdrawn.is_(False),
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in connection.execute(query.order_by(record.c.made, record.c.id)):
        found.setdefault(row.root, []).append((names.get(row.account or "", ""), row.made))
    return found


def _to_summary(
    row: Row[*tuple[Any, ...]], names: Mapping[str, str], readings: Iterable[tuple[str, int]]
) -> Summary:
    values = row._mapping["values"]
    seen = {
        f: v for f, v in values.items() if audience.letters(row.kind, f, row.forms[f]) & audience.LEAD_LETTERS
    }
    return Summary(
        id=row.root,
        kind=row.kind,
        account=row.account,
        by=names.get(row.account or "", ""),
        made=row.made,
        happened=row.happened,
        place=row.place,
        types=tuple(code for code in row.types.split(",") if code),
        heat=row.heat,
        outcome=row.outcome,
        masked=row.masked,
        care=row.care,
        open=row.open,
        asked=row.asked,
        values=seen,
        readings=tuple(readings),
    )
