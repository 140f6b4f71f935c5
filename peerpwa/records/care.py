"""The consequence travels, the reason never does (PRACTICE 0.13): what masks a tree, and the line of what to
do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from peerpwa.practice import load, words_of

if TYPE_CHECKING:
    from peerpwa.records.fold import Record

LANGUAGES = ("en", "fr")
NOBODY_NAMED = {"en": "the duty person", "fr": "la personne de garde"}
NO_PLACE = {"en": "the place", "fr": "l'endroit"}


@cache
def masking_codes() -> frozenset[str]:
    """Every stop flag and every Separate-first type."""
    stops = {o["code"] for o in _options("flag") if o.get("stop")}
    return frozenset(stops | {o["code"] for o in _options("conflict_type") if o.get("route") == "separate"})


@cache
def safety_codes() -> frozenset[str]:
    """Flags for which a safety line is asked: a weapon, a threat, an injury, fire."""
    return frozenset(o["code"] for o in _options("flag") if o.get("safety"))


def code_of(given: frozenset[str], cleared: frozenset[str]) -> str | None:
    """`safety` or `separate` where the given codes mask and no supervisor cleared them by name, else None."""
    standing = given - cleared
    if not standing & masking_codes():
        return None
    return "safety" if standing & safety_codes() else "separate"


@dataclass(frozen=True, slots=True)
class Here:
    """What a line names of the centre's own: the first duty number (empty where there is none), and its places."""

    duty: str = ""
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def to_line(code: str, place: str | None, safety_line: str | None, here: Here) -> dict[str, str]:
    """The line in both languages: the author's own words where there are some, else the default, filled in."""
    if safety_line:
        return dict.fromkeys(LANGUAGES, safety_line)
    at = here.places.get(place) or _label("place", place) if place else None
    line = _label("care_line", code)
    filled = zip(LANGUAGES, line, strict=True)
    return {
        language: text.format(
            place=at[i] if at else NO_PLACE[language], duty=here.duty or NOBODY_NAMED[language]
        )
        for i, (language, text) in enumerate(filled)
    }


def is_line(kind: str, values: Mapping[str, Any]) -> bool:
    """Whether this is a limit in force that says what the team must do. One that was lifted says nothing more."""
    said = values.get("floor_line") and values.get("ends_on")
    return kind == "limit" and bool(said) and not values.get("lifted_on")


def to_care(
    top: Mapping[str, Any], code: str | None, members: Iterable["Record"], here: Here, now: int
) -> dict[str, Any] | None:
    """What a tree's topmost record (its values) says to whoever has it: the line, and what its limits in force ask of the
    team and until when; never what they limit, or for which reason.
    """
    place = top.get("place")
    line = to_line(code, place, top.get("safety_line"), here) if code else {}
    for one in members:
        if one.locked or one.withdrawn or not is_line(one.kind, one.values):
            continue
        ends = one.values["ends_on"]
        if day_end(ends) > now:
            until = {"en": f"until {ends}", "fr": f"jusqu'au {ends}"}
            for language in LANGUAGES:
                said = f"{one.values['floor_line']} ({until[language]})."
                line[language] = f"{line[language]} {said}" if language in line else said
    return {"code": code or "limit", "line": line, "place": place} if line else None


def day_end(text: str) -> int:
    """When a day has ended everywhere on earth: the centre's zone may change, what is stored may not."""
    end = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), UTC) + timedelta(hours=12)
    return int(end.timestamp() * 1000)


def to_here(settings: Mapping[str, Any]) -> Here:
    """What the centre's settings give to a line."""
    rows = (
        " ".join(str(row.get(part, "")).strip() for part in ("label", "number"))
        for row in settings.get("duty") or []
    )
    duty = next((named.strip() for named in rows if named.strip()), "")
    return Here(duty, words_of(load().vocabularies["place"], settings.get("places") or []))


def is_open(outcome: str | None) -> bool:
    """Whether this outcome says that the matter isn't over."""
    return any(o["code"] == outcome and o.get("open", False) for o in _options("outcome"))


def _label(vocabulary: str, code: str) -> tuple[str, str]:
    for option in _options(vocabulary):
        if option["code"] == code:
            return option["label"][0], option["label"][1]
    return code, code


def _options(vocabulary: str) -> Iterable[dict[str, Any]]:
    return load().vocabularies[vocabulary]
