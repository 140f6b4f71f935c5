"""Small numbers, guarded once for everything that leaves the site team (PRACTICE 7.5).

What is promised, and what it rests on, is docs/decisions/0010: to a reader who knows every figure of this report
and of the earlier ones, knows these rules, and that counts are whole numbers,

- a figure that says "fewer than k" may still be each number that the words allow;
- a small difference between reports may still be each number below k, as far as the words allow;
- any other hidden figure may be at least k - 1 different numbers, as many as there are from 1 to k - 1.

All reports of one population go through `protect` with those before it. A month that was counted stays as it was
counted: what is written or withdrawn later belongs to the month that is counted next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import permutations

from peerpwa.exports.flows import FAR, Flows, Published, Span, Values
from peerpwa.exports.tables import (
    TOTAL,
    WHOLE_SITE,
    Axes,
    Count,
    Figure,
    NotAllowed,
    chain,
    check_tables,
    figures_of,
)

FEWEST = 5
FEWEST_PEOPLE = 3
PERCENT_FROM = 20
ALL_KINDS = "all_kinds"
WEIGHTS = (16, 4, 1)
Counts = Mapping[Figure, Count]
Months = frozenset[str]


class Word(Enum):
    """What stands in place of a number: "fewer than 5" (or 10), or "not shown" for one that isn't small by itself."""

    FEWER = "fewer"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class Report:
    """What was published of one population over some months."""

    months: Months
    tables: tuple[Axes, ...]
    k: int
    cells: Mapping[Figure, int | Word]


def protect(
    counts: Mapping[Months, Counts],
    months: Months,
    tables: Sequence[Axes],
    before: Sequence[Report],
    k: int = FEWEST,
) -> Report:
    """What may be shown of `months`, given what was published before.

    `counts` holds each single month of this report and of the earlier ones that overlap it, with every figure that
    they show. It may hold longer spans too, for their numbers of people and authors: without them, a span is
    taken to have as many as its richest month.
    """
    if k < FEWEST:
        raise NotAllowed(f"k is {k}: numbers are guarded from {FEWEST} up.")
    earlier = _overlapping(months, before)
    every = [*tables, *(axes for report in earlier for axes in report.tables)]
    check_tables(every)
    least = min([k, *(report.k for report in earlier)])
    known = _Known(counts, [*(report.months for report in earlier), months], figures_of(every), k, least)
    rows = chain(every)
    said = [known.ranges(report.cells, report.k) for report in earlier]
    without = Flows(rows, known.values, _periods(known.spans, said), {})
    for words in (True, False):
        first = {f: known.first(f, known.spans[-1], words) for f in figures_of(tables)}
        published = _periods(known.spans, [*said, known.ranges(first, k)])
        hidden = (k if words else 0, FAR)
        optional = {
            f: (WEIGHTS[len(f)] * cell, hidden) for f, cell in first.items() if isinstance(cell, int) and cell
        }
        if _hide(known, Flows(rows, known.values, published, optional), without):
            left = published[-1].ranges
            return Report(
                months,
                tuple(tables),
                k,
                {f: Word.NOT_SHOWN if left[f][1] == FAR else c for f, c in first.items()},
            )
    return Report(months, tuple(tables), k, dict.fromkeys(first, Word.NOT_SHOWN))


def protect_flags(
    kinds: Mapping[str, Mapping[Months, Counts]],
    every: Mapping[Months, Counts],
    months: Months,
    before: Mapping[str, Sequence[Report]],
    k: int = FEWEST,
) -> dict[str, Report]:
    """Serious matters by kind when each kind can be shown, else all kinds as one total (rule 7).

    `every` counts all kinds together, each event once. Each kind, and ALL_KINDS, is a population of its own: `before`
    holds what was published under the same name.
    """
    told = {kind: protect(counts, months, (), before.get(kind, ()), k) for kind, counts in kinds.items()}
    if told and all(report.cells[TOTAL] not in (0, *Word) for report in told.values()):
        return told
    return {ALL_KINDS: protect(every, months, (), before.get(ALL_KINDS, ()), k)}


def percent(part: int | Word, whole: int | Word) -> int | None:
    """A whole percentage of two shown numbers, from a whole of 20 up; else None, and the numbers stand alone.

    Of a hidden number there is none, so none can be worked back (rule 6, and PRACTICE 7.3).
    """
    if isinstance(part, Word) or isinstance(whole, Word) or whole < PERCENT_FROM:
        return None
    return round(100 * part / whole)


def is_small(count: Count, k: int) -> bool:
    """Rule 2: too few events, clients or authors. Zero is small too."""
    return count.events < k or is_few(count)


def is_few(count: Count) -> bool:
    """Few clients or few authors stand behind a figure, however many events."""
    return any(number is not None and number < FEWEST_PEOPLE for number in (count.people, count.authors))


class _Known:
    """The real counts, over blocks of months that no report divides. `least`: the smallest k of all their reports; a
    number shown under it tells no more than that it isn't smaller.
    """

    def __init__(
        self,
        counts: Mapping[Months, Counts],
        periods: list[Months],
        figures: list[Figure],
        k: int,
        least: int,
    ) -> None:
        self.counts, self.figures, self.k, self.least = counts, figures, k, least
        together: dict[tuple[bool, ...], set[str]] = {}
        for month in sorted(frozenset[str]().union(*periods)):
            together.setdefault(tuple(month in period for period in periods), set()).add(month)
        self.blocks = [frozenset(months) for months in together.values()]
        self.spans: list[Span] = [
            frozenset(number for number, block in enumerate(self.blocks) if block <= period)
            for period in periods
        ]
        self.values: Values = [
            {f: self.count(f, frozenset({n})).events for f in figures} for n in range(len(self.blocks))
        ]

    def count(self, figure: Figure, span: Span) -> Count:
        months = frozenset[str]().union(*(self.blocks[number] for number in span))
        if months in self.counts:
            return self.counts[months].get(figure, Count())
        parts = [self.counts[frozenset({month})].get(figure, Count()) for month in months]
        people = [part.people for part in parts if part.people is not None]
        authors = [part.authors for part in parts if part.authors is not None]
        return Count(
            sum(part.events for part in parts), max(people, default=None), max(authors, default=None)
        )

    def first(self, figure: Figure, span: Span, words: bool) -> int | Word:
        """Rules 1 and 2, before anything is hidden for the sake of another figure."""
        count = self.count(figure, span)
        if self.is_open_zero(figure, span):
            return 0
        if count.events < self.k and words:
            return Word.FEWER
        return Word.NOT_SHOWN if is_small(count, self.k) else count.events

    @staticmethod
    def ranges(cells: Mapping[Figure, int | Word], k: int) -> dict[Figure, tuple[int, int]]:
        """What a report tells, by its own k: where a zero would be shown, "fewer than k" tells that it isn't zero, and beside it
        "not shown" tells that it isn't small."""
        least = k if Word.FEWER in cells.values() else 0
        fewer = {True: (1, k - 1), False: (0, k - 1)}
        return {
            f: (cell, cell)
            if isinstance(cell, int)
            else fewer[_shows_zero(f)]
            if cell is Word.FEWER
            else (least, FAR)
            for f, cell in cells.items()
        }

    def is_open_zero(self, figure: Figure, span: Span) -> bool:
        """A zero of the whole site's heat, types or outcomes is shown, and so are those that it implies."""
        margins = [TOTAL, *((part,) for part in figure)]
        return any(_shows_zero(margin) and not self.count(margin, span).events for margin in margins)

    def small(self) -> Iterator[tuple[Figure, Span]]:
        """Small figures of every span: also of one that was never published, but comes out when one report is
        taken from another (rule 3)."""
        blocks = [frozenset({number}) for number in range(len(self.blocks))]
        between = [long - short for long, short in permutations(self.spans, 2) if short < long]
        for span in dict.fromkeys([*self.spans, *blocks, *between]):
            for figure in self.figures:
                count = self.count(figure, span)
                if is_small(count, self.k) and not self.is_open_zero(figure, span):
                    yield figure, span


def _periods(spans: Sequence[Span], told: Sequence[dict[Figure, tuple[int, int]]]) -> list[Published]:
    return [Published(span, ranges) for span, ranges in zip(spans, told, strict=False)]


def _hide(known: _Known, flows: Flows, without: Flows) -> bool:
    """Second hiding: goes on until every small and every hidden figure is protected; False where nothing helps."""
    waiting = list(known.small())
    reached = _Reached(known, flows, without)
    periods = list(enumerate(known.spans, len(known.blocks)))
    while waiting:
        reached.watch(waiting)
        if not all(reached.protect(figure, span) for figure, span in waiting):
            return False
        waiting = [
            (figure, span)
            for at, span in periods
            for figure, (low, high) in flows.ranges[at].items()
            if low < high and (figure, span) not in reached.least
        ]
    return True


class _Reached:
    """How low and how high each figure was brought: one circle often shows it for many figures."""

    def __init__(self, known: _Known, flows: Flows, without: Flows) -> None:
        self.known, self.flows, self.without = known, flows, without
        self.least: dict[tuple[Figure, Span], int] = {}
        self.most: dict[tuple[Figure, Span], int] = {}

    def watch(self, items: Sequence[tuple[Figure, Span]]) -> None:
        for figure, span in items:
            self.least[figure, span] = self.most[figure, span] = self.known.count(figure, span).events

    def protect(self, figure: Figure, span: Span) -> bool:
        """Hides until a figure may be whatever the words about it allow, or what it may be without this report."""
        value, most = self.known.count(figure, span).events, self.known.k - 1
        if value < self.known.k:
            asked = ((by, abs(by)) for by in (most - value, -value) if by)
            return all(
                self._reaches(figure, span, value, by, self.flows)
                >= self._possible(figure, span, (by,), enough)
                for by, enough in asked
            )
        width = most - 1
        for flows in (self.flows.as_it_is(), self.flows):
            up = self._reaches(figure, span, value, width, flows)
            down = self._reaches(figure, span, value, up - width, flows)
            if up + down >= width:
                return True
        return up + down >= self._possible(figure, span, (width, -width), width)

    def _reaches(self, figure: Figure, span: Span, value: int, by: int, flows: Flows) -> int:
        """How far up or down, up to `by`."""
        if not self.least[figure, span] <= value + by <= self.most[figure, span]:
            self._note(flows.push(figure, span, by)[1])
        reached = self.most[figure, span] - value if by > 0 else value - self.least[figure, span]
        return min(abs(by), reached)

    def _possible(self, figure: Figure, span: Span, ways: Sequence[int], enough: int) -> int:
        """How far it could get at all: by the words alone, and without this report."""
        words = sum(self.flows.push_alone(figure, span, by, self.known.least) for by in ways)
        if min(words, enough) == 0:
            return 0
        return min(enough, words, sum(self.without.push(figure, span, by)[0] for by in ways))

    def _note(self, values: Values) -> None:
        for (figure, span), least in self.least.items():
            value = sum(values[block][figure] for block in span)
            if value < least:
                self.least[figure, span] = value
            elif value > self.most[figure, span]:
                self.most[figure, span] = value


def _overlapping(months: Months, reports: Sequence[Report]) -> list[Report]:
    """The reports that can be subtracted from one of these months, by way of others too."""
    found: list[Report] = []
    while more := [r for r in reports if r not in found and r.months & months]:
        found += more
        months = months.union(*(report.months for report in more))
    return [report for report in reports if report in found]


def _shows_zero(figure: Figure) -> bool:
    return len(figure) == 0 or (len(figure) == 1 and figure[0][0] in WHOLE_SITE)
