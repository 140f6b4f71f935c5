"""What a measure is: its definition as data, and the result that its formula gives.

No result says whose: neither a client nor a worker can be found in one (PRACTICE 7.7).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from peerpwa.measures.book import Book
from peerpwa.measures.period import Period
from peerpwa.practice.guide import Pair

Unit = Literal["count", "percent", "per_100", "per_1000", "minutes", "hours", "days"]
Audience = Literal["all", "supervisor", "manager", "funder"]


@dataclass(frozen=True, slots=True)
class Part:
    """One share of a mix, named by its code in `Measure.codes`. `middle`, `high` and `timed`: as in Result."""

    code: str
    numerator: int
    denominator: int | None = None
    not_known: int = 0
    middle: float | None = None
    high: float | None = None
    timed: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What was counted in the period.

    `not_known`: how many can't be told, and so don't stand in the denominator unless the definition says so.
    `middle` is the median and `high` the 90th percentile of `timed` numbers, in the measure's unit; `texts` is a
    list in words.
    `lacking`: why there is no number, in words.
    """

    period: Period
    numerator: int | None = None
    denominator: int | None = None
    not_known: int = 0
    middle: float | None = None
    high: float | None = None
    timed: int = 0
    parts: tuple[Part, ...] = ()
    texts: tuple[str, ...] = ()
    lacking: Pair | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One of PRACTICE 7.3. `codes`: the vocabulary, or the labels, of its parts; `whole`: what its own number is
    called beside them, where it says more than they do.
    """

    id: str
    title: Pair
    definition: Pair
    audience: frozenset[Audience]
    unit: Unit
    formula: Callable[[Book], Result]
    codes: str | dict[str, Pair] = ""
    whole: Pair | None = None


def audience(*who: Audience) -> frozenset[Audience]:
    return frozenset(who)
