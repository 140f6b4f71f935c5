"""The definitions hold together: every label in both languages, every field with an audience, every kind with a form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from peerpwa.practice import Form, Question, check, load
from peerpwa.practice.answers import SENTENCES
from peerpwa.records.audience import LETTERS

PRACTICE = Path(__file__).resolve().parents[2] / "peerpwa" / "practice"
FORMS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((PRACTICE / "forms").glob("*.json"))
}
KINDS = {
    "conflict", "view", "talk", "party", "option", "promise", "plan", "follow_up", "check_in", "escalation", "told",
    "acknowledgement", "referral", "closing", "reply", "reading", "slip", "taking", "limit", "thread", "fix",
    "handover", "note", "withdrawal", "person", "setting", "answer",
}  # fmt: skip
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


SCHEMAS = {
    path.name: json.loads(path.read_text("utf-8")) for path in sorted((PRACTICE / "schema").glob("*.json"))
}
# The schemas name each other's parts by their files' names.
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(contents)) for name, contents in SCHEMAS.items()
)


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[f"{name}.json"], registry=REGISTRY)


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
    """The word coach is left out: it holds them as the patterns that it looks for."""
    files = [path for path in PRACTICE.rglob("*.json") if path != PRACTICE / "coach.json"]
    text = " ".join(path.read_text("utf-8").lower() for path in files)
    for word in ("offender", "victim", "perpetrator", "incident", "aggressor", "délinquant"):
        assert word not in text


def rules_in(rule: Any) -> list[dict[str, Any]]:
    """The rules that name a field, out of a rule of rules."""
    if rule is None:
        return []
    inner = rule.get("all", rule.get("any", [rule["not"]] if "not" in rule else None))
    return [rule] if inner is None else [leaf for one in inner for leaf in rules_in(one)]


def all_rules() -> list[tuple[str, Question | None, Form, dict[str, Any]]]:
    found: list[tuple[str, Question | None, Form, dict[str, Any]]] = []
    for form in load().forms.values():
        for question in form.questions:
            choices = question.default if isinstance(question.default, list) else []
            for rule in (question.shown, *(choice.get("when") for choice in choices)):
                found += [(question.ref, question, form, leaf) for leaf in rules_in(rule)]
        for screen in FORMS[form.id].get("screens", []):
            found += [(screen["id"], None, form, leaf) for leaf in rules_in(screen.get("when"))]
    return found


def test_a_rule_names_only_fields_of_its_own_kind_and_options_that_exist() -> None:
    rules = all_rules()
    assert len(rules) > 20
    for where, question, form, rule in rules:
        kinds = {question.kind} if question else form.kinds
        asked = [q for q in form.questions if q.kind in kinds and q.field == rule["field"]]
        assert asked, (where, rule)
        if "attr" in rule:
            having = [o for name in asked[0].options for o in load().vocabularies[name] if rule["attr"] in o]
            assert {o[rule["attr"]] for o in having} >= set(rule["in"]), (where, rule)
        elif "filled" not in rule and asked[0].codes:
            assert set(rule.get("in", [rule.get("at_least")])) <= asked[0].codes, (where, rule)


def test_a_default_is_an_answer_that_the_checker_takes_and_no_retired_one() -> None:
    for form in load().forms.values():
        for question in form.questions:
            default = question.default
            values = [choice["value"] for choice in default] if isinstance(default, list) else [default]
            for value in values:
                if value is None or isinstance(value, dict):
                    continue
                assert check(form, question.kind, {question.field: value}, making=False) == [], question.ref
                for name in question.options:
                    assert not (load().option(name, value) or {}).get("retired"), question.ref


def test_a_default_with_choices_always_ends_in_one() -> None:
    for form in load().forms.values():
        for question in form.questions:
            if isinstance(question.default, list):
                assert "when" not in question.default[-1], question.ref


def test_what_must_be_chosen_from_a_list_has_one() -> None:
    for form in load().forms.values():
        for question in form.questions:
            if question.type in ("one", "many", "scale", "yn"):
                assert question.codes, question.ref
            if question.type == "rows":
                named = set(question.columns.values()) - {"text"}
                assert named <= set(load().vocabularies), question.ref


def test_what_screens_lines_and_chips_name_is_asked() -> None:
    for id, form in FORMS.items():
        asked = {question["field"] for question in form["questions"]}
        named = {field for screen in form.get("screens", []) for field in screen["fields"]}
        named |= set(form.get("lines", [])) | set(form.get("chips", []))
        assert named <= asked, id
        ids = [screen["id"] for screen in form.get("screens", [])]
        assert len(ids) == len(set(ids)), id


def test_labels_are_short_enough_to_read_on_a_phone() -> None:
    for form in FORMS.values():
        for question in form["questions"]:
            for name, longest in (("label", 90), ("hint", 60), ("line", 30), ("chip", 24)):
                for text in question.get(name, []):
                    assert 0 < len(text) <= longest, (question["ref"], name, text)
                    assert text == text.strip()
    for options in load().vocabularies.values():
        for option in options:
            for text in option["label"]:
                assert 0 < len(text) <= 75, (option["code"], text)
                assert text == text.strip()


def test_tiles_are_numbered_without_gaps() -> None:
    for name, options in load().vocabularies.items():
        tiles = sorted(option["tile"] for option in options if "tile" in option)
        assert tiles == list(range(1, len(tiles) + 1)), name


def test_the_page_about_the_data_names_every_key_type_letter_and_fault() -> None:
    page = (PRACTICE.parents[1] / "docs" / "practice-data.md").read_text("utf-8")
    properties = schema("form").schema["properties"]["questions"]["items"]["properties"]
    words = set(properties) | set(properties["type"]["enum"]) | set(SENTENCES) | LETTERS
    words |= {key for options in load().vocabularies.values() for option in options for key in option}
    rows = (
        SCHEMAS["steps.json"],
        SCHEMAS["clocks.json"]["properties"]["situations"],
        SCHEMAS["triggers.json"]["properties"]["triggers"],
    )
    words |= {key for row in rows for key in row["items"]["properties"]}
    words |= set(
        SCHEMAS["clocks.json"]["properties"]["situations"]["items"]["properties"]["check_ins"]["items"][
            "properties"
        ]
    )
    words |= {path.name for path in PRACTICE.glob("*.json")} - {"coach.json"}
    words -= {"unchecked", "hours", "saves", "code", "label"}
    assert {word for word in words if f"`{word}`" not in page} == set()
