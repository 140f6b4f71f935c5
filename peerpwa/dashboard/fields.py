"""Questions of the practice as form fields of a page, and what comes back from one as answers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, request
from werkzeug.datastructures import MultiDict

from peerpwa.dashboard.own import OWN_LISTS, offered_here
from peerpwa.language import language_of
from peerpwa.practice import Fault, Question, check, load

SPARE_ROWS = 2
LONGEST_NUMBER = 10


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(choices=choices, lines=lines, spare=spare, wording=wording)


def questions_of(kind: str, fields: Iterable[str] | None = None) -> list[Question]:
    """The questions of a kind in their order, or these of them."""
    asked = [q for (of, _), q in load().by_field.items() if of == kind]
    return asked if fields is None else [q for q in asked if q.field in set(fields)]


def parse_answers(questions: Iterable[Question], form: MultiDict[str, str]) -> dict[str, Any]:
    """The answers of a page's form; what was left empty is left out."""
    given = {q.field: _PARSERS.get(q.type, _parse_text)(q, form) for q in questions}
    return {field: value for field, value in given.items() if value not in (None, "", [])}


def find_faults(kind: str, form: str, values: Mapping[str, Any]) -> list[Fault]:
    """Everything that a record of this kind would still need, or that doesn't fit."""
    return check(load().latest(form), kind, values, making=True)


def choices(names: Iterable[str] | str) -> list[tuple[str, str]]:
    """Code and label of every option of these vocabularies that is still offered."""
    french = language_of(request) == "fr"
    listed = [names] if isinstance(names, str) else names
    options = (o for name in listed for o in _offered(name) if not o.get("retired"))
    return [(o["code"], o["label"][french]) for o in options]


def lines(library: str) -> list[tuple[str, str]]:
    """Code and words of a library's lines, as the centre has them."""
    french = language_of(request) == "fr"
    return [(line["code"], line["label"][french]) for line in offered_here(library)]


def spare(rows: list[dict[str, str]] | None) -> list[dict[str, str]]:
    """The rows with empty ones to fill in."""
    return [*(rows or []), *({} for _ in range(SPARE_ROWS))]


def wording(question: Question) -> str:
    """The question as it is asked."""
    return question.label[language_of(request) == "fr"]


def _offered(name: str) -> list[dict[str, Any]]:
    return offered_here(OWN_LISTS[name]) if name in OWN_LISTS else load().vocabularies[name]


def _parse_text(question: Question, form: MultiDict[str, str]) -> str:
    return form.get(question.field, "").replace("\r\n", "\n").strip()


def _parse_list(question: Question, form: MultiDict[str, str]) -> list[str]:
    return [code for code in dict.fromkeys(form.getlist(question.field)) if code]


def _parse_rows(question: Question, form: MultiDict[str, str]) -> list[dict[str, str]]:
    """A row counts once its first column has words."""
    columns = [form.getlist(f"{question.field}.{name}") for name in question.columns]
    rows = (
        dict(zip(question.columns, map(str.strip, cells), strict=True))
        for cells in zip(*columns, strict=False)
    )
    first = next(iter(question.columns))
    return [{name: cell for name, cell in row.items() if cell} for row in rows if row[first]]


def _parse_number(question: Question, form: MultiDict[str, str]) -> int | str:
    """Whatever isn't a number stays as it was typed, and is a fault of its field."""
    text = _parse_text(question, form)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else text


_PARSERS: dict[str, Callable[[Question, MultiDict[str, str]], Any]] = {
    "number": _parse_number,
    "many": _parse_list,
    "accounts": _parse_list,
    "rows": _parse_rows,
}
