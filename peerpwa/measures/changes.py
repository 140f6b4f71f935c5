"""Before and after a change of the place or its ways (PRACTICE 7.2): counts beside each other, and never a proof."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from peerpwa.measures.book import Row
from peerpwa.measures.period import DAY
from peerpwa.measures.show import is_enough

SIDES = (28, 7)
LATELY = DAY * 56
MOST = 4
Count = Callable[[date, date, str | None], int]


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


def list_before_and_after(done: Iterable[tuple[date, Row]], last: date, count: Count) -> Iterator[Change]:
    """The newest changes of the eight weeks that end on `last`. `done`: fixes by the day on which they were marked as
    done, newest first; `count`: what was logged from one day to another, in a place or everywhere.
    """
    lately = [(day, fix) for day, fix in done if last - LATELY <= day <= last]
    for day, fix in lately[:MOST]:
        what, place = fix.values.get("what") or "", fix.values.get("place")
        days = next((days for days in SIDES if day + DAY * days <= last), None)
        if days is None:
            yield Change(what, place, day)
            continue
        before = count(day - DAY * days, day - DAY, place)
        after = count(day + DAY, day + DAY * days, place)
        enough = is_enough(before) and is_enough(after)
        yield Change(what, place, day, days, *((before, after) if enough else (None, None)))
