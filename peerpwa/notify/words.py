"""Every word that leaves in a notice, in both languages.

No client, no handle, no kind of conflict, no place, and no worker either: a lock screen and a mailbox are read by
others (SECURITY, threat model 1 and 2; PRACTICE 1.6).
"""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["help", "digest", "test"]
TITLE = "Common Ground"
HELP = ("Somebody asked for help. Answer by {by}.", "Quelqu'un demande de l'aide. Répondez avant {by}.")
STILL = (
    "A request for help still waits. Nobody has it yet.",
    "Une demande d'aide attend encore. Personne ne l'a.",
)
GIVEN = ("A colleague asks you to take a request for help.", "On vous confie une demande d'aide.")
TEST = ("This is a test. Notices reach you here.", "Ceci est un essai. Les avis arrivent ici.")
COUNTS = {
    "asks": ("Requests for help: {n}.", "Demandes d'aide\u00a0: {n}."),
    "given": ("Given to you: {n}.", "Confiées à vous\u00a0: {n}."),
    "check_ins": ("Check-ins due: {n}.", "Suivis à faire\u00a0: {n}."),
    "unread": ("Logs to read: {n}.", "Notes à lire\u00a0: {n}."),
}
SUBJECTS: dict[Kind, tuple[str, str]] = {
    "help": ("please look now", "regardez maintenant"),
    "digest": ("your day", "votre journée"),
    "test": ("a test", "un essai"),
}
OPEN = ("Open Common Ground: {url}", "Ouvrez Common Ground\u00a0: {url}")
NO_ADDRESS = ("Open Common Ground to see more.", "Ouvrez Common Ground pour en voir plus.")
STOP = (
    "You can stop these e-mails on its page “Notices”.",
    "Vous pouvez arrêter ces courriels à sa page «\u00a0Avis\u00a0».",
)


def of_help(language: str, by: str) -> str:
    """The first that is said of a request. `by`: the hour until which somebody must have it."""
    return HELP[language == "fr"].format(by=by)


def of_waiting(language: str) -> str:
    """What whoever is told next reads."""
    return STILL[language == "fr"]


def of_giving(language: str) -> str:
    """What somebody reads to whom a colleague gives a request."""
    return GIVEN[language == "fr"]


def of_digest(language: str, counts: Mapping[str, int]) -> str:
    """The start of a shift in counts; what there is none of isn't named."""
    return " ".join(COUNTS[name][language == "fr"].format(n=n) for name, n in counts.items() if n)


def of_test(language: str) -> str:
    return TEST[language == "fr"]


def to_subject(language: str, kind: Kind) -> str:
    """A subject says no more than that somebody should look."""
    colon = "\u00a0:" if language == "fr" else ":"
    return f"{TITLE}{colon} {SUBJECTS[kind][language == 'fr']}"


def to_text(language: str, body: str, url: str | None) -> str:
    """The whole of an e-mail."""
    way = OPEN[language == "fr"].format(url=url) if url else NO_ADDRESS[language == "fr"]
    return f"{body}\n\n{way}\n\n{STOP[language == 'fr']}\n"
