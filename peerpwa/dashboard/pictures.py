"""What the weekly view draws: each picture is its table, with the sentence that says what is to be seen in it.

One source for all three: the browser draws from the table's own cells, the sentence is made of their words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from peerpwa.dashboard.findings import Cell, Row, say_change, say_mix, say_practice, say_where
from peerpwa.dashboard.labels import day, option, short_option
from peerpwa.exports.tables import labels_of, merge
from peerpwa.language import language_of
from peerpwa.measures import Measure, Part, Period, show
from peerpwa.measures.changes import Change
from peerpwa.measures.practice import Practised
from peerpwa.measures.show import is_enough, show_share
from peerpwa.measures.week import Grid, Pair, Week
from peerpwa.web.words import t

FIRST, LATER = ("M4", "types", "M22", "outcomes", "M10"), ("M14",)
IN_ORDER = ("M4", "M10", "M11")
FULL = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """`kind`: how it is drawn, `bars` or `grid`; `most`: the size of a full bar, None for the greatest there is;
    `more`: what else was written of it.

    Without rows there is nothing to draw, and `says` tells the reason.
    """

    id: str
    title: str
    definition: str
    says: str
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    kind: str = "bars"
    most: int | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Spans:
    """The two spans of a picture: their heads, how the earlier one is said, and what is said of nothing at all."""

    heads: tuple[str, str]
    before: str
    nothing: str


def draw_week(week: Week) -> list[Picture]:
    """The pictures of a week, in the reader's language, in their order on the page."""
    pairs = {pair.measure.id: pair for pair in week.pairs}
    days, months = _two_weeks(), _two_months(week.slips)
    return [
        _where(week.grid),
        *(_mix(pairs[id], days) for id in FIRST),
        _mix(week.slips, months),
        *(_mix(pairs[id], days) for id in LATER),
        _practice(week.practised),
    ]


def draw_changes(changes: Sequence[Change]) -> list[Picture]:
    """Before and after each change."""
    return [_change(f"change-{number}", one) for number, one in enumerate(changes)]


def part_name(measure: Measure, code: str) -> str:
    """What a share of a mix is called."""
    if isinstance(measure.codes, dict):
        return measure.codes[code][_french()]
    return short_option(code, measure.codes)


def _where(grid: Grid) -> Picture:
    """By zones: few enough to be seen at once, and none is one seat. Its places stand beside a zone, not by hour."""
    heads = tuple(option(code, "part_of_day") for code in grid.parts)
    rows = []
    for zone, label in labels_of("place").items():
        places = [(place, counts) for place, counts in grid.rows if merge("place", place) == zone]
        cells = [sum(counts[at] for _, counts in places) for at in range(len(heads))]
        note = " · ".join(f"{option(place, 'place')} {sum(counts)}" for place, counts in places)
        rows.append(Row(label[_french()], tuple(Cell(n, str(n)) for n in cells), note))
    zones = [_sum(row.name, [cell.size for cell in row.cells]) for row in rows]
    times = [_sum(head, [row.cells[at].size for row in rows]) for at, head in enumerate(heads)]
    total = sum(row.cells[0].size for row in zones)
    return Picture(
        "where",
        t("Where and when, as logged", "Où et quand, tel que noté"),
        t(
            "How many logs speak of each zone and part of day. More can mean that more is written down.",
            "Combien de notes parlent de chaque zone et moment. Plus peut vouloir dire qu'on écrit plus.",
        ),
        say_where(zones, times, enough=is_enough(total)),
        heads,
        tuple(rows) if total else (),
        "grid",
    )


def _sum(name: str, sizes: Sequence[int]) -> Row:
    return Row(name, (Cell(sum(sizes), str(sum(sizes))),))


def _two_weeks() -> Spans:
    return Spans(
        (t("These 7 days", "Ces 7 jours"), t("7 days before", "7 jours d'avant")),
        t("The 7 days before:", "Les 7 jours d'avant\u00a0:"),
        t("Nothing to show for these two weeks.", "Rien à montrer pour ces deux semaines."),
    )


def _two_months(slips: Pair) -> Spans:
    return Spans(
        (_month(slips.now.period), _month(slips.before.period)),
        t("The month before:", "Le mois d'avant\u00a0:"),
        t(
            "No slip in these two months. Offer one at a check-in.",
            "Aucun billet ces deux mois. Offrez-en un lors d'un suivi.",
        ),
    )


def _mix(pair: Pair, spans: Spans) -> Picture:
    measure, was = pair.measure, {part.code: part for part in pair.before.parts}
    rows = []
    for part in pair.now.parts:
        earlier = was.get(part.code, Part(part.code, 0))
        if part.numerator or earlier.numerator:
            cells = _cell(measure, part), _cell(measure, earlier)
            rows.append(Row(part_name(measure, part.code), cells))
    if measure.id not in IN_ORDER:
        rows.sort(key=lambda row: -row.cells[0].size)
    whole = max((part.denominator or 0 for part in pair.now.parts), default=0)
    return Picture(
        measure.id,
        measure.title[_french()],
        measure.definition[_french()],
        say_mix(rows, spans.before, spans.nothing, enough=is_enough(whole)),
        spans.heads,
        tuple(rows),
        more=t("What ran out: ", "Ce qui a manqué\u00a0: ") + " · ".join(pair.now.texts)
        if pair.now.texts
        else "",
    )


def _cell(measure: Measure, part: Part) -> Cell:
    """The count stands before its percentage: the bar is as long as the count."""
    text = show(measure, part, language_of(request))
    if "%" in text:
        text = f"{part.numerator} ({text})" if part.numerator else "0"
    return Cell(part.numerator, text)


def _practice(practised: Practised) -> Picture:
    rows = [Row(option(part.code, "step"), (_share(part),)) for part in practised.parts]
    return Picture(
        "practice",
        t("Steps that our talks took, as logged", "Étapes de nos discussions, telles que notées"),
        t(
            "Of our talks in 8 weeks, how many took each step. It is the whole team's. There is no target.",
            "De nos discussions en 8 semaines, combien ont fait chaque étape. "
            "C'est à toute l'équipe. Il n'y a pas de cible.",
        ),
        say_practice(rows),
        (f"{day(practised.period.first)} – {day(practised.period.last)}",),
        tuple(rows),
        most=FULL,
    )


def _share(part: Part) -> Cell:
    of = part.denominator or 1
    size = (2 * FULL * part.numerator + of) // (2 * of)
    return Cell(size, show_share(part.numerator, of, language_of(request)))


def _change(id: str, change: Change) -> Picture:
    sides = [
        (t("{n} days before", "{n} jours avant"), change.before),
        (t("{n} days after", "{n} jours après"), change.after),
    ]
    counted = [(words.format(n=change.days), count) for words, count in sides if count is not None]
    return Picture(
        id,
        change.what,
        t(
            "What was logged there before and after it was done. The day itself counts in neither.",
            "Ce qui a été noté là avant et après. Le jour même ne compte pas.",
        ),
        say_change(change),
        (t("Logged", "Noté"),),
        tuple(Row(name, (Cell(count, str(count)),)) for name, count in counted),
    )


def _month(period: Period) -> str:
    months = t(
        "January February March April May June July August September October November December",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ).split()
    return f"{months[period.first.month - 1]} {period.first.year}"


def _french() -> bool:
    return language_of(request) == "fr"
