"""Limits to service: decided below a request, looked at again, lifted early. They end by themselves."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.fields import find_faults, parse_answers, questions_of
from peerpwa.dashboard.found import New, find_record, save
from peerpwa.measures.period import day_of
from peerpwa.practice import Fault, load
from peerpwa.records.before import ACCOUNTS, ASKED, LIMITING
from peerpwa.records.read import RecordView
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

FIELDS = ("decision", "reason", "ends_on", "still_open", "appeal", "floor_line")

bp = Blueprint("limits", __name__)


@bp.route("/asks/<id>/limit", methods=["GET", "POST"])
@leads_only
def decide(id: str) -> Response | str | tuple[str, int]:
    """Four parts, and the other side's own account asked for first."""
    ask = find_record(id, "escalation")
    questions = questions_of("limit", FIELDS)
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    if request.method == "POST":
        csrf.protect()
        values = parse_answers(questions, request.form)
        if values.get("decision") not in LIMITING:
            values = {field: value for field, value in values.items() if field == "decision"}
        if request.form.get("sure") != "yes":
            abort(400)
        faults = find_faults("limit", "escalation", values)
        if "ends_on" in values and values["ends_on"] < today().isoformat():
            faults.append(Fault("ends_on", "wrong_type", load().by_field["limit", "ends_on"].label))
        if not faults and save(New("limit", values, parent=id, form="escalation")):
            flash(
                t(
                    "Decided. Tell the person, and how to appeal.",
                    "Décidé. Dites-le à la personne, et le recours.",
                )
            )
            return redirect(url_for("dashboard.record", id=ask.root))
    page = render_template(
        "limit.html",
        ask=ask,
        questions=questions,
        values=values,
        faults=faults,
        heard=is_heard(ask),
        today=today(),
    )
    return (page, 422) if request.method == "POST" else page


@bp.post("/limits/<id>/review")
@leads_only
def review(id: str) -> Response:
    """Looked at again: it stays to its end, or is lifted today."""
    csrf.protect()
    limit = find_record(id, "limit")
    values = parse_answers(questions_of("limit", ["review"]), request.form)
    values["reviewed_on"] = today().isoformat()
    lifts = request.form.get("act") == "lift"
    if lifts:
        values["lifted_on"] = today().isoformat()
    if save(New("limit", values, record=id, form="escalation")):
        flash(
            t("Lifted today.", "Levée aujourd'hui.")
            if lifts
            else t("It stays to its end.", "Elle reste jusqu'à sa fin.")
        )
    return redirect(url_for("dashboard.record", id=limit.root))


def is_heard(ask: RecordView) -> bool:
    """Whether the other side's own account was asked for."""
    closings = (
        one.values.get("own_account") for one in ask.below if one.kind == "closing" and not one.withdrawn
    )
    notes = (one.values.get("sort") for one in ask.below if one.kind == "note" and not one.withdrawn)
    return (
        ask.values.get("own_account") in ASKED
        or any(c in ASKED for c in closings)
        or any(n in ACCOUNTS for n in notes)
    )


def is_in_force(limit: RecordView) -> bool:
    """Whether it limits service today: not lifted, and not past its last day."""
    said = limit.values
    limits = said.get("decision") in LIMITING and not (limit.withdrawn or said.get("lifted_on"))
    return limits and said.get("ends_on", "") >= today().isoformat()


def today() -> date:
    return day_of(now_ms(), zone_of(current_user.centre))
