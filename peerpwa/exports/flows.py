"""How far a figure can be moved without any published figure noticing.

A cross table with its margins is a flow: from the margin of a row through the cell to the margin of a column, and
back through the total; tables that stand in a row are one flow after the other. Two sets of counts that give the
same published figures differ by circles of flow. So whoever finds such circles has other counts that are just as
true to every reader, and nobody can tell them from the real ones, by whatever means (Cox 1995; Kelly, Golden and
Assad 1992). What must be hidden besides is what the cheapest circle passes (shortest paths, as Castro 2012 does).

Time is cut into blocks that no published period divides. A move changes one block, or gives to one what it takes
from another, and then no period that holds both notices.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import permutations

from peerpwa.exports.tables import Figure

Span = frozenset[int]
Values = list[dict[Figure, int]]
FAR = 1 << 30


@dataclass
class Published:
    """A period as a set of blocks; of each of its figures the least and the most that it may be to a reader."""

    blocks: Span
    ranges: dict[Figure, tuple[int, int]]


@dataclass(frozen=True)
class Move:
    """What happens to each block, and to each published period that notices it, while a figure rises by one."""

    blocks: tuple[tuple[int, int], ...]
    seen: tuple[tuple[Published, int], ...]


class Flows:
    """`values` are the counts by block, `published` all periods with the newest last.

    `optional` are the figures of the newest of which less may still be told, what that costs, and their range
    then: a circle that has no room otherwise makes use of it.
    """

    def __init__(
        self,
        rows: Sequence[list[str]],
        figures: Sequence[Figure],
        published: list[Published],
        count: int,
        optional: dict[Figure, tuple[int, tuple[int, int]]],
    ) -> None:
        self.published = published
        self.optional = optional
        self.arcs = dict(_arcs(rows, figures))
        self.steps: dict[str, list[tuple[str, Figure, int]]] = {}
        for figure, (tail, head) in self.arcs.items():
            self.steps.setdefault(tail, []).append((head, figure, 1))
            self.steps.setdefault(head, []).append((tail, figure, -1))
        self.moves = [
            *(self._move(((block, sign),)) for block in range(count) for sign in (1, -1)),
            *(self._move(((a, 1), (b, -1))) for a, b in permutations(range(count), 2)),
        ]

    def push(self, values: Values, figure: Figure, span: Span, by: int) -> int:
        """Moves a figure's sum over a span by up to `by`, of either sign, in `values`; says how far it came."""
        moves, left = self._moves_of(span, by), abs(by)
        while left and (best := self._cheapest(values, figure, moves)):
            move, path = best
            for passed, way in path:
                if self._cost(values, passed, move, way):
                    self.published[-1].ranges[passed] = self.optional.pop(passed)[1]
            amount = min(left, *(self._room(values, passed, move, way) for passed, way in path))
            for passed, way in path:
                _add(values, move, passed, way * amount)
            left -= amount
        return abs(by) - left

    def push_alone(self, values: Values, figure: Figure, span: Span, by: int) -> int:
        """The same when its neighbours told nothing: how far the words about this one figure allow it."""
        moves, left = self._moves_of(span, by), abs(by)
        while left and (move := next((m for m in moves if self._most(values, figure, m, 1) > 0), None)):
            left -= _add(values, move, figure, min(left, self._most(values, figure, move, 1)))
        return abs(by) - left

    def _move(self, blocks: tuple[tuple[int, int], ...]) -> Move:
        net = [(report, sum(sign for block, sign in blocks if block in report.blocks)) for report in self.published]
        return Move(blocks, tuple((report, sign) for report, sign in net if sign))

    def _moves_of(self, span: Span, by: int) -> list[Move]:
        sign = 1 if by > 0 else -1
        return [move for move in self.moves if sum(s for block, s in move.blocks if block in span) == sign]

    def _cheapest(
        self, values: Values, figure: Figure, moves: list[Move]
    ) -> tuple[Move, list[tuple[Figure, int]]] | None:
        best, lowest = None, FAR
        for move in moves:
            own = self._cost(values, figure, move, 1)
            found = self._circle(values, figure, move, lowest - own) if own < lowest else None
            if found:
                lowest, best = found[0] + own, (move, found[1])
            if lowest == 0:
                break
        return best

    def _circle(
        self, values: Values, figure: Figure, move: Move, below: int
    ) -> tuple[int, list[tuple[Figure, int]]] | None:
        """The cheapest circle through a figure's arc, if it costs less than `below`."""
        goal, start = self.arcs[figure]
        came: dict[str, tuple[str, Figure, int]] = {}
        dear, done = {start: 0}, set()
        queue = [(0, 0, start)]
        while queue:
            so_far, length, node = heappop(queue)
            if node == goal:
                return so_far, [(figure, 1), *_back(came, node, start)]
            if node in done:
                continue
            done.add(node)
            for other, passed, way in self.steps[node]:
                if other in done or passed == figure:
                    continue
                total = so_far + self._cost(values, passed, move, way)
                if total < min(below, dear.get(other, FAR)):
                    dear[other] = total
                    came[other] = (node, passed, way)
                    heappush(queue, (total, length + 1, other))
        return None

    def _cost(self, values: Values, figure: Figure, move: Move, way: int) -> int:
        """Nothing where the move has room, else what it costs to tell less; FAR where that gives no room either."""
        if self._room(values, figure, move, way) > 0:
            return 0
        if figure in self.optional and self._most(values, figure, move, way) > 0:
            return self.optional[figure][0]
        return FAR

    def _most(self, values: Values, figure: Figure, move: Move, way: int) -> int:
        """The room that there would be if the newest period told as little of the figure as it may."""
        return self._room(values, figure, move, way, self.optional.get(figure, (0, None))[1])

    def _room(
        self, values: Values, figure: Figure, move: Move, way: int, newest: tuple[int, int] | None = None
    ) -> int:
        """How far a move may go on a figure before a block falls below zero or a published word is broken."""
        room = FAR
        for block, sign in move.blocks:
            if sign != way:
                room = min(room, values[block][figure])
        for report, sign in move.seen:
            if figure in report.ranges:
                low, high = report.ranges[figure]
                if newest and report is self.published[-1]:
                    low, high = newest
                value = sum(values[block][figure] for block in report.blocks)
                room = min(room, high - value if sign == way else value - low)
        return room


def _add(values: Values, move: Move, figure: Figure, amount: int) -> int:
    for block, sign in move.blocks:
        values[block][figure] += sign * amount
    return amount


def _back(
    came: dict[str, tuple[str, Figure, int]], node: str, start: str
) -> Iterator[tuple[Figure, int]]:
    while node != start:
        node, passed, way = came[node]
        yield passed, way


def _arcs(rows: Sequence[list[str]], figures: Sequence[Figure]) -> Iterator[tuple[Figure, tuple[str, str]]]:
    """Row after row between the points of the total; a margin is the arc through its code."""
    place = {axis: (number, at) for number, row in enumerate(rows) for at, axis in enumerate(row)}
    for figure in figures:
        ends = sorted((*place[axis], axis, code) for axis, code in figure)
        if not ends:
            yield figure, (f"total {len(rows)}", "total 0")
        elif len(ends) == 1:
            number, at, axis, code = ends[0]
            first = f"total {number}" if at == 0 else f"into {axis} {code}"
            last = f"total {number + 1}" if at == len(rows[number]) - 1 else f"out of {axis} {code}"
            yield figure, (first, last)
        else:
            (_, _, a, first), (_, _, b, last) = ends
            yield figure, (f"out of {a} {first}", f"into {b} {last}")
