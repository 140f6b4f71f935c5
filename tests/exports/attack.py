"""An attacker who knows every published figure, the rules, and that counts are whole numbers from zero up.

Written apart from the guard, and working from published reports alone: what they say becomes sums of unknown whole
numbers that lie between two bounds. Bounds are narrowed to the end; then a search says whether a figure can have a
value. What it can't have is what the attacker learned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from peerpwa.exports import Figure, Report, Word
from peerpwa.exports.tables import WHOLE_SITE

MOST = 100_000
STEPS = 4_000
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


class Attacker:
    """`months` are in order; each report covers some of them. Raises Impossible when the reports contradict."""

    def __init__(self, months: Sequence[str], reports: Sequence[Report]) -> None:
        figures = {figure for report in reports for figure in report.cells}
        sums = [one for block in range(len(months)) for one in _margins(block, figures)]
        for report in reports:
            blocks = [block for block, month in enumerate(months) if month in report.months]
            sums += [Sum(tuple(((b, f), 1) for b in blocks), *told(report, f)) for f in report.cells]
        self.bounds: Bounds = {(block, f): (0, MOST) for block in range(len(months)) for f in figures}
        _narrow(self.bounds, _having(sums), sums)
        self.sums = [one for one in (_open(s, self.bounds) for s in sums) if one.terms]
        self.open = [var for var, (low, high) in self.bounds.items() if low < high]

    def bounds_of(self, wanted: Iterable[Var]) -> tuple[int, int]:
        """What narrowing alone tells of a sum."""
        pairs = [self.bounds[var] for var in wanted]
        return sum(low for low, _ in pairs), sum(high for _, high in pairs)

    def find(self, wanted: Sequence[Var], value: int, random: Random) -> Bounds | None:
        """Whole numbers that fit all that was published, with this sum at this value; None when there are none."""
        goal = _open(Sum(tuple((var, 1) for var in wanted), value, value), self.bounds)
        sums, bounds = [*self.sums, goal], dict(self.bounds)
        having = _having(sums)
        try:
            _narrow(bounds, having, [goal])
        except Impossible:
            return None
        rest = random.sample(self.open, len(self.open))
        rest.sort(key=lambda var: bounds[var][1] - bounds[var][0])
        return bounds if _settle(bounds, having, rest, random, [STEPS]) else None


def _settle(
    bounds: Bounds, having: dict[Var, list[Sum]], order: list[Var], random: Random, steps: list[int]
) -> bool:
    """Gives every unknown one value, by trial; puts the bounds back where nothing fits."""
    for at, var in enumerate(order):
        low, high = bounds[var]
        if low == high:
            continue
        middle = (low + min(high, low + 9)) // 2
        tries = random.sample((low, middle, min(high, low + 9)), 3)
        for value in chain(dict.fromkeys(tries), (v for v in range(low, high + 1) if v not in tries)):
            steps[0] -= 1
            if steps[0] < 0:
                raise Undecided
            undo: list[tuple[Var, tuple[int, int]]] = [(var, bounds[var])]
            bounds[var] = (value, value)
            try:
                _narrow(bounds, having, list(having.get(var, ())), undo)
                if _settle(bounds, having, order[at + 1 :], random, steps):
                    return True
            except Impossible:
                pass
            for changed, old in reversed(undo):
                bounds[changed] = old
        return False
    return True


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
