"""M16 to M19, M21, M24 and M25: help asked, how it was answered, and what came of it.

A request counts in the period in which the worker learned of it: its clocks run from there. What a supervisor found at
closing stands before what the author wrote.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Part, Result, audience
from peerpwa.measures.sums import high, middle, mix, share
from peerpwa.practice import answer_by, load

MINUTE = 60_000
REPLY_MS = 24 * 60 * MINUTE
TAKEN_UP = ("accepted", "first_meeting")
AFFECTED = ("affected", "both")
HOT = ("h3", "h4")


def _to_a_human(book: Book) -> Result:
    """Uses who was reached, not what was sent."""
    waits = [(ask.values.get("level"), wait_of(book, ask)) for ask in book.asks]
    levels = [option["code"] for option in load().vocabularies["er_level"]]
    parts = tuple(_wait_part(level, [wait for of, wait in waits if of == level]) for level in levels)
    every = [wait for _, wait in waits if wait is not None]
    return Result(
        book.period,
        len(every),
        len(waits),
        len(waits) - len(every),
        middle=middle(every),
        high=high(every),
        timed=len(every),
        parts=parts,
    )


def _wait_part(level: str, waits: Sequence[float | None]) -> Part:
    known = [wait for wait in waits if wait is not None]
    reached = len(known)
    return Part(level, reached, len(waits), len(waits) - reached, middle(known), high(known), reached)


def wait_of(book: Book, ask: Row) -> float | None:
    """Minutes until somebody was reached."""
    reached = [told.said for told in book.below(ask, "told") if told.values.get("reached") == "yes"]
    return max(0, min(reached) - ask.said) / MINUTE if reached else None


def _in_time(book: Book) -> Result:
    return share(book, [_was_in_time(book, ask) for ask in book.asks])


def _was_in_time(book: Book, ask: Row) -> bool | None:
    """Not known without a clock, or while it still runs."""
    until = answer_by(ask.values.get("level"), ask.said, book.zone, book.clocks)
    taken = min((one.made for one in book.below(ask, "acknowledgement")), default=None)
    if until is None or (taken is None and book.period.now <= until):
        return None
    return taken is not None and taken <= until


def _replied(book: Book) -> Result:
    closed = [ask for ask in book.asks if _is_closed(book, ask)]
    return share(book, [_was_replied(book, ask) for ask in closed])


def _was_replied(book: Book, ask: Row) -> bool:
    """A reply to the request, or, once asked, to what it is about."""
    about = book.get(ask.above)
    replies = [*book.below(ask, "reply"), *(book.below(about, "reply") if about else [])]
    until = ask.said + REPLY_MS
    return any(reply.order > ask.order and reply.made <= until for reply in replies)


def _is_closed(book: Book, ask: Row) -> bool:
    return any(one.values.get("reason") for one in book.below(ask, "closing"))


def _taken_up(book: Book) -> Result:
    """Referrals made in the period to which the person said yes; one that waits is not known yet."""
    answers = [answer_of(book, one) for one in list_referrals(book)]
    taken = sum(answer in TAKEN_UP for answer in answers)
    waiting = sum(answer in (None, "waiting") for answer in answers)
    return Result(book.period, taken, len(answers), waiting)


def list_referrals(book: Book) -> Iterator[Row]:
    """The referrals made in the period to which the person said yes."""
    for one in book.of("referral"):
        ask = book.get(one.above)
        counts = book.within(one.made) and one.values.get("to") != "none"
        basis = one.values.get("basis") or (found(book, ask, "share_basis") if ask else None)
        if counts and basis == "consent":
            yield one


def answer_of(book: Book, referral: Row) -> str | None:
    """As a supervisor wrote it, else as the mediator answered last."""
    own = [one.values.get("answer") for one in book.below(referral, "answer")]
    return referral.values.get("answer") or (own[-1] if own else None)


def _emergency(book: Book) -> Result:
    outside = [found(book, ask, "outside") or [] for ask in book.asks]
    counted = mix(book, "external", outside, "none")
    events = len(book.events)
    parts = tuple(Part(part.code, part.numerator, events) for part in counted.parts)
    return Result(book.period, counted.numerator, events, counted.not_known, parts=parts)


def _supported(book: Book) -> Result:
    """People named as affected, in events with a flag; an event that names nobody is not known."""
    every = list(list_affected(book))
    people = sum(len(named) for _, named, _ in every)
    offered = sum(len(named) for _, named, was_offered in every if was_offered)
    return Result(book.period, offered, people, sum(not named for _, named, _ in every))


def list_affected(book: Book) -> Iterator[tuple[Row, set[str], bool]]:
    """Each event with a flag, the people named as affected, and whether support was offered."""
    for event in book.events:
        if not book.flags(event):
            continue
        asks = book.tree(event, "escalation")
        rows = [row for ask in asks for row in found(book, ask, "parts") or []]
        named = {row["who"].casefold() for row in rows if row.get("part") in AFFECTED and row.get("who")}
        offers = [*(found(book, ask, "support") for ask in asks)]
        offers += [talk.values.get("offers") for talk in book.tree(event, "talk")]
        yield event, named, any(offers)


def _staff_care(book: Book) -> Result:
    """No answer is no offer: such an event stands in the denominator too."""
    answers = [
        {one.values.get("debrief") for one in book.tree(event, "closing")} - {None}
        for event in book.events
        if event.values.get("heat") in HOT
    ]
    offered = sum(bool(given & {"yes_taken", "yes_declined"}) for given in answers)
    return Result(book.period, offered, len(answers), sum(not given for given in answers))


def found(book: Book, ask: Row, field: str) -> Any:
    """What stands of a request: as a supervisor found it at closing, else as its author wrote it."""
    for closing in reversed(book.below(ask, "closing")):
        if closing.values.get(field):
            return closing.values[field]
    return ask.values.get(field)


MEASURES = (
    Measure(
        "M16",
        ("Time to a human", "Délai avant un humain"),
        (
            "From when the worker knew to when somebody was reached. Half took the first time or less. "
            "Nine in ten took the second time or less.",
            "Du moment où l'intervenant a su à celui où quelqu'un a été rejoint. "
            "La moitié au plus le premier délai, neuf sur dix au plus le second.",
        ),
        audience("supervisor", "manager", "funder"),
        "minutes",
        _to_a_human,
        "er_level",
        ("All levels", "Tous les niveaux"),
    ),
    Measure(
        "M17",
        ("Answered in time", "Répondu à temps"),
        (
            "Of requests for help with a time limit, those that a supervisor took within it. It looks at the centre's help.",
            "Des demandes d'aide avec un délai, celles prises en charge à temps. On regarde l'aide du centre.",
        ),
        audience("supervisor", "manager"),
        "percent",
        _in_time,
    ),
    Measure(
        "M18",
        ("Reply to the worker", "Réponse à l'intervenant"),
        (
            "Of requests for help that are closed, those with a reply within 24 hours.",
            "Des demandes d'aide fermées, celles avec une réponse en moins de 24 heures.",
        ),
        audience("supervisor", "manager"),
        "percent",
        _replied,
    ),
    Measure(
        "M19",
        ("Referral taken up", "Référence suivie"),
        (
            "Of referrals to which the person said yes, those taken up. Those that wait count too, as not known.",
            "Des références acceptées par la personne, celles qui ont eu lieu. "
            "Celles en attente comptent aussi, comme pas connues.",
        ),
        audience("funder"),
        "percent",
        _taken_up,
    ),
    Measure(
        "M21",
        ("Calls to outside help, as logged", "Appels à l'externe, tels que notés"),
        (
            "For each 100 logs, how many calls to outside help, by kind.",
            "Pour 100 notes, combien d'appels à l'externe, par sorte.",
        ),
        audience("manager", "funder"),
        "per_100",
        _emergency,
        "external",
        ("Requests with a call", "Demandes avec un appel"),
    ),
    Measure(
        "M24",
        ("Support given", "Soutien offert"),
        (
            "Of people named as affected where a flag was set, those who were offered support.",
            "Des personnes touchées, là où un signalement est mis\u00a0: celles à qui on a offert du soutien.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _supported,
    ),
    Measure(
        "M25",
        ("Staff care", "Soin de l'équipe"),
        (
            "Of logs at heat 3 or 4, those after which staff were offered a debrief.",
            "Des notes à chaleur 3 ou 4\u00a0: celles où un retour a été offert à l'équipe.",
        ),
        audience("manager"),
        "percent",
        _staff_care,
    ),
)
