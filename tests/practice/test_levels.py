"""How fast a supervisor must know, and why: by the vectors that the phone reads too."""

from typing import Any

import pytest

from peerpwa.practice import level_of, load
from tests.vectors import load_vectors

VECTORS = load_vectors("levels")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_level_and_its_reasons_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    level, triggers = level_of(vector["facts"])
    assert level == vector["level"]
    assert [trigger.code for trigger in triggers] == vector["triggers"]


def test_every_trigger_has_a_vector_of_its_own_and_is_raised_both_ways() -> None:
    for trigger in load().triggers.triggers:
        alone = {v["level"] for v in VECTORS if v["triggers"] == [trigger.code]}
        assert trigger.level in alone, trigger.code
        if trigger.raised:
            raised = {v["level"] for v in VECTORS if trigger.code in v["triggers"]}
            assert raised >= {trigger.level, trigger.raised[1]}, trigger.code


def test_every_flag_that_masks_has_a_level() -> None:
    for option in load().vocabularies["flag"]:
        if option.get("stop"):
            assert level_of({"flags": [option["code"]]})[0], option["code"]


def test_every_separate_first_type_and_every_reason_to_ask_has_a_level() -> None:
    for option in load().vocabularies["conflict_type"]:
        if option.get("route") == "separate":
            assert level_of({"types": [option["code"]]})[0], option["code"]
    for option in load().vocabularies["why_help"]:
        assert level_of({"why": [option["code"]]})[0], option["code"]
