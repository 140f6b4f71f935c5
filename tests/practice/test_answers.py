"""The checker of answers, by the vectors that the phone's checker reads too."""

from typing import Any

import pytest

from peerpwa.practice import check, default_for, evaluate, load
from tests.vectors import load_vectors

VECTORS = load_vectors("forms/quick_log")
FORM = load().forms["quick_log@1"]


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


def test_every_question_has_a_valid_and_an_invalid_vector() -> None:
    for question in FORM.questions:
        faulty = [v for v in VECTORS if question.field in {fault[0] for fault in v["faults"]}]
        right = [v for v in VECTORS if v["values"].get(question.field) is not None and not v["faults"]]
        assert faulty, question.field
        assert right or "A!" in question.sees, question.field


def test_every_shown_when_rule_is_tried_both_ways() -> None:
    for question in FORM.questions:
        if question.shown is None:
            continue
        shown = [v for v in VECTORS if v["values"].get(question.field) and not v["faults"]]
        hidden = {"missing"} if question.offered else {"not_shown"}
        other = [v for v in VECTORS if [question.field] == [f[0] for f in v["faults"] if f[1] in hidden]]
        assert shown, question.field
        assert other, question.field
