"""What may be counted for a report, and how it is counted: one or two axes, always merged to few codes.

An axis has one fixed list of codes (merged.json): six groups of types, five zones of places, three bands of heat,
four of outcomes. They never depend on the data, since two levels of one axis could be subtracted from each other.
Whatever isn't an axis here can't be counted at all: no person, no flag, no hour, no day.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from peerpwa.practice import load

Axes = tuple[str, ...]
Figure = tuple[tuple[str, str], ...]
TOTAL: Figure = ()
WHOLE_SITE = frozenset({"heat", "type", "outcome"})
CROSSES = 2


class NotAllowed(Exception):
    """A table that may not leave, with the sentence that says which and the reason."""


@dataclass(frozen=True)
class Count:
    """A cell or margin: its events, and how many different clients and authors stand behind them.

    `people` is None where no handles exist, `authors` None where the figure doesn't describe staff work.
    """

    events: int = 0
    people: int | None = None
    authors: int | None = None


@dataclass(frozen=True)
class Event:
    """One thing to be counted: its code on each axis, who it was about (any keys), who wrote it."""

    codes: Mapping[str, str]
    people: frozenset[str] = frozenset()
    author: str | None = None


@cache
def codes_of(axis: str) -> tuple[str, ...]:
    """The codes of an axis in their order."""
    return tuple(labels_of(axis))


@cache
def labels_of(axis: str) -> dict[str, tuple[str, str]]:
    """What each code of an axis is called, in English and French."""
    entry = _merged()[axis]
    options = entry.get("codes") or load().vocabularies[entry["vocabulary"]]
    return {option["code"]: (option["label"][0], option["label"][1]) for option in options}


@cache
def merge(axis: str, code: str) -> str:
    """A code of the practice, or of the centre's own, as the axis counts it; one that is new counts as the last."""
    groups = _merged()[axis].get("codes", [])
    found = (group["code"] for group in groups if code in group["of"])
    return next(found, code if code in codes_of(axis) else codes_of(axis)[-1])


def check_tables(tables: Sequence[Axes]) -> None:
    """Refuses what PRACTICE 7.5 rule 5 bans, by its front door and by its back door."""
    for axes in tables:
        if len(axes) > CROSSES:
            raise NotAllowed(f"{_named(axes)}: a table has at most two axes.")
        if len(set(axes)) < len(axes) or not axes:
            raise NotAllowed(f"{_named(axes)}: a table needs one axis, or two different ones.")
        for axis in axes:
            if axis not in _merged():
                raise NotAllowed(
                    f"{_named(axes)}: {axis} is no axis. People, flags and hours are never counted so."
                )
    chain(tables)


def chain(tables: Iterable[Axes]) -> list[list[str]]:
    """The axes in rows, each crossed only with its neighbours in the row.

    A ring of cross tables (place × heat, heat × type, type × place) is a table with three axes by the back door,
    and the more often an axis is crossed the less can be hidden in it: both are refused.
    """
    beside: dict[str, list[str]] = {}
    for axes in tables:
        for axis in axes:
            beside.setdefault(axis, [])
        if len(axes) == CROSSES and axes[1] not in beside[axes[0]]:
            beside[axes[0]].append(axes[1])
            beside[axes[1]].append(axes[0])
    for axis, others in beside.items():
        if len(others) > CROSSES:
            raise NotAllowed(f"{axis} is crossed with {_named(others)}: at most two in all reports together.")
    rows: list[list[str]] = []
    seen: set[str] = set()
    for axis in sorted(beside, key=lambda name: (len(beside[name]) == CROSSES, name)):
        if axis in seen:
            continue
        row = [axis]
        while following := [name for name in beside[row[-1]] if name not in row]:
            row.append(following[0])
        if len(row) > CROSSES and row[0] in beside[row[-1]]:
            raise NotAllowed(f"{_named(row)}: crossed in a ring, they are one table with three axes.")
        seen.update(row)
        rows.append(row)
    return rows


def figures_of(tables: Iterable[Axes]) -> list[Figure]:
    """Every cell and margin of the tables and the total, each once: a margin shared by two tables is one figure."""
    found = {TOTAL: None}
    for axes in tables:
        for some in [(axis,) for axis in axes] + [tuple(sorted(axes))]:
            for codes in product(*(codes_of(axis) for axis in some)):
                found[tuple(zip(some, codes, strict=True))] = None
    return list(found)


def tabulate(events: Iterable[Event], tables: Sequence[Axes]) -> dict[Figure, Count]:
    """Counts events into every figure of the tables, merged."""
    check_tables(tables)
    figures = figures_of(tables)
    inside: dict[Figure, list[Event]] = {figure: [] for figure in figures}
    shapes = {tuple(axis for axis, _ in figure) for figure in figures}
    for event in events:
        for shape in shapes:
            inside[tuple((axis, merge(axis, event.codes[axis])) for axis in shape)].append(event)
    return {figure: _count(found) for figure, found in inside.items()}


def _count(events: list[Event]) -> Count:
    people = frozenset[str]().union(*(event.people for event in events))
    authors = {event.author for event in events if event.author is not None}
    return Count(len(events), len(people) or None, len(authors) or None)


@cache
def _merged() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(__file__).parent / "merged.json").read_text("utf-8"))
    return data


def _named(axes: Iterable[str]) -> str:
    return " × ".join(axes) or "no axis"
