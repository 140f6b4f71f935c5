"""What an attacker learned that the words don't say: the criterion of docs/decisions/0010, apart from the guard."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from random import Random

from peerpwa.exports import Figure, Report, Word
from peerpwa.exports.flows import Flows, Published
from peerpwa.exports.tables import TOTAL, chain
from tests.exports.attack import MOST, STEPS, Attacker, Sum, Undecided, Unknowns, Var, told

Span = frozenset[int]
Numbers = Sequence[Mapping[Figure, int]]


def find_leaks(
    numbers: Numbers, months: Sequence[str], reports: Sequence[Report], random: Random
) -> list[str]:
    """`numbers` are the real ones by month. Each leak is a sentence."""
    numbers, months = _blocks(numbers, months, reports)
    attacker, k = Attacker(months, reports), _least(reports)
    reached = _Reached(attacker, _flows(numbers, months, reports), numbers, random)
    leaks = []
    for vars_, value, (low, high) in _wanted(numbers, months, reports):
        ends = _ends(value, low, high, k)
        reached.look(vars_, value, {target for end in ends for target in end})
        if not reached.shows(vars_, ends):
            leaks.append(f"{vars_} is {value}: known to be other than the words {low} to {high} say")
    return leaks


def _blocks(
    numbers: Numbers, months: Sequence[str], reports: Sequence[Report]
) -> tuple[Numbers, Sequence[str]]:
    """Months that no report divides are one unknown to every reader, under the first one's name."""
    together: dict[tuple[bool, ...], list[int]] = {}
    for at, month in enumerate(months):
        together.setdefault(tuple(month in report.months for report in reports), []).append(at)
    sums = [{f: sum(numbers[at][f] for at in block) for f in numbers[0]} for block in together.values()]
    return sums, [months[block[0]] for block in together.values()]


def _least(reports: Sequence[Report]) -> int:
    """Where a centre changed from 10 to 5 or back, what is promised of all reports together is the lesser."""
    return min(report.k for report in reports)


def _flows(numbers: Numbers, months: Sequence[str], reports: Sequence[Report]) -> Flows:
    """The guard's own way to other numbers. It only proposes: whether they fit, the attacker's sums say."""
    tables = [axes for report in reports for axes in report.tables]
    spans = (frozenset(at for at, month in enumerate(months) if month in one.months) for one in reports)
    told_of = [
        Published(span, {f: told(r, f) for f in r.cells}) for span, r in zip(spans, reports, strict=True)
    ]
    return Flows(chain(tables), [dict(one) for one in numbers], told_of, {})


class _Reached:
    """How low and how high each sum can be, as far as was looked: other numbers often show it for many sums."""

    def __init__(self, attacker: Attacker, guide: Flows, numbers: Numbers, random: Random) -> None:
        self.attacker, self.guide, self.random = attacker, guide, random
        self.real = {(block, figure): n for block, one in enumerate(numbers) for figure, n in one.items()}
        self.ranges: dict[tuple[Var, ...], tuple[int, int]] = {}

    def look(self, vars_: tuple[Var, ...], value: int, targets: set[int]) -> None:
        """As far as the guard's own way leads."""
        self.ranges.setdefault(vars_, (value, value))
        span = frozenset(block for block, _ in vars_)
        for target in (min(targets), max(targets)):
            low, high = self.ranges[vars_]
            if not low <= target <= high:
                _, values = self.guide.push(vars_[0][1], span, target - value)
                found = {(block, figure): values[block][figure] for block, figure in self.real}
                if self.attacker.allows(found):
                    self._note(found)

    def shows(self, vars_: tuple[Var, ...], ends: list[tuple[int, ...]]) -> bool:
        """Whether it can be all that one of the ends asks: by what was seen, or else by search. Raises Undecided."""
        low, high = self.ranges[vars_]
        if any(low <= min(end) and max(end) <= high for end in ends):
            return True
        open_ends = sorted(ends, key=lambda end: max(low - min(end), 0) + max(max(end) - high, 0))
        for steps in STEPS:
            for end in [*open_ends]:
                try:
                    if all(self._search(vars_, target, steps) for target in end):
                        return True
                    open_ends.remove(end)
                except Undecided:
                    continue
            if not open_ends:
                return False
        raise Undecided

    def _search(self, vars_: tuple[Var, ...], target: int, steps: int) -> bool:
        low, high = self.ranges[vars_]
        if not low <= target <= high:
            bounds = self.attacker.find(vars_, target, self.random, self.real, steps)
            if bounds is None:
                return False
            self._note({var: low for var, (low, _) in bounds.items()})
        return True

    def _note(self, found: Mapping[Var, int]) -> None:
        for vars_, (least, most) in self.ranges.items():
            now = sum(found[var] for var in vars_)
            self.ranges[vars_] = (min(least, now), max(most, now))


def _ends(value: int, low: int, high: int, k: int) -> list[tuple[int, ...]]:
    """Pairs of values one of which must be possible: a small figure may be all that is small, another k - 1 numbers."""
    if value < k:
        return [(low, min(high, k - 1))]
    width = min(k - 2, high - low)
    starts = range(max(low, value - width), min(value, high - width) + 1)
    return [(start, start + width) for start in sorted(starts, reverse=True)]


def _wanted(
    numbers: Numbers, months: Sequence[str], reports: Sequence[Report]
) -> Iterator[tuple[tuple[Var, ...], int, tuple[int, int]]]:
    """Small figures of each month, of each report and of what is left when one is taken from another; hidden ones."""
    k = _least(reports)
    spans = [frozenset(at for at, month in enumerate(months) if month in one.months) for one in reports]
    between = [long - short for long, short in permutations(spans, 2) if short < long]
    alone = [
        frozenset({month}) for month in range(len(months))
    ]  # a month of nothing says 0 in a report of its own
    shown_zero = {
        (span, figure)
        for span in (*spans, *alone, *between)
        for figure in numbers[0]
        if any(
            told_of in numbers[0] and not sum(numbers[b][told_of] for b in span)
            for told_of in [(), *((part,) for part in figure if part[0] in ("heat", "type", "outcome"))]
        )
    }
    for span in dict.fromkeys((*spans, *alone, *between)):
        for figure in numbers[0]:
            value = sum(numbers[block][figure] for block in span)
            hidden = any(
                not isinstance(r.cells[figure], int) for r, s in zip(reports, spans, strict=True) if s == span
            )
            if (value < k and (span, figure) not in shown_zero) or hidden:
                vars_ = tuple((block, figure) for block in sorted(span))
                yield vars_, value, _by_words(figure, span, spans, reports)


def _by_words(
    figure: Figure, span: Span, spans: Sequence[Span], reports: Sequence[Report]
) -> tuple[int, int]:
    """What the words about this one figure allow. A shown zero is one of them (rule 1); any other shown number
    counts here as "not small", since it should have been hidden where it tells more."""
    ranges = tuple(
        (report.k, MOST) if is_shown(report.cells[figure]) else told(report, figure) for report in reports
    )
    return _possible(ranges, tuple(spans), span, max(report.k for report in reports))


@cache
def _possible(
    ranges: tuple[tuple[int, int], ...], spans: tuple[Span, ...], span: Span, k: int
) -> tuple[int, int]:
    """By trying every small number in every block; what gets far beyond k has no end."""
    far, bounds = 2 * k, {(block, TOTAL): (0, MOST) for block in frozenset[int]().union(*spans)}
    sums = [Sum(tuple(((b, TOTAL), 1) for b in s), *told) for s, told in zip(spans, ranges, strict=True)]
    one = Unknowns(bounds, sums)
    wanted = tuple((block, TOTAL) for block in span)
    can = [
        value
        for value in range(far + 1)
        if one.find(wanted, value, Random(1), dict.fromkeys(bounds, 0), STEPS[-1])
    ]
    return min(can), max(can) if max(can) < far else MOST


def is_shown(cell: int | Word) -> bool:
    return isinstance(cell, int) and cell > 0
