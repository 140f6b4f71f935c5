"""The definitions hold together: every label in both languages, every field with an audience, every kind with a form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from peerpwa.practice import load
from peerpwa.records.audience import LETTERS

PRACTICE = Path(__file__).resolve().parents[2] / "peerpwa" / "practice"
FORMS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((PRACTICE / "forms").glob("*.json"))
}
KINDS = {
    "conflict", "view", "talk", "party", "option", "promise", "plan", "follow_up", "check_in", "escalation", "told",
    "acknowledgement", "referral", "closing", "reply", "reading", "slip", "taking", "limit", "thread", "fix",
    "handover", "note", "withdrawal", "person", "setting",
}  # fmt: skip
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((PRACTICE / "schema" / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_fits_its_schema(form: dict[str, Any]) -> None:
    assert [error.message for error in schema("form").iter_errors(form)] == []


@pytest.mark.parametrize("name", ["vocabularies", "kinds"])
def test_vocabularies_and_kinds_fit_their_schema(name: str) -> None:
    data = json.loads((PRACTICE / f"{name}.json").read_text("utf-8"))
    assert [error.message for error in schema(name).iter_errors(data)] == []


def test_a_form_is_named_as_its_file() -> None:
    for name, form in FORMS.items():
        assert f"{form['form']}@{form['version']}" == name


def test_every_kind_of_the_design_has_a_form_and_stands_below_kinds_that_exist() -> None:
    assert set(load().kinds) == KINDS
    assert {kind for form in load().forms.values() for kind in form.kinds} == KINDS
    for kind in load().kinds.values():
        assert kind.below <= KINDS | {"any", "?"}


def test_every_field_has_an_audience_and_somebody_who_may_set_it() -> None:
    for form in load().forms.values():
        for question in form.questions:
            assert question.sees, question.ref
            assert question.sees <= LETTERS, question.ref
            assert question.sets, question.ref
            assert question.sets <= {"author", "supervisor"}, question.ref


def test_references_and_fields_are_unique_and_codes_are_snake_case() -> None:
    refs = [q.ref for form in load().forms.values() for q in form.questions]
    assert len(refs) == len(set(refs))
    for form in load().forms.values():
        fields = [(q.kind, q.field) for q in form.questions]
        assert len(fields) == len(set(fields))
        assert all(CODE.fullmatch(field) for _, field in fields)
    for options in load().vocabularies.values():
        codes = [option["code"] for option in options]
        assert len(codes) == len(set(codes))
        assert all(CODE.fullmatch(code) for code in codes)


def test_every_named_vocabulary_exists() -> None:
    for form in load().forms.values():
        for question in form.questions:
            assert set(question.options) <= set(load().vocabularies), question.ref


def test_the_quick_log_is_five_screens_of_one_question_and_flags() -> None:
    screens = FORMS["quick_log@1"]["screens"]
    assert [screen["fields"][0] for screen in screens] == [
        "safe_now",
        "heat",
        "types",
        "place",
        "outcome",
        "flags",
    ]
    assert [screen["id"] for screen in screens if "when" in screen] == ["flags"]


def test_nothing_is_both_for_the_author_alone_and_seen_by_others() -> None:
    for form in load().forms.values():
        for question in form.questions:
            assert "A!" not in question.sees or question.sees == {"A!"}, question.ref


def test_words_that_blame_or_label_are_not_used() -> None:
    text = " ".join(path.read_text("utf-8").lower() for path in PRACTICE.rglob("*.json"))
    for word in ("offender", "victim", "perpetrator", "incident", "aggressor", "délinquant"):
        assert word not in text
