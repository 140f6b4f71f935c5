"""Files for managers: asked for here, made outside the request, fetched by who asked (PRACTICE 7.5, SECURITY S54 to S57).

Without names unless a reason is given and noted; everything only when a second manager says yes by name.
"""

from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from peerpwa.accounts import people
from peerpwa.accounts.people import zone_of
from peerpwa.accounts.throttle import throttled_by_name, throttled_by_source
from peerpwa.clock import now_ms
from peerpwa.dashboard.reports.door import managers_only
from peerpwa.errors import Refusal, bad_field
from peerpwa.exports import jobs, makers
from peerpwa.exports.columns import kinds_of
from peerpwa.language import language_of
from peerpwa.measures.period import DAY, start_of
from peerpwa.records.names import get_names
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

SHORTEST_REASON, LONGEST_REASON = 10, 200
LOOK_AGAIN = "3"
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
}

bp = Blueprint("files", __name__)


@bp.get("/reports/exports")
@managers_only
def page() -> Response:
    return _page()


@bp.post("/reports/exports")
@managers_only
@throttled_by_source
@throttled_by_name(lambda: current_user.account.name)
def ask() -> BaseResponse:
    """Asks for a file. What was typed is shown again with what to mend."""
    csrf.protect()
    viewer, now = current_user.viewer, now_ms()
    try:
        kind, wish = _parse()
        second = kind == makers.EVERYTHING
        reason = _reason() if second or wish["names"] else None
        id = jobs.ask(viewer, kind, wish, reason=reason, second=second, now=now)
    except Refusal as refusal:
        return _page(refusal)
    if not second:
        jobs.start(_app(), id, makers.make)
    flash(
        t("Asked for. Another manager must say yes.", "Demandé. Une autre direction doit dire oui.")
        if second
        else t("Asked for. It is being made.", "Demandé. Le fichier se fait.")
    )
    return redirect(url_for("files.page"))


@bp.post("/reports/exports/<id>/answer")
@managers_only
@throttled_by_source
@throttled_by_name(lambda: current_user.account.name)
def answer(id: str) -> BaseResponse:
    """The second person's yes, with their password, or no."""
    csrf.protect()
    yes = request.form.get("answer") == "yes"
    try:
        if yes:
            _check_password()
        jobs.answer(current_user.viewer, id, yes, now_ms())
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        return _page(refusal)
    if yes:
        jobs.start(_app(), id, makers.make)
    flash(t("Noted.", "Noté."))
    return redirect(url_for("files.page"))


@bp.get("/reports/exports/<id>")
@managers_only
def fetch(id: str) -> Response:
    name, result = jobs.fetch(current_user.viewer, id, now_ms())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(result, mimetype=TYPES[name.rpartition(".")[2]], headers=headers)


def _page(refusal: Refusal | None = None) -> Response:
    viewer, now = current_user.viewer, now_ms()
    jobs.drop_old(now)
    mine, asked = jobs.list_jobs(viewer, now)
    html = render_template(
        "reports/exports.html",
        mine=mine,
        asked=asked,
        names=get_names(viewer.centre),
        kinds={False: kinds_of(False), True: kinds_of(True)},
        refusal=refusal,
        sentence=refusal.sentence[language_of(request) == "fr"] if refusal else None,
        given=request.form,
        form=FlaskForm(),
        longest=LONGEST_REASON,
    )
    response = Response(html, refusal.status if refusal else 200)
    if any(job.goes_on for job in mine) and not refusal:
        response.headers["Refresh"] = LOOK_AGAIN
    return response


def _parse() -> tuple[str, dict[str, Any]]:
    """The kind of file and what is to be in it; whatever else the form holds asks for nothing."""
    form, zone = request.form, zone_of(current_user.centre)
    kind, names = form.get("format", ""), form.get("names") == "yes"
    if kind not in makers.MAKERS:
        raise bad_field("format", "Choose a kind of file.", "Choisissez une sorte de fichier.")
    since, until = _day("since"), _day("until")
    if since and until and until < since:
        raise bad_field(
            "until", "The last day is before the first one.", "Le dernier jour est avant le premier."
        )
    wanted = (form.get("kind", ""),) if kind == makers.CSV else kinds_of(names)
    if not set(wanted) <= set(kinds_of(names)):
        raise bad_field("kind", "Choose what the file is about.", "Choisissez ce que contient le fichier.")
    return kind, {
        "kinds": list(wanted),
        "names": names,
        "since": start_of(since, zone) if since else None,
        "until": start_of(until + DAY, zone) if until else None,
        "french": language_of(request) == "fr",
        "zone": zone.key,
    }


def _reason() -> str:
    """A reason, by somebody who just gave their password again."""
    reason = " ".join(request.form.get("reason", "").split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise bad_field(
            "reason", "Say what it is for, in a few words.", "Dites à quoi il sert, en quelques mots."
        )
    _check_password()
    return reason


def _check_password() -> None:
    """Raises Refusal, 401, unless this is the password of who is signed in."""
    try:
        people.sign_in(current_user.account.name, request.form.get("password", ""))
    except Refusal:
        words = ("This isn't your password. Try again.", "Ce n'est pas votre mot de passe. Réessayez.")
        raise Refusal("wrong_password", 401, words, "password") from None


def _day(name: str) -> date | None:
    text = request.form.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 1971 <= day.year <= 2199:
        raise bad_field(name, "That is no day. Choose one.", "Ce n'est pas un jour. Choisissez-en un.")
    return day


def _app() -> Any:
    return current_app._get_current_object()  # type: ignore[attr-defined]
