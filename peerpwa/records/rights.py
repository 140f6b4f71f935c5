"""Who sees which field of a record now. One function decides for phones and pages alike: `view_of`.

Supervisors and managers see every letter of the floor and of theirs, without a window; the floor sees F for
72 hours and while a matter is open, F! also while masked; the author of the record above sees T; somebody who
was granted a record counts as its author. A mediator has the one tree that a referral gives them. A check-in of nobody
named is its author's alone. An account of concern sees nothing of the tree, its existence included.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from peerpwa.practice import load
from peerpwa.records import audience
from peerpwa.records.fold import Record
from peerpwa.records.trees import AUTHOR, TREE, Rights, is_end
from peerpwa.records.viewer import Viewer

MEDIATOR_LETTERS = frozenset({"F", "F!", "C"})


@dataclass(frozen=True, slots=True)
class View:
    """What one viewer may see of one record now. `masked`: they are on the floor, and its letters were cut
    down to F!.
    """

    fields: dict[str, Any]
    exists: bool
    masked: bool
    until: int | None


def view_of(
    viewer: Viewer, record: Record, rights: Rights, above: str | None, now: int, *, gone: bool = False
) -> View | None:
    """What `viewer` may see of another's record; None when they may not learn that it is there.

    `above`: the account that made the record above it. `gone`: its topmost record was withdrawn.
    """
    mediates = is_mediator(viewer, record.root, rights)
    if not (viewer.on_floor or mediates) or is_cut_off(viewer, rights):
        return None
    if record.alone == AUTHOR and record.account != viewer.account:
        return None
    if not viewer.on_floor and (gone or record.withdrawn):
        return None
    lasting = (
        {"E"} | (audience.LEAD_LETTERS if viewer.leads else set()) | (MEDIATOR_LETTERS if mediates else set())
    )
    if above is not None and above == viewer.account:
        lasting.add("T")
    hidden = viewer.leads or gone or record.withdrawn or record.alone is not None
    passing = set() if hidden else _floor_letters(rights, now)
    granted = granted_fields(viewer, record, rights)
    kept: dict[str, Any] = {}
    ends = False
    for field, value in record.values.items():
        seen = audience.letters(record.kind, field, record.forms[field])
        if seen & lasting or ("A" in seen and field in granted):
            kept[field] = value
        elif seen & passing:
            kept[field] = value
            ends = True
    unfinished = record.kind == "closing" and not is_end(record)
    told = frozenset() if unfinished else audience.exists(record.kind)
    exists = bool(kept or mediates or told & (lasting | passing))
    ends = ends or not (kept or told & lasting)
    until = rights.floor_until if ends and not rights.open else None
    return View(kept, exists, rights.masked and lasting == {"E"}, until)


def is_cut_off(viewer: Viewer, rights: Rights) -> bool:
    """Whether the viewer is an account of concern of this tree."""
    return any(account == viewer.account for account, _ in rights.excluded)


def is_mediator(viewer: Viewer, root: str, rights: Rights) -> bool:
    """Whether a referral gives this mediator the tree: what the floor would have, and what is the clients' own."""
    return "mediator" in viewer.roles and (root, viewer.account, TREE) in rights.granted


def is_on_floor(rights: Rights, now: int) -> bool:
    """Whether the floor has this tree now: a matter is open, or its window hasn't ended."""
    return rights.floor_until is not None and (rights.open or now < rights.floor_until)


def rights_digest(viewer: Viewer) -> str:
    """Changes when what the viewer may see alters as a whole: their roles, or the audiences of the practice."""
    told = "\n".join(
        [viewer.account, viewer.centre, str(viewer.leads), str(viewer.on_floor), _practice_digest()]
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _floor_letters(rights: Rights, now: int) -> set[str]:
    if not is_on_floor(rights, now):
        return set()
    return {"F!"} if rights.masked else {"F", "F!"}


def granted_fields(viewer: Viewer, record: Record, rights: Rights) -> Mapping[str, Any]:
    """The fields for which the viewer counts as the record's author."""
    for id, account, field in rights.granted:
        if id == record.id and account == viewer.account:
            return record.values if field is None else {field: None}
    return {}


@cache
def _practice_digest() -> str:
    audiences = sorted(
        f"{form.id} {question.kind} {question.field} {' '.join(sorted(question.sees))}"
        for form in load().forms.values()
        for question in form.fields.values()
    )
    return hashlib.sha256("\n".join(audiences).encode()).hexdigest()
