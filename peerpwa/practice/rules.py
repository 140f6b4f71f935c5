"""The small rule language of shown-when and defaults (docs/practice-data.md). Its twin is client/core/rules.ts."""

from collections.abc import Mapping
from typing import Any

from peerpwa.practice.definitions import Question, load


def evaluate(rule: Any, values: Mapping[str, Any], options: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a rule holds for these answers. `options` names each field's vocabularies. None always holds."""
    if rule is None:
        return True
    if "all" in rule:
        return all(evaluate(r, values, options) for r in rule["all"])
    if "any" in rule:
        return any(evaluate(r, values, options) for r in rule["any"])
    if "not" in rule:
        return not evaluate(rule["not"], values, options)
    value = values.get(rule["field"])
    given = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    if "filled" in rule:
        return bool(given) is bool(rule["filled"])
    if "at_least" in rule:
        order = [o["code"] for o in load().vocabularies[options[rule["field"]][0]]]
        return any(v in order and order.index(v) >= order.index(rule["at_least"]) for v in given)
    if "attr" in rule:
        return any(_attribute(options[rule["field"]], v, rule["attr"]) in rule["in"] for v in given)
    return any(v in rule["in"] for v in given)


def _attribute(vocabularies: tuple[str, ...], code: Any, name: str) -> Any:
    for vocabulary in vocabularies:
        option = load().option(vocabulary, code) if isinstance(code, str) else None
        if option is not None:
            return option.get(name)
    return None


def default_for(question: Question, values: Mapping[str, Any], options: Mapping[str, tuple[str, ...]]) -> Any:
    """The value a question has when nobody taps it: plain, or the first whose rule holds; None without one."""
    if not isinstance(question.default, list):
        return question.default
    for choice in question.default:
        if evaluate(choice.get("when"), values, options):
            return choice["value"]
    return None
