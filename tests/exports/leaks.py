"""What an attacker learned that the words don't say: the criterion of docs/decisions/0010, apart from the guard."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations, product
from random import Random

from peerpwa.exports import Figure, Report, Word
from tests.exports.attack import MOST, Attacker, Var, told

Span = frozenset[int]
Numbers = Sequence[Mapping[Figure, int]]


def find_leaks(
    numbers: Numbers, months: Sequence[str], reports: Sequence[Report], random: Random
) -> list[str]:
    """`numbers` are the real ones by month. Each leak is a sentence."""
    attacker = Attacker(months, reports)
    wanted = list(_wanted(numbers, months, reports))
    reached = {vars_: (value, value) for vars_, value, _ in wanted}
    leaks = []
    for vars_, value, (low, high) in wanted:
        for end in _ends(value, low, high, reports[0].k):
            if all(_reach(attacker, reached, vars_, target, random) for target in end):
                break
        else:
            leaks.append(f"{vars_} is {value}: known to be other than the words {low} to {high} say")
    return leaks


def _reach(
    attacker: Attacker,
    reached: dict[tuple[Var, ...], tuple[int, int]],
    vars_: tuple[Var, ...],
    target: int,
    random: Random,
) -> bool:
    low, high = reached[vars_]
    if low <= target <= high:
        return True
    found = attacker.find(vars_, target, random)
    if found is None:
        return False
    for others, (least, most) in reached.items():
        now = sum(found[var][0] for var in others)
        reached[others] = (min(least, now), max(most, now))
    return True


def _ends(value: int, low: int, high: int, k: int) -> list[tuple[int, ...]]:
    """Pairs of values one of which must be possible: a small figure may be all that is small, another k - 1 numbers."""
    if value < k:
        return [(low, min(high, k - 1))]
    width = min(k - 2, high - low)
    return [(start, start + width) for start in range(max(low, value - width), min(value, high - width) + 1)]


def _wanted(
    numbers: Numbers, months: Sequence[str], reports: Sequence[Report]
) -> Iterator[tuple[tuple[Var, ...], int, tuple[int, int]]]:
    """Small figures of each month, of each report and of what is left when one is taken from another; hidden ones."""
    spans = [frozenset(months.index(month) for month in report.months) for report in reports]
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
            if (value < reports[0].k and (span, figure) not in shown_zero) or hidden:
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
    return _possible(ranges, tuple(spans), span, reports[0].k)


@cache
def _possible(
    ranges: tuple[tuple[int, int], ...], spans: tuple[Span, ...], span: Span, k: int
) -> tuple[int, int]:
    """By trying every small number in every month; what gets far beyond k has no end."""
    months = len(frozenset[int]().union(*spans))
    sums = {
        sum(values[block] for block in span)
        for values in product(range(2 * k + 1), repeat=months)
        if all(
            low <= sum(values[block] for block in some) <= high
            for some, (low, high) in zip(spans, ranges, strict=True)
        )
    }
    return min(sums), max(sums) if max(sums) < 2 * k else MOST


def is_shown(cell: int | Word) -> bool:
    return isinstance(cell, int) and cell > 0
