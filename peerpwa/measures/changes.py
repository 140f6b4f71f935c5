"""Before and after a change of the place or its ways (PRACTICE 7.2): counts beside each other, and never a proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peerpwa.measures.book import Book, said
from peerpwa.measures.period import DAY
from peerpwa.measures.show import is_enough

SIDES = (28, 7)
LATELY = DAY * 56
MOST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """A fix that is done. `days` a side, the day itself in neither; None before `from_day`, when seven are over.

    `before` and `after`: what was logged where it was made; None while too few to say.
    """

    what: str
    place: str | None
    done: date
    days: int | None = None
    before: int | None = None
    after: int | None = None

    @property
    def from_day(self) -> date:
        """The first day on which there is a side to look at."""
        return self.done + DAY * SIDES[-1]


def list_before_and_after(book: Book) -> Iterator[Change]:
    """The changes of the last eight weeks, newest first: those of which most can be told today are the older ones."""
    last = book.period.last
    done = sorted(((book.day(at), id) for id, at in book.done.items()), reverse=True)
    lately = [(day, fix) for day, id in done if last - LATELY <= day <= last and (fix := book.get(id))]
    for day, fix in lately[:MOST]:
        what, place = fix.values.get("what") or "", fix.values.get("place")
        days = next((days for days in SIDES if day + DAY * days <= last), None)
        if days is None:
            yield Change(what, place, day)
            continue
        before = _count(book, day - DAY * days, day - DAY, place)
        after = _count(book, day + DAY, day + DAY * days, place)
        enough = is_enough(before) and is_enough(after)
        yield Change(what, place, day, days, *((before, after) if enough else (None, None)))


def _count(book: Book, first: date, last: date, place: str | None) -> int:
    """What was logged on these days, both included; everywhere, where no place is named."""
    there = (row for row in book.of("conflict") if place is None or row.values.get("place") == place)
    return sum(first <= book.day(said(row, "happened_at")) <= last for row in there)
