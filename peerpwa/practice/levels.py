"""How fast a supervisor must know, and why (PRACTICE 6.4); client/practice/levels.ts is its twin, proved alike by
tests/vectors/levels.
"""

from collections.abc import Mapping
from typing import Any

from peerpwa.practice.definitions import load
from peerpwa.practice.guide import Trigger
from peerpwa.practice.rules import evaluate


def level_of(facts: Mapping[str, Any]) -> tuple[str | None, list[Trigger]]:
    """The most urgent level and every trigger that holds, most urgent first; None where none does.

    `facts` are those that triggers.json names; what isn't known is left out, and never counts as safe.
    """
    order = [option["code"] for option in load().vocabularies["er_level"]]
    names = load().triggers.facts
    holding = [t for t in load().triggers.triggers if evaluate(t.when, facts, names)]
    found = sorted(((_level(t, facts), t) for t in holding), key=lambda pair: order.index(pair[0]))
    return (found[0][0] if found else None), [trigger for _, trigger in found]


def _level(trigger: Trigger, facts: Mapping[str, Any]) -> str:
    raised = trigger.raised
    if raised and evaluate(raised[0], facts, load().triggers.facts):
        return raised[1]
    return trigger.level
