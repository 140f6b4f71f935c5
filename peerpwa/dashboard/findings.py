"""The sentence beside each picture: what is to be seen in it, in the words and numbers of its own table."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerpwa.dashboard.labels import day, option
from peerpwa.measures.changes import Change
from peerpwa.measures.practice import WEEKS, WRITERS
from peerpwa.measures.show import OF_FROM
from peerpwa.web.words import t


@dataclass(frozen=True, slots=True)
class Cell:
    """`size`: how much the browser draws; `text`: what is read."""

    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """`note`: what else is to be known of it, in the table alone."""

    name: str
    cells: tuple[Cell, ...]
    note: str = ""


def say_where(zones: Sequence[Row], times: Sequence[Row], *, enough: bool) -> str:
    """Where and when most was logged; each row here has its sum as its one cell."""
    if not any(row.cells[0].size for row in zones):
        return t("Nothing was logged in these 7 days.", "Rien n'a été noté ces 7 jours.")
    where = _named(t("Where most was logged:", "Où on a le plus noté\u00a0:"), _top(zones))
    return _joined(where, _named(t("When:", "Quand\u00a0:"), _top(times)), _caution(enough))


def say_mix(rows: Sequence[Row], before: str, nothing: str, *, enough: bool) -> str:
    """What stands out, and how it was `before` (in words); that it is too few to see a pattern, where it is."""
    if not rows:
        return nothing
    top = _top(rows)
    if not top[0].cells[0].size:
        return t("None now. The days before are shown.", "Rien maintenant. On voit les jours d'avant.")
    was = "" if len(top) > 1 else f"{before} {top[0].cells[1].text}."
    return _joined(_named(t("Most often:", "Le plus souvent\u00a0:"), top), was, _caution(enough))


def say_practice(rows: Sequence[Row]) -> str:
    """Something for the team to talk about, and no mark: no step is a target (PRACTICE 3.1)."""
    if not rows:
        return t(
            "Too few to say. It shows from {talks} talks by {writers} of us, in {weeks} weeks.",
            "Trop peu pour le dire. Il faut {talks} discussions par {writers} de nous, en {weeks} semaines.",
        ).format(talks=OF_FROM, writers=WRITERS, weeks=WEEKS)
    most, least = (pick(rows, key=lambda row: row.cells[0].size) for pick in (max, min))
    return t(
        "Taken most: {most}, {n}. Least: {least}, {m}. "
        "Leaving one out can be right. What got in the way: staff, space, meal times?",
        "Le plus souvent\u00a0: {most}, {n}. Le moins\u00a0: {least}, {m}. "
        "En sauter une peut être juste. Qu'est-ce qui a gêné\u00a0: personnel, espace, repas\u00a0?",
    ).format(most=most.name, n=most.cells[0].text, least=least.name, m=least.cells[0].text)


def say_change(change: Change) -> str:
    """When and where it was done, and what was logged on both sides: beside each other, never as its effect."""
    where = option(change.place, "place") if change.place else t("the whole centre", "tout le centre")
    done = t("Done {day}, {where}.", "Fait {day}, {where}.").format(day=day(change.done), where=where)
    return _joined(done, _say_sides(change))


def _say_sides(change: Change) -> str:
    if change.days is None:
        said = t(
            "Too early: from {day} on there is something to see.",
            "Trop tôt\u00a0: dès {day}, il y aura à voir.",
        )
        return said.format(day=day(change.from_day))
    if change.before is None or change.after is None:
        said = t(
            "Too few to say: under {n} logged before or after.",
            "Trop peu pour le dire\u00a0: moins de {n} notes avant ou après.",
        )
        return said.format(n=OF_FROM)
    return t(
        "Logged before: {before}. After: {after}. Ask the team if it helped.",
        "Noté avant\u00a0: {before}. Après\u00a0: {after}. Demandez à l'équipe si cela a aidé.",
    ).format(before=change.before, after=change.after)


def _top(rows: Sequence[Row]) -> list[Row]:
    most = max(row.cells[0].size for row in rows)
    return [row for row in rows if row.cells[0].size == most]


def _named(words: str, rows: Sequence[Row]) -> str:
    """“Most often: Noise, 12.” Two that are alike are said to be so; three are no finding."""
    shown = rows[0].cells[0].text
    if len(rows) == 1:
        return f"{words} {rows[0].name}, {shown}."
    if len(rows) == 2:
        both = t("{one} and {other}, {n} each.", "{one} et {other}, {n} pour chacun.")
        return f"{words} {both.format(one=rows[0].name, other=rows[1].name, n=shown)}"
    return (
        f"{words} {t('{k} alike, {n} each.', '{k} à égalité, {n} pour chacun.').format(k=len(rows), n=shown)}"
    )


def _caution(enough: bool) -> str:
    return "" if enough else t("Too few to see a pattern.", "Trop peu pour voir une tendance.")


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
