"""“Take these words out” (PRACTICE 0.18): a field's values are overwritten wherever the server holds them.

A `withdrawal` that names a `field` asks for it: by the record's author for a day, by supervisors at any time.
What the changes said of that field is gone for good; their ids, numbers and commitments stay, so the chain holds
(docs/sync-protocol.md §7). What still arrives later with an older order loses the field at the door.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import insert, select, update

from peerpwa.practice import load
from peerpwa.records import audit, models
from peerpwa.records.change import Change, read_stored, without
from peerpwa.records.door import Door, reading
from peerpwa.records.fold import Record, Stored, fold
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import Shelf, stored_changes
from peerpwa.records.texts import TYPES
from peerpwa.records.trees import Rights
from peerpwa.records.viewer import Author

DAY_MS = 24 * 3_600_000
LASTING = frozenset(
    {"withdrawal", "setting"}
)  # the request itself, and what every phone needs to call for help
LATE = {
    "en": "After a day, ask your supervisor to take it out.",
    "fr": "Après un jour, demandez à votre supervision de le retirer.",
}
NO_WORDS = {"en": "Only words can be taken out.", "fr": "On ne peut retirer que des mots."}

taken_out, change, feed = models.taken_out, models.change, models.feed


@dataclass(frozen=True, slots=True)
class Taking:
    """Which field of which record goes, when that was asked and with which reason's code. `fresh`: asked in this
    very envelope.
    """

    record: str
    field: str
    reason: str | None
    asked: tuple[str, str]
    fresh: bool


def is_asked(change: Change) -> bool:
    """Whether this change asks to take words out."""
    return change.kind == "withdrawal" and change.makes and bool(change.set.get("field"))


def field_of(made: Record) -> str | None:
    """The field whose words this withdrawal takes out; None where it takes a whole record back."""
    return made.values.get("field") or None if made.kind == "withdrawal" else None


@cache
def are_words(kind: str | None, field: str) -> bool:
    """Whether this field holds words that can be taken out; of a kind that hasn't arrived: of any kind."""
    return any(
        asked.type in TYPES and asked.kind not in LASTING
        for (asked_kind, name), asked in load().by_field.items()
        if name == field and kind in (asked_kind, None)
    )


def is_allowed(made: Record, target: Record, rights: Rights) -> bool:
    """Whether this withdrawal may take words out of `target`: nobody whom the tree concerns may."""
    field = field_of(made)
    if field is None or not are_words(target.kind, field):
        return False
    if any(account == made.account for account, _ in rights.excluded):
        return False
    return made.led or (made.account == target.account and made.made - target.made <= DAY_MS)


def find_takings(
    envelope: Sequence[Stored], held: Mapping[str, Sequence[Stored]], shelf: Shelf
) -> list[Taking]:
    """What is taken out of the records that this envelope touches or asks for. Raises Refused for one in it that
    can't be.
    """
    asked = {s.change.record for s in envelope if is_asked(s.change)}
    touched = {s.change.record for s in envelope}
    if not asked and not any(field_of(made) for made in shelf.records.values()):
        return []
    records = dict(shelf.records)
    for id in touched:
        made = fold([*held.get(id, []), *(s for s in envelope if s.change.record == id)])
        if made is not None:
            records[id] = made
    found = []
    for made in records.values():
        field, target = field_of(made), records.get(made.parent or "")
        if field is None or not (made.id in asked or made.parent in touched):
            continue
        rights = shelf.trees.get(target.root, Rights()) if target else Rights()
        if made.id in asked:
            _judge(made, target, rights)
        if target is not None and is_allowed(made, target, rights):
            why, when = made.values.get("reason"), (made.order, made.id)
            found.append(Taking(target.id, field, why, when, made.id in asked))
    return found


def strip(one: Stored, takings: Iterable[Taking]) -> Stored:
    """The change without what was taken out after it was written."""
    key = (one.order, one.change.id)
    return _without(one, {t.field for t in takings if t.record == one.change.record and key < t.asked})


def take_out(
    door: Door, author: Author, takings: Sequence[Taking], held: dict[str, list[Stored]], now: int
) -> set[str]:
    """Overwrites what is stored, in `held` too. Answers the records that lost something."""
    if not takings:
        return set()
    missing = {t.record for t in takings} - set(held)
    held.update({id: [] for id in missing} | stored_changes(door.connection, door.centre, missing))
    emptied: set[str] = set()
    for id in {t.record for t in takings}:
        asked = {t.field for t in takings if t.record == id and t.fresh}
        for place, one in enumerate(held[id]):
            left = strip(_without(one, asked), takings)
            if left is not one:
                held[id][place] = left
                here = (change.c.centre == door.centre) & (change.c.id == one.change.id)
                door.connection.execute(update(change).where(here).values(body=left.change.raw))
                forget(door, [left])
                emptied.add(id)
    for taking in takings:
        if taking.fresh:
            _note(door, author, taking, now)
    return emptied


def forget(door: Door, emptied: Sequence[Stored]) -> None:
    """Lets nobody find out by trying what these changes said, and remembers that phones must drop them."""
    for one in emptied:
        here = (feed.c.centre == door.centre) & (feed.c.ref == one.change.id) & (feed.c.type == "c")
        door.connection.execute(update(feed).where(here).values(salt=None))
        known = select(taken_out.c.change).where(
            taken_out.c.centre == door.centre, taken_out.c.change == one.change.id
        )
        if door.connection.execute(known).first() is None:
            row = {"centre": door.centre, "change": one.change.id, "account": one.account}
            door.connection.execute(insert(taken_out), row | {"envelope": one.envelope})


def is_what_is_left(door: Door, body: bytes | None, again: Change) -> bool:
    """Whether `body` is this change as it stands since words of it were taken out."""
    if body is None:
        return False
    known = select(taken_out.c.change).where(
        taken_out.c.centre == door.centre, taken_out.c.change == again.id
    )
    gone = set(again.set) - set(read_stored(body).set)
    return without(again, gone).raw == body and door.connection.execute(known).first() is not None


def list_emptied(centre: str, account: str) -> list[str]:
    """The envelopes of this account whose words were taken out: its phones drop them."""
    query = select(taken_out.c.envelope).where(
        taken_out.c.centre == centre, taken_out.c.account == account, taken_out.c.envelope.is_not(None)
    )
    with reading() as connection:
        return sorted(set(connection.execute(query).scalars()))


def _note(door: Door, author: Author, taking: Taking, now: int) -> None:
    audit.note(
        door.centre,
        author.account,
        "take_words_out",
        now=now,
        record=taking.record,
        reason=f"{taking.field}: {taking.reason}",
        device=author.device,
        connection=door.connection,
    )


def _without(one: Stored, fields: set[str]) -> Stored:
    gone = fields & set(one.change.set)
    return replace(one, change=without(one.change, gone)) if gone else one


def _judge(made: Record, target: Record | None, rights: Rights) -> None:
    field = field_of(made) or ""
    if not are_words(target.kind if target else None, field):
        raise Refused("bad_answer", "field", NO_WORDS)
    if target is None or is_allowed(made, target, rights):
        return
    if made.account == target.account and not any(who == made.account for who, _ in rights.excluded):
        raise Refused("after_a_day", "field", LATE)
    raise Refused("not_yours", "field")
