"""Refuses a joint talk where its author's phone knew of a mark: a stop flag, or a type that is Separate first.

Supervisors were shown the mark itself, the floor its mask with the care line. A mark is never refused, whatever
was written before it; what a phone couldn't know is kept, and joint.py finds the breach for a supervisor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peerpwa.records import audience, joint
from peerpwa.records.door import Door
from peerpwa.records.fold import Record, Stored
from peerpwa.records.known import Known, find_origins, find_refreshes
from peerpwa.records.refused import Refused
from peerpwa.records.rights import is_on_floor
from peerpwa.records.shelf import Shelf, records_with
from peerpwa.records.trees import Rights, find_roots
from peerpwa.records.viewer import Author

SENTENCE = {
    "en": "This needs care. Support each person alone, and take this out.",
    "fr": "À traiter avec soin. Soutenez chaque personne à part et retirez ceci.",
}


@dataclass(frozen=True, slots=True)
class _Room:
    """A tree with all that its records said of marks, and how the floor learns of it."""

    root: str
    moments: Sequence[tuple[Record, dict[str, Any]]]
    rights: Rights
    on_floor: bool
    refreshes: Sequence[int]


def judge_joint(
    door: Door,
    author: Author,
    envelope: Sequence[Stored],
    held: dict[str, list[Stored]],
    shelf: Shelf,
    seen: int,
) -> None:
    """Raises Refused("not_with_stop_flag") with the field to mend. `held`: what is stored of these records."""
    if not any(_may_be_joint(one) for one in envelope):
        return
    records = records_with(shelf, held, envelope)
    roots = find_roots(records)
    said = {m["change"]: m.get("uses", []) for made in records.values() for m in made.moments}
    for index, one in enumerate(envelope):
        uses = said.get(one.change.id)
        if not uses:
            continue
        root = roots[one.change.record]
        room = _enter(door, root, [r for id, r in records.items() if roots[id] == root], shelf, seen, one.at)
        origins = find_origins(door.connection, door.centre, {m["change"] for _, m in room.moments})
        if _knew(Known(author, envelope, index, origins, seen), room):
            raise Refused("not_with_stop_flag", uses[0][0], SENTENCE)


def _may_be_joint(one: Stored) -> bool:
    moment = joint.to_moment(one.change.kind, one.change.form, one.change.set, {})
    return moment is not None and "uses" in moment


def _enter(door: Door, root: str, members: Iterable[Record], shelf: Shelf, seen: int, at: int) -> _Room:
    found = {made.id: made for made in members}
    moments = [(made, m) for made in found.values() for m in made.moments]
    rights, top = shelf.trees.get(root, Rights()), found.get(root)
    carried = top is not None and not top.withdrawn and top.kind not in audience.NEVER_FLOOR
    refreshes = find_refreshes(door.connection, door.centre, root, seen)
    return _Room(root, moments, rights, carried and is_on_floor(rights, at), refreshes)


def _knew(known: Known, room: _Room) -> bool:
    """Whether a mark stood in what this phone had, by what it was shown of it."""
    author = known.author
    off = any(account == author.account for account, _ in room.rights.excluded)
    shown = not off and (author.leads or _mask_was_shown(known, room))
    marks = _Marks()
    for made, moment in room.moments:
        id = moment["change"]
        if not known.has(id) or not _knew_its_place(known, made):
            continue
        told = known.wrote(id) or known.is_own(id) or shown
        marks.add(made, moment if told else moment | {"marks": []})
    return marks.stand()


def _mask_was_shown(known: Known, room: _Room) -> bool:
    """The floor's phones learn of a mask by the topmost record itself, or by the refresh that follows."""
    if not room.on_floor:
        return False
    read = [
        (_came(known, made, moment), made, moment)
        for made, moment in room.moments
        if known.has_read(moment["change"]) and _knew_its_place(known, made)
    ]
    marks, since = _Marks(), None
    for came, made, moment in sorted(read, key=lambda one: one[0]):
        marks.add(made, moment)
        if not marks.stand():
            since = None
        elif since is None:
            since = (came, made.id)
    if since is None:
        return False
    return since[1] == room.root or any(number > since[0] for number in room.refreshes)


class _Marks:
    """What was given and cleared so far, in whatever order it is added."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.cleared: dict[str, tuple[tuple[str, str], list[str]]] = {}

    def add(self, made: Record, moment: dict[str, Any]) -> None:
        self.given.update(moment.get("marks", []))
        key = (moment["order"], moment["change"])
        if "cleared" in moment and (made.id not in self.cleared or self.cleared[made.id][0] < key):
            self.cleared[made.id] = (key, moment["cleared"])

    def stand(self) -> bool:
        return joint.is_marked(self.given, {id: codes for id, (_, codes) in self.cleared.items()})


def _knew_its_place(known: Known, made: Record) -> bool:
    """A request for help that was tied to this tree later says nothing here before the phone had the tie."""
    ties = [m["change"] for m in made.moments if "tied" in m]
    return made.above == made.parent or (bool(ties) and known.has(ties[-1]))


def _came(known: Known, made: Record, moment: dict[str, Any]) -> int:
    """The feed's number by which this mark was part of the tree."""
    ties = [m["change"] for m in made.moments if "tied" in m] if made.above != made.parent else []
    return max(known.origins[id].seq for id in {moment["change"], *ties[-1:]} if id in known.origins)
