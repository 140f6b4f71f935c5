"""Steps, libraries, first picks, clocks and triggers hold together, and with the forms and vocabularies."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerpwa.practice import load
from tests.practice.test_definitions import CODE, rules_in, schema

PRACTICE = Path(__file__).resolve().parents[2] / "peerpwa" / "practice"
FILES = ("libraries", "picks", "steps", "clocks", "triggers")
RAW = {name: json.loads((PRACTICE / f"{name}.json").read_text("utf-8")) for name in FILES}
STEPS = {step["code"]: step for step in RAW["steps"]}
LINES = {
    option["code"]
    for name, options in load().libraries.items()
    if name != "handle_words"
    for option in options
}
SEPARATE = {o["code"] for o in load().vocabularies["conflict_type"] if o["route"] == "separate"}


def codes_of(vocabulary: str) -> list[str]:
    return [option["code"] for option in load().vocabularies[vocabulary]]


def pairs_in(data: Any) -> Iterator[list[str]]:
    """Every pair of texts, however deep; lists of codes and numbers are none."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("when", "raised", "facts", "asks", "unchecked"):
                yield from pairs_in(value)
    elif isinstance(data, list):
        if len(data) == 2 and all(isinstance(text, str) for text in data):
            yield data
        else:
            for value in data:
                yield from pairs_in(value)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_guide_fits_its_schema(name: str) -> None:
    assert [error.message for error in schema(name).iter_errors(RAW[name])] == []


@pytest.mark.parametrize("name", ["libraries", "steps", "clocks", "triggers"])
def test_every_text_is_there_in_both_languages(name: str) -> None:
    pairs = list(pairs_in(RAW[name]))
    assert pairs
    for english, french in pairs:
        assert english.strip() == english != "", english
        assert french.strip() == french != "", english


def test_the_libraries_have_every_line_and_only_three_make_a_fix() -> None:
    sizes = {name: len(options) for name, options in load().libraries.items()}
    assert sizes.pop("handle_words") >= 120
    assert sizes == {
        "ground_rules": 21,
        "common_goals": 20,
        "options": 22,
        "space_plans": 20,
        "aftercare": 22,
    }
    for prefix, name in zip(("GR", "CG", "OP", "PS", "AC"), sizes, strict=True):
        assert [o["code"] for o in load().libraries[name]] == [
            f"{prefix}{n}" for n in range(1, sizes[name] + 1)
        ]
    fixes = [o["code"] for options in load().libraries.values() for o in options if o.get("fix")]
    assert fixes == ["OP11", "OP12", "OP21"]


def test_a_library_line_fits_where_it_is_kept() -> None:
    for options in load().libraries.values():
        for option in options:
            assert all(0 < len(text) <= 120 for text in option["label"]), option["code"]


def test_handle_words_are_one_word_each_and_never_the_same() -> None:
    words = load().libraries["handle_words"]
    for option in words:
        assert CODE.fullmatch(option["code"])
        assert all(re.fullmatch(r"[^\W\d_]+", text) for text in option["label"]), option["code"]
        assert option["label"][0].lower() == option["code"]
    for language in (0, 1):
        assert len({option["label"][language] for option in words}) == len(words)


def test_first_picks_name_lines_that_exist_of_types_that_may_be_talked_about() -> None:
    picks = load().picks
    assert set(picks) - {"any", "separate"} <= set(codes_of("conflict_type")) - SEPARATE
    for name, lines in picks.items():
        assert set(lines) <= LINES, name


def test_separate_first_types_are_shown_no_goals_and_no_options() -> None:
    lines = load().picks["separate"]
    assert lines[:3] == ("PS7", "PS15", "PS16")
    assert lines[3:] == tuple(option["code"] for option in load().libraries["aftercare"])


@pytest.mark.shows("ten-steps-1")
def test_the_steps_are_all_ten_in_floor_order() -> None:
    order = ["s0", "s1", "s2", "fit", "s6", "s3", "s5", "s7", "s4", "s8", "s9", "s10", "es"]
    assert [step.code for step in load().steps] == order
    assert codes_of("step") == order[1:-1]


def test_a_step_is_named_in_three_words_as_in_its_vocabulary() -> None:
    for step in load().steps:
        assert all(len(text.replace("\u00a0?", "?").split()) <= 3 for text in step.name), step.code
        option = load().option("step", step.code)
        assert option is None or tuple(option["label"]) == step.name


def test_what_is_read_in_the_moment_fits_on_the_screen() -> None:
    for step in RAW["steps"]:
        texts = [(text, 90) for text in step["show"]]
        texts += [(text, 90) for pair in step["say"] for text in pair]
        for way in step["not_fit"]:
            texts += [(text, 30) for text in way["label"]]
            texts += [(text, 130) for text in way["line"]]
        assert [text for text, longest in texts if len(text) > longest] == []


def test_each_beat_holds_its_steps_together() -> None:
    beats = [step.beat for step in load().steps if step.beat]
    assert list(dict.fromkeys(beats)) == codes_of("beat")
    assert beats == sorted(beats, key=codes_of("beat").index)
    assert [step.code for step in load().steps if step.beat is None] == ["s0", "es"]


@pytest.mark.shows("ten-steps-1")
def test_every_question_of_the_talk_that_can_be_tapped_is_asked_in_one_step() -> None:
    form = load().forms["guided_talk@1"]
    asked = [field for step in load().steps for field in step.asks]
    assert len(asked) == len(set(asked))
    fields = {question.field: question for question in form.questions}
    assert set(asked) <= set(fields)
    typed = {q.field for q in form.questions if q.type in ("text", "handle")} - set(asked)
    assert set(fields) - set(asked) == typed | {"steps"}
    assert typed == {"handle", "words", "summary", "still_open", "for_me"}


def test_a_step_that_needs_people_together_is_gone_where_they_must_not_be() -> None:
    assert [step.code for step in load().steps if step.needs_joint] == ["s3", "s5", "s7", "s8"]


def test_every_way_out_leads_somewhere() -> None:
    places = {"outcome": codes_of("outcome"), "mode": codes_of("talk_mode"), "go": list(STEPS)}
    for step in RAW["steps"]:
        codes = [way["code"] for way in step["not_fit"]]
        assert codes
        assert len(codes) == len(set(codes))
        for way in step["not_fit"]:
            verb, _, target = way.get("act", "help").partition(":")
            assert verb == "help" or target in places[verb], (step["code"], way["code"])


def test_no_way_out_of_separate_support_leads_back_to_a_joint_talk() -> None:
    for code, way in (("fit", "afraid"), ("s5", "hurt_or_scared"), ("s2", "targeted")):
        act = next(w["act"] for w in STEPS[code]["not_fit"] if w["code"] == way)
        assert act in ("mode:one_person", "go:s9", "go:es")


def test_listening_also_says_that_it_sounds_hard() -> None:
    assert ["That sounds hard.", "Ça a l'air dur."] in STEPS["s1"]["say"]


def test_rules_of_clocks_and_triggers_ask_only_facts_and_options_that_exist() -> None:
    rows = [(s.code, s.when, load().clocks.facts) for s in load().clocks.situations]
    for trigger in load().triggers.triggers:
        rows.append((trigger.code, trigger.when, load().triggers.facts))
        if trigger.raised:
            rows.append((trigger.code, trigger.raised[0], load().triggers.facts))
    for where, when, facts in rows:
        for rule in rules_in(when):
            names = facts[rule["field"]]
            options = [o for name in names for o in load().vocabularies[name]]
            if not names:
                assert rule["in"] == [True], where
            elif "attr" in rule:
                assert {o.get(rule["attr"]) for o in options} >= set(rule["in"]), where
            else:
                assert {o["code"] for o in options} >= set(rule["in"]), where


def test_a_fact_that_rules_can_ask_is_asked() -> None:
    clocks, triggers = load().clocks, load().triggers
    asked = {r["field"] for s in clocks.situations for r in rules_in(s.when)}
    assert set(clocks.facts) == asked
    whens = [t.when for t in triggers.triggers] + [t.raised[0] for t in triggers.triggers if t.raised]
    assert set(triggers.facts) == {r["field"] for when in whens for r in rules_in(when)}


def test_check_ins_are_done_by_somebody_and_codes_are_unique() -> None:
    situations = load().clocks.situations
    assert {situation.who for situation in situations} <= set(codes_of("checkin_who"))
    for codes in ([s.code for s in situations], [t.code for t in load().triggers.triggers]):
        assert len(codes) == len(set(codes))


def test_a_trigger_is_raised_to_something_more_urgent() -> None:
    levels = codes_of("er_level")
    for trigger in load().triggers.triggers:
        assert trigger.level in levels, trigger.code
        assert trigger.raised is None or levels.index(trigger.raised[1]) < levels.index(trigger.level)


def test_levels_have_their_limits() -> None:
    limits = {o["code"]: o.get("minutes", o.get("until")) for o in load().vocabularies["er_level"]}
    assert limits == {
        "now": 15,
        "within_1h": 60,
        "this_shift": "shift_end",
        "within_24h": 1440,
        "planned": None,
    }
