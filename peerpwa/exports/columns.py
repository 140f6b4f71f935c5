"""Which columns a file has, and what stands in a cell. Columns come from the form definitions, those of every past
version among them.

A plain file names nobody and quotes nobody: no handles, no words, no colleagues, days and not hours, nothing of flags
or of asking for help, nothing of what needs care (PRACTICE 7.5). One with names has what a manager may see.
"""

from collections.abc import Mapping
from typing import Any

from peerpwa.practice import Practice, Question

PLAIN_KINDS = ("conflict", "talk", "party", "plan", "follow_up", "check_in", "handover", "fix")
NAMED_KINDS = (
    *PLAIN_KINDS[:3], "view", "option", "promise", *PLAIN_KINDS[3:], "escalation", "told", "acknowledgement", "referral",
    "limit", "closing", "thread", "person", "note", "reply",
)  # fmt: skip
PLAIN_TYPES = frozenset({"one", "scale", "yn", "many", "lib", "number", "date", "time"})
HARD_LISTS = frozenset({"flag", "why_help"})
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
BETWEEN = "; "
DAY = len("2026-11-23")
Cell = str | int | None


def kinds_of(names: bool) -> tuple[str, ...]:
    """The kinds of record of a file, in its order."""
    return NAMED_KINDS if names else PLAIN_KINDS


def columns_of(practice: Practice, kind: str, names: bool) -> list[Question]:
    """The questions of a kind: today's in their order, then those that only past versions asked."""
    found: dict[str, Question] = {}
    for form in sorted(practice.forms.values(), key=lambda one: -one.version):
        for question in form.questions:
            if question.kind == kind and "A!" not in question.sees and (names or _is_plain(question)):
                found.setdefault(question.field, question)
    return list(found.values())


def header_of(question: Question, french: bool) -> str:
    """What is asked, and the field's own name, which never changes."""
    return f"{(question.short or question.label)[french]} ({question.field})"


def to_cell(
    practice: Practice, question: Question, value: Any, names: Mapping[str, str] | None, french: bool
) -> Cell:
    """A value in words of `practice`, the centre's own; `names`: what colleagues are called, None in a plain file."""
    if value is None:
        return None
    if question.type == "number":
        return int(value)
    if question.type == "time":
        return str(value) if names is not None else str(value)[:DAY]
    items = value if isinstance(value, list) else [value]
    said = (_item(practice, question, item, names, french) for item in items)
    return BETWEEN.join(one for one in said if one) or None


def defuse(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def _is_plain(question: Question) -> bool:
    return question.type in PLAIN_TYPES and not HARD_LISTS & set(question.options)


def _item(
    practice: Practice, question: Question, item: Any, names: Mapping[str, str] | None, french: bool
) -> str:
    if isinstance(item, dict):
        cells = (
            (name, _option(practice, question.columns.get(name), cell, french)) for name, cell in item.items()
        )
        return ", ".join(f"{name}: {cell}" for name, cell in cells)
    if question.type == "accounts":
        return (names or {}).get(item, str(item))
    if question.type == "lib":
        return _line(practice, question.library, item, french, own=names is not None)
    found = (_find(practice, vocabulary, item) for vocabulary in question.options)
    return next((str(one["label"][french]) for one in found if one), str(item))


def _option(practice: Practice, vocabulary: str | None, cell: Any, french: bool) -> str:
    found = _find(practice, vocabulary, cell) if vocabulary and vocabulary != "text" else None
    return str(found["label"][french]) if found else str(cell)


def _find(practice: Practice, vocabulary: str, code: Any) -> dict[str, Any] | None:
    return next((one for one in practice.vocabularies.get(vocabulary, []) if one["code"] == code), None)


def _line(practice: Practice, library: str | None, item: str, french: bool, *, own: bool) -> str:
    """A line of the library; somebody's own words only where words may stand."""
    lines = practice.libraries.get(library or "", [])
    return next((str(one["label"][french]) for one in lines if one["code"] == item), item if own else "")
