"""Centres by a seed: crowded and quiet months, some codes common and some rare, published once or in any order:
months before and after their quarter, quarters before and after their year."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from peerpwa.exports import Count, Event, Figure, tabulate
from peerpwa.exports.months import months_between, parse_span
from peerpwa.exports.tables import Axes, codes_of

CROSSED: tuple[tuple[Axes, ...], ...] = (
    (("place", "part_of_day"),),
    (("type", "outcome"),),
    (("place", "heat"),),
    (("place", "part_of_day"), ("type", "outcome")),
    (("part_of_day", "place"), ("place", "heat")),
)
PLAIN: tuple[tuple[Axes, ...], ...] = (
    (("heat",), ("type",), ("outcome",)),
    (("heat",),),
    (("wait",),),
    (("answer",),),
    (("yes_no",),),
    (),
)
MONTHS = months_between("2026-01", "2026-12")
ORDERS = (
    ("month=2026-10",),
    ("quarter=2026-Q4",),
    ("year=2026",),
    ("month=2026-10", "month=2026-11", "quarter=2026-Q4"),
    ("quarter=2026-Q4", "month=2026-12", "month=2026-11"),
    ("month=2026-11", "quarter=2026-Q4"),
    ("quarter=2026-Q4", "month=2026-10"),
    ("quarter=2026-Q3", "year=2026", "quarter=2026-Q4"),
    ("year=2026", "quarter=2026-Q4", "month=2026-12"),
    ("month=2026-12", "year=2026", "quarter=2026-Q4"),
    ("month=2026-12", "quarter=2026-Q4", "year=2026"),
    ("year=2026", "month=2026-02"),
)
Counted = dict[frozenset[str], dict[Figure, Count]]


@dataclass(frozen=True)
class Made:
    """`asked`: the spans in the order in which they are published, each with the k of its day."""

    tables: tuple[Axes, ...]
    counts: Counted
    asked: tuple[tuple[frozenset[str], int], ...]

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(sorted(frozenset[str]().union(*(span for span, _ in self.asked))))

    @property
    def numbers(self) -> list[dict[Figure, int]]:
        return [{f: c.events for f, c in self.counts[frozenset({month})].items()} for month in self.months]


def make(seed: int) -> Made:
    """Every order of publishing in its turn; k is 5, or 10, or was changed from one to the other between reports.

    Three reports have tables with one axis, as every one of the funder's report has; fewer have crossed ones too.
    """
    random = Random(seed)
    order = ORDERS[seed % len(ORDERS)]
    spans = [span.months for text in order if (span := parse_span(*text.split("=", 1)))]
    tables = random.choice((*CROSSED[: {1: 5, 2: 3, 3: 0}[len(order)]], *PLAIN))
    busy = random.choice((6, 20, 60, 150, 400))
    few, more = random.choice(((5, 5), (10, 10), (5, 10), (10, 5)))
    counts = {
        frozenset({month}): tabulate(_events(random, tables, random.randint(busy // 4, busy)), tables)
        for month in MONTHS
        if any(month in span for span in spans)
    }
    asked = [(frozenset(span), few if at == 0 else more) for at, span in enumerate(spans)]
    return Made(tables, counts, tuple(asked))


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
