"""How far a figure can be moved without any published figure noticing.

A cross table with its margins is a flow: from the margin of a row through the cell to the margin of a column, and
back through the total; tables that stand in a row are one flow after the other. Two sets of counts that give the
same published figures differ by circles of flow. So whoever finds such circles has other counts that are just as
true to every reader, and nobody can tell them from the real ones, by whatever means (Cox 1995; Kelly, Golden and
Assad 1992). What must be hidden besides is what the cheapest circle passes (shortest paths, as Castro 2012 does).

Time is cut into blocks that no published period divides. A move changes one block, or gives to one what it takes
from another, and then no period that holds both notices.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import permutations

from peerpwa.exports.tables import Figure

Span = frozenset[int]
Values = list[dict[Figure, int]]
Ranges = dict[Figure, tuple[int, int]]
Move = tuple[tuple[int, int], ...]
FAR = 1 << 30


class Moves:
    """What can be moved in time, the same for every table of the same periods. `blocks`: how many there are, which are the
    first of `spans`.
    """

    def __init__(self, spans: tuple[Span, ...], blocks: int) -> None:
        every = range(blocks)
        alone = (((block, sign),) for block in every for sign in (1, -1))
        between = (((a, 1), (b, -1)) for a, b in permutations(every, 2))
        self.all = [_move(spans, move) for move in (*alone, *between)]
        self.blocks = blocks
        self._of: dict[tuple[Span, bool], list[Move]] = {}
        self._beside: dict[tuple[Span, bool], list[Move]] = {}

    def of(self, span: Span, up: bool) -> list[Move]:
        """Those that change the sum over a span, up or down."""
        if (span, up) not in self._of:
            sign = 1 if up else -1
            self._of[span, up] = [m for m in self.all if sum(s for at, s in m if at in span) == sign]
        return self._of[span, up]

    def beside(self, span: Span, up: bool) -> list[Move]:
        """Those that change other blocks alone: what the span then takes from them, or gives to them."""
        if (span, up) not in self._beside:
            sign = 1 if up else -1
            self._beside[span, up] = [
                move
                for move in self.all
                if not any(at in span for at, _ in move)
                and any(s == sign and at < self.blocks for at, s in move)
            ]
        return self._beside[span, up]


_find_moves = lru_cache(32)(Moves)


@dataclass
class Published:
    """A period as a set of blocks; of each of its figures the least and the most that it may be to a reader."""

    blocks: Span
    ranges: Ranges


class Flows:
    """`values` are the counts by block, `published` all periods with the newest last.

    `optional` are the figures of the newest of which less may still be told, what that costs, and their range
    then: a circle that has no room otherwise makes use of it. Inside, each block counts as a period too, of which
    is known that nothing is below zero.
    """

    def __init__(
        self,
        rows: Sequence[list[str]],
        values: Values,
        published: Sequence[Published],
        optional: dict[Figure, tuple[int, tuple[int, int]]],
    ) -> None:
        self.optional = optional
        self.arcs = dict(_arcs(rows, values[0]))
        self.steps: dict[str, list[tuple[str, Figure, int]]] = {}
        for figure, (tail, head) in self.arcs.items():
            self.steps.setdefault(tail, []).append((head, figure, 1))
            self.steps.setdefault(head, []).append((tail, figure, -1))
        self.blocks = len(values)
        blocks = range(self.blocks)
        spans = [*(frozenset({block}) for block in blocks), *(period.blocks for period in published)]
        self.values = [{f: sum(values[block][f] for block in span) for f in values[0]} for span in spans]
        self.ranges: list[Ranges] = [dict.fromkeys(values[0], (0, FAR)) for _ in blocks]
        self.ranges += [period.ranges for period in published]
        self.moves = _find_moves(tuple(spans), self.blocks)

    def as_it_is(self) -> "Flows":
        """The same flows, where nothing more may be hidden."""
        same = copy(self)
        same.optional = {}
        return same

    def push(self, figure: Figure, span: Span, by: int) -> tuple[int, Values]:
        """Moves a figure's sum over a span by up to `by`, of either sign: how far it comes, and all counts then."""
        values, left = [dict(some) for some in self.values], abs(by)
        moves, beside = self.moves.of(span, by > 0), self.moves.beside(span, by > 0)
        while left:
            best = self._cheapest(values, figure, moves)
            if not best and self._make_room(values, figure, beside, left):
                best = self._cheapest(values, figure, moves)
            if not best:
                break
            move, path = best
            for passed, way in path:
                if self._cost(values, passed, move, way):
                    self.ranges[-1][passed] = self.optional.pop(passed)[1]
            amount = min(left, *(_room(values, self.ranges, passed, move, way) for passed, way in path))
            for passed, way in path:
                _add(values, passed, move, way * amount)
            left -= amount
        return abs(by) - left, values

    def push_alone(self, figure: Figure, span: Span, by: int, k: int) -> int:
        """The same when its neighbours told nothing: how far the words about this one figure allow it. A number that
        is shown says no more here than that it isn't small: where it tells more, it must be hidden.
        """
        values, left = [{figure: some[figure]} for some in self.values], abs(by)
        ranges = [{figure: _in_words(told[figure], k)} if figure in told else {} for told in self.ranges]
        moves = self.moves.of(span, by > 0)
        while left and (move := next((m for m in moves if _room(values, ranges, figure, m, 1) > 0), None)):
            amount = min(left, _room(values, ranges, figure, move, 1))
            _add(values, figure, move, amount)
            left -= amount
        return abs(by) - left

    def _make_room(self, values: Values, figure: Figure, moves: list[Move], most: int) -> bool:
        """Lets other blocks take from their own neighbours first, so that they have something to give; at no cost."""
        made = False
        free = self.as_it_is()
        while most and (best := free._cheapest(values, figure, moves)):
            move, path = best
            amount = min(most, *(_room(values, self.ranges, passed, move, way) for passed, way in path))
            for passed, way in path:
                _add(values, passed, move, way * amount)
            most, made = most - amount, True
        return made

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
        if _room(values, self.ranges, figure, move, way) > 0:
            return 0
        if figure in self.optional and self._most(values, figure, move, way) > 0:
            return self.optional[figure][0]
        return FAR

    def _most(self, values: Values, figure: Figure, move: Move, way: int) -> int:
        """The room that there would be if the newest period told as little of the figure as it may."""
        if figure not in self.optional:
            return _room(values, self.ranges, figure, move, way)
        return _room(values, [*self.ranges[:-1], {figure: self.optional[figure][1]}], figure, move, way)


def _room(values: Values, ranges: list[Ranges], figure: Figure, move: Move, way: int) -> int:
    """How far a move may go on a figure before a block falls below zero or a published word is broken."""
    room = FAR
    for at, sign in move:
        told = ranges[at].get(figure)
        if told:
            now = values[at][figure]
            here = told[1] - now if sign == way else now - told[0]
            if here < room:
                if here <= 0:
                    return 0
                room = here
    return room


def _in_words(told: tuple[int, int], k: int) -> tuple[int, int]:
    low, high = told
    return (min(k, low), FAR) if low == high and low else told


def _add(values: Values, figure: Figure, move: Move, amount: int) -> None:
    for at, sign in move:
        values[at][figure] += sign * amount


def _move(spans: Sequence[Span], blocks: Move) -> Move:
    """What a move does to each block and each period: those that notice nothing are left out."""
    net = ((at, sum(sign for block, sign in blocks if block in span)) for at, span in enumerate(spans))
    return tuple((at, sign) for at, sign in net if sign)


def _back(came: dict[str, tuple[str, Figure, int]], node: str, start: str) -> Iterator[tuple[Figure, int]]:
    while node != start:
        node, passed, way = came[node]
        yield passed, way


def _arcs(rows: Sequence[list[str]], figures: Iterable[Figure]) -> Iterator[tuple[Figure, tuple[str, str]]]:
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
