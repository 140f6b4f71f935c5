"""What a centre makes of the practice's lists: its own words, order and lines, and its own days of check-ins.

client/practice/own.ts is its twin, proved alike by tests/vectors/own. Nothing here refuses: a row that makes no
sense changes nothing, since phones hold what was set by an older page. Codes never go: what is closed keeps its words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from peerpwa.practice.definitions import Practice, load
from peerpwa.practice.guide import Situation
from peerpwa.practice.own_questions import KINDS, SETTINGS, own_questions

Row = Mapping[str, Any]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCKS = {
    "now": ("within_now", "within_now"),
    "within_1h": ("within_1h", "within_hour"),
    "within_24h": ("within_24h", "within_day"),
}  # level: the setting, and the vocabulary that bounds it
VOCABULARIES = {"places": "place", "types": "conflict_type"}  # by the setting; all other lists are libraries
FURTHEST = 90
MOST_DAYS = 8


def with_own(options: Sequence[dict[str, Any]], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The options as the centre has them: those it named first, in its order and words, then all others.

    What isn't offered is there too and says so (`retired`): what is closed, and an `own` one that has no words. A line
    that the practice doesn't know is the centre's own, once it has words.
    """
    known = {option["code"]: option for option in options}
    named: dict[str, dict[str, Any]] = {}
    for row in rows:
        code = row["code"]
        if code not in named and (code in known or row.get("en")):
            named[code] = _as_named(known.get(code, {"code": code, "label": ["", ""]}), row)
    first = [option for option in named.values() if option["shown"] == "first"]
    for number, option in enumerate(first, 1):
        option["tile"] = number
    return [*named.values(), *(_as_left(o, bool(named)) for o in options if o["code"] not in named)]


def words_of(options: Sequence[dict[str, Any]], rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """What each code is called here."""
    return {o["code"]: (o["label"][0], o["label"][1]) for o in with_own(options, rows)}


def as_called(practice: Practice, settings: Mapping[str, Any]) -> Practice:
    """The practice with every list as the centre has it: its own places, types and lines by the names it gave them. Its
    own questions stand among those of their form, and the answers of each are a list.
    """
    fields = {vocabulary: field for field, vocabulary in VOCABULARIES.items()}
    vocabularies = {
        name: with_own(options, settings.get(fields[name]) or []) if name in fields else options
        for name, options in practice.vocabularies.items()
    }
    libraries = {
        name: with_own(lines, settings.get(name) or []) for name, lines in practice.libraries.items()
    }
    forms = dict(practice.forms)
    for id, form in practice.forms.items():
        for one in own_questions(settings.get(SETTINGS.get(form.name, "")) or []):
            kind = KINDS[SETTINGS[form.name]]
            answers = f"{kind}.{one.field}"
            asked = replace(
                form.fields[kind, one.field], label=one.label, options=(answers,) if one.answers else ()
            )
            forms[id] = replace(forms[id], questions=(*forms[id].questions, asked))
            if one.answers:
                vocabularies[answers] = [
                    {"code": answer.code, "label": answer.label} for answer in one.answers
                ]
    return replace(practice, forms=forms, vocabularies=vocabularies, libraries=libraries)


def offered(options: Sequence[dict[str, Any]], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """What may be chosen here."""
    return [option for option in with_own(options, rows) if not option.get("retired")]


def open_days_of(settings: Mapping[str, Any]) -> list[int]:
    """The open days as ISO weekdays; none where none are set: then every day is."""
    return [WEEKDAYS.index(code) + 1 for code in settings.get("open_days") or [] if code in WEEKDAYS]


def minutes_within(settings: Mapping[str, Any]) -> dict[str, int]:
    """How long a supervisor has, in minutes, by level, where the centre chose less than the practice gives."""
    found = {
        level: load().option(vocabulary, settings.get(field, ""))
        for level, (field, vocabulary) in CLOCKS.items()
    }
    return {level: int(option["minutes"]) for level, option in found.items() if option}


def with_days(situations: Iterable[Situation], rows: Iterable[Row]) -> list[Situation]:
    """The rows of clocks.json with the centre's days. The first is never later than the practice's; the day before a
    plan ends stays.
    """
    chosen = {row["code"]: parse_days(row.get("days", "")) for row in rows}
    return [_with_days(situation, chosen.get(situation.code) or []) for situation in situations]


def parse_days(text: str) -> list[int]:
    """“1 7 30” as numbers, in order and once each; nothing where one of them is no day or too far."""
    parts = text.split()
    if not 0 < len(parts) <= MOST_DAYS or not all(part.isascii() and part.isdecimal() for part in parts):
        return []
    days = sorted({int(part) for part in parts})
    return days if days[-1] <= FURTHEST else []


def days_of(situation: Situation) -> list[int]:
    """Its days as they are written; the day before a plan ends isn't among them."""
    return [
        entry.get("days", entry.get("open_days", 0))
        for entry in situation.check_ins
        if "before_end" not in entry
    ]


def _with_days(situation: Situation, days: list[int]) -> Situation:
    before = days_of(situation)
    if not days or not before or days[0] > before[0]:
        return situation
    kept = [entry for entry in situation.check_ins if "before_end" in entry]
    return replace(situation, check_ins=(*({"days": day} for day in days), *kept))


def _as_named(option: dict[str, Any], row: Row) -> dict[str, Any]:
    english, french = row.get("en", ""), row.get("fr", "")
    reworded = bool(english or french)
    left = {"tile", "own"} | ({"short"} if reworded else set())
    kept = {key: value for key, value in option.items() if key not in left}
    if reworded:
        kept["label"] = [english or option["label"][0], french or english or option["label"][1]]
    if row.get("shown") == "closed" or (option.get("own") and not english):
        return kept | {"retired": True, "shown": "closed"}
    return kept | {"shown": "first" if row.get("shown") == "first" else "more"}


def _as_left(option: dict[str, Any], is_named: bool) -> dict[str, Any]:
    """One that the centre said nothing of: as it is; where the centre chose what comes first, behind “More”."""
    kept = {key: value for key, value in option.items() if key != "own" and not (is_named and key == "tile")}
    return kept | ({"retired": True} if option.get("own") else {})
