"""The supervisor's list, one record whole, reading and answering it, and "I have it" for requests for help."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import colleagues_of, zone_of
from peerpwa.accounts.saved import list_saved
from peerpwa.clock import now_ms
from peerpwa.dashboard.acts import TAKEN_BACK, duty_names, has_reply
from peerpwa.dashboard.fields import questions_of
from peerpwa.dashboard.filters import KINDS, ORDER, PER_PAGE, VOCABULARIES, parse_filters, to_query
from peerpwa.dashboard.found import New, find_record, save, say_refused
from peerpwa.dashboard.limits import is_heard, is_in_force
from peerpwa.dashboard.own import known_here
from peerpwa.dashboard.plans import first_day, list_people
from peerpwa.dashboard.reasons import parse_reason
from peerpwa.dashboard.sheet import to_sheet
from peerpwa.practice import load
from peerpwa.records.asks import list_asks
from peerpwa.records.audit import list_entries
from peerpwa.records.finding import Found
from peerpwa.records.matters import list_matters
from peerpwa.records.names import get_names
from peerpwa.records.read import RecordView, count_records, list_records
from peerpwa.records.refused import Refused
from peerpwa.records.settings import get_settings
from peerpwa.sync.words import take_words_out
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

LONGEST_REPLY = 200
TOLD = {"open_record", TAKEN_BACK}
ACTS = {
    "told": ("told", ["reached"]),
    "referral": ("referral", ["answer"]),
    "limit": ("limit", ["review"]),
    "withdrawal": ("withdrawal", ["reason"]),
}

bp = Blueprint("dashboard", __name__)


class ReplyForm(FlaskForm):  # type: ignore[misc]
    """The answer may be one of the ready ones (`ready`) or words of one's own (`text`), or none; `sort`: of a review."""

    text = StringField()
    sort = StringField()
    ready = StringField()


@bp.get("/records")
@leads_only
def records() -> str:
    return show_list()


def show_list(words: str = "", found: Found | None = None) -> str:
    """The list within the address's filters, or what was found of it. `words`: what was looked for."""
    viewer, now = current_user.viewer, now_ms()
    filters = parse_filters(request.args, zone_of(current_user.centre))
    total = 0 if found else count_records(viewer, filters, now)
    return render_template(
        "records.html",
        asks=list_asks(viewer, now),
        rows=found.rows if found else list_records(viewer, filters, now),
        pages=max(1, -(-total // PER_PAGE)),
        words=words,
        found=found,
        saved=list_saved(current_user.account.id, current_user.centre.id),
        filters=filters,
        query=to_query(request.args),
        filtered=any(request.args.get(name) for name in ORDER),
        kinds=KINDS,
        vocabularies={name: known_here(vocabulary) for name, vocabulary in VOCABULARIES.items()},
        duty=get_settings(viewer.centre).get("duty", []),
        form=FlaskForm(),
    )


@bp.get("/records/<id>")
@leads_only
def record(id: str) -> str:
    """Opened: the audit log has it, and where it needs care with a reason."""
    reason = parse_reason(request.args.get("reason"))
    return _show(find_record(id, opening=True, reason=reason), ReplyForm())


@bp.post("/records/<id>/read")
@leads_only
def read(id: str) -> Response | str:
    """Marks as read and, where there are words, answers. What was typed is not lost by a refusal."""
    csrf.protect()
    view, form = find_record(id), ReplyForm()
    text = (form.ready.data or form.text.data or "").strip()
    words = {"text": text} | ({"sort": form.sort.data} if form.sort.data else {})
    new = [New("reply", words, id)] if text else []
    if not _read_by_me(view):
        new.append(New("reading", {}, id))
    if not save(*new):
        return _show(view, form)
    answered = t("Answered. They will see it on their phone.", "Répondu. Ce sera sur son téléphone.")
    flash(answered if text else t("Marked as read.", "Marqué comme lu."))
    return redirect(url_for("dashboard.record", id=id))


@bp.post("/records/<id>/words")
@leads_only
def take_out(id: str) -> Response:
    """Takes words out of this record or one below it, for good."""
    csrf.protect()
    record, _, field = request.form.get("words", "").partition(" ")
    known = {(one.id, name) for one, name in to_sheet(find_record(id)).words}
    if (record, field) not in known or request.form.get("sure") != "yes":
        abort(400)
    reason = request.form.get("reason", "")
    try:
        take_words_out(current_user.viewer.centre, current_user.author, record, field, reason, now_ms())
    except Refused as refused:
        say_refused(refused)
    else:
        flash(t("The words are gone.", "Les mots sont retirés."))
    return redirect(url_for("dashboard.record", id=id))


@bp.post("/asks/<id>/have")
@leads_only
def have(id: str) -> Response:
    """ "I have it": the worker's phone then shows who. Said twice, it stands once."""
    csrf.protect()
    asks = {ask.record: ask for ask in list_asks(current_user.viewer, now_ms())}
    if id not in asks:
        abort(404)
    if asks[id].acknowledgement is not None or save(New("acknowledgement", {}, id)):
        flash(t("You have it. Their phone will say so.", "C'est à vous. Son téléphone le dira."))
    stays = request.form.get("stay") == "yes"
    return redirect(url_for("dashboard.record", id=asks[id].root) if stays else url_for("dashboard.morning"))


def _show(view: RecordView, form: ReplyForm) -> str:
    return render_template(
        "record.html",
        view=view,
        sheet=to_sheet(view),
        mine=_read_by_me(view),
        form=form,
        longest=LONGEST_REPLY,
        reasons=load().vocabularies["withdraw_reason"],
        opened=_opened(view),
        matters=list_matters(current_user.viewer, view.root, now_ms()),
        names=duty_names(),
        people=list_people(view),
        colleagues=colleagues_of(current_user.viewer.centre),
        tomorrow=first_day().isoformat(),
        in_force=is_in_force,
        answered=has_reply,
        heard=is_heard,
        acts={name: questions_of(*asked) for name, asked in ACTS.items()},
    )


def _opened(view: RecordView) -> list[tuple[str, int, str]]:
    """Who opened it, or took it back from a mediator, and when, the latest first."""
    centre = current_user.viewer.centre
    names = get_names(centre)
    entries = list_entries(centre, record=view.id)
    return [(names.get(one.account or "", ""), one.at, one.act) for one in entries if one.act in TOLD]


def _read_by_me(view: RecordView) -> bool:
    return any(one.account == current_user.account.id for one in view.below if one.kind == "reading")
