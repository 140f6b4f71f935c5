"""M20: limits to service. The aim is that all are complete, and that there are fewer and shorter ones."""

from collections.abc import Callable
from datetime import date

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Part, Result, audience
from peerpwa.measures.help import found
from peerpwa.measures.sums import middle

LIMITS = ("short_break", "time_limited", "under_review")
ASKED = ("yes", "declined")
ACCOUNTS = ("own_account", "account_declined")


def _limits(book: Book) -> Result:
    made = list_limits(book)
    parts = tuple(Part(code, sum(has(book, one) for one in made), len(made)) for code, has in PARTS.items())
    complete = sum(is_complete(book, one) for one in made)
    days = [length for one in made if (length := _days(book, one)) is not None]
    return Result(book.period, complete, len(made), middle=middle(days), timed=len(days), parts=parts)


def list_limits(book: Book) -> list[Row]:
    """The limits decided in the period."""
    return [one for one in book.of("limit") if book.within(one.made) and one.values.get("decision") in LIMITS]


def is_complete(book: Book, limit: Row) -> bool:
    """Whether it has all that a limit needs."""
    return all(has(book, limit) for has in PARTS.values())


def _days(book: Book, limit: Row) -> int | None:
    """From the day of the decision to its last day."""
    ends = limit.values.get("ends_on")
    return (date.fromisoformat(ends) - book.day(limit.made)).days if ends else None


def _own_account(book: Book, limit: Row) -> bool:
    ask = book.get(limit.above)
    if ask is None:
        return False
    told = any(note.values.get("sort") in ACCOUNTS for note in book.below(ask, "note"))
    return told or found(book, ask, "own_account") in ASKED


def _has(field: str) -> Callable[[Book, Row], bool]:
    return lambda _, limit: bool(limit.values.get(field))


PARTS: dict[str, Callable[[Book, Row], bool]] = {
    "reason": _has("reason"),
    "ends_on": _has("ends_on"),
    "still_open": _has("still_open"),
    "appeal": _has("appeal"),
    "own_account": _own_account,
}
WORDS = {
    "reason": ("With a reason", "Avec une raison"),
    "ends_on": ("With an end date", "Avec une date de fin"),
    "still_open": ("With what stays open", "Avec ce qui reste ouvert"),
    "appeal": ("With how to appeal", "Avec comment contester"),
    "own_account": ("Own account asked for", "Propre version demandée"),
}
MEASURES = (
    Measure(
        "M20",
        ("Limits to service", "Limites de service"),
        (
            "Of limits decided, those that are complete: a reason, an end, what stays open, how to appeal, "
            "own account asked. Also the middle length in days.",
            "Des limites décidées, celles qui sont complètes\u00a0: raison, fin, ce qui reste ouvert, recours, "
            "propre version demandée. Aussi la durée médiane en jours.",
        ),
        audience("manager", "funder"),
        "days",
        _limits,
        WORDS,
        ("Complete", "Complètes"),
    ),
)
