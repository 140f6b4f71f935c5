"""M13: whether a matter came back. Recurrence is a property of a thread, never of a person."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import inf

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.period import DAY, start_of
from peerpwa.practice.clocks import SETTLED_AFTER, open_day_after, open_days_since, satisfied, settled

LATER = 30


def _came_back(book: Book) -> Result:
    known: dict[str, bool] = {}
    for thread, _, again in list_settled(book):
        known[thread.id] = known.get(thread.id, False) or again
    return Result(book.period, sum(known.values()), len(known))


def list_settled(book: Book) -> Iterator[tuple[Row, int, bool]]:
    """Each time a thread was settled: when the 30 days after it ended (ms), and whether it came back in them. It
    counts in the period in which they end: then it is known.
    """
    for thread in book.of("thread"):
        for over, again in _settlements(book, thread):
            if book.within(over) and over <= book.period.now:
                yield thread, over, again


def _settlements(book: Book, thread: Row) -> Iterator[tuple[int, bool]]:
    """For each time the thread was settled: when the 30 days after it end (ms), and whether another event came
    within them.
    """
    events = events_of(book, thread)
    times = [*(event.said for event in events), inf]
    for number, (happened, following) in enumerate(pairwise(times), 1):
        at = _settled_at(book, events[:number], int(happened), following)
        if at is not None:
            over = start_of(book.day(at) + DAY * LATER, book.zone)
            yield over, following < over


def _settled_at(book: Book, events: Sequence[Row], happened: int, following: float) -> int | None:
    """The first moment after the latest of these events, and before the following one, at which all is settled."""
    quiet = start_of(_quiet_from(book, happened), book.zone)
    later = [one.said for event in events for one in book.tree(event, "check_in")]
    for moment in [quiet, *sorted(at for at in later if at > quiet)]:
        if moment >= following:
            return None
        if _is_settled(book, events, happened, moment):
            return moment
    return None


def settles_on(book: Book, thread: Row) -> date | None:
    """The day on which this matter counts as settled if nothing new comes, by what is known now; none while somebody
    who wanted a check-in isn't satisfied, or what was agreed isn't kept. A day that was before: it is settled since.
    """
    events = events_of(book, thread)
    if not events:
        return None
    happened, now = events[-1].said, book.period.now
    quiet = _quiet_from(book, happened)
    if not _is_settled(book, events, happened, max(now, start_of(quiet, book.zone)), until=now):
        return None
    at = _settled_at(book, events, happened, inf)
    return book.day(at) if at is not None and at <= now else quiet


def _quiet_from(book: Book, happened: int) -> date:
    return open_day_after(book.day(happened), SETTLED_AFTER, book.open_days)


def _is_settled(
    book: Book, events: Sequence[Row], happened: int, moment: int, *, until: int | None = None
) -> bool:
    """Whether all is settled at this moment, by what people had said `until` then."""
    known = moment if until is None else until
    people = [party for event in events for party in book.tree(event, "party") if _wants_one(book, party)]
    latest = [_latest_answer(sorted(book.below(one, "check_in"), key=_when), known) for one in people]
    agreed = any(book.tree(event, "promise") for event in events)
    return settled(latest, agreed, open_days_since(happened, moment, book.zone.key, book.open_days))


def events_of(book: Book, thread: Row) -> list[Row]:
    named = {line["record"] for line in thread.values.get("conflicts") or [] if "record" in line}
    found = [row for id in named if (row := book.get(id)) is not None and row.kind == "conflict"]
    return sorted(found, key=lambda row: (row.said, row.id))


def _wants_one(book: Book, party: Row) -> bool:
    return any(due.values.get("due") for due in book.below(party, "follow_up"))


def _latest_answer(tries: Sequence[Row], until: int) -> dict[str, object]:
    """What the person last said by then; nothing where nobody knows."""
    answers = [one for one in tries if one.said <= until and satisfied(one.values) != "unknown"]
    return dict(answers[-1].values) if answers else {}


def _when(check_in: Row) -> tuple[int, str, str]:
    return check_in.said, check_in.order, check_in.id


MEASURES = (
    Measure(
        "M13",
        ("Came back, as logged", "Revenu, tel que noté"),
        (
            "Of matters settled 30 days ago, those with one more log since. It is about the matter, not about people.",
            "Des affaires réglées depuis 30 jours, celles avec une autre note depuis. "
            "C'est l'affaire qui compte, pas les personnes.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _came_back,
    ),
)
