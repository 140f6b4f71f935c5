"""The mediator's pages: what they were asked, accept or decline with a reason, the one record, their notes."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import mediators_only
from peerpwa.dashboard.fields import parse_answers, questions_of
from peerpwa.dashboard.found import New, find_record, save
from peerpwa.dashboard.sheet import to_sheet
from peerpwa.records.asked import Asked, list_asked
from peerpwa.records.read import RecordView
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

bp = Blueprint("mediator", __name__, url_prefix="/asked")


@bp.get("")
@mediators_only
def asked() -> str:
    return render_template("asked.html", asked=list_asked(current_user.viewer))


@bp.get("/<id>")
@mediators_only
def one(id: str) -> str:
    """The one record: what happened and each person's own words, nothing that the team keeps for itself."""
    asked = _find_asked(id)
    view = find_record(asked.root, opening=True)
    return render_template(
        "asked_record.html", asked=asked, view=view, sheet=to_sheet(view), notes=_notes(view, id)
    )


@bp.post("/<id>/answer")
@mediators_only
def answer(id: str) -> Response:
    """Accepted, or declined with a reason: then the record is theirs no more."""
    csrf.protect()
    _find_asked(id)
    values = parse_answers(questions_of("answer"), request.form)
    if not save(New("answer", values, parent=id)):
        return redirect(url_for("mediator.one", id=id))
    if values["answer"] == "declined":
        flash(
            t(
                "Declined. They know, and this record is closed to you.",
                "Refusé. On le sait, et cette note vous est fermée.",
            )
        )
        return redirect(url_for("mediator.asked"))
    flash(t("You take it on. They know.", "Vous vous en chargez. On le sait."))
    return redirect(url_for("mediator.one", id=id))


@bp.post("/<id>/note")
@mediators_only
def note(id: str) -> Response:
    """A note of theirs: whoever passed it on reads it."""
    csrf.protect()
    _find_asked(id)
    if save(New("note", parse_answers(questions_of("note", ["text"]), request.form), parent=id)):
        flash(t("Noted.", "Noté."))
    return redirect(url_for("mediator.one", id=id))


def _find_asked(id: str) -> Asked:
    found = next((one for one in list_asked(current_user.viewer) if one.referral == id), None)
    return found or abort(404)


def _notes(view: RecordView, referral: str) -> list[RecordView]:
    """Their own notes below the referral, and what was answered to them."""
    return [one for one in view.find("note") if one.parent == referral]
