"""The weekly view (PRACTICE 7.2): seven days beside the seven before, and where and when things were logged.

Places are those of the centre's list and times are parts of day: never one seat, never one hour.
"""

from collections import Counter
from dataclasses import dataclass, replace

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, outcome_of, said
from peerpwa.measures.catalogue import measures_of
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.load import load_book
from peerpwa.measures.period import Period
from peerpwa.measures.sums import mix, one_of
from peerpwa.practice import load, shift_of
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
    """`pairs`: what this viewer may see, single numbers and mixes."""

    period: Period
    pairs: tuple[Pair, ...]
    grid: Grid

    @property
    def empty(self) -> bool:
        """Nothing in either week."""
        return not any(
            one.numerator or one.denominator or one.not_known or any(part.numerator for part in one.parts)
            for pair in self.pairs
            for one in (pair.now, pair.before)
        )


def look_at_week(centre: Centre, viewer: Viewer, now: int) -> Week | None:
    """The last seven days of the viewer's centre, today among them; None where there is nothing for them."""
    mine = measures_of(centre, viewer)
    if not viewer.leads or not mine:
        return None
    period = Period.of_days(DAYS, zone_of(centre), now)
    book = load_book(centre, period, viewer, since=period.before.first)
    earlier = replace(book, period=period.before)
    pairs = (Pair(one, one.formula(book), one.formula(earlier)) for one in (*mine, *PICTURES))
    return Week(period, tuple(pairs), _grid(book))


def _grid(book: Book) -> Grid:
    counts: Counter[tuple[str, str]] = Counter()
    for event in book.events:
        _, part = shift_of(said(event, "happened_at"), book.zone)
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
