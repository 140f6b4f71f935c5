"""Signing in to the pages: a random token in a session cookie, everything else held here. DESIGN 5.

30 minutes idle and 12 hours at most, no remember-me: supervisors leave laptops open in drop-in centres. What a page
asks by itself (`unattended`) keeps nobody signed in: idle means the person.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user
from sqlalchemy import delete

from peerpwa.accounts import people
from peerpwa.accounts.models import Account, Centre, LastVisit, PageSession
from peerpwa.clock import now_ms
from peerpwa.records import audit
from peerpwa.records.viewer import Author, Viewer
from peerpwa.storage import begin_write, db

IDLE_MS = 30 * 60_000
LONGEST_MS = 12 * 3_600_000
STEP_MS = 60_000
WHO = "who"  # in the browser's own session: whose pages lay open here last, until they sign out

login = LoginManager()
login.session_protection = None

View = TypeVar("View", bound=Any)


@dataclass
class Visitor(UserMixin):  # type: ignore[misc]
    """Who is signed in to the pages, at which centre, with the roles that they have there now."""

    token: str
    account: Account
    centre: Centre
    viewer: Viewer
    left: int

    def get_id(self) -> str:
        return self.token

    @property
    def author(self) -> Author:
        return Author(self.account.id, None, self.viewer.roles, self.account.display_name)


def init_app(app: Flask) -> None:
    login.init_app(app)


def open_session(account: Account, centre: Centre, now: int) -> None:
    """Signs in: always a new token; what the browser had before is ended."""
    if current_user.is_authenticated:
        close_session()
    token = secrets.token_urlsafe(32)
    ids = account.id, centre.id
    begin_write()
    db.session.execute(delete(PageSession).where(PageSession.started < now - LONGEST_MS))
    before = db.session.get(LastVisit, ids)
    opened = PageSession(
        token_hash=_hash(token),
        account_id=ids[0],
        centre_id=ids[1],
        started=now,
        seen=now,
        left=before.at if before else 0,
    )
    db.session.add(opened)
    _note_visit(opened, now)
    audit.note(ids[1], ids[0], "sign_in", now=now, connection=db.session.connection())
    db.session.commit()
    login_user(_to_visitor(token, opened))
    session[WHO] = account.id


def close_session() -> None:
    """Signs out: the token opens nothing any more, wherever it was copied to."""
    token = current_user.get_id()
    logout_user()
    session.pop(WHO, None)
    begin_write()
    db.session.execute(delete(PageSession).where(PageSession.token_hash == _hash(token)))
    db.session.commit()


@login.user_loader  # type: ignore[untyped-decorator]
def find_visitor(token: str) -> Visitor | None:
    """The visitor whose cookie names this session; None when it ended or its account lost every role here."""
    now = now_ms()
    opened = db.session.get(PageSession, _hash(token))
    if opened is None or now - opened.seen >= IDLE_MS or now - opened.started >= LONGEST_MS:
        return None
    if now - opened.seen >= STEP_MS and _is_attended():
        begin_write()
        opened = db.session.get_one(PageSession, _hash(token))
        opened.seen = now
        _note_visit(opened, now)
        db.session.commit()
    visitor = _to_visitor(token, opened)
    return visitor if visitor.viewer.roles else None


def leads_only(view: View) -> View:
    """A page for supervisors and managers. Others are told that there is nothing here for them (403); for a mediator
    it isn't there (404).
    """

    @login_required  # type: ignore[untyped-decorator]
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.viewer.leads:
            abort(404 if is_mediator(current_user.viewer) else 403)
        return view(*args, **kwargs)

    return guarded  # type: ignore[no-any-return]


def mediators_only(view: View) -> View:
    """A page for mediators: for all others it isn't there."""

    @login_required  # type: ignore[untyped-decorator]
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if "mediator" not in current_user.viewer.roles:
            abort(404)
        return view(*args, **kwargs)

    return guarded  # type: ignore[no-any-return]


def is_mediator(viewer: Viewer) -> bool:
    """Somebody from outside the team, to whom nothing of the centre is there but what they were asked."""
    return "mediator" in viewer.roles and not viewer.on_floor


def unattended(view: View) -> View:
    """Marks an address that an open page asks by itself; with `?here` a person has just touched it."""
    view.unattended = True
    return view


def _is_attended() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return not getattr(view, "unattended", False) or "here" in request.args


def _note_visit(session: PageSession, now: int) -> None:
    db.session.merge(LastVisit(account_id=session.account_id, centre_id=session.centre_id, at=now))


def _to_visitor(token: str, session: PageSession) -> Visitor:
    viewer = people.to_viewer(session.account, session.centre_id)
    return Visitor(token, session.account, session.centre, viewer, session.left)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
