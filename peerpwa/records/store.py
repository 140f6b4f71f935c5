"""Storing changes: judged one by one, kept as one, feed and read models in the same transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import insert, or_, select, union_all

from peerpwa.practice import check, load
from peerpwa.records import audience, ids, models, stamps
from peerpwa.records.change import Change, encode_change
from peerpwa.records.door import Door, writing
from peerpwa.records.fold import Stored
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import Shelf, load_shelf, shelve, to_stored
from peerpwa.records.viewer import Author

Outcome = Literal["accepted", "known"]
ACCEPTED: Outcome = "accepted"
KNOWN: Outcome = "known"

BAD_ANSWERS = frozenset({"missing", "not_shown", "unknown_option", "too_many", "too_long", "bad_text"})


def store(
    door: Door, author: Author, changes: Sequence[Change], *, envelope: str | None, now: int
) -> Outcome:
    """Keeps the changes of one envelope, all or none: ACCEPTED, or KNOWN when every one was here with these
    bytes.

    Raises Refused before anything is written. `now` is the time of receipt, which bounds each change's order.
    """
    fresh, held = _sift(door, changes)
    if not fresh:
        return KNOWN
    shelf = load_shelf(door.connection, door.centre, _named(fresh))
    _judge(author, fresh, shelf)
    stored = [
        Stored(c, author.account, author.leads, stamps.order_of(c.stamp, now), envelope, now) for c in fresh
    ]
    door.connection.execute(insert(models.change), [_row(door.centre, author.device, s) for s in stored])
    door.append([("c", c.id, c.raw) for c in fresh])
    for one in stored:
        held.setdefault(one.change.record, []).append(one)
    touched = {c.record for c in fresh}
    shelve(door, shelf, {id: every for id, every in held.items() if id in touched})
    if any(c.kind == "setting" and "duty" in c.set for c in fresh):
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
    id = ids.new_id(now)
    change = encode_change(id, record or id, kind, parent, stamps.Clock().make(now), form, values)
    with writing(centre) as door:
        store(door, author, [change], envelope=None, now=now)
    return change.record


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
        elif bodies[change.id] != change.raw:
            raise Refused("same_id")
    return fresh, held


def _named(changes: Iterable[Change]) -> set[str]:
    return {id for c in changes for id in (c.record, c.parent) if id is not None}


def _row(centre: str, device: str | None, stored: Stored) -> dict[str, Any]:
    return {
        "centre": centre,
        "id": stored.change.id,
        "record": stored.change.record,
        "account": stored.account,
        "device": device,
        "leads": stored.leads,
        "ord": stored.order,
        "body": stored.change.raw,
        "envelope": stored.envelope,
        "received": stored.received,
    }


def _judge(author: Author, changes: Sequence[Change], shelf: Shelf) -> None:
    """Form, place, rights and answers of each. What hasn't arrived yet refuses nothing: the fold leaves out
    later what turns out to be another's record.
    """
    kinds = {id: made.kind for id, made in shelf.records.items()} | {
        c.record: c.kind for c in changes if c.makes
    }
    owners = {id: made.account for id, made in shelf.records.items()}
    owners |= {c.record: author.account for c in changes if c.makes}
    for change in changes:
        _judge_place(change, author, kinds)
        _judge_answers(change)
        _judge_rights(change, author, owners)


def _judge_place(change: Change, author: Author, kinds: dict[str, str]) -> None:
    form, kind = load().forms.get(change.form), load().kinds.get(change.kind)
    if form is None or kind is None or change.kind not in form.kinds:
        raise Refused("bad_change", "form")
    if not change.makes:
        if kinds.get(change.record, change.kind) != change.kind:
            raise Refused("bad_change", "kind")
        return
    if not kind.makers & author.roles:
        raise Refused("not_yours")
    arrived = change.parent is None or change.parent in kinds
    if arrived and not audience.may_stand(change.kind, kinds[change.parent] if change.parent else None):
        raise Refused("bad_change", "parent")


def _judge_rights(change: Change, author: Author, owners: dict[str, str | None]) -> None:
    """Where the record's author isn't known yet, only what no hand but its author could be allowed to set
    passes.
    """
    own = change.record not in owners or owners[change.record] == author.account
    for field in change.set:
        if not audience.may_set(change.kind, field, change.form, own=own, leads=author.leads):
            raise Refused("not_yours", field)


def _judge_answers(change: Change) -> None:
    faults = check(load().forms[change.form], change.kind, change.set, making=change.makes)
    if not faults:
        return
    worst = next((f for f in faults if f.code == "private_field"), faults[0])
    code = (
        worst.code
        if worst.code == "private_field"
        else "bad_answer"
        if worst.code in BAD_ANSWERS
        else "bad_change"
    )
    sentence = {"en": worst.sentence(False), "fr": worst.sentence(True)}
    raise Refused(code, worst.field, sentence, worst.code)


def _renew_care(door: Door, now: int) -> None:
    """Lines of care name the duty number: when it changes, phones get those they still show anew."""
    tree = models.tree
    shown = or_(tree.c.open, tree.c.floor_until > now)
    query = select(tree.c.root).where(tree.c.centre == door.centre, tree.c.care.is_not(None), shown)
    roots = door.connection.execute(query.order_by(tree.c.root)).scalars()
    door.append([("r", root, root.encode()) for root in roots])
