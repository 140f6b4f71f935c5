"""The few sums that formulas share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil
from statistics import median

from peerpwa.measures.book import Book
from peerpwa.measures.definition import Part, Result
from peerpwa.practice import load


def share(book: Book, found: Sequence[bool | None]) -> Result:
    """How many are so, of those of which it is known; None is not known."""
    known = [one for one in found if one is not None]
    return Result(book.period, sum(known), len(known), len(found) - len(known))


def mix(book: Book, vocabulary: str, given: Sequence[Iterable[str]], leave_out: str = "") -> Result:
    """How often each option was chosen, of all; who chose none is not known."""
    codes = [one["code"] for one in load().vocabularies[vocabulary] if one["code"] != leave_out]
    chosen = [set(codes_given) for codes_given in given]
    counts = Counter(chain.from_iterable(chosen))
    return Result(
        book.period,
        numerator=sum(bool(one - {leave_out}) for one in chosen),
        denominator=len(chosen),
        not_known=sum(not one for one in chosen),
        parts=tuple(Part(code, counts[code], len(chosen)) for code in codes),
    )


def one_of(value: str | None) -> list[str]:
    """An answer as a list of what was chosen."""
    return [value] if value else []


def middle(numbers: Sequence[float]) -> float | None:
    """The median."""
    return median(numbers) if numbers else None


def high(numbers: Sequence[float]) -> float | None:
    """The 90th percentile: the smallest that nine in ten don't exceed."""
    return sorted(numbers)[ceil(len(numbers) * 0.9) - 1] if numbers else None
