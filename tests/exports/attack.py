"""An attacker who knows every published figure, the rules, and that counts are whole numbers from zero up.

Written apart from the guard, and working from published reports alone: what they say becomes sums of unknown whole
numbers that lie between two bounds. Bounds are narrowed to the end; then a search says whether a figure can have a
value. What it can't have is what the attacker learned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from peerpwa.exports import Figure, Report, Word
from peerpwa.exports.tables import WHOLE_SITE

MOST = 100_000
STEPS = (30, 60, 120, 250, 500, 1_000, 8_000)
Var = tuple[int, Figure]
Bounds = dict[Var, tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Sum:
    """Each unknown times 1 or -1, all together from `low` to `high`."""

    terms: tuple[tuple[Var, int], ...]
    low: int
    high: int


class Impossible(Exception):
    """No whole numbers fit."""


class Undecided(Exception):
    """The search took too long to say; no test lets that pass."""


def told(report: Report, figure: Figure) -> tuple[int, int]:
    """The least and the most that a report says of a figure; beside "fewer than k", "not shown" is never small."""
    cell = report.cells[figure]
    if isinstance(cell, int):
        return cell, cell
    if cell is Word.FEWER:
        return int(shows_zero(figure)), report.k - 1
    return (report.k if Word.FEWER in report.cells.values() else 0), MOST


def shows_zero(figure: Figure) -> bool:
    """Rule 1: totals of the whole site show a zero as zero, so "fewer than k" is none there."""
    return not figure or (len(figure) == 1 and figure[0][0] in WHOLE_SITE)


class Unknowns:
    """Whole numbers between bounds, and what is told of their sums. Raises Impossible when it contradicts itself."""

    def __init__(self, bounds: Bounds, sums: Sequence[Sum]) -> None:
        self.bounds = bounds
        _narrow(self.bounds, _having(sums), [*sums])
        self.sums = [one for one in (_open(s, self.bounds) for s in sums) if one.terms]
        self.open = [var for var, (low, high) in self.bounds.items() if low < high]

    def bounds_of(self, wanted: Iterable[Var]) -> tuple[int, int]:
        """What narrowing alone tells of a sum."""
        pairs = [self.bounds[var] for var in wanted]
        return sum(low for low, _ in pairs), sum(high for _, high in pairs)

    def allows(self, numbers: Mapping[Var, int]) -> bool:
        """Whether these numbers fit all that was published."""
        return all(low <= numbers[var] <= high for var, (low, high) in self.bounds.items()) and not any(
            _missing(one, numbers) for one in self.sums
        )

    def find(
        self, wanted: Sequence[Var], value: int, random: Random, start: Mapping[Var, int], steps: int
    ) -> Bounds | None:
        """Whole numbers that fit all that was published, with this sum at this value; None when there are none. Raises Undecided after `steps`.

        `start` is where the search begins, and says only how long it takes: most that fits lies near what fits.
        """
        goal = _open(Sum(tuple((var, 1) for var in wanted), value, value), self.bounds)
        sums, bounds = [*self.sums, goal], dict(self.bounds)
        having = _having(sums)
        try:
            _narrow(bounds, having, [goal])
        except Impossible:
            return None
        return bounds if _settle(bounds, having, sums, random, start, [steps]) else None


class Attacker(Unknowns):
    """`months` are in order; each report covers some of them."""

    def __init__(self, months: Sequence[str], reports: Sequence[Report]) -> None:
        figures = {figure for report in reports for figure in report.cells}
        sums = [one for block in range(len(months)) for one in _margins(block, figures)]
        for report in reports:
            blocks = [block for block, month in enumerate(months) if month in report.months]
            sums += [Sum(tuple(((b, f), 1) for b in blocks), *told(report, f)) for f in report.cells]
        super().__init__({(block, f): (0, MOST) for block in range(len(months)) for f in figures}, sums)


def _settle(
    bounds: Bounds,
    having: dict[Var, list[Sum]],
    sums: Sequence[Sum],
    random: Random,
    start: Mapping[Var, int],
    steps: list[int],
) -> bool:
    """Gives every unknown one value, by trial; puts the bounds back where nothing fits."""
    now = {var: min(max(start[var], low), high) for var, (low, high) in bounds.items()}
    broken = [(one, by) for one in sums if (by := _missing(one, now))]
    if not broken:
        bounds.update({var: (value, value) for var, value in now.items()})
        return True
    one, by = random.choice(broken)
    var, sign = random.choice([(v, sign) for v, sign in one.terms if bounds[v][0] < bounds[v][1]])
    (low, high), wish = bounds[var], now[var] + sign * by
    tries = sorted(
        {low, high, *range(max(low, wish - 2), min(high, wish + 2) + 1), now[var]},
        key=lambda v: abs(v - wish),
    )
    for value in chain(tries, (v for v in range(low, high + 1) if v not in tries)):
        steps[0] -= 1
        if steps[0] < 0:
            raise Undecided
        undo: list[tuple[Var, tuple[int, int]]] = [(var, bounds[var])]
        bounds[var] = (value, value)
        try:
            _narrow(bounds, having, list(having.get(var, ())), undo)
            if _settle(bounds, having, sums, random, start, steps):
                return True
        except Impossible:
            pass
        for changed, old in reversed(undo):
            bounds[changed] = old
    return False


def _missing(one: Sum, now: Mapping[Var, int]) -> int:
    """By how much a sum is too low; too high, below zero."""
    total = sum(sign * now[var] for var, sign in one.terms)
    return max(one.low - total, 0) or min(one.high - total, 0)


def _narrow(
    bounds: Bounds,
    having: dict[Var, list[Sum]],
    queue: list[Sum],
    undo: list[tuple[Var, tuple[int, int]]] | None = None,
) -> None:
    """Takes from every bound what the sums exclude, until nothing changes."""
    while queue:
        one = queue.pop()
        least = most = 0
        for var, sign in one.terms:
            low, high = bounds[var]
            least, most = (least + low, most + high) if sign > 0 else (least - high, most - low)
        if least > one.high or most < one.low:
            raise Impossible
        if least >= one.low and most <= one.high:
            continue
        for var, sign in one.terms:
            low, high = bounds[var]
            if sign > 0:
                new = max(low, one.low - (most - high)), min(high, one.high - (least - low))
            else:
                new = max(low, (least + high) - one.high), min(high, (most + low) - one.low)
            if new[0] > new[1]:
                raise Impossible
            if new != (low, high):
                if undo is not None:
                    undo.append((var, (low, high)))
                bounds[var] = new
                queue += (other for other in having.get(var, ()) if other not in queue)


def _margins(block: int, figures: set[Figure]) -> Iterable[Sum]:
    """Each margin, and the total, is the sum of its cells along one more axis."""
    shapes = {tuple(axis for axis, _ in figure) for figure in figures}
    for shape in shapes:
        for axis in shape:
            rest = tuple(other for other in shape if other != axis)
            for margin in (f for f in figures if tuple(a for a, _ in f) == rest):
                cells = [f for f in figures if tuple(a for a, _ in f) == shape and set(margin) <= set(f)]
                yield Sum((((block, margin), -1), *(((block, f), 1) for f in cells)), 0, 0)


def _open(one: Sum, bounds: Bounds) -> Sum:
    """The same sum without the unknowns that are known."""
    known = sum(sign * bounds[var][0] for var, sign in one.terms if bounds[var][0] == bounds[var][1])
    terms = tuple((var, sign) for var, sign in one.terms if bounds[var][0] < bounds[var][1])
    return Sum(terms, one.low - known, one.high - known)


def _having(sums: Iterable[Sum]) -> dict[Var, list[Sum]]:
    having: dict[Var, list[Sum]] = {}
    for one in sums:
        for var, _ in one.terms:
            having.setdefault(var, []).append(one)
    return having
