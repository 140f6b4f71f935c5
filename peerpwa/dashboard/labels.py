"""Codes as words for pages: questions and options in the reader's language, times in the centre's zone."""

from datetime import datetime
from typing import Any

from flask import Flask, request
from flask_login import current_user

from peerpwa.accounts.people import zone_of
from peerpwa.language import language_of
from peerpwa.practice import load
from peerpwa.web.words import t


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        moment=moment,
        clock_time=clock_time,
        question=question,
        answer=answer,
        option=option,
        kind_name=kind_name,
        breach=breach,
    )


def option(code: str | None, vocabulary: str) -> str:
    """An option's label; the code itself where a vocabulary doesn't know it, nothing for None."""
    found = load().option(vocabulary, code) if code else None
    return found["label"][_french()] if found else code or ""


def question(field: str, kind: str) -> str:
    """What a field is called in a list of answers."""
    asked = load().by_field.get((kind, field))
    if asked is None:
        return field
    return (asked.short or asked.label)[_french()]


def answer(value: Any, kind: str, field: str) -> str:
    """A value as a reader understands it."""
    asked = load().by_field.get((kind, field))
    if value is None:
        return t("Taken back", "Retiré")
    if asked is not None and asked.type == "time":
        return moment(int(datetime.fromisoformat(value).timestamp() * 1000))
    if isinstance(value, list):
        return ", ".join(_item(item, asked.options if asked else ()) for item in value) or t("None", "Rien")
    return _item(value, asked.options if asked else ())


def kind_name(kind: str) -> str:
    """What a kind of record is called."""
    return load().kinds[kind].label[_french()]


def breach(one: dict[str, Any]) -> str:
    """What of a joint talk was written although a flag was set: “Guided talk, Together”."""
    kind, field, code = one["kind"], one["field"], one["code"]
    asked = load().by_field[(kind, field)]
    return f"{kind_name(kind)}, {_item(code, asked.options) if code else asked.label[_french()]}"


def moment(ms: int) -> str:
    """Day and time in the centre's zone: “Mon 23 Nov, 16:05”."""
    at = _local(ms)
    days = t("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.").split()
    months = t(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ).split()
    return f"{days[at.weekday()]} {at.day} {months[at.month - 1]}, {at:%H:%M}"


def clock_time(ms: int) -> str:
    """The time alone."""
    return f"{_local(ms):%H:%M}"


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, zone_of(current_user.centre))


def _item(item: Any, vocabularies: tuple[str, ...]) -> str:
    if isinstance(item, dict):
        return " · ".join(str(cell) for cell in item.values())
    if isinstance(item, bool):
        return t("Yes", "Oui") if item else t("No", "Non")
    for vocabulary in vocabularies:
        found = load().option(vocabulary, str(item))
        if found is not None:
            return str(found["label"][_french()])
    return str(item)


def _french() -> bool:
    return language_of(request) == "fr"
