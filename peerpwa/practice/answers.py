"""The one checker of answers on the server; client/core/check.ts is its twin, proved alike by tests/vectors/forms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peerpwa.practice.definitions import Form, Question, load
from peerpwa.practice.rules import evaluate

BIGGEST = 2**53
HANDLE_MAX = 40
LINE_MAX = 120
ROW_TEXT_MAX = 200

# Years outside this century can't be shown in every zone, and \d alone would take the digits of any script.
DATE = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
TIME = re.compile(DATE.pattern + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}[+-](0\d|1[0-4]):[0-5]\d", re.ASCII)
BLANKS = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)  # what JavaScript's trim takes

SENTENCES = {
    "unknown_field": ("This form has no such question.", "Ce formulaire n'a pas cette question."),
    "wrong_type": (
        "“{label}” has an answer of the wrong kind.",
        "«\u00a0{label}\u00a0» a une réponse du mauvais type.",
    ),
    "unknown_option": (
        "“{label}” has an answer that isn't on the list.",
        "«\u00a0{label}\u00a0» a une réponse hors liste.",
    ),
    "too_many": ("“{label}” has too many answers.", "«\u00a0{label}\u00a0» a trop de réponses."),
    "too_long": (
        "“{label}” is too long. Make it shorter.",
        "«\u00a0{label}\u00a0» est trop long. Raccourcissez.",
    ),
    "missing": ("“{label}” needs an answer.", "«\u00a0{label}\u00a0» demande une réponse."),
    "not_shown": (
        "“{label}” isn't asked here. Take it out.",
        "«\u00a0{label}\u00a0» n'est pas demandé ici. Retirez-le.",
    ),
    "private_field": ("“{label}” stays on the phone.", "«\u00a0{label}\u00a0» reste sur le téléphone."),
    "bad_text": (
        "“{label}” has a sign that can't be kept.",
        "«\u00a0{label}\u00a0» a un signe qu'on ne peut garder.",
    ),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, by a code that both sides share."""

    field: str
    code: str
    label: tuple[str, str] = ("", "")

    def sentence(self, french: bool) -> str:
        return SENTENCES[self.code][french].format(label=self.label[french] or self.field)


def check(form: Form, kind: str, values: Mapping[str, Any], *, making: bool) -> list[Fault]:
    """Faults of the answers of one change, in the form's order; empty when all is well.

    `making`: whether the change makes its record; only then required and shown-when are asked, since a later
    change sees a part of the answers alone. A field set to None is taken back.
    """
    questions = [q for q in form.fields.values() if q.kind == kind]
    known = {q.field: q for q in questions}
    options = {q.field: q.options for q in questions}
    faults = [Fault(f, "unknown_field") for f in values if f not in known]
    for question in questions:
        code = _fault(question, values, options, making)
        if code:
            faults.append(Fault(question.field, code, question.label))
    return faults


def _fault(
    q: Question, values: Mapping[str, Any], options: dict[str, tuple[str, ...]], making: bool
) -> str | None:
    value = values.get(q.field)
    if "A!" in q.sees:
        return "private_field" if q.field in values else None
    shown = not making or q.shown is None or evaluate(q.shown, values, options)
    if value is None:
        wanted = making and (q.required == "always" or (q.required == "shown" and shown))
        return "missing" if wanted else None
    if making and not shown and not q.offered:
        return "not_shown"
    fault = _CHECKS[q.type](q, value)
    if fault is None and making and q.required in ("always", "shown") and value in ("", []):
        return "missing"
    return fault


def _one(q: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if value in q.codes else "unknown_option"


def _many(q: Question, value: Any) -> str | None:
    if not _strings(value) or len(set(value)) != len(value):
        return "wrong_type"
    if any(v not in q.codes for v in value):
        return "unknown_option"
    alone = len(value) > 1 and any(v in q.alone for v in value)
    return "too_many" if alone or len(value) > (q.max or len(q.codes)) else None


def _text(q: Question, value: Any) -> str | None:
    return _line(value, q.max or LINE_MAX)


def _handle(q: Question, value: Any) -> str | None:
    return _line(value, HANDLE_MAX) or (None if value.strip(BLANKS) else "bad_text")


def _handles(q: Question, value: Any) -> str | None:
    if not _strings(value) or len(set(value)) != len(value):
        return "wrong_type"
    faults = [f for f in (_handle(q, v) for v in value) if f]
    return faults[0] if faults else "too_many" if len(value) > (q.max or 6) else None


def _lib(q: Question, value: Any) -> str | None:
    if not _strings(value) or len(set(value)) != len(value):
        return "wrong_type"
    faults = [f for f in (_line(v, LINE_MAX) for v in value) if f]
    return faults[0] if faults else "too_many" if len(value) > (q.max or 12) else None


def _accounts(q: Question, value: Any) -> str | None:
    if not _strings(value) or len(set(value)) != len(value) or any(not 0 < len(v) <= 36 for v in value):
        return "wrong_type"
    return "too_many" if len(value) > (q.max or 12) else None


def _number(q: Question, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < BIGGEST:
        return "wrong_type"
    return "too_many" if q.max is not None and value > q.max else None


def _date(q: Question, value: Any) -> str | None:
    return None if isinstance(value, str) and DATE.fullmatch(value) and _is_day(value) else "wrong_type"


def _time(q: Question, value: Any) -> str | None:
    return None if isinstance(value, str) and TIME.fullmatch(value) and _is_day(value[:10]) else "wrong_type"


def _rows(q: Question, value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "wrong_type"
    for row in value:
        for column, cell in row.items():
            wanted = q.columns.get(column)
            if wanted is None or not isinstance(cell, str):
                return "wrong_type"
            fault = _line(cell, ROW_TEXT_MAX) if wanted == "text" else None
            if fault:
                return fault
            if wanted != "text" and load().option(wanted, cell) is None:
                return "unknown_option"
    return "too_many" if len(value) > (q.max or 12) else None


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _line(value: Any, longest: int) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    if "\0" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        return "bad_text"
    return "too_long" if len(value) > longest else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_CHECKS: dict[str, Callable[[Question, Any], str | None]] = {
    "one": _one,
    "scale": _one,
    "many": _many,
    "text": _text,
    "handle": _handle,
    "handles": _handles,
    "lib": _lib,
    "accounts": _accounts,
    "number": _number,
    "date": _date,
    "time": _time,
    "rows": _rows,
}
