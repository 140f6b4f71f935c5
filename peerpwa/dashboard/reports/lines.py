"""A funder's report laid out for its one page: which number stands where, and in which words. Nothing is counted here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from peerpwa.exports.guard import ALL_KINDS, Report, Word, percent
from peerpwa.exports.monthly import FLAGS, SETTINGS
from peerpwa.exports.published import Funder
from peerpwa.exports.tables import TOTAL, labels_of
from peerpwa.language import language_of
from peerpwa.measures import MEASURES, Measure, Part, show
from peerpwa.measures.centre import FEWEST_VISITS
from peerpwa.practice import load
from peerpwa.web.words import t

Cell = int | Word
TOP = 3
SHARES = (
    ("M2", "shifts"), ("M8", "due"), ("M11", "heard"), ("M11", "same_treatment"), ("M12", "day_7"), ("M13", "settled"),
    ("M15", "talks"), ("M19", "referrals"), ("M20", "limits"), ("M24", "affected"), ("M26", "visits"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """How many are so and how many not; `of`: the percentage where there may be one."""

    measure: Measure
    name: str
    yes: str
    no: str
    unknown: str
    of: str


@dataclass(frozen=True, slots=True)
class Mix:
    """A measure with a number for each of its codes: (label, number, percentage)."""

    measure: Measure
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`early`: M5's share, as M4's first band gives it. `serious`: (label, number)."""

    logged: str
    rate: str
    early: str
    shares: tuple[Share, ...]
    heat: Mix
    satisfied: Mix
    waits: Mix
    settings: tuple[tuple[str, str], ...]
    changes: str
    lines: tuple[str, ...]
    serious: tuple[tuple[str, str], ...]
    measures: dict[str, Measure]


def to_page(report: Funder) -> Page:
    """All words and numbers of a report, in the reader's language."""
    k, shown = report.k, report.shown
    events = shown["events"].cells
    early, logged = events[(("heat", "h0_h1"),)], events[TOTAL]
    return Page(
        logged=say(logged, k),
        rate=_rate(logged, report),
        early=" · ".join(filter(None, (say(early, k), _percent(early, logged)))),
        shares=tuple(_share(id, name, shown[name]) for id, name in SHARES),
        heat=_mix("M4", shown["events"], "heat"),
        satisfied=_mix("M10", shown["satisfied"], "satisfied"),
        waits=_mix("M16", shown["waits"], "wait"),
        settings=_top(shown),
        changes=say(shown["changes"].cells[TOTAL], k),
        lines=tuple(_label(load().libraries["options"], code) for code in report.lines),
        serious=tuple(
            (_kind(name.removeprefix(FLAGS)), say(one.cells[TOTAL], k))
            for name, one in shown.items()
            if name.startswith(FLAGS)
        ),
        measures={one.id: one for one in MEASURES},
    )


def say(cell: Cell, k: int) -> str:
    """A number, or the words that stand for it."""
    if cell is Word.FEWER:
        return t(f"fewer than {k}", f"moins de {k}")
    return t("not shown", "non montré") if cell is Word.NOT_SHOWN else str(cell)


def _rate(logged: Cell, report: Funder) -> str:
    """M3 tells no more than M1 beside what the centre says of itself."""
    if not report.visits:
        return t(
            "Not known: a manager says under Settings how many visits a day has.",
            "Pas connu\u00a0: la direction dit sous Réglages combien de visites a un jour.",
        )
    if report.visits < FEWEST_VISITS:
        return t("There were fewer than 500 visits.", "Il y a eu moins de 500 visites.")
    if isinstance(logged, Word):
        return say(Word.NOT_SHOWN, report.k)
    return show(_measure("M3"), Part("", logged, report.visits), language_of(request))


def _share(id: str, name: str, report: Report) -> Share:
    axis = report.tables[0][0]
    yes, no = report.cells[((axis, "yes"),)], report.cells[((axis, "no"),)]
    unknown = report.cells.get(((axis, "unknown"),))
    known = yes + no if isinstance(yes, int) and isinstance(no, int) else Word.NOT_SHOWN
    measure = _measure(id)
    return Share(
        measure,
        _name(measure, name),
        say(yes, report.k),
        say(no, report.k),
        "–" if unknown is None else say(unknown, report.k),
        _percent(yes, known),
    )


def _name(measure: Measure, population: str) -> str:
    """What the share is of: M11 has two questions, and of M20 only what is complete is told."""
    if measure.id == "M11":
        return _label(load().vocabularies["slip_question"], population)
    title, whole = measure.title[_french()], measure.whole
    return f"{title}, {whole[_french()].lower()}" if whole else title


def _mix(id: str, report: Report, axis: str) -> Mix:
    cells, whole = report.cells, report.cells[TOTAL]
    rows = (
        (label[_french()], say(cells[((axis, code),)], report.k), _percent(cells[((axis, code),)], whole))
        for code, label in labels_of(axis).items()
    )
    return Mix(_measure(id), tuple(rows))


def _top(shown: Mapping[str, Report]) -> tuple[tuple[str, str], ...]:
    """The most named of those that may be shown: of the others nobody learns where they stand."""
    told = [
        (cell, name.removeprefix(SETTINGS))
        for name, report in shown.items()
        if name.startswith(SETTINGS) and isinstance(cell := report.cells[TOTAL], int) and cell
    ]
    most = sorted(told, key=lambda one: -one[0])[:TOP]
    return tuple((_label(load().vocabularies["setting"], code), str(cell)) for cell, code in most)


def _kind(name: str) -> str:
    if name == ALL_KINDS:
        return t("Serious matters, all kinds", "Faits graves, toutes sortes")
    return _label(load().vocabularies["flag"], name)


def _percent(part: Cell, whole: Cell) -> str:
    found = percent(part, whole)
    return "" if found is None else t(f"{found}%", f"{found}\u00a0%")


def _measure(id: str) -> Measure:
    return next(one for one in MEASURES if one.id == id)


def _label(options: Sequence[dict[str, object]], code: str) -> str:
    pair = next(one["label"] for one in options if one["code"] == code)
    return str(pair[_french()])  # type: ignore[index]


def _french() -> bool:
    return language_of(request) == "fr"
