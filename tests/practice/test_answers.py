"""The checker of answers, by the vectors that the phone's checker reads too."""

from typing import Any

import pytest

from peerpwa.practice import Question, check, default_for, evaluate, load
from tests.vectors import load_vectors

NAMES = ("quick_log", "guided_talk", "check_in", "escalation", "handover", "view")
VECTORS = [vector for name in NAMES for vector in load_vectors(f"forms/{name}")]
QUESTIONS = [question for name in NAMES for question in load().forms[f"{name}@1"].questions]


def of(question: Question) -> list[dict[str, Any]]:
    """The vectors of this question's kind of record."""
    return [vector for vector in VECTORS if vector["kind"] == question.kind]


def is_asked(question: Question, values: dict[str, Any]) -> bool:
    options = {q.field: q.options for q in QUESTIONS if q.kind == question.kind}
    return evaluate(question.shown, values, options)


def each(questions: list[Question]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("question", questions, ids=lambda q: f"{q.kind}.{q.field}")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_faults_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    found = check(load().forms[vector["form"]], vector["kind"], vector["values"], making=vector["making"])
    assert [[fault.field, fault.code] for fault in found] == vector["faults"]
    for fault in found:
        for french in (False, True):
            assert fault.sentence(french)


@pytest.mark.parametrize("vector", load_vectors("defaults"), ids=lambda vector: vector["why"])
def test_the_default_is_that_of_the_vector(vector: dict[str, Any]) -> None:
    form = load().forms[vector["form"]]
    question = next(q for q in form.questions if q.field == vector["field"])
    options = {q.field: q.options for q in form.questions}
    assert default_for(question, vector["values"], options) == vector["default"]


@pytest.mark.parametrize("vector", load_vectors("rules"), ids=lambda vector: vector["why"])
def test_the_rule_holds_where_the_vector_says(vector: dict[str, Any]) -> None:
    options = {q.field: q.options for q in load().forms[vector["form"]].questions}
    assert evaluate(vector["rule"], vector["values"], options) is vector["holds"]


@pytest.mark.shows("ten-steps-1")
@each(QUESTIONS)
def test_every_question_has_a_valid_and_an_invalid_vector(question: Question) -> None:
    field = question.field
    assert [v for v in of(question) if field in {fault[0] for fault in v["faults"]}]
    right = [v for v in of(question) if v["values"].get(field) is not None and not v["faults"]]
    assert right or "A!" in question.sees


@pytest.mark.shows("ten-steps-1")
@each([question for question in QUESTIONS if question.shown])
def test_every_shown_when_rule_is_tried_both_ways(question: Question) -> None:
    field = question.field
    making = [v for v in of(question) if v["making"]]
    given = [v for v in making if v["values"].get(field) not in (None, "", [])]
    assert [v for v in given if is_asked(question, v["values"]) and not v["faults"]]
    unasked = [v for v in given if not is_asked(question, v["values"])]
    refused = [v for v in unasked if v["faults"] == [[field, "not_shown"]]]
    assert [v for v in unasked if not v["faults"]] if question.offered else refused
    if question.required == "shown":
        assert [v for v in making if v["faults"] == [[field, "missing"]]]
        left_out = [v for v in making if v["values"].get(field) is None and not v["faults"]]
        assert [v for v in left_out if not is_asked(question, v["values"])]


@pytest.mark.shows("ten-steps-1")
def test_every_kind_of_the_five_forms_is_made_and_changed_in_a_vector() -> None:
    kinds = {(f"{name}@1", kind) for name in NAMES for kind in load().forms[f"{name}@1"].kinds}
    made = {(v["form"], v["kind"]) for v in VECTORS if v["making"] and not v["faults"]}
    assert made == kinds
    required = {q.kind for q in QUESTIONS if q.required == "always"}
    assert {v["kind"] for v in VECTORS if not v["making"] and not v["faults"]} >= required
