"""What the guide knows beside the forms: steps, libraries, first picks, clocks and triggers, as frozen data."""

from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]
Facts = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Step:
    """One step of the guide in floor order; `beat` is None for those outside the five beats."""

    code: str
    beat: str | None
    name: Pair
    asks: tuple[str, ...]
    needs_joint: bool


@dataclass(frozen=True)
class Situation:
    """A row of PRACTICE 6.1: which check-ins a matter gives, and who does them."""

    code: str
    label: Pair
    when: Any
    check_ins: tuple[dict[str, int], ...]
    who: str
    note: Pair | None


@dataclass(frozen=True)
class Trigger:
    """A row of PRACTICE 6.4: how fast a supervisor must know, why, and what to do; raised = (rule, level)."""

    code: str
    level: str
    when: Any
    raised: tuple[Any, str] | None
    reason: Pair
    first: Pair | None
    then: Pair
    do_not: Pair | None


@dataclass(frozen=True)
class Clocks:
    """`facts` names the vocabularies of what rules may ask; a fact that is true or false has none."""

    facts: Facts
    situations: tuple[Situation, ...]


@dataclass(frozen=True)
class Triggers:
    facts: Facts
    triggers: tuple[Trigger, ...]


def to_steps(raw: list[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(s["code"], s["beat"], to_pair(s["name"]), tuple(s["asks"]), s.get("needs_joint", False))
        for s in raw
    )


def to_clocks(raw: dict[str, Any]) -> Clocks:
    return Clocks(_facts(raw), tuple(_situation(s) for s in raw["situations"]))


def to_triggers(raw: dict[str, Any]) -> Triggers:
    return Triggers(_facts(raw), tuple(_trigger(t) for t in raw["triggers"]))


def to_pair(value: list[str]) -> Pair:
    return (value[0], value[1])


def to_names(value: str | list[str] | None) -> tuple[str, ...]:
    """The vocabularies that `options` names: none, one or several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _facts(raw: dict[str, Any]) -> Facts:
    return {name: to_names(fact.get("options")) for name, fact in raw["facts"].items()}


def _situation(raw: dict[str, Any]) -> Situation:
    return Situation(
        code=raw["code"],
        label=to_pair(raw["label"]),
        when=raw["when"],
        check_ins=tuple(raw["check_ins"]),
        who=raw["who"],
        note=_maybe(raw.get("note")),
    )


def _trigger(raw: dict[str, Any]) -> Trigger:
    raised = raw.get("raised")
    return Trigger(
        code=raw["code"],
        level=raw["level"],
        when=raw["when"],
        raised=(raised["when"], raised["level"]) if raised else None,
        reason=to_pair(raw["reason"]),
        first=_maybe(raw.get("first")),
        then=to_pair(raw["then"]),
        do_not=_maybe(raw.get("do_not")),
    )


def _maybe(value: list[str] | None) -> Pair | None:
    return to_pair(value) if value else None
