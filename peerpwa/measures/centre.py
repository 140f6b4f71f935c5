"""M2, M3, M23 and M28: how the centre itself does."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.period import DAY
from peerpwa.measures.sums import share
from peerpwa.practice import open_days_of, shift_of

FEWEST_VISITS = 500
DAY_MS = 24 * 3_600_000
ANSWER_MS = 7 * DAY_MS


def _habit(book: Book) -> Result:
    """The app has no roster yet: a shift is known by the handover that it sent."""
    shifts = [was_logged for _, was_logged in list_shifts(book)]
    if not shifts:
        return Result(
            book.period,
            lacking=(
                "No handover was sent in these days, so the shifts aren't known.",
                "Aucun relais envoyé ces jours-là\u00a0: les quarts ne sont pas connus.",
            ),
        )
    return share(book, shifts)


def list_shifts(book: Book) -> list[tuple[Row, bool]]:
    """Each shift by its first handover, and whether it has a log or was marked as quiet."""
    first, last = book.period.first.isoformat(), book.period.last.isoformat()
    sent: dict[tuple[str, str], tuple[Row, bool]] = {}
    for row in book.of("handover"):
        shift = row.values.get("day") or "", row.values.get("shift") or ""
        if first <= shift[0] <= last:
            by, quiet = sent.get(shift, (row, False))
            sent[shift] = by, quiet or row.values.get("quiet") == "yes"
    logged = {
        (day.isoformat(), part)
        for event in book.of("conflict")
        if book.within(at := event.said) or book.within(at - DAY_MS)  # a night belongs to its evening
        for day, part in [shift_of(at, book.zone)]
    }
    return [(by, quiet or shift in logged) for shift, (by, quiet) in sent.items()]


def _rate(book: Book) -> Result:
    """By the visits that the centre says an open day has, and the open days until today."""
    last = min(book.period.last, book.day(book.period.now))
    visits = count_visits(book.settings, book.period.first, last)
    if visits >= FEWEST_VISITS:
        return Result(book.period, len(book.events), visits)
    unsaid = (
        "A manager can say how many visits a day has, under Settings.",
        "La direction peut dire combien de visites a un jour, sous Réglages.",
    )
    few = ("There were fewer than 500 visits in these days.", "Moins de 500 visites ces jours-là.")
    return Result(book.period, len(book.events), lacking=few if book.settings.get("visits") else unsaid)


def count_visits(settings: Mapping[str, Any], first: date, last: date) -> int:
    """How many visits the open days from the first to the last had, as the centre says; 0 where it doesn't say."""
    open_days = open_days_of(settings)
    days = (first + DAY * n for n in range((last - first).days + 1))
    is_open = sum(not open_days or day.isoweekday() in open_days for day in days)
    return is_open * int(settings.get("visits") or 0)


def _changed(book: Book) -> Result:
    fixes = [fix for fix, _ in list_changes(book)]
    return Result(book.period, len(fixes), texts=tuple(fix.values.get("what") or "" for fix in fixes))


def list_changes(book: Book) -> list[tuple[Row, int]]:
    """The fixes marked as done in the period, and when, in ms."""
    done = sorted((at, id) for id, at in book.done.items() if book.within(at))
    return [(fix, at) for at, id in done if (fix := book.get(id)) is not None]


def _corrected(book: Book) -> Result:
    asked = [
        row for row in book.of("note") if row.values.get("sort") == "correction" and book.within(row.made)
    ]
    return share(book, [_was_answered(book, note) for note in asked])


def _was_answered(book: Book, note: Row) -> bool | None:
    """By a reply to it, or, since it was asked, to what it is about. Not known while the seven days run."""
    about = book.get(note.above)
    replies = [*book.below(note, "reply"), *(book.below(about, "reply") if about else [])]
    until = note.made + ANSWER_MS
    if any(reply.order > note.order and reply.made <= until for reply in replies):
        return True
    return None if book.period.now <= until else False


MEASURES = (
    Measure(
        "M2",
        ("Logging habit", "Habitude de noter"),
        (
            "Of shifts with a handover sent: those with a log, or marked as a quiet shift.",
            "Des quarts qui ont envoyé un relais, ceux avec une note ou un «\u00a0quart calme\u00a0».",
        ),
        audience("supervisor"),
        "percent",
        _habit,
    ),
    Measure(
        "M3",
        ("Logged per 1,000 visits", "Noté par 1\u00a0000 visites"),
        (
            "How many logs for each 1,000 visits. Only with 500 visits or more.",
            "Combien de notes pour 1\u00a0000 visites. Seulement à partir de 500 visites.",
        ),
        audience("supervisor", "funder"),
        "per_1000",
        _rate,
    ),
    Measure(
        "M23",
        ("What we changed", "Ce que nous avons changé"),
        (
            "How many fixes of our place or our ways were marked as done.",
            "Combien de changements de notre lieu ou de nos façons sont marqués faits.",
        ),
        audience("all"),
        "count",
        _changed,
    ),
    Measure(
        "M28",
        ("Corrections answered", "Corrections répondues"),
        (
            "Of corrections asked for, those with an answer within 7 days.",
            "Des corrections demandées, celles avec une réponse en moins de 7 jours.",
        ),
        audience("manager"),
        "percent",
        _corrected,
    ),
)
