"""The address of one's calendar of check-ins: given, given anew, taken back; and what stands behind it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from peerpwa.accounts import people
from peerpwa.accounts.models import Account
from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.throttle import throttled_by_source
from peerpwa.clock import now_ms
from peerpwa.exports import calendar
from peerpwa.storage import db
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

bp = Blueprint("calendar", __name__)


@bp.get("/reports/calendar")
@leads_only
def page() -> str:
    return _page(None)


@bp.post("/reports/calendar")
@leads_only
def change() -> BaseResponse | str:
    """A new address is shown once; with `end` there is none any more."""
    csrf.protect()
    viewer, now = current_user.viewer, now_ms()
    if request.form.get("end") == "yes":
        calendar.end_link(viewer, now)
        flash(t("Ended. The address opens nothing now.", "Fini. L'adresse n'ouvre plus rien."))
        return redirect(url_for("calendar.page"))
    secret = calendar.make_link(viewer, now)
    return _page(url_for("calendar.feed", secret=secret, _external=True))


@bp.get("/calendar/<secret>.ics")
@throttled_by_source
def feed(secret: str) -> Response:
    """For calendar apps, which can't sign in: the secret in the address is all there is."""
    owner = calendar.find_owner(secret)
    account = db.session.get(Account, owner[0]) if owner else None
    if owner is None or account is None:
        abort(404)
    viewer = people.to_viewer(account, owner[1])
    if not viewer.leads:
        abort(404)
    now = now_ms()
    body = calendar.to_ical(calendar.list_due(viewer, now), now, account.language == "fr")
    return Response(body, mimetype="text/calendar")


def _page(address: str | None) -> str:
    made = calendar.find_link(current_user.viewer)
    return render_template("reports/calendar.html", address=address, made=made, form=FlaskForm())
