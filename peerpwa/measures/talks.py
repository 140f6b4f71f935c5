"""M14 and M15: talks of the events of the period, by kind, and whether the choice stayed free."""

from peerpwa.measures.book import Book, Row
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.sums import mix, one_of, share

AGREED = ("agreement", "partial")
ASKED = ("yes", "partly", "no")


def _kinds(book: Book) -> Result:
    return mix(book, "talk_mode", [one_of(talk.values.get("mode")) for talk in _talks(book)])


def _free_choice(book: Book) -> Result:
    return share(book, [kept for _, kept in list_agreed(book)])


def list_agreed(book: Book) -> list[tuple[Row, bool | None]]:
    """Each talk with a deal or a plan, and whether the choice stayed free."""
    return [(talk, _kept(book, talk)) for talk in _talks(book) if _has_end(book, talk)]


def _kept(book: Book, talk: Row) -> bool | None:
    """None where it isn't known who took part."""
    people = book.below(talk, "party")
    if not people:
        return None
    return all(
        person.values.get("told") == "yes" and person.values.get("ok_with_it") in ASKED for person in people
    )


def _has_end(book: Book, talk: Row) -> bool:
    agreed = talk.values.get("outcome") in AGREED or book.below(talk, "promise")
    return bool(agreed or book.below(talk, "plan"))


def _talks(book: Book) -> list[Row]:
    return [talk for event in book.events for talk in book.tree(event, "talk")]


MEASURES = (
    Measure(
        "M14",
        ("Talks by kind", "Discussions par sorte"),
        (
            "How many talks of each kind. One at a time is worth as much as together.",
            "Combien de discussions de chaque sorte. À tour de rôle vaut autant qu'ensemble.",
        ),
        audience("supervisor"),
        "count",
        _kinds,
        "talk_mode",
    ),
    Measure(
        "M15",
        ("Free choice kept", "Choix resté libre"),
        (
            "Of talks with a deal or a plan: those with a free choice for each person. "
            "Each was told that it is a choice, and was asked alone.",
            "Des discussions avec entente ou plan\u00a0: celles où le choix est resté libre. "
            "Chaque personne a su que c'est un choix, et on lui a demandé à part.",
        ),
        audience("supervisor", "funder"),
        "percent",
        _free_choice,
    ),
)
