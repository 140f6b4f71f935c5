"""What a line of the morning leads to, each by one press: read, answered, thanked, fixed, given on, talked with.

Every act adds a record below the one that it is about, as a phone would. What can't be seen can't be acted upon: 404.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import colleagues_of
from peerpwa.dashboard.found import New, find_record, save
from peerpwa.dashboard.labels import day
from peerpwa.dashboard.records import bp
from peerpwa.language import language_of
from peerpwa.practice import load
from peerpwa.records.agenda import AFFECTED, TALKED
from peerpwa.records.door import reading
from peerpwa.records.morning import list_small
from peerpwa.web.pages import csrf
from peerpwa.web.words import t


@bp.post("/morning/reply/<id>")
@leads_only
def reply(id: str) -> Response:
    """A ready answer (`ready`) or words of one's own (`text`), below the very record that asks."""
    csrf.protect()
    view = find_record(id)
    text = (request.form.get("ready") or request.form.get("text") or "").strip()
    if not text:
        return back(
            t("Nothing was sent: there were no words.", "Rien n'est parti\u00a0: il n'y avait pas de mots.")
        )
    said = t("Answered. They will see it on their phone.", "Répondu. Ce sera sur son téléphone.")
    return keep([New("reply", {"text": text}, view.id)], said)


@bp.post("/morning/seen/<id>")
@leads_only
def seen(id: str) -> Response:
    """Marks this very record as read, and the line is gone."""
    csrf.protect()
    view = find_record(id)
    return keep([New("reading", {}, view.id)], t("Marked as read.", "Marqué comme lu."))


@bp.post("/morning/fix/<id>")
@leads_only
def fix(id: str) -> Response:
    """The centre will change this: a fix below what it was born from, and its author is told."""
    csrf.protect()
    view = find_record(id)
    made = parse_fix()
    if made is None:
        return back(t("Say in a few words what will change.", "Dites en quelques mots ce qui changera."))
    text = t("We will fix it: {what}", "On va corriger\u00a0: {what}").format(what=made["what"])
    if by := _parse_day(made.get("by", "")):  # of what is no day, the answer below says so
        text = f"{text} ({day(by)})"
    said = t("It is on the list, and they are told.", "C'est sur la liste, et la personne le sait.")
    return keep([New("fix", made, view.id), New("reply", {"text": text}, view.id)], said)


@bp.post("/morning/give/<id>")
@leads_only
def give(id: str) -> Response:
    """A check-in gets somebody who does it: whoever presses takes it over, a colleague finds it on their list."""
    csrf.protect()
    view, to = find_record(id), request.form.get("to", "")
    names = {str(one["id"]): str(one["name"]) for one in colleagues_of(current_user.viewer.centre)}
    if view.kind != "follow_up" or to not in names:
        abort(404)
    me = current_user.account.id
    if to == me:
        return keep([New("taking", {}, view.id)], t("It is yours.", "C'est à vous."))
    given = {name: view.values[name] for name in ("due", "how") if name in view.values} | {"assigned": [to]}
    mine = view.account == me
    new = New("follow_up", given, None if mine else view.parent, view.id if mine else None, "guided_talk")
    said = t("{name} has it on their list now.", "C'est maintenant sur la liste de {name}.")
    return keep([new], said.format(name=names[to]))


@bp.post("/morning/talked")
@leads_only
def talked() -> Response:
    """They asked to talk, and you did."""
    csrf.protect()
    views = [find_record(id) for id in request.form.getlist("id")]
    new = [New("reading", {"reason": TALKED}, view.id) for view in views]
    return keep(new, t("Good. It is off the list.", "Bien. C'est retiré de la liste."))


@bp.post("/morning/affected/<id>")
@leads_only
def affected(id: str) -> Response:
    """They talked with the person to whom it was done."""
    csrf.protect()
    view = find_record(id, "escalation")
    said = t("Good. It is off the list.", "Bien. C'est retiré de la liste.")
    return keep([New("reading", {"reason": AFFECTED}, view.id)], said)


@bp.post("/morning/thank")
@leads_only
def thank() -> Response:
    """Reads and thanks for each small log that was shown; what somebody else has read meanwhile is left alone."""
    csrf.protect()
    with reading() as connection:
        small = {one.id for one in list_small(connection, current_user.viewer, 0)}
    shown = [id for id in dict.fromkeys(request.form.getlist("id")) if id in small]
    words = load().vocabularies["ready_reply"][0]["label"][language_of(request) == "fr"]
    new = [one for id in shown for one in (New("reading", {}, id), New("reply", {"text": words}, id))]
    said = (
        t("{n} read and thanked for.", "{n} lues, avec un merci.")
        if shown
        else t("Already read.", "Déjà lu.")
    )
    return keep(new, said.format(n=len(shown)))


def parse_fix() -> dict[str, Any] | None:
    """The form of a fix as answers; None where nothing says what. Who isn't named is whoever presses."""
    what = request.form.get("what", "").strip()
    if not what:
        return None
    who = request.form.get("who") or current_user.account.id
    given = {"what": what, "who": [who], "place": request.form.get("place"), "by": request.form.get("by")}
    return {name: value for name, value in given.items() if value}


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def keep(new: Iterable[New], said: str, to: str = "dashboard.morning") -> Response:
    """Keeps these changes, all or none, says so, and goes back."""
    if save(*new):
        flash(said)
    return redirect(url_for(to))


def back(said: str, to: str = "dashboard.morning") -> Response:
    flash(said)
    return redirect(url_for(to))
