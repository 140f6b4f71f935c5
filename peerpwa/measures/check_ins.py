"""M8 to M12 and M26: what check-ins say, counted by the day on which they were due or done."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Part, Result, audience
from peerpwa.measures.period import DAY, start_of
from peerpwa.measures.sums import share
from peerpwa.practice.clocks import satisfied

LEFT_OUT = ("declined", "not_safe_to_ask")
WAITING = ("not_found", "not_safe_to_ask")
ANSWERED = ("yes", "partly", "no")
WORDS = {
    "satisfied": ("Satisfied", "D'accord"),
    "partly": ("Partly", "En partie"),
    "not": ("Not satisfied, or not safe", "Pas d'accord, ou pas en sécurité"),
    "unknown": ("Not known", "Pas connu"),
}


def _on_time(book: Book) -> Result:
    return share(book, [on_time for _, on_time in list_due(book)])


def list_due(book: Book) -> Iterator[tuple[Row, bool | None]]:
    """Each check-in whose day is over, and whether it was on time: days, not minutes. The first try says how it
    went; one declined or not safe to ask is neither late nor on time.
    """
    for due in book.of("follow_up"):
        at = due.said if due.values.get("due") else None
        if at is None or not book.within(at) or book.period.now < start_of(book.day(at) + DAY, book.zone):
            continue
        tries = [one for one in _same_person(book, due) if one.order > due.order]
        first = min(tries, key=_when, default=None)
        if first is None:
            yield due, False
        elif first.values.get("reached") in LEFT_OUT:
            yield due, None
        else:
            yield due, book.day(first.said) <= book.day(at)


def _reached(book: Book) -> Result:
    closed = [
        one.values.get("reached")
        for one in book.check_ins
        if one.values.get("reached") not in WAITING or one.values.get("next") == "close"
    ]
    return Result(book.period, closed.count("reached"), len(closed))


def _satisfied(book: Book) -> Result:
    """One person counts once, by their latest answer: an attempt without one takes nothing back."""
    people = find_latest_answers(book, book.check_ins)
    counts = {code: list(people.values()).count(code) for code in WORDS}
    known = len(people) - counts["unknown"]
    return Result(
        book.period,
        counts["satisfied"],
        known,
        counts["unknown"],
        parts=tuple(Part(code, count, len(people)) for code, count in counts.items()),
    )


def find_latest_answers(book: Book, check_ins: Iterable[Row]) -> dict[str, str]:
    """What each person last said of how it was settled, by person."""
    people: dict[str, str] = {}
    for one in sorted(check_ins, key=_when):
        answer, who = satisfied(one.values), person_of(book, one)
        if answer != "unknown" or who not in people:
            people[who] = answer
    return people


def _slips(book: Book) -> Result:
    """Slips hold a month and an answer, and nothing else: only whole months can be asked for."""
    period = book.period
    today = book.day(period.now)
    whole = period.first.day == 1 and (period.last == today or (period.last + DAY).day == 1)
    if not whole:
        return Result(
            period,
            lacking=(
                "Slips are counted by month. Choose whole months.",
                "Les billets sont comptés par mois. Choisissez des mois entiers.",
            ),
        )
    return Result(period, parts=tuple(_slip(book, question) for question in ("heard", "same_treatment")))


def _slip(book: Book, question: str) -> Part:
    first, last = f"{book.period.first:%Y-%m}", f"{book.period.last:%Y-%m}"
    given: dict[str, int] = {}
    for (month, asked, answer), total in book.slips.items():
        if asked == question and first <= month <= last:
            given[answer] = given.get(answer, 0) + total
    answered = sum(given.get(answer, 0) for answer in ANSWERED)
    return Part(question, given.get("yes", 0), answered, sum(given.values()) - answered)


def _kept(book: Book) -> Result:
    return share(book, [suits for _, suits in list_day_7(book)])


def list_day_7(book: Book) -> Iterator[tuple[Row, bool | None]]:
    """The first check-in that reached the person between day 5 and day 10 (day 0 is the day of the event), and
    whether the deal still suits.
    """
    now = {_above(one) for one in book.check_ins}  # of nobody else can the first one be of this period
    asked = sorted((one for one in book.of("check_in") if _above(one) in now), key=_above)
    for _, every in groupby(asked, key=_above):
        tries = [one for one in every if 5 <= (book.day(one.said) - _day_of_event(book, one)).days <= 10]
        first = min(tries, key=lambda one: (one.values.get("reached") != "reached", _when(one)), default=None)
        if first is None or not book.within(first.said):
            continue
        answer = first.values.get("still_suits")
        if answer in ANSWERED:
            yield first, answer == "yes"
        elif book.tree(first, "promise"):
            yield first, None


def _still_coming(book: Book) -> Result:
    return share(book, [coming for _, coming in list_visits(book)])


def list_visits(book: Book) -> Iterator[tuple[Row, bool | None]]:
    """Each check-in that reached the person, and whether they come here as usual."""
    for one in book.check_ins:
        visit = one.values.get("visits")
        if one.values.get("reached") == "reached":
            yield one, visit == "usual" if visit in ("usual", "less", "stopped") else None


def _same_person(book: Book, due: Row) -> Iterable[Row]:
    """The attempts that stand below the same part of a person."""
    above = book.get(due.above)
    return book.below(above, "check_in") if above else ()


def person_of(book: Book, check_in: Row) -> str:
    """Who it was with, for counting people once: by their handle, else by their part."""
    above = book.get(check_in.above)
    handle = check_in.values.get("person") or (above.values.get("handle") if above else None)
    return handle.casefold() if handle else check_in.above or check_in.id


def _day_of_event(book: Book, check_in: Row) -> date:
    top = book.get(check_in.root)
    return book.day(top.said if top and top.kind == "conflict" else (top or check_in).made)


def _when(check_in: Row) -> tuple[int, str, str]:
    return check_in.said, check_in.order, check_in.id


def _above(check_in: Row) -> str:
    return check_in.above or check_in.id


MEASURES = (
    Measure(
        "M8",
        ("Check-in on time", "Suivi à temps"),
        (
            "Of check-ins whose day is over, those done or tried by that day. Days count, not hours. "
            "Left out: the person said no, or it wasn't safe to ask.",
            "Des suivis dont le jour est passé, ceux faits ou tentés ce jour-là. Le jour compte, pas l'heure. "
            "Sans les refus, ni quand demander n'était pas sûr.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _on_time,
    ),
    Measure(
        "M9",
        ("People reached", "Personnes rejointes"),
        (
            "Of check-ins that came to an end, those where we talked with the person.",
            "Des suivis terminés, ceux où on a parlé avec la personne.",
        ),
        audience("supervisor"),
        "percent",
        _reached,
    ),
    Measure(
        "M10",
        ("Satisfied, as they told us", "D'accord, selon leurs mots"),
        (
            "Of people who gave an answer: those fine with how it was settled, and safe. "
            "One person counts once, by the latest answer.",
            "Des personnes qui ont répondu, celles d'accord avec la suite et en sécurité. "
            "Une personne compte une fois, par sa dernière réponse.",
        ),
        audience("all"),
        "percent",
        _satisfied,
        WORDS,
        ("Satisfied, of those who answered", "D'accord, parmi les réponses"),
    ),
    Measure(
        "M11",
        ("Felt heard, treated the same", "Entendus, traités pareil"),
        (
            "Of slips that clients filled in alone, those that say yes. Slips have no name.",
            "Des billets remplis par les clients seuls, ceux qui disent oui. Les billets sont sans nom.",
        ),
        audience("all"),
        "percent",
        _slips,
        "slip_question",
    ),
    Measure(
        "M12",
        ("Still suits at day 7", "Convient encore au jour 7"),
        (
            "Of people asked from day 5 to day 10: those whom the deal still suits.",
            "Des personnes vues du jour 5 au jour 10\u00a0: celles à qui l'entente convient encore.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _kept,
    ),
    Measure(
        "M26",
        ("Still coming", "Viennent encore"),
        (
            "Of answers at check-ins, those that say the person comes here as usual.",
            "Des réponses aux suivis, celles où la personne vient ici comme d'habitude.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _still_coming,
    ),
)
