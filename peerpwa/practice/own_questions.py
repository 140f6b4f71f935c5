"""A centre's own questions: places that a form keeps for them, to which a setting gives words.

What a place is called says who sees it and how it is answered (`own_lead_text_2`): neither can change under answers
that were given. None of them is ever required: a quick log stays quick. Answers are codes, so that their words can be
mended in both languages. client/core/own_questions.ts is the twin, proved alike by tests/vectors/own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from peerpwa.practice.guide import Pair

Row = Mapping[str, Any]
SEES: dict[str, frozenset[str]] = {"floor": frozenset({"F", "S"}), "lead": frozenset({"S"})}
TYPES = ("one", "many", "text")
EACH = 4  # of each sort, for each audience
ASKED = 4  # at once in a form
CODES = tuple("abcdefgh")
LIST = "own_answer"
PLACES = tuple(f"own_{who}_{type}_{n}" for who in SEES for type in TYPES for n in range(1, EACH + 1))
SETTINGS = {"quick_log": "log_questions", "check_in": "check_in_questions"}  # form: the setting
KINDS = {"log_questions": "conflict", "check_in_questions": "check_in"}


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One answer that may be chosen: its code, its words, whether it is offered still."""

    code: str
    label: Pair
    offered: bool


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A place that has words. `who`: floor or lead. `asked`: phones ask it; else it was closed and keeps its words."""

    field: str
    who: str
    type: str
    label: Pair
    answers: tuple[OwnAnswer, ...]
    asked: bool


def own_questions(rows: Iterable[Row]) -> list[OwnQuestion]:
    """The centre's questions in its order. A row that makes no sense is left out."""
    found: dict[str, OwnQuestion] = {}
    known = list(rows)
    for row in known:
        field = row["code"]
        if field in PLACES and field not in found and row.get("en"):
            _, who, type, _ = field.split("_")
            answers = tuple(_answers(field, known)) if type != "text" else ()
            found[field] = OwnQuestion(field, who, type, _words(row), answers, _is_open(row))
    return list(found.values())


def _answers(field: str, rows: Iterable[Row]) -> Iterable[OwnAnswer]:
    for row in rows:
        place, _, code = row["code"].partition(".")
        if place == field and code in CODES and row.get("en"):
            yield OwnAnswer(code, _words(row), _is_open(row))


def _words(row: Row) -> Pair:
    return row["en"], row.get("fr") or row["en"]


def _is_open(row: Row) -> bool:
    return bool(row.get("shown") != "closed")
