"""One client's own copy, and an agreement, from a record as the reader may see it (PRACTICE 1.2, 8.2 point 11).

On a copy stand only fields that the practice marks C: the client's own part, what was agreed, their own check-ins. Who
else was there is “the other person”, in every word that both share; the other's own words are never read for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peerpwa.practice import load
from peerpwa.records.read import RecordView

OWN, SHARED = ("party", "check_in"), ("talk", "plan")
CLIENT = "C"
NOBODYS = frozenset({("talk", "offers")})  # support that one of them took: it isn't said who


@dataclass(frozen=True, slots=True)
class Answer:
    """A field of a kind of record, and its value."""

    kind: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Promise:
    """`who` is an index into the people of the agreement; None for the centre, or where nobody knows."""

    who: int | None
    centre: bool
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Copy:
    """`party`: whose copy it is, an index into the people in their order; None for the agreement alone."""

    handle: str | None
    party: int | None
    day: int
    own: tuple[Answer, ...]
    shared: tuple[Answer, ...]
    promises: tuple[Promise, ...]


def to_copy(view: RecordView, party: str | None, other: str, person: str) -> Copy | None:
    """The copy of one of the record's people; of the agreement where `party` is None. None when there is no such part.

    `other`: the words that stand in place of everybody else's handle. On an agreement nobody is “other”: there each is
    `person` with a number.
    """
    people = [one for one in ([view] if view.kind == "party" else view.find("party")) if not one.withdrawn]
    whose = next((at for at, one in enumerate(people) if one.id == party), None)
    if party is not None and whose is None:
        return None
    mine = people[whose] if whose is not None else None
    handle = (mine.values.get("handle") or None) if mine else None
    together = _room_of(view, mine)
    words = {name.casefold(): other for name in _handles(view)}
    if mine is None:
        numbered = ((one.values.get("handle"), f"{person} {at}") for at, one in enumerate(people, 1))
        words |= {name.casefold(): said for name, said in numbered if name}
    words.pop((handle or "").casefold(), None)
    hide = _Hider(words)
    plans = [one for one in together.below if one.kind == "plan"]
    return Copy(
        handle=handle,
        party=whose,
        day=view.happened,
        own=tuple(_answers([mine, *mine.find("check_in")], OWN, hide)) if mine else (),
        shared=tuple(_answers([together, *plans], SHARED, hide)),
        promises=tuple(
            _promise(one, people, hide)
            for one in together.below
            if one.kind == "promise" and not one.withdrawn
        ),
    )


def _room_of(view: RecordView, mine: RecordView | None) -> RecordView:
    """The talk in which this person's part stands: of another talk nothing is theirs. Of an agreement, the latest."""
    talks = [talk for talk in view.find("talk") if not talk.withdrawn]
    if mine is None:
        return talks[-1] if talks else view
    return next((talk for talk in talks if talk.id == mine.parent), view)


def _answers(views: Iterable[RecordView], kinds: Sequence[str], hide: "_Hider") -> Iterable[Answer]:
    for view in views:
        if view.kind in kinds and not view.withdrawn:
            for field, value in view.values.items():
                asked = load().by_field.get((view.kind, field))
                told = asked is not None and CLIENT in asked.sees and (view.kind, field) not in NOBODYS
                if told and value not in (None, [], ""):
                    yield Answer(view.kind, field, hide(value))


def _promise(view: RecordView, people: Sequence[RecordView], hide: "_Hider") -> Promise:
    who = str(view.values.get("who") or "").casefold()
    handles = [str(one.values.get("handle") or "").casefold() for one in people]
    return Promise(
        handles.index(who) if who and who in handles else None,
        view.values.get("side") == "centre",
        hide(view.values.get("what") or ""),
        hide(view.values.get("by") or ""),
    )


def _handles(view: RecordView) -> set[str]:
    """Everybody's handle in the record, whoever named them and where."""
    named = set(view.values.get("people") or [])
    given = (view.values.get(field) for field in ("handle", "person", "who"))
    named.update(name for name in given if isinstance(name, str))
    for rows in ("parts", "quotes"):
        named.update(row["who"] for row in view.values.get(rows) or [] if row.get("who"))
    return named.union(*(_handles(child) for child in view.below))


class _Hider:
    """Puts other words in place of names, wherever they stand."""

    def __init__(self, words: Mapping[str, str]) -> None:
        names = sorted((name for name in words if name.strip()), key=len, reverse=True)
        self.words = words
        self.found = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
            if names
            else None
        )

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str) and self.found:
            return self.found.sub(self._said, value)
        if isinstance(value, list):
            return [self(item) for item in value]
        if isinstance(value, dict):
            return {name: self(cell) for name, cell in value.items()}
        return value

    def _said(self, name: re.Match[str]) -> str:
        words = self.words.get(name[0].casefold(), "")
        begins = not name.string[: name.start()].rstrip() or name.string[: name.start()].rstrip()[-1] in ".!?"
        return words[:1].upper() + words[1:] if begins else words
