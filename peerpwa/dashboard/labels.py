"""Codes as words for pages: questions and options in the reader's language, times in the centre's zone."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Flask, g, request
from flask_login import current_user

from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.own import OWN_LISTS, own_question, own_words
from peerpwa.dashboard.sheet import find_missing
from peerpwa.language import language_of
from peerpwa.practice import Question, load
from peerpwa.records.ids import is_id
from peerpwa.records.names import get_names
from peerpwa.records.read import RecordView
from peerpwa.web.words import t

TEXT = "text"


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        moment=moment,
        clock_time=clock_time,
        date_of=date_of,
        day=day,
        question=question,
        answer=answer,
        option=option,
        kind_name=kind_name,
        breach=breach,
        missing=missing,
    )
    app.jinja_env.globals["on_paper"] = on_paper


def option(code: str | None, vocabulary: str) -> str:
    """An option's label, in the centre's own words; the code itself where a vocabulary doesn't know it, nothing for
    None.
    """
    return (_labelled(code, (vocabulary,)) or code) if code else ""


def short_option(code: str, vocabulary: str) -> str:
    """An option's label, without its examples where there is one without."""
    found = load().option(vocabulary, code)
    return (found.get("short") or found["label"])[_french()] if found else code


def question(field: str, kind: str) -> str:
    """What a field is called in a list of answers."""
    asked = load().by_field.get((kind, field))
    if asked is None:
        return field
    own = own_question(asked)
    return (own.label if own else asked.short or asked.label)[_french()]


def answer(value: Any, kind: str, field: str) -> str:
    """A value as a reader understands it."""
    asked = load().by_field.get((kind, field))
    if value is None:
        return t("Taken back", "Retiré")
    if asked is not None and asked.type == "time":
        return moment(int(datetime.fromisoformat(value).timestamp() * 1000))
    if asked is not None and asked.type == "date":
        return _date(datetime.fromisoformat(value))
    items = value if isinstance(value, list) else [value]
    return ", ".join(_item(item, asked) for item in items) or t("None", "Rien")


def kind_name(kind: str) -> str:
    """What a kind of record is called."""
    return load().kinds[kind].label[_french()]


def breach(one: dict[str, Any]) -> str:
    """What of a joint talk was written although a flag was set: “Guided talk, Together”."""
    kind, field, code = one["kind"], one["field"], one["code"]
    asked = load().by_field[(kind, field)]
    return f"{kind_name(kind)}, {_item(code, asked) if code else asked.label[_french()]}"


def missing(help: RecordView) -> list[str]:
    """What a request for help still needs before it can be closed."""
    return [asked.label[_french()] for asked in find_missing(help)]


def moment(ms: int) -> str:
    """Day and time in the centre's zone: “Mon 23 Nov, 16:05”."""
    at = _local(ms)
    return f"{_date(at)}, {at:%H:%M}"


def on_paper() -> str:
    """Who has this page before them and when, for each sheet that they print: “Common Ground · Sol · Mon 23 Nov 2026,
    16:05”.
    """
    at = _local(now_ms())
    name = current_user.account.display_name
    return f"Common Ground · {name} · {_date(at)} {at:%Y, %H:%M}"


def date_of(ms: int) -> str:
    """The day alone, in the centre's zone."""
    return _date(_local(ms))


def day(on: date) -> str:
    """A day of the centre: “Mon 23 Nov”."""
    return _date(on)


def _date(at: date) -> str:
    days = t("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.").split()
    months = t(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ).split()
    return f"{days[at.weekday()]} {at.day} {months[at.month - 1]}"


def clock_time(ms: int) -> str:
    """The time alone."""
    return f"{_local(ms):%H:%M}"


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, zone_of(current_user.centre))


def _item(item: Any, asked: Question | None) -> str:
    """One answer of a question: an option, a line of its library, a colleague, a row, or words as they are."""
    if isinstance(item, dict):
        columns = asked.columns if asked else {}
        cells = (_cell(name, str(cell), columns.get(name, TEXT), asked) for name, cell in item.items())
        return " · ".join(cell for cell in cells if cell)
    if isinstance(item, bool):
        return t("Yes", "Oui") if item else t("No", "Non")
    if asked is None:
        return str(item)
    if asked.type == "accounts":
        return _colleagues().get(item, t("Somebody who left", "Quelqu'un qui est parti"))
    own = own_question(asked)
    chosen = next((one.label for one in own.answers if one.code == item), None) if own else None
    if chosen:
        return chosen[_french()]
    return _labelled(str(item), asked.options) or _line(str(item), asked.library)


def _cell(name: str, cell: str, column: str, asked: Question | None) -> str:
    """One cell of a row. Ids of records and accounts are for the phone; verbs of a handover are codes in one text."""
    if is_id(cell):
        return _colleagues().get(cell, "")
    if name == "verbs":
        return ", ".join(_labelled(code, ("verb",)) or code for code in cell.replace(",", " ").split())
    if column != TEXT:
        return _labelled(cell, (column,)) or cell
    return _line(cell, asked.library if asked else None)


def _labelled(code: str, vocabularies: Iterable[str]) -> str:
    for name in vocabularies:
        own = own_words(OWN_LISTS.get(name))
        found = own.get(code) or (load().option(name, code) or {}).get("label")
        if found:
            return str(found[_french()])
    return ""


def _line(text: str, library: str | None) -> str:
    """A line of a library, in the centre's own words, by its code; anything else is somebody's own words."""
    return str(own_words(library).get(text, (text, text))[_french()])


def _colleagues() -> dict[str, str]:
    if "colleagues" not in g:
        g.colleagues = get_names(current_user.viewer.centre)
    return dict(g.colleagues)


def _french() -> bool:
    return language_of(request) == "fr"
