"""Loads the definitions once and answers questions about them. Files are ours: a fault in one is a bug, not input."""

import dataclasses
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from peerpwa.practice.guide import (
    Clocks,
    Pair,
    Step,
    Triggers,
    to_clocks,
    to_names,
    to_pair,
    to_steps,
    to_triggers,
)
from peerpwa.practice.own_questions import KINDS, LIST, PLACES, SEES, SETTINGS

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    """One question of a form: what is asked, what it becomes, who sees it and who may set it."""

    ref: str
    kind: str
    field: str
    label: Pair
    type: str
    sees: frozenset[str]
    sets: frozenset[str]
    options: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    required: str = "no"
    default: Any = None
    shown: Any = None
    max: int | None = None
    columns: dict[str, str] = dataclasses.field(default_factory=dict)
    offered: bool = False
    short: Pair | None = None
    joint: bool = False
    closing: bool = False
    library: str | None = None
    own: str | None = None  # the setting that gives it words


@dataclass(frozen=True)
class Form:
    """One version of a form, immutable once released; `fields` is keyed by (kind, field) and holds besides the
    questions the places for a centre's own.
    """

    name: str
    version: int
    label: Pair
    kinds: frozenset[str]
    questions: tuple[Question, ...]
    fields: dict[tuple[str, str], Question]

    @property
    def id(self) -> str:
        return f"{self.name}@{self.version}"


@dataclass(frozen=True)
class Kind:
    """A kind of record: what it stands below ("?" = may stand alone, "any" = below anything), who makes it.

    `exists`: who learns that it is there although it has no answer for them (letters as in PRACTICE 2.4).
    `joint`: it comes out of a joint talk. `also`: who makes one besides, below which kind. `settled_after`: the
    hours after which its author asks for a correction.
    """

    name: str
    label: Pair
    below: frozenset[str]
    makers: frozenset[str]
    floor: bool
    exists: frozenset[str]
    joint: bool = False
    also: dict[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    settled_after: int | None = None

    def makers_below(self, parent: str | None) -> frozenset[str]:
        """Who makes one below this kind of record."""
        return self.makers | self.also.get(parent or "", frozenset())

    def may_stand_below(self, parent: str | None) -> bool:
        if parent is None:
            return not self.below or "?" in self.below
        return parent in self.below or "any" in self.below


@dataclass(frozen=True)
class Practice:
    """Everything together. `labels[vocabulary][code]` is (English, French); `attributes` holds the rest."""

    vocabularies: dict[str, list[dict[str, Any]]]
    kinds: dict[str, Kind]
    forms: dict[str, Form]
    by_field: dict[tuple[str, str], Question]
    libraries: dict[str, list[dict[str, Any]]]
    steps: tuple[Step, ...]
    picks: dict[str, tuple[str, ...]]
    clocks: Clocks
    triggers: Triggers

    def option(self, vocabulary: str, code: str) -> dict[str, Any] | None:
        """The option's data, or None for a code that isn't there."""
        return _options(vocabulary).get(code)

    def latest(self, form: str) -> Form:
        """The newest version of a form by its name."""
        return max((f for f in self.forms.values() if f.name == form), key=lambda f: f.version)


def _read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


@cache
def _vocabularies() -> dict[str, list[dict[str, Any]]]:
    return {name: v["options"] for name, v in _read("vocabularies").items()}


@cache
def _options(vocabulary: str) -> dict[str, dict[str, Any]]:
    return {o["code"]: o for o in _vocabularies().get(vocabulary, [])}


def _question(raw: dict[str, Any]) -> Question:
    options = to_names(raw.get("options"))
    every = [o for name in options for o in _vocabularies()[name]]
    return Question(
        ref=raw["ref"],
        kind=raw["kind"],
        field=raw["field"],
        label=to_pair(raw["label"]),
        type=raw["type"],
        sees=frozenset(raw["sees"]),
        sets=frozenset(raw["sets"]),
        options=options,
        codes=frozenset(o["code"] for o in every),
        alone=frozenset(o["code"] for o in every if o.get("alone")),
        required=raw["required"],
        default=raw.get("default"),
        shown=raw.get("shown"),
        max=raw.get("max"),
        columns=raw.get("columns", {}),
        offered=raw.get("offered") == "always",
        short=to_pair(raw.get("line") or raw["chip"]) if "line" in raw or "chip" in raw else None,
        joint=raw.get("joint", False),
        closing=raw.get("closing", False),
        library=raw.get("library"),
    )


def _form(path: Path) -> Form:
    raw = json.loads(path.read_text("utf-8"))
    questions = tuple(_question(q) for q in raw["questions"])
    return Form(
        name=raw["form"],
        version=raw["version"],
        label=to_pair(raw["name"]),
        kinds=frozenset(raw["kinds"]),
        questions=questions,
        fields={(q.kind, q.field): q for q in (*questions, *_places(raw["form"]))},
    )


def _places(form: str) -> list[Question]:
    """What a centre may ask besides; the words here are those of a place that has none."""
    setting = SETTINGS.get(form)
    if setting is None:
        return []
    return [
        Question(
            ref="",
            kind=KINDS[setting],
            field=place,
            label=(f"Our own question ({place})", f"Notre question ({place})"),
            type=place.split("_")[2],
            sees=SEES[place.split("_")[1]],
            sets=frozenset({"author"}),
            options=() if "_text_" in place else (LIST,),
            codes=frozenset() if "_text_" in place else frozenset(_options(LIST)),
            max=200 if "_text_" in place else None,
            own=setting,
        )
        for place in PLACES
    ]


@cache
def load() -> Practice:
    """All definitions, read once per process."""
    forms = {f.id: f for f in map(_form, sorted((HERE / "forms").glob("*@*.json")))}
    kinds = {
        name: Kind(
            name,
            to_pair(k["label"]),
            frozenset(k["below"]),
            frozenset(k["makers"]),
            k.get("floor", False),
            frozenset(k.get("exists", [])),
            k.get("joint", False),
            {below: frozenset(roles) for below, roles in k.get("also", {}).items()},
            k.get("settled_after"),
        )
        for name, k in _read("kinds").items()
    }
    by_field: dict[tuple[str, str], Question] = {}
    for form in sorted(forms.values(), key=lambda f: f.version):
        by_field.update(form.fields)
    return Practice(
        vocabularies=_vocabularies(),
        kinds=kinds,
        forms=forms,
        by_field=by_field,
        libraries={name: v["options"] for name, v in _read("libraries").items()},
        steps=to_steps(_read("steps")),
        picks={name: tuple(lines) for name, lines in _read("picks").items()},
        clocks=to_clocks(_read("clocks")),
        triggers=to_triggers(_read("triggers")),
    )
