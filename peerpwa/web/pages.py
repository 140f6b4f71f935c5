"""Signing in and out, and where somebody lands. What a page shows of records is the dashboard's."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.routing.exceptions import RoutingException
from werkzeug.wrappers import Response as BaseResponse
from wtforms import PasswordField, StringField

from peerpwa.accounts import people
from peerpwa.accounts.pages import close_session, is_mediator, login, open_session
from peerpwa.accounts.throttle import throttled_by_name, throttled_by_source
from peerpwa.clock import now_ms
from peerpwa.errors import Refusal
from peerpwa.language import language_of
from peerpwa.web import again

bp = Blueprint("pages", __name__)
csrf = CSRFProtect()


class SignInForm(FlaskForm):  # type: ignore[misc]
    name = StringField()
    password = PasswordField()


@bp.get("/")
@login_required  # type: ignore[untyped-decorator]
def home() -> BaseResponse | str:
    """Supervisors go on to their morning; whoever else is signed in is told where their work is."""
    if current_user.viewer.leads:
        return redirect(url_for("dashboard.morning"))
    if is_mediator(current_user.viewer):
        return redirect(url_for("mediator.asked"))
    return render_template("home.html")


@bp.get("/sign-in")
def sign_in() -> str:
    return _render(SignInForm(), None)


@bp.post("/sign-in")
@throttled_by_source
@throttled_by_name(lambda: request.form.get("name", ""))
def sign_in_now() -> BaseResponse | str:
    csrf.protect()
    form = SignInForm()
    try:
        account = people.sign_in(form.name.data or "", form.password.data or "")
    except Refusal as refusal:
        page = _render(form, refusal.sentence[language_of(request) == "fr"])
        return Response(page, refusal.status)
    open_session(account, people.centres_of(account)[0], now_ms())
    if sent := again.unpack(request.form.get("again", ""), account.id):
        return render_template("again.html", sent=sent)
    return redirect(_onward())


@bp.post("/sign-out")
def sign_out() -> BaseResponse:
    csrf.protect()
    if current_user.is_authenticated:
        close_session()
    return redirect(url_for("pages.sign_in"))


@login.unauthorized_handler  # type: ignore[untyped-decorator]
def ask_to_sign_in() -> BaseResponse:
    """Nobody is signed in, or not any more: then what a form brought waits in the page."""
    if request.method == "POST" and (packed := again.pack()):
        return Response(_render(SignInForm(formdata=None), None, packed), 401)
    asked = request.full_path.rstrip("?") if request.method == "GET" else None
    if asked and request.headers.get("Sec-Fetch-Site") == "cross-site":
        # From a link in an e-mail that is read in the browser our cookie doesn't come along: it does one step later.
        return Response(render_template("onward.html", to=asked))
    return redirect(url_for("pages.sign_in", next=None if asked == "/" else asked))


def _onward() -> str:
    """The page that was asked for before the sign-in, if it is one of ours; else the start."""
    asked = request.args.get("next", "")
    try:
        current_app.url_map.bind("").match(urlsplit(asked).path, method="GET")
    except (HTTPException, RoutingException, ValueError):
        return url_for("pages.home")
    return asked if asked.startswith("/") and not asked.startswith("//") else url_for("pages.home")


def _render(form: SignInForm, fault: str | None, packed: str | None = None) -> str:
    to = url_for("pages.sign_in", next=request.args.get("next"))
    kept = packed or request.form.get("again")
    return render_template("sign_in.html", form=form, fault=fault, demo=_demo(), to=to, kept=kept)


def _demo() -> list[dict[str, Any]]:
    """Who may be tried in one tap; in a real installation nobody."""
    if not current_app.config["DEMO"]:
        return []
    found: list[dict[str, Any]] = json.loads(
        (Path(current_app.config["DATA"]) / "demo.json").read_text("utf-8")
    )
    return [one for one in found if one["offered"]]
