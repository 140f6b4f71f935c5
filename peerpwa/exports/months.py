"""Months by their names, "2026-10", and the periods that a report may be about: months, quarters, years that are over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"(20\d\d)-Q([1-4])")
YEAR = re.compile(r"(20\d\d)")
SHOWN_BACK = {"month": 13, "quarter": 15, "year": 36}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first month to the last, both included. `key` and `name` say it in an address: month=2026-10."""

    key: str
    name: str
    first: str
    last: str

    @property
    def months(self) -> tuple[str, ...]:
        return months_between(self.first, self.last)


def span_of(first: str, last: str) -> Span:
    """The span of these months."""
    year, month = first.split("-")
    key = "month" if first == last else "year" if last.endswith("12") and month == "01" else "quarter"
    names = {"month": first, "quarter": f"{year}-Q{(int(month) + 2) // 3}", "year": year}
    return Span(key, names[key], first, last)


def parse_span(key: str, text: str) -> Span | None:
    """A month, a quarter or a year; None for anything else."""
    if key == "month" and MONTH.fullmatch(text):
        return Span(key, text, text, text)
    if key == "quarter" and (found := QUARTER.fullmatch(text)):
        end = int(found[2]) * 3
        return Span(key, text, f"{found[1]}-{end - 2:02}", f"{found[1]}-{end:02}")
    if key == "year" and YEAR.fullmatch(text):
        return Span(key, text, f"{text}-01", f"{text}-12")
    return None


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last."""
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year}-{month:02}")
    return tuple(found)


def is_over(span: Span, today: date) -> bool:
    """Whether its last day is past: what isn't over isn't counted yet."""
    return last_day(span.last) < today


def list_spans(today: date) -> Iterator[Span]:
    """What is over and may be asked for, newest first: months, then quarters, then years."""
    for key in ("month", "quarter", "year"):
        yield from (span for span in _of_key(key, today) if is_over(span, today))


def list_months(today: date) -> list[str]:
    """Every month of which a report may be asked for, oldest first."""
    return sorted({month for span in list_spans(today) for month in span.months})


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    year, number = map(int, month.split("-"))
    return (date(year + 1, 1, 1) if number == 12 else date(year, number + 1, 1)) - timedelta(days=1)


def _of_key(key: str, today: date) -> Iterator[Span]:
    for back in range(SHOWN_BACK[key]):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        names = {"month": f"{year}-{month + 1:02}", "quarter": f"{year}-Q{month // 3 + 1}", "year": f"{year}"}
        span = parse_span(key, names[key])
        first = {"month": True, "quarter": month % 3 == 0, "year": month == 0}[key]
        if span and first:
            yield span
