"""Storing changes: judged one by one, kept as one, feed and read models in the same transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import insert, or_, select, union_all

from peerpwa.records import ids, models, stamps, words
from peerpwa.records.apart import judge_joint
from peerpwa.records.before import judge_before
from peerpwa.records.change import Change, encode_change
from peerpwa.records.corrections import judge_corrections
from peerpwa.records.door import Door, writing
from peerpwa.records.fold import Stored, to_stored
from peerpwa.records.judge import judge
from peerpwa.records.levels import judge_levels
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import load_shelf, shelve
from peerpwa.records.slips import SLIP
from peerpwa.records.spare import judge_spare
from peerpwa.records.viewer import Author

Outcome = Literal["accepted", "known"]
ACCEPTED: Outcome = "accepted"
KNOWN: Outcome = "known"
NAMED_IN_CARE = frozenset({"duty", "places"})


def store(
    door: Door,
    author: Author,
    changes: Sequence[Change],
    *,
    envelope: str | None,
    now: int,
    seen: int = 0,
) -> Outcome:
    """Keeps the changes of one envelope, all or none: ACCEPTED, or KNOWN when every one was here with these
    bytes.

    Raises Refused or Aside before anything is written. `now` is the time of receipt, which bounds each change's order;
    `seen` the number of the feed up to which the author had read.
    """
    if any(c.kind == SLIP for c in changes):
        raise Refused("bad_change", "kind")  # counted by slips.py, never kept
    fresh, held = _sift(door, changes)
    if not fresh:
        return KNOWN
    shelf = load_shelf(door.connection, door.centre, _named(fresh))
    judge(author, fresh, shelf)
    who = (author.account, author.leads)
    stored = [
        Stored(c, *who, stamps.order_of(c.stamp, now), envelope, now, author.device, author.locked)
        for c in fresh
    ]
    judge_spare(stored, held)
    judge_corrections(door, author, stored, held, seen)
    judge_levels(door, author, stored, held, seen)
    judge_joint(door, author, stored, held, shelf, seen)
    judge_before(door, author, stored, held, shelf, seen)
    takings = words.find_takings(stored, held, shelf)
    emptied = words.take_out(door, author, takings, held, now)
    kept = [words.strip(one, takings) for one in stored]
    door.connection.execute(insert(models.change), [_row(door.centre, one) for one in kept])
    door.append([("c", c.id, c.raw) for c in fresh])
    words.forget(door, [one for one, was in zip(kept, stored, strict=True) if one is not was])
    for one in kept:
        held.setdefault(one.change.record, []).append(one)
    touched = {c.record for c in fresh} | emptied
    shelve(door, shelf, {id: every for id, every in held.items() if id in touched}, emptied)
    if any(c.kind == "setting" and NAMED_IN_CARE & c.set.keys() for c in fresh):
        _renew_care(door, now)
    return ACCEPTED


def write(
    centre: str,
    author: Author,
    kind: str,
    form: str,
    values: dict[str, Any],
    *,
    now: int,
    parent: str | None = None,
    record: str | None = None,
) -> str:
    """A change made on the server by a page or a command: a new record, or one more change to `record`.

    Answers the record's id. Raises Refused as for any phone.
    """
    change = make_change(kind, form, values, now=now, parent=parent, record=record)
    with writing(centre) as door:
        store(door, author, [change], envelope=None, now=now, seen=door.seq)
    return change.record


def make_change(
    kind: str, form: str, values: dict[str, Any], *, now: int, parent: str | None, record: str | None = None
) -> Change:
    """A change as a page or a command makes it."""
    id = ids.new_id(now)
    return encode_change(id, record or id, kind, parent, stamps.Clock().make(now), form, values)


def _sift(door: Door, changes: Sequence[Change]) -> tuple[list[Change], dict[str, list[Stored]]]:
    """The changes that aren't here yet, and what is held of their records. Raises Refused("same_id")."""
    wanted, records = {c.id for c in changes}, {c.record for c in changes}
    bodies: dict[str, bytes | None] = {}
    held: dict[str, list[Stored]] = {}
    here = select(models.change).where(models.change.c.centre == door.centre)
    by_id, by_record = (
        here.where(models.change.c.id.in_(wanted)),
        here.where(models.change.c.record.in_(records)),
    )
    for row in door.connection.execute(union_all(by_id, by_record)):  # an OR would walk the whole centre
        if row.id not in bodies and row.body is not None:
            held.setdefault(row.record, []).append(to_stored(row))
        bodies[row.id] = row.body
    fresh: list[Change] = []
    for change in changes:
        if change.id not in bodies:
            bodies[change.id] = change.raw
            fresh.append(change)
        elif bodies[change.id] != change.raw and not words.is_what_is_left(door, bodies[change.id], change):
            raise Refused("same_id")
    return fresh, held


def _named(changes: Iterable[Change]) -> set[str]:
    return {id for c in changes for id in (c.record, c.parent) if id is not None}


def _row(centre: str, stored: Stored) -> dict[str, Any]:
    return {
        "centre": centre,
        "id": stored.change.id,
        "record": stored.change.record,
        "account": stored.account,
        "device": stored.device,
        "leads": stored.leads,
        "locked": stored.locked,
        "ord": stored.order,
        "body": stored.change.raw,
        "envelope": stored.envelope,
        "received": stored.received,
    }


def _renew_care(door: Door, now: int) -> None:
    """Lines of care name the duty number and the place: when their words change, phones get those they still show anew."""
    tree = models.tree
    shown = or_(tree.c.open, tree.c.floor_until > now)
    query = select(tree.c.root).where(tree.c.centre == door.centre, tree.c.care.is_not(None), shown)
    roots = door.connection.execute(query.order_by(tree.c.root)).scalars()
    door.append([("r", root, root.encode()) for root in roots])
