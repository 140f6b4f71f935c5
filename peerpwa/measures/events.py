"""M1, M4 to M7, M22, M27: what was logged, and how it stood. E is `book.events`."""

from peerpwa.measures.book import Book, outcome_of
from peerpwa.measures.definition import Measure, Result, audience
from peerpwa.measures.sums import middle, mix, one_of, share

SETTLED = frozenset({"agreement", "partial", "agree_to_disagree", "space_given", "cooled_down"})
UNKNOWN = (None, "unknown")
HOUR = 3_600_000


def _logged(book: Book) -> Result:
    return Result(book.period, len(book.events))


def _heat_mix(book: Book) -> Result:
    return mix(book, "heat", [one_of(event.values.get("heat")) for event in book.events])


def _early(book: Book) -> Result:
    heats = [event.values.get("heat") for event in book.events]
    early = sum(heat in ("h0", "h1") for heat in heats)
    return Result(book.period, early, len(heats), sum(heat is None for heat in heats))


def _settled_for_now(book: Book) -> Result:
    outcomes = [outcome_of(book, event) for event in book.events]
    return share(book, [None if outcome in UNKNOWN else outcome in SETTLED for outcome in outcomes])


def _wanted(book: Book) -> Result:
    wishes = [event.values.get("checkin_wish") for event in book.events]
    wanted = sum(wish in ("each", "one") for wish in wishes)
    return Result(book.period, wanted, len(wishes), sum(wish is None for wish in wishes))


def _pressure(book: Book) -> Result:
    found = mix(book, "setting", [event.values.get("settings") or [] for event in book.events], "none")
    ran_out = tuple(
        row.values["settings_text"]
        for row in book.of("handover")
        if "ran_out" in (row.values.get("settings") or [])
        and row.values.get("settings_text")
        and book.period.first.isoformat() <= (row.values.get("day") or "") <= book.period.last.isoformat()
    )
    return Result(
        book.period, found.numerator, found.denominator, found.not_known, parts=found.parts, texts=ran_out
    )


def _age(book: Book) -> Result:
    ages = [max(0, event.made - event.said) / HOUR for event in book.events]
    return Result(book.period, sum(age >= 1 for age in ages), len(ages), middle=middle(ages), timed=len(ages))


MEASURES = (
    Measure(
        "M1",
        ("Logged", "Noté"),
        (
            "How many logs there are, by the day they speak of. More may only mean that more is written down.",
            "Combien de notes il y a, selon le jour dont elles parlent. Plus de notes peut vouloir dire qu'on écrit plus.",
        ),
        audience("all"),
        "count",
        _logged,
    ),
    Measure(
        "M4",
        ("Heat, as logged", "Chaleur, telle que notée"),
        (
            "Of all logs, how many at each level of heat. The level is the one its writer chose.",
            "De toutes les notes, combien à chaque niveau de chaleur. Le niveau est celui choisi par qui a écrit.",
        ),
        audience("all"),
        "percent",
        _heat_mix,
        "heat",
    ),
    Measure(
        "M5",
        ("Logged early", "Noté tôt"),
        (
            "Of all logs, those at heat 0 or 1. Higher is good: help came early.",
            "De toutes les notes, celles à chaleur 0 ou 1. Plus haut est bien\u00a0: l'aide est venue tôt.",
        ),
        audience("all"),
        "percent",
        _early,
    ),
    Measure(
        "M6",
        ("Logged as settled for now", "Noté comme réglé pour l'instant"),
        (
            "Of logs whose end is known, those that agreed, took space or cooled down. Not a score.",
            "Des notes dont la fin est connue, celles avec entente, espace ou retour au calme. Ce n'est pas un score.",
        ),
        audience("all"),
        "percent",
        _settled_for_now,
    ),
    Measure(
        "M7",
        ("Check-in wanted", "Suivi voulu"),
        (
            "Of all logs, those where one person or each wanted a check-in.",
            "De toutes les notes, celles où une personne ou chacune voulait un suivi.",
        ),
        audience("supervisor"),
        "percent",
        _wanted,
    ),
    Measure(
        "M22",
        ("What made it harder, as logged", "Ce qui compliquait, tel que noté"),
        (
            "Of all logs, how many name each thing of the place. These can be fixed. Below: what ran out.",
            "De toutes les notes, combien nomment chaque chose du lieu. On peut y remédier. Plus bas\u00a0: ce qui a manqué.",
        ),
        audience("all"),
        "percent",
        _pressure,
        "setting",
    ),
    Measure(
        "M27",
        ("Logged later", "Noté plus tard"),
        (
            "Of all logs, those saved an hour or more after. Also the middle time until it was saved. It shows our load.",
            "De toutes les notes, celles enregistrées une heure après ou plus. Aussi le délai médian. Cela montre notre charge.",
        ),
        audience("supervisor"),
        "hours",
        _age,
    ),
)
