"""The lists of the practice as this visitor's centre has them, read once a request."""

from typing import Any

from flask import g
from flask_login import current_user

from peerpwa.practice import Question, load, offered, own_questions, with_own, words_of
from peerpwa.practice.own import VOCABULARIES
from peerpwa.practice.own_questions import OwnQuestion
from peerpwa.records.settings import get_settings

OWN_LISTS = {vocabulary: field for field, vocabulary in VOCABULARIES.items()}


def options_of(field: str) -> list[dict[str, Any]]:
    """What the practice has of the list that this setting is about."""
    name = VOCABULARIES.get(field)
    return load().vocabularies[name] if name else load().libraries.get(field, [])


def own_settings() -> dict[str, Any]:
    """What stands at this visitor's centre."""
    if "own_settings" not in g:
        g.own_settings = get_settings(current_user.viewer.centre)
    return dict(g.own_settings)


def own_words(field: str | None) -> dict[str, tuple[str, str]]:
    """What each code of the list is called here; nothing for a list that no centre changes."""
    if field is None or not options_of(field):
        return {}
    names: dict[str, dict[str, tuple[str, str]]] = g.setdefault("own_words", {})
    if field not in names:
        names[field] = words_of(options_of(field), own_settings().get(field) or [])
    return names[field]


def own_question(asked: Question | None) -> OwnQuestion | None:
    """The centre's words for one of the places for its own questions; None for any other question, or one without."""
    if asked is None or asked.own is None:
        return None
    found: dict[str, dict[str, OwnQuestion]] = g.setdefault("own_questions", {})
    if asked.own not in found:
        found[asked.own] = {one.field: one for one in own_questions(own_settings().get(asked.own) or [])}
    return found[asked.own].get(asked.field)


def known_here(vocabulary: str) -> list[dict[str, Any]]:
    """What records may name: what is offered, and what was closed since."""
    field = OWN_LISTS.get(vocabulary, "")
    if not field:
        return load().vocabularies[vocabulary]
    rows = own_settings().get(field) or []
    named = {row["code"] for row in rows}
    return [o for o in with_own(options_of(field), rows) if not o.get("retired") or o["code"] in named]


def offered_here(field: str) -> list[dict[str, Any]]:
    """What may be chosen of the list here."""
    return offered(options_of(field), own_settings().get(field) or [])
