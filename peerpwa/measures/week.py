"""The weekly view (PRACTICE 7.2): seven days beside the seven before, where and when things were logged, which steps
the team's talks took, and what stood before and after a change.

Places are those of the centre's list and times are parts of day: never one seat, never one hour. A week is all that
can be chosen: nothing narrows it to a person or a worker.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, outcome_of
from peerpwa.measures.catalogue import MEASURES, measures_of
from peerpwa.measures.changes import LATELY, Change, list_before_and_after
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.kept import load_week
from peerpwa.measures.load import count_logged, is_started, list_done
from peerpwa.measures.period import DAY, Period
from peerpwa.measures.practice import Practised, look_at_practice, weeks_until
from peerpwa.measures.sums import mix, one_of
from peerpwa.practice import load, shift_of
from peerpwa.records.door import reading
from peerpwa.records.viewer import Viewer

DAYS = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure now and in the days before."""

    measure: Measure
    now: Result
    before: Result


@dataclass(frozen=True, slots=True)
class Grid:
    """How many logs in each place by part of day: `rows` are (place, one count a part), most first."""

    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """`pairs`: what this viewer may see, single numbers and mixes. `slips`: clients' own answers in the month of the
    week's last day and in the one before. `helped`: what helped, in the words of the week's handovers. `started`:
    whether anything was ever logged.
    """

    period: Period
    pairs: tuple[Pair, ...]
    slips: Pair
    grid: Grid
    practised: Practised
    changes: tuple[Change, ...]
    helped: tuple[str, ...]
    started: bool

    @property
    def empty(self) -> bool:
        """Nothing in either week."""
        return not any(
            one.numerator or one.denominator or one.not_known or any(part.numerator for part in one.parts)
            for pair in self.pairs
            for one in (pair.now, pair.before)
        )


def look_at_week(centre: Centre, viewer: Viewer, now: int, last: date | None = None) -> Week | None:
    """The seven days of the viewer's centre that end on `last`, else today; None where there is nothing for them."""
    mine = measures_of(centre, viewer)
    if not viewer.leads or not mine:
        return None
    zone = zone_of(centre)
    period = Period.of_days(DAYS, zone, now)
    if last is not None:
        period = Period(last - DAY * (DAYS - 1), last, now)
    with reading():
        return _look(centre, viewer, mine, period)


def _look(centre: Centre, viewer: Viewer, mine: Sequence[Measure], period: Period) -> Week:
    book, talks = load_week(centre, viewer, period)
    earlier = replace(book, period=period.before)
    return Week(
        period,
        tuple(Pair(one, one.formula(book), one.formula(earlier)) for one in (*mine, *PICTURES)),
        _slips(book, book.day(period.now)),
        _grid(book),
        look_at_practice(weeks_until(period), talks),
        _changes(centre, viewer, period),
        _helped(book),
        is_started(centre, viewer),
    )


def _changes(centre: Centre, viewer: Viewer, period: Period) -> tuple[Change, ...]:
    done = list_done(centre, viewer, period.last - LATELY, period.last)
    return tuple(list_before_and_after(done, period.last, partial(count_logged, centre, viewer)))


def _helped(book: Book) -> tuple[str, ...]:
    first, last = book.period.first.isoformat(), book.period.last.isoformat()
    sent = [row.values for row in book.of("handover") if first <= (row.values.get("day") or "") <= last]
    return tuple(dict.fromkeys(values["helped"] for values in sent if values.get("helped")))


def _slips(book: Book, today: date) -> Pair:
    """A slip holds a month and no day."""
    measure = next(one for one in MEASURES if one.id == "M11")
    now = book.period.now
    month = Period.of_month(book.period.last, today, now)
    before = Period.of_month(month.first - DAY, today, now)
    of_month, of_before = (measure.formula(replace(book, period=period)) for period in (month, before))
    return Pair(measure, of_month, of_before)


def _grid(book: Book) -> Grid:
    counts: Counter[tuple[str, str]] = Counter()
    for event in book.events:
        _, part = shift_of(event.said, book.zone)
        counts[event.values.get("place") or "other", part] += 1
    parts = tuple(option["code"] for option in load().vocabularies["part_of_day"])
    places = {place for place, _ in counts}
    rows = [(place, tuple(counts[place, part] for part in parts)) for place in places]
    return Grid(parts, tuple(sorted(rows, key=lambda row: (-sum(row[1]), row[0]))))


def _types(book: Book) -> Result:
    return mix(book, "conflict_type", [event.values.get("types") or [] for event in book.events])


def _outcomes(book: Book) -> Result:
    return mix(book, "outcome", [one_of(outcome_of(book, event)) for event in book.events])


PICTURES = (
    Measure(
        "types",
        ("What it was about, as logged", "De quoi il s'agissait, tel que noté"),
        (
            "Of all logs, how many name each type. A log may name two.",
            "De toutes les notes, combien nomment chaque sorte. Une note peut en nommer deux.",
        ),
        audience("supervisor"),
        "percent",
        _types,
        "conflict_type",
    ),
    Measure(
        "outcomes",
        ("How it ended, as logged", "Comment cela a fini, tel que noté"),
        (
            "Of all logs, how many ended so. The latest talk tells, or else the log. Space for now is a good end.",
            "De toutes les notes, combien ont fini ainsi. La dernière discussion le dit, sinon la note. "
            "L'espace est une bonne fin.",
        ),
        audience("supervisor"),
        "percent",
        _outcomes,
        "outcome",
    ),
)
