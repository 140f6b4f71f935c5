"""What comes back from a settings page: the values of its fields, and what is wrong with them, by field."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from peerpwa.dashboard.fields import parse_answers, questions_of
from peerpwa.dashboard.settings.groups import Group
from peerpwa.dashboard.settings.lists import Troubles, parse_list
from peerpwa.dashboard.settings.questions import parse_questions
from peerpwa.practice import Question, check, load
from peerpwa.practice.guide import Pair, Situation
from peerpwa.practice.own import FURTHEST, days_of, parse_days
from peerpwa.records.chosen import KIND
from peerpwa.records.settings import empty

HALF: Pair = (
    "“{label}”: each line needs a name and a number.",
    "«\u00a0{label}\u00a0»\u00a0: chaque ligne demande un nom et un numéro.",
)
LANGUAGES = ("en", "fr")
NO_DUTY: Pair = (
    "“{label}” needs at least one number: phones need somebody to call.",
    "«\u00a0{label}\u00a0» demande au moins un numéro\u00a0: il faut quelqu'un à appeler.",
)
NO_DAYS: Pair = (
    "“{label}” needs days as whole numbers up to 90, such as 1 7.",
    "«\u00a0{label}\u00a0» demande des jours en nombres entiers, 90 au plus, comme 1 7.",
)
TOO_LATE: Pair = (
    "“{label}”: the first check-in may be sooner than the practice says, never later (day {day}).",
    "«\u00a0{label}\u00a0»\u00a0: le premier suivi peut venir plus tôt, jamais plus tard (jour {day}).",
)


def parse_values(group: Group, standing: Mapping[str, Any]) -> tuple[dict[str, Any], Troubles]:
    """Every field of the group as it was typed, and what is wrong, by the id of the field in the page."""
    form = request.form
    if group.editor == "list":
        field = group.fields[0]
        rows, troubles = parse_list(field, form, standing[field])
        return {field: rows}, troubles
    if group.editor == "questions":
        field = group.fields[0]
        rows, troubles = parse_questions(form, standing[field])
        return {field: rows}, troubles
    if group.editor == "days":
        return _parse_days(form)
    if group.editor in ("checked", "phrases"):
        return _parse_lines(group.fields[0], group.editor, form)
    questions = questions_of(KIND, group.fields)
    given = parse_answers(questions, form)
    given |= {q.field: _parse_numbers(q, form) for q in questions if q.type == "rows"}
    values = {q.field: given.get(q.field, empty(q.field)) for q in questions}
    return values, [*_find_halves(questions, values), *find_needed(values), *_find_faults(values)]


def _parse_lines(field: str, editor: str, form: MultiDict[str, str]) -> tuple[dict[str, Any], Troubles]:
    """Lines ticked in a language (`weapon_seen:en`), or phrases typed one under the other."""
    if editor == "checked":
        known = [f"{one.code}:{language}" for one in load().triggers.triggers for language in LANGUAGES]
        values = {field: [line for line in known if line in form.getlist(field)]}
    else:
        typed = (" ".join(line.split()) for line in form.get(field, "").splitlines())
        values = {field: [line for line in dict.fromkeys(typed) if line]}
    return values, _find_faults(values)


def find_needed(values: Mapping[str, Any]) -> Troubles:
    """What no centre may be without."""
    if values.get("duty", True):
        return []
    return [("f-duty", _named(NO_DUTY, load().by_field[KIND, "duty"].label))]


def _parse_numbers(question: Question, form: MultiDict[str, str]) -> list[dict[str, str]]:
    """Every line in which something was typed, half ones too: what is missing is said, nothing is dropped."""
    columns = [form.getlist(f"{question.field}.{name}") for name in question.columns]
    lines = (
        dict(zip(question.columns, map(str.strip, cells), strict=True))
        for cells in zip(*columns, strict=False)
    )
    rows = ({name: cell for name, cell in line.items() if cell} for line in lines)
    return [row for row in rows if row]


def _find_halves(questions: list[Question], values: Mapping[str, Any]) -> Troubles:
    halves = (
        q
        for q in questions
        if q.type == "rows" and any(not {"label", "number"} <= row.keys() for row in values[q.field])
    )
    return [(f"f-{q.field}", _named(HALF, q.label)) for q in halves]


def _find_faults(values: Mapping[str, Any]) -> Troubles:
    faults = check(load().latest(KIND), KIND, values, making=True)
    return [(f"f-{fault.field}", (fault.sentence(False), fault.sentence(True))) for fault in faults]


def _parse_days(form: MultiDict[str, str]) -> tuple[dict[str, Any], Troubles]:
    rows: list[dict[str, str]] = []
    troubles: Troubles = []
    for situation in editable():
        text = " ".join(form.get(f"days.{situation.code}", "").replace(",", " ").split())
        days, usual = parse_days(text), days_of(situation)
        at = f"f-{situation.code}"
        if not days:
            troubles.append((at, _named(NO_DAYS, situation.label)))
        elif days[0] > usual[0]:
            troubles.append((at, _named(TOO_LATE, situation.label, day=str(usual[0]))))
        if days != usual:
            rows.append(
                {"code": situation.code, "days": " ".join(map(str, days)) if days else text[:FURTHEST]}
            )
    return {"check_in_days": rows}, troubles


def editable() -> list[Situation]:
    """The rows of the clocks that have check-ins of their own."""
    return [situation for situation in load().clocks.situations if days_of(situation)]


def _named(pair: Pair, label: Pair, **parts: str) -> Pair:
    return pair[0].format(label=label[0], **parts), pair[1].format(label=label[1], **parts)
