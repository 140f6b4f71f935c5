"""All that counts in a centre, as the formulas read it: records by kind, what stands below them, and the period.

A row holds what was answered and when, and never who wrote it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from peerpwa.measures.period import DAY, Period, day_of, start_of
from peerpwa.practice import minutes_within, open_days_of

K = TypeVar("K")
V = TypeVar("V")


class Row(msgspec.Struct, frozen=True, gc=False):
    """A record that counts; there are thousands to a look, so the garbage collector doesn't walk them. `above`: the
    record below which it stands; None for a root. `led`: by a supervisor. `said`: the time that it speaks of, in ms.
    """

    id: str
    kind: str
    root: str
    above: str | None
    led: bool
    order: str
    made: int
    values: Mapping[str, Any]
    said: int


class Rows:
    """Rows in their order, found by id, kind, the record above and the tree; the same for every period."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.ids: dict[str, Row] = {}
        self.kinds: dict[str, list[Row]] = defaultdict(list)
        self.below: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.trees: dict[str, list[Row]] = defaultdict(list)
        self.inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.flags: dict[str, set[str]] = {}
        self.outcomes: dict[str, str | None] = {}
        for row in rows:
            self.ids[row.id] = row
            self.kinds[row.kind].append(row)
            self.trees[row.root].append(row)
            self.inside[row.root, row.kind].append(row)
            if row.above:
                self.below[row.above, row.kind].append(row)

    def renewed(self, roots: Collection[str], trees: Iterable[Row]) -> "Rows":
        """The same without these trees, and with these rows of whole trees. What neither touches is shared."""
        gone = [row for root in roots for row in self.trees.get(root, ())]
        came = Rows(trees)
        made = Rows(())
        lost = {row.id for row in gone}
        made.ids = {id: row for id, row in self.ids.items() if id not in lost} | came.ids
        made.kinds = self.kinds.copy()
        for kind in {row.kind for row in gone} | came.kinds.keys():
            stay = [row for row in self.kinds.get(kind, ()) if row.id not in lost]
            made.kinds[kind] = sorted([*stay, *came.kinds.get(kind, ())], key=lambda row: (row.order, row.id))
        made.trees = _but(self.trees, roots) | came.trees
        made.inside = _but(self.inside, {(row.root, row.kind) for row in gone}) | came.inside
        made.below = _but(self.below, {(row.above, row.kind) for row in gone if row.above}) | came.below
        made.flags, made.outcomes = _but(self.flags, roots), _but(self.outcomes, lost)
        return made

    def worded(self, rows: Iterable[Row]) -> "Rows":
        """The same, in which these stand for those of their kinds."""
        kinds: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            kinds[row.kind].append(row)
        made = copy(self)
        made.ids = self.ids | {row.id: row for every in kinds.values() for row in every}
        made.kinds = self.kinds | kinds
        return made


def _but(kept: dict[K, V], keys: Iterable[K]) -> dict[K, V]:
    """A copy without these keys."""
    made = kept.copy()
    for key in keys:
        made.pop(key, None)
    return made


@dataclass(frozen=True)
class Book:
    """`slips` are counts by (month, question, answer); `done`: when a fix was marked so; `settings`: the centre's own."""

    period: Period
    zone: ZoneInfo
    rows: Rows
    slips: Mapping[tuple[str, str, str], int]
    done: Mapping[str, int]
    settings: Mapping[str, Any] = field(default_factory=dict)

    def of(self, kind: str) -> list[Row]:
        """Every record of a kind, oldest first."""
        return self.rows.kinds.get(kind, [])

    def below(self, row: Row, kind: str) -> list[Row]:
        """What stands right below a record, oldest first."""
        return self.rows.below.get((row.id, kind), [])

    def tree(self, row: Row, kind: str) -> list[Row]:
        """What stands anywhere in a record's tree, oldest first."""
        return self.rows.inside.get((row.root, kind), [])

    def get(self, id: str | None) -> Row | None:
        return self.rows.ids.get(id or "")

    @cached_property
    def events(self) -> list[Row]:
        """E of the practice: the conflicts of the period, by the time at which they are said to have happened."""
        return [row for row in self.of("conflict") if self.within(row.said)]

    @cached_property
    def check_ins(self) -> list[Row]:
        """The check-ins done in the period."""
        return [row for row in self.of("check_in") if self.within(row.said)]

    @cached_property
    def asks(self) -> list[Row]:
        """The requests for help of the period, by when the worker learned of it."""
        return [row for row in self.of("escalation") if self.within(row.said)]

    def flags(self, event: Row) -> set[str]:
        """Every flag that stands anywhere in an event's tree."""
        known = self.rows.flags
        if event.root not in known:
            given = (row.values.get("flags") or [] for row in self.rows.trees[event.root])
            known[event.root] = {flag for flags in given for flag in flags} - {"none"}
        return known[event.root]

    @cached_property
    def open_days(self) -> list[int]:
        """ISO weekdays; none where the centre is open every day."""
        return open_days_of(self.settings)

    @cached_property
    def clocks(self) -> dict[str, int]:
        """How long somebody has to answer, in minutes, where the centre chose its own."""
        return minutes_within(self.settings)

    def within(self, ms: int) -> bool:
        return self._start <= ms < self._end

    def day(self, ms: int) -> date:
        return day_of(ms, self.zone)

    @cached_property
    def _start(self) -> int:
        return start_of(self.period.first, self.zone)

    @cached_property
    def _end(self) -> int:
        return start_of(self.period.last + DAY, self.zone)


def outcome_of(book: Book, event: Row) -> str | None:
    """The latest talk's outcome, else the log's own (PRACTICE 0.2)."""
    known = book.rows.outcomes
    if event.id not in known:
        talks = [talk.values["outcome"] for talk in book.tree(event, "talk") if talk.values.get("outcome")]
        known[event.id] = talks[-1] if talks else event.values.get("outcome")
    return known[event.id]
