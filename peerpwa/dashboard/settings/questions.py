"""The editor of a centre's own questions: their words and answers in both languages, who sees them, what is asked.

A question that was live once keeps its place and its words for the records that answered it; it is only asked no more.
Who sees it and how it is answered are chosen once: they are what its place is called.
"""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from peerpwa.dashboard.settings.lists import (
    CLOSED,
    FIRST,
    NO_WORDS,
    TOO_LONG,
    Rows,
    Troubles,
    filled,
    to_number,
)
from peerpwa.practice import own_questions
from peerpwa.practice.guide import Pair
from peerpwa.practice.own_questions import ASKED, CODES, EACH, PLACES

SORTS: dict[str, Pair] = {
    "one": ("Pick one answer", "Une seule réponse"),
    "many": ("Pick all that fit", "Plusieurs réponses"),
    "text": ("A few words", "Quelques mots"),
}
AUDIENCES: dict[str, Pair] = {
    "floor": ("Seen by all workers", "Vue par tous les intervenants"),
    "lead": ("Seen by its writer and supervisors", "Vue par qui l'écrit et la supervision"),
}
LONGEST, LONGEST_ANSWER, FEWEST = 60, 40, 2

TOO_FEW: Pair = (
    "“{name}” needs two answers to choose from.",
    "«\u00a0{name}\u00a0» demande deux réponses au choix.",
)
TOO_MANY: Pair = (
    "A form asks at most {most} of your own, so that it stays quick. Close one.",
    "Un formulaire pose au plus {most} de vos questions, pour rester rapide. Fermez-en une.",
)
NO_ROOM: Pair = (
    "There are {most} questions of this sort already. Mend the words of one, or choose another sort.",
    "Il y a déjà {most} questions de cette sorte. Corrigez-en une, ou choisissez une autre sorte.",
)


def parse_questions(
    form: MultiDict[str, str], standing: Sequence[Mapping[str, str]]
) -> tuple[Rows, Troubles]:
    """The rows of a page's form, and what is wrong with them by the id of the field. Each question's row stands before
    those of its answers.
    """
    sent = [place for place in dict.fromkeys(form.getlist("code")) if place in PLACES]
    blocks = {place: _parse_block(form, place) for place in sent}
    for row in standing:
        place = row["code"].partition(".")[0]
        if place not in sent:
            blocks.setdefault(place, []).append(dict(row))
    troubles = _add_new(form, blocks)
    order = {place: (to_number(form.get(f"n.{place}")), at) for at, place in enumerate(blocks)}
    rows = [row for place in sorted(blocks, key=order.__getitem__) for row in blocks[place]]
    return rows, [*troubles, *_find_troubles(rows)]


def _parse_block(form: MultiDict[str, str], place: str) -> Rows:
    lines = [place, *(f"{place}.{code}" for code in CODES)]
    closed = form.getlist("closed")
    rows = (_to_row(code, form.get(f"en.{code}"), form.get(f"fr.{code}"), code in closed) for code in lines)
    return [row for row in rows if row["code"] == place or "en" in row or "fr" in row]


def _add_new(form: MultiDict[str, str], blocks: dict[str, Rows]) -> Troubles:
    """A new question takes the first place of its sort that never had words."""
    english, french = form.get("new_en", ""), form.get("new_fr", "")
    answers = list(zip(form.getlist("new_answer_en"), form.getlist("new_answer_fr"), strict=False))
    if not any(text.strip() for text in (english, french, *(word for pair in answers for word in pair))):
        return []
    sort = f"own_{form.get('new_who')}_{form.get('new_type')}_"
    place = next((place for place in PLACES if place.startswith(sort) and place not in blocks), None)
    if place is None:
        return [("new", filled(NO_ROOM, most=str(EACH)))]
    said = [pair for pair in answers if any(map(str.strip, pair))] if "_text_" not in place else []
    blocks[place] = [_to_row(place, english, french, False)]
    blocks[place] += [
        _to_row(f"{place}.{code}", *pair, False) for code, pair in zip(CODES, said, strict=False)
    ]
    return []


def _to_row(code: str, english: str | None, french: str | None, is_closed: bool) -> dict[str, str]:
    typed = {"en": (english or "").strip(), "fr": (french or "").strip()}
    return (
        {"code": code}
        | {name: text for name, text in typed.items() if text}
        | {"shown": CLOSED if is_closed else FIRST}
    )


def _find_troubles(rows: Rows) -> Troubles:
    troubles: Troubles = []
    for row in rows:
        most = LONGEST_ANSWER if "." in row["code"] else LONGEST
        if "en" not in row:
            troubles.append((f"en-{row['code']}", NO_WORDS))
        if max(len(row.get("en", "")), len(row.get("fr", ""))) > most:
            troubles.append((f"en-{row['code']}", filled(TOO_LONG, most=str(most))))
    asked = [one for one in own_questions(rows) if one.asked]
    for one in asked:
        if one.type != "text" and sum(answer.offered for answer in one.answers) < FEWEST:
            english, french = one.label
            troubles.append(
                (f"en-{one.field}", (TOO_FEW[0].format(name=english), TOO_FEW[1].format(name=french)))
            )
    if len(asked) > ASKED:
        troubles.append((f"en-{asked[-1].field}", filled(TOO_MANY, most=str(ASKED))))
    return troubles
