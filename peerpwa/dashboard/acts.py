"""What a supervisor does about a request for help: who was told, an answer, their own account, a referral, its end."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts import people
from peerpwa.accounts.duty import list_leads
from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.fields import find_faults, parse_answers, questions_of
from peerpwa.dashboard.found import New, find_record, save
from peerpwa.dashboard.notices import has_mail
from peerpwa.measures.period import local
from peerpwa.notify.given import Told, give
from peerpwa.practice import Fault, load
from peerpwa.records import audit
from peerpwa.records.before import ACCOUNTS
from peerpwa.records.read import RecordView
from peerpwa.records.settings import get_settings
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

GIVEN: dict[Told, tuple[str, str]] = {
    "now": ("{name} is being told now.", "On prévient {name} maintenant."),
    "digest": (
        "{name} is told at the start of their shift.",
        "{name} l'apprendra au début de son quart.",
    ),
    "no_way": ("{name} gets no notices. Call them.", "{name} ne reçoit pas d'avis. Appelez."),
}
TAKEN_BACK = "take_back_referral"
REFERRAL = ("to", "who", "service", "ask", "basis")

bp = Blueprint("acts", __name__)


@bp.post("/asks/<id>/told")
@leads_only
def told(id: str) -> Response:
    """Who was told, now, and whether they were reached."""
    csrf.protect()
    ask = find_record(id, "escalation")
    values = parse_answers(questions_of("told", ("role", "reached")), request.form)
    at = local(now_ms(), zone_of(current_user.centre)).isoformat(timespec="milliseconds")
    if save(New("told", values | {"told_at": at}, parent=id, form="escalation")):
        flash(t("Noted.", "Noté."))
    return _back(ask)


@bp.post("/asks/<id>/give")
@leads_only
def give_on(id: str) -> Response:
    """A colleague is told, at once where it rings, and takes it or not: the clock runs on until somebody has it."""
    csrf.protect()
    ask, to = find_record(id, "escalation"), request.form.get("to", "")
    viewer = current_user.viewer
    lead = next((one for one in list_leads(viewer.centre) if one.account == to != viewer.account), None)
    told = give(viewer.centre, ask.id, to, now_ms(), mails=has_mail()) if lead else None
    if lead is None or told is None:
        flash(t("Nobody was told. Look who has it.", "Personne n'a été prévenu. Voyez qui s'en occupe."))
    else:
        flash(t(*GIVEN[told]).format(name=lead.name))
    return redirect(url_for("dashboard.morning"))


@bp.post("/asks/<id>/reply")
@leads_only
def reply(id: str) -> Response:
    """An answer to whoever asked: it is on their phone with the next signal."""
    csrf.protect()
    ask = find_record(id, "escalation")
    if save(New("reply", parse_answers(questions_of("reply"), request.form), parent=id)):
        flash(t("Answered. They will see it on their phone.", "Répondu. Ce sera sur son téléphone."))
    return _back(ask)


@bp.post("/asks/<id>/account")
@leads_only
def account(id: str) -> Response:
    """That the other side's own account was asked for, with their words or that they declined."""
    csrf.protect()
    find_record(id, "escalation")
    sort = request.form.get("sort")
    if sort not in ACCOUNTS:
        abort(400)
    words = request.form.get("text", "").strip()
    if sort == "account_declined":
        words = words or t("They declined.", "La personne a refusé.")
    if save(New("note", {"text": words, "sort": sort}, parent=id)):
        flash(t("Noted. It stands with the request.", "Noté. C'est avec la demande."))
    return redirect(url_for("limits.decide", id=id))


@bp.route("/asks/<id>/refer", methods=["GET", "POST"])
@leads_only
def refer(id: str) -> Response | str | tuple[str, int]:
    """To a mediator of the centre, who then has this one record, or outside by the name of a service."""
    ask = find_record(id, "escalation")
    mediators = people.mediators_of(current_user.viewer.centre)
    questions = questions_of("referral", REFERRAL)
    values: dict[str, Any] = {"to": "mediator"}
    faults: list[Fault] = []
    if request.method == "POST":
        csrf.protect()
        values = parse_answers(questions, request.form)
        if set(values.get("who", [])) - mediators.keys():
            abort(400)
        faults = find_faults("referral", "escalation", values)
        if not ("who" in values or "service" in values):
            faults.append(_missing("referral", "service"))
        if not faults and save(New("referral", values, parent=id, form="escalation")):
            flash(t("Passed on. Their answer will stand here.", "Transmis. La réponse sera ici."))
            return _back(ask)
    page = render_template(
        "refer.html", ask=ask, questions=questions, values=values, faults=faults, mediators=mediators
    )
    return (page, 422) if request.method == "POST" else page


@bp.post("/referrals/<id>/answer")
@leads_only
def answer(id: str) -> Response:
    """What a service outside answered."""
    csrf.protect()
    referral = find_record(id, "referral")
    values = parse_answers(questions_of("referral", ["answer"]), request.form)
    if not values:
        flash(t("Choose what they answered. Then save.", "Choisissez la réponse reçue. Gardez ensuite."))
    elif save(New("referral", values, record=id, form="escalation")):
        flash(t("Noted.", "Noté."))
    return _back(referral)


@bp.post("/referrals/<id>/back")
@leads_only
def take_back(id: str) -> Response:
    """Whoever leads takes it back with a reason: a mediator has nothing by it any more, and the record says so."""
    csrf.protect()
    referral, viewer = find_record(id, "referral"), current_user.viewer
    values = parse_answers(questions_of("withdrawal", ["reason"]), request.form)
    if not values:
        flash(
            t(
                "Choose why you take it back. Then it is done.",
                "Choisissez pourquoi vous le reprenez. Ce sera fait.",
            )
        )
    elif save(New("withdrawal", values, parent=id)):
        audit.note(
            viewer.centre,
            viewer.account,
            TAKEN_BACK,
            now=now_ms(),
            record=referral.root,
            reason=values["reason"],
        )
        shut = t("Taken back. This record is closed to them.", "Retiré. Cette note leur est fermée.")
        flash(shut if referral.values.get("who") else t("Taken back.", "Retiré."))
    return _back(referral)


@bp.route("/asks/<id>/close", methods=["GET", "POST"])
@leads_only
def close(id: str) -> Response | str | tuple[str, int]:
    """What was established, filled in from the author's answers and never written into them; then why it ends."""
    ask = find_record(id, "escalation")
    mine = next((one for one in reversed(_closings(ask)) if one.account == current_user.account.id), None)
    questions = questions_of("closing")
    values, faults = _filled(ask), []
    if request.method == "POST":
        csrf.protect()
        values = parse_answers(questions, request.form)
        faults = find_faults("closing", "escalation", values)
        ends = request.form.get("act") == "end"
        if ends and "reason" not in values:
            faults.append(_missing("closing", "reason"))
        if not ends:
            values.pop("reason", None)
        gone = dict.fromkeys(set(mine.values) - values.keys()) if mine else {}
        written = {"record": mine.id} if mine else {"parent": id}
        if not faults and save(New("closing", values | gone, **written, form="escalation")):
            flash(
                t("Closed.", "Fermé.") if ends else t("Saved. It stays open.", "Gardé. C'est encore ouvert.")
            )
            return _back(ask)
    else:
        faults = [f for f in find_faults("closing", "escalation", values) if f.code == "missing"]
    page = render_template(
        "close.html",
        ask=ask,
        questions=questions,
        values=values,
        faults=faults,
        answered=has_reply(ask),
        asked=request.method == "POST",
    )
    return (page, 422) if request.method == "POST" else page


def has_reply(ask: RecordView) -> bool:
    """Whether somebody answered below the request itself."""
    return any(one.kind == "reply" and not one.withdrawn for one in ask.below)


def duty_names() -> list[str]:
    """Who can be told, by the centre's numbers."""
    settings = get_settings(current_user.viewer.centre)
    rows = [*settings.get("duty", []), *settings.get("second_contact", [])]
    return [str(row["label"]) for row in rows if row.get("label")]


def _closings(ask: RecordView) -> list[RecordView]:
    return [one for one in ask.below if one.kind == "closing" and not one.withdrawn]


def _filled(ask: RecordView) -> dict[str, Any]:
    """The author's answers under what the last closing found."""
    fields = {q.field for q in questions_of("closing")}
    values = {field: value for field, value in ask.values.items() if field in fields}
    for one in ask.below:
        if one.kind == "note" and one.values.get("sort") in ACCOUNTS:
            values["own_account"] = "yes" if one.values["sort"] == "own_account" else "declined"
    for one in _closings(ask):
        values |= one.values
    return values


def _missing(kind: str, field: str) -> Fault:
    return Fault(field, "missing", load().by_field[kind, field].label)


def _back(view: RecordView) -> Response:
    return redirect(url_for("dashboard.record", id=view.root))
