"""A book written by hand: a few rows, in the order in which they are written down."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.measures import MEASURES, Period, Result
from peerpwa.measures.book import Book, Row, Rows
from peerpwa.measures.period import to_ms
from peerpwa.records.fold import SPOKEN_OF

ZONE = ZoneInfo("America/Toronto")


def at(text: str) -> int:
    """A local time of the centre, in ms: “2026-11-01 00:00”."""
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def stored(text: str) -> str:
    """A local time as a phone would store it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).isoformat(timespec="milliseconds")


def utc(text: str) -> datetime:
    """A moment as it is stored; a day is its midnight in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Hand:
    """`write` adds a row; `gives("M1", …)` is that measure over these days, as known at the end of the last one."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self.settings = settings or {}
        self.rows: list[Row] = []
        self.done: dict[str, int] = {}
        self.slips: dict[tuple[str, str, str], int] = {}

    def write(
        self, kind: str, when: str, above: Row | None = None, /, *, led: bool = False, **values: Any
    ) -> Row:
        number = f"{len(self.rows):04}"
        order = f"{datetime.fromtimestamp(at(when) / 1000, UTC):%Y%m%d%H%M%S}{number}"
        root, parent = (above.root, above.id) if above else (number, None)
        spoken = values.get(SPOKEN_OF.get(kind, ""))
        said = to_ms(utc(spoken)) if spoken else at(when)
        row = Row(number, kind, root, parent, led, order, at(when), values, said)
        self.rows.append(row)
        return row

    def person(self, when: str, handle: str = "Heron") -> Row:
        """Somebody's part in an event."""
        return self.write("party", when, self.write("conflict", when, heat="h1"), handle=handle)

    def book(self, first: str, last: str, now: str | None = None) -> Book:
        """All rows, and these days, as known at `now`, else at the end of the last one."""
        known = at(now) if now else at(f"{last} 23:59") + 60_000
        period = Period(date.fromisoformat(first), date.fromisoformat(last), known)
        rows = Rows(sorted(self.rows, key=lambda row: row.order))
        return Book(period, ZONE, rows, self.slips, self.done, self.settings)

    def gives(self, id: str, first: str, last: str | None = None, now: str | None = None) -> Result:
        book = self.book(first, last or first, now)
        return next(one for one in MEASURES if one.id == id).formula(book)


def share(found: Result) -> tuple[int | None, int | None, int]:
    return found.numerator, found.denominator, found.not_known
