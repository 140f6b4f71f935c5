"""Centres by a seed: crowded and quiet months, some codes common and some rare, one report or one a month that grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from peerpwa.exports import Count, Event, Figure, tabulate
from peerpwa.exports.tables import Axes, codes_of

LAYOUTS: tuple[tuple[Axes, ...], ...] = (
    (("place", "part_of_day"),),
    (("type", "outcome"),),
    (("place", "heat"),),
    (("heat",), ("type",), ("outcome",)),
    (("yes_no",),),
    (("place", "part_of_day"), ("type", "outcome")),
    (("part_of_day", "place"), ("place", "heat")),
)
Counted = dict[frozenset[str], dict[Figure, Count]]


@dataclass(frozen=True)
class Made:
    months: tuple[str, ...]
    tables: tuple[Axes, ...]
    counts: Counted
    k: int

    @property
    def numbers(self) -> list[dict[Figure, int]]:
        return [{f: c.events for f, c in self.counts[frozenset({month})].items()} for month in self.months]


def make(seed: int) -> Made:
    """Every third grows month by month over a quarter; every seventh has k = 10."""
    random = Random(seed)
    growing = seed % 3 == 0
    tables = random.choice(LAYOUTS[:5] if growing else LAYOUTS)
    months = ("2026-10", "2026-11", "2026-12")[: random.choice((2, 3)) if growing else 1]
    busy = random.choice((6, 20, 60, 150, 400))
    counts = {
        frozenset({month}): tabulate(_events(random, tables, random.randint(busy // 4, busy)), tables)
        for month in months
    }
    return Made(months, tables, counts, 10 if seed % 7 == 0 else 5)


def _events(random: Random, tables: Sequence[Axes], count: int) -> list[Event]:
    shares = {axis: [random.random() ** 2 for _ in codes_of(axis)] for axes in tables for axis in axes}
    handles, authors = [f"c{n}" for n in range(40)], [f"w{n}" for n in range(8)]
    return [
        Event(
            {axis: random.choices(codes_of(axis), share)[0] for axis, share in shares.items()},
            frozenset(random.sample(handles, random.randint(0, 3))),
            random.choice(authors),
        )
        for _ in range(count)
    ]
