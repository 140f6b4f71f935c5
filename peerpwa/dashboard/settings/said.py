"""Settings in words: what stands of each field, what a change would change, and what it does to a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import request

from peerpwa.dashboard.own import options_of
from peerpwa.dashboard.settings.groups import Group
from peerpwa.dashboard.settings.lists import CLOSED, FIRST, usual_rows
from peerpwa.dashboard.settings.questions import AUDIENCES, SORTS
from peerpwa.language import language_of
from peerpwa.practice import (
    answer_by,
    check_ins,
    load,
    minutes_within,
    offered,
    open_days_of,
    own_questions,
    words_of,
)
from peerpwa.practice.own import days_of, with_days
from peerpwa.practice.own_questions import KINDS, OwnQuestion
from peerpwa.records.chosen import KIND
from peerpwa.records.settings import empty
from peerpwa.web.words import t

SHOWN_OF = ("contact", "heated", "agreed", "wanted")


@dataclass(frozen=True, slots=True)
class Said:
    """One field: what it is called, and its answer as lines."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that a change alters: the lines that go, and those that come."""

    label: str
    gone: list[str]
    come: list[str]


def by_code(rows: Iterable[Mapping[str, str]], name: str) -> dict[str, str]:
    """One cell of each row, by the row's code."""
    return {row["code"]: row.get(name, "") for row in rows}


def tell(group: Group, values: Mapping[str, Any]) -> list[Said]:
    """What stands, field by field."""
    return [Said(_label(field), _lines(field, values[field])) for field in group.fields]


def compare(group: Group, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """The fields that differ, each with what goes and what comes."""
    found = []
    for field in group.fields:
        if before[field] != after[field]:
            old, new = _lines(field, before[field]), _lines(field, after[field])
            gone, come = _without(old, new), _without(new, old)
            found.append(Changed(_label(field), gone or old, come or new))
    return found


def tiles(group: Group, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What phones will offer, first those of the first screen."""
    field = group.fields[0]
    found = offered(options_of(field), values[field])
    return sorted(found, key=lambda option: option.get("tile", len(found)))


def examples(
    group: Group, settings: Mapping[str, Any], zone: ZoneInfo, now: int
) -> list[tuple[str, list[int]]]:
    """What it does to a day: when somebody must answer what was asked just now, when check-ins would be due."""
    if group.name == "clocks":
        within = minutes_within(settings)
        clocks = (
            (level, answer_by(level, now, zone, within)) for level in ("now", "within_1h", "within_24h")
        )
        return [(_option("er_level", level), [by]) for level, by in clocks if by is not None]
    if group.name not in ("days", "check-ins"):
        return []
    situations = with_days(load().clocks.situations, settings.get("check_in_days") or [])
    days = open_days_of(settings)
    return [
        (_say(one.label), check_ins([one], now, zone.key, days)) for one in situations if one.code in SHOWN_OF
    ]


def _lines(field: str, value: Any) -> list[str]:
    if field == "check_in_days":
        chosen = {row["code"]: row["days"] for row in value}
        rows = (one for one in load().clocks.situations if days_of(one))
        return [f"{_say(one.label)}{_colon()}{chosen.get(one.code) or _joined(days_of(one))}" for one in rows]
    if field in KINDS:
        return _questions(value)
    if options_of(field):
        return _list_lines(field, value)
    asked = load().by_field[KIND, field]
    if asked.type == "rows":
        return [_number(row) for row in value] or [t("Nobody yet", "Personne encore")]
    if asked.type == "many":
        codes = [option["code"] for option in load().vocabularies[asked.options[0]]]
        named = [_option(asked.options[0], code) for code in codes if code in value]
        every = len(named) in (0, len(codes))
        return [t("Every day", "Chaque jour") if every else ", ".join(named)]
    if field == "checked_lines":
        return [_checked(value)]
    if asked.type == "lib":
        return list(value) or [t("None yet", "Aucune encore")]
    if asked.type == "one":
        return [_option(asked.options[0], value)]
    return [str(value) if value != empty(field) else t("Not said yet", "Pas encore dit")]


def _colon() -> str:
    return t(": ", "\u00a0: ")


def _list_lines(field: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """What comes first, what has other words, what is the centre's own, what is closed."""
    words = words_of(options_of(field), rows)
    usual = {o["code"]: _say(o["label"]) for o in options_of(field)}
    named = rows or usual_rows(field)
    first = [_say(words[row["code"]]) for row in named if row["shown"] == FIRST]
    lines = [f"{t('First', 'En premier')}{_colon()}{', '.join(first)}"] if first else []
    for row in rows:
        code, said = row["code"], _say(words.get(row["code"], ("", "")))
        if "_own_" in f"_{code}_":
            lines.append(f"{t('Our own', 'À nous')}{_colon()}{said}{_no_french(row)}")
        elif row.get("en") or row.get("fr"):
            lines.append(f"{usual.get(code, code)} → {said}{_no_french(row)}")
        if row["shown"] == CLOSED:
            lines.append(f"{t('Closed', 'Fermé')}{_colon()}{said}")
    return lines or [t("As the practice has them", "Comme la pratique les donne")]


def _questions(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Each question with how it is answered and who sees it; what is asked no more at the end."""
    questions = sorted(own_questions(rows), key=lambda one: not one.asked)
    return [_question(one) for one in questions] or [t("None yet", "Aucune encore")]


def _question(one: OwnQuestion) -> str:
    answers = " · ".join(_say(answer.label) for answer in one.answers if answer.offered)
    how = f"{_say(SORTS[one.type])}{_colon()}{answers}" if answers else _say(SORTS[one.type])
    closed = "" if one.asked else t(" (asked no more)", " (n'est plus posée)")
    return f"{_say(one.label)}{closed} · {how} · {_say(AUDIENCES[one.who])}"


def _checked(value: Sequence[str]) -> str:
    """How many lines were checked, in each language."""
    of = len(load().triggers.triggers)
    english, french = (sum(line.endswith(language) for line in value) for language in (":en", ":fr"))
    return t(
        "{english} of {of} checked in English, {french} in French",
        "{english} sur {of} vérifiées en anglais, {french} en français",
    ).format(english=english, french=french, of=of)


def _no_french(row: Mapping[str, str]) -> str:
    return (
        ""
        if row.get("fr")
        else t(" (no French yet: English is shown)", " (pas encore en français\u00a0: l'anglais est montré)")
    )


def _number(row: Mapping[str, str]) -> str:
    label = row.get("fr", "") if _french() else ""
    return f"{label or row.get('label', '')}{_colon()}{row.get('number', '')}"


def _without(lines: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [line for line in lines if line not in known]


def _label(field: str) -> str:
    return _say(load().by_field[KIND, field].label)


def _option(vocabulary: str, code: str) -> str:
    found = load().option(vocabulary, code)
    return _say(found["label"]) if found else code


def _joined(days: Iterable[int]) -> str:
    return " ".join(map(str, days))


def _say(pair: Sequence[str]) -> str:
    return pair[_french()]


def _french() -> bool:
    return language_of(request) == "fr"
