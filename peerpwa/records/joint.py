"""Where a flag or a type says "support each person alone", nothing of a joint talk (PRACTICE 8.2, 3).

What belongs to a joint talk is named by the practice (`joint` on kinds, questions, options). A moment is what one
change says that matters here: marks given, marks cleared, steps of a joint talk newly said. What a tree's moments
come to is worked out in the changes' own order, so it can't depend on what arrived first.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from peerpwa.practice import load
from peerpwa.records import audience, care

if TYPE_CHECKING:
    from peerpwa.records.fold import Record

ANY_ANSWER = ""


def to_moment(
    kind: str, form: str, given: Mapping[str, Any], standing: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What the values of one change say, against those that stood before it; None where nothing of it
    matters.
    """
    marks: set[str] = set()
    uses: list[list[str]] = []
    for field, value in given.items():
        if isinstance(value, list) and audience.marks(kind, field, form):
            marks |= care.masking_codes() & set(value)
        uses += [[field, code] for code in _newly_said(kind, field, form, value, standing.get(field))]
    moment: dict[str, Any] = {}
    if marks:
        moment["marks"] = sorted(marks)
    if uses:
        moment["uses"] = uses
    if "cleared" in given:
        moment["cleared"] = given["cleared"] or []
    if kind == "escalation" and "about" in given:
        moment["tied"] = True
    return moment or None


def find_breaches(members: Iterable["Record"], withdrawn: set[str]) -> list[dict[str, Any]]:
    """What of a joint talk was written while a mark stood: for a supervisor to look at with its author.

    Marks that come in the same change came up in the talk: they make no breach of it.
    """
    found: list[dict[str, Any]] = []
    given: set[str] = set()
    cleared: dict[str, list[str]] = {}
    moments = ((m["order"], m["change"], made, m) for made in members for m in made.moments)
    for _, _, made, moment in sorted(moments, key=lambda m: m[:2]):
        uses = moment.get("uses", []) if made.id not in withdrawn else []
        if uses and is_marked(given, cleared):
            said = {"record": made.id, "kind": made.kind, "account": made.account, "change": moment["change"]}
            found += [said | {"field": field, "code": code} for field, code in uses]
        given.update(moment.get("marks", []))
        if "cleared" in moment:
            cleared[made.id] = moment["cleared"]
    return found


def is_marked(given: Iterable[str], cleared: Mapping[str, Iterable[str]]) -> bool:
    """Whether a mark stands that no supervisor cleared by name; `cleared` is by record."""
    return (
        care.code_of(frozenset(given), frozenset(code for codes in cleared.values() for code in codes))
        is not None
    )


def _newly_said(kind: str, field: str, form: str, value: Any, before: Any) -> list[str]:
    """The codes of a joint talk, or ANY_ANSWER, that weren't said already: saying it again is nothing new."""
    whole, codes = _joint(kind, field, form)
    if not (whole or codes) or value in (None, "", []):
        return []
    said, stood = (v if isinstance(v, list) else [v] for v in (value, before))
    new = [item for item in said if item not in stood]
    if whole:
        return [ANY_ANSWER] if new else []
    return [item for item in new if item in codes]


@cache
def _joint(kind: str, field: str, form: str) -> tuple[bool, frozenset[str]]:
    """Whether any answer to this belongs to a joint talk, and else which codes do."""
    then, known = load().forms.get(form), load().kinds.get(kind)
    asked = then.fields.get((kind, field)) if then else None
    if asked is None or known is None:
        return False, frozenset()
    options = (option for name in asked.options for option in load().vocabularies[name])
    return known.joint or asked.joint, frozenset(o["code"] for o in options if o.get("joint"))
