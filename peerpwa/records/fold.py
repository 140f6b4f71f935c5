"""The fold: a record is, for each field, the value of the change with the greatest (order, id).

Only its author's changes count, and a supervisor's for the fields that a supervisor may set: no record is
ever mixed from two people's answers. The result depends on the set of changes alone, never on their order of
arrival.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from peerpwa.records import audience, ids, joint
from peerpwa.records.change import Change, read_stored
from peerpwa.records.stamps import wall_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SPOKEN_OF = {
    "conflict": "happened_at",
    "check_in": "done_at",
    "follow_up": "due",
    "escalation": "learned_at",
    "told": "told_at",
    "handover": "day",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """A change with what the centre knows of it."""

    change: Change
    account: str | None
    leads: bool
    order: str
    envelope: str | None
    received: int
    device: str | None = None
    locked: bool = False

    @property
    def at(self) -> int:
        """When it was written, in ms, as far as its clock can be believed."""
        return wall_of(self.order)


def to_stored(row: Any) -> Stored:
    """A row of `change` with its body read."""
    change = read_stored(row.body)
    return Stored(change, row.account, row.leads, row.ord, row.envelope, row.received, row.device, row.locked)


@dataclass(frozen=True, slots=True)
class Line:
    """One value that a change gave a field, as the history shows it."""

    stored: Stored
    field: str
    value: Any
    superseded: bool


@dataclass(slots=True)
class Record:
    """A record as it stands, what its tree needs to know of it, and (`root`, `withdrawn`, `alone`, `said`) what its
    tree gave it. `locked`: its author hasn't confirmed it; until then it masks, limits and links nothing.
    """

    id: str
    kind: str
    parent: str | None
    above: str | None
    account: str | None
    led: bool
    locked: bool
    order: str
    made: int
    values: dict[str, Any]
    forms: dict[str, str]
    others: list[str]
    marks: list[str]
    firsts: list[str]
    moments: list[dict[str, Any]]
    root: str = ""
    withdrawn: bool = False
    alone: str | None = None
    said: int = 0


def fold(changes: Iterable[Stored]) -> Record | None:
    """Folds the changes of one record; None while the change that makes it hasn't arrived."""
    every = {s.change.id: s for s in counting(changes)}
    maker = find_maker(every.values())
    if maker is None:
        return None
    counted = {id: count_values(stored, maker) for id, stored in every.items()}
    standing = winners((every[id].order, id, given) for id, given in counted.items())
    given = {field: every[id] for field, id in standing.items() if counted[id][field] is not None}
    values = {field: stored.change.set[field] for field, stored in given.items()}
    made = maker.change
    locked = _is_locked(every.values(), maker)
    return Record(
        id=made.record,
        kind=made.kind,
        parent=made.parent,
        above=made.parent or (None if locked else _tied_to(made.kind, values)),
        account=maker.account,
        led=maker.leads,
        locked=locked,
        order=maker.order,
        made=maker.at,
        values=values,
        forms={field: stored.change.form for field, stored in given.items()},
        others=sorted(f for f, s in given.items() if s.account != maker.account),
        marks=[] if locked else _marks(every, counted),
        firsts=_firsts(every, counted, maker),
        moments=[] if locked else _moments(every, counted),
    )


def winners(given: Iterable[tuple[str, str, Mapping[str, Any]]]) -> dict[str, str]:
    """The fold itself, of (order, id, values): for each field the id of the change whose value stands."""
    standing: dict[str, str] = {}
    for _, id, values in sorted(given, key=lambda g: g[:2]):
        standing.update(dict.fromkeys(values, id))
    return standing


def to_history(changes: Iterable[Stored]) -> list[Line]:
    """Every value that counts, oldest first; superseded ones are kept and say so."""
    every = sorted(counting(changes), key=lambda s: (s.order, s.change.id))
    maker = find_maker(every)
    if maker is None:
        return []
    counted = [(stored, count_values(stored, maker)) for stored in every]
    standing = winners((stored.order, stored.change.id, given) for stored, given in counted)
    return [
        Line(stored, field, value, standing[field] != stored.change.id)
        for stored, given in counted
        for field, value in given.items()
    ]


def counting(changes: Iterable[Stored]) -> list[Stored]:
    """The changes whose key lets them count. Whoever holds a locked phone can use its spare key: what it wrote
    counts only in a record that it made itself, and only until the author's own key wrote to that (spare.py).
    """
    every = list(changes)
    maker = find_maker(every)
    if maker is None or not any(s.locked for s in every):
        return every
    confirmed = min(((s.order, s.change.id) for s in every if is_confirming(s, maker)), default=None)
    return [
        s
        for s in every
        if s is maker
        or not s.locked
        or (
            maker.locked
            and s.account == maker.account
            and (confirmed is None or (s.order, s.change.id) < confirmed)
        )
    ]


def is_confirming(stored: Stored, maker: Stored) -> bool:
    """Whether it is signed by the own key of the record's author."""
    return stored.account == maker.account and not stored.locked


def find_maker(changes: Iterable[Stored]) -> Stored | None:
    """The change that makes the record, or None while it hasn't arrived."""
    return next((s for s in changes if s.change.makes), None)


def _is_locked(changes: Iterable[Stored], maker: Stored) -> bool:
    """Made on a locked phone, and nothing of its author's own key since: a change of theirs confirms it."""
    return maker.locked and all(s.locked for s in changes if s.account == maker.account)


def count_values(stored: Stored, maker: Stored) -> dict[str, Any]:
    """The values of a change that count: of the record's own kind, by a hand that may set the field."""
    change = stored.change
    if change.kind != maker.change.kind:
        return {}
    own = stored.account == maker.account
    may_set = audience.may_set
    return {
        f: v
        for f, v in change.set.items()
        if may_set(change.kind, f, change.form, own=own, leads=stored.leads)
    }


def _marks(every: Mapping[str, Stored], counted: Mapping[str, dict[str, Any]]) -> list[str]:
    """Every flag and type that any change ever named, superseded or not."""
    found: set[str] = set()
    for id, given in counted.items():
        change = every[id].change
        for field, value in given.items():
            if isinstance(value, list) and audience.marks(change.kind, field, change.form):
                found.update(value)
    return sorted(found)


def _moments(every: Mapping[str, Stored], counted: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What bears on whether people may be brought together, one entry a change, in their order."""
    standing: dict[str, Any] = {}
    found: list[dict[str, Any]] = []
    for order, id in sorted((stored.order, id) for id, stored in every.items()):
        change, given = every[id].change, counted[id]
        moment = joint.to_moment(change.kind, change.form, given, standing)
        if moment:
            found.append({"order": order, "change": id} | moment)
        standing |= given
    return found


def _tied_to(kind: str, values: dict[str, Any]) -> str | None:
    """What a request for help, asked from home or locked, was tied to later by `about`."""
    about = values.get("about") if kind == "escalation" else None
    return about if ids.is_id(about) else None


def _firsts(every: Mapping[str, Stored], counted: Mapping[str, dict[str, Any]], maker: Stored) -> list[str]:
    """Accounts of concern named in the very envelope that made the record: they never held any of it."""
    named: set[str] = set()
    for id, given in counted.items():
        if every[id] is maker or (maker.envelope is not None and every[id].envelope == maker.envelope):
            named.update(given.get("concerns") or [])
    return sorted(named)


def happened_ms(record: Record) -> int:
    """When it was said to have happened, in ms; when nothing was said, when the record was made."""
    return said_ms(record, "happened_at")


def spoken_of(record: Record, top: Record | None) -> int:
    """The time that a record speaks of, in ms: what measures count it by. A handover's is its day's midnight in UTC; a
    talk's is that of what it is about, the tree's topmost record.
    """
    if record.kind == "talk" and top is not None:
        return spoken_of(top, None)
    field = SPOKEN_OF.get(record.kind)
    return said_ms(record, field) if field else record.made


def said_ms(record: Record, field: str) -> int:
    """The time that this field says, in ms; when it says none, when the record was made."""
    text = record.values.get(field)
    if not isinstance(text, str):
        return record.made
    said = datetime.fromisoformat(text)
    return ((said if said.tzinfo else said.replace(tzinfo=UTC)) - EPOCH) // timedelta(milliseconds=1)
