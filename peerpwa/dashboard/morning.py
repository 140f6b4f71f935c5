"""The morning screen, live: `/head` says cheaply whether anything altered, `/morning/parts` brings what is shown now.

Both are asked by the open page itself and keep nobody signed in. Of the head nothing can be read: it is a keyed hash.
"""

import hmac
import re
from collections.abc import Collection
from datetime import datetime, timedelta

from flask import Response, current_app, render_template
from flask_login import current_user

from peerpwa.accounts.pages import leads_only, unattended
from peerpwa.accounts.people import colleagues_of, zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.day import Day, look_at_day
from peerpwa.dashboard.reasons import REASONS
from peerpwa.dashboard.records import LONGEST_REPLY, bp
from peerpwa.practice import load
from peerpwa.records import feed
from peerpwa.records.door import reading
from peerpwa.records.morning import count_care, list_handles

HEAD_SIGNS = 16
FIX_IN = timedelta(days=7)
HANDLE_DAYS = 90


@bp.get("/morning", endpoint="morning")
@leads_only
def show_morning() -> str:
    return _show("morning.html")


@bp.get("/morning/parts")
@unattended
@leads_only
def parts() -> str:
    return _show("morning_parts.html")


@bp.get("/head")
@unattended
@leads_only
def head() -> Response:
    return Response(_head(), mimetype="text/plain")


@bp.get("/huddle")
@leads_only
def huddle() -> str:
    """One A5 page to print, which names nobody: a line in which a handle stands is left out."""
    day = look_at_day(current_user, now_ms())
    with reading() as connection:
        since = day.now - HANDLE_DAYS * 24 * 3_600_000
        handles = list_handles(connection, current_user.viewer, since)
        care = count_care(connection, current_user.viewer, day.now)
    return render_template(
        "huddle.html",
        day=day,
        today=_today(day),
        care=care,
        nameless=lambda text: text and not names_anybody(text, handles),
    )


def names_anybody(text: str, handles: Collection[str]) -> bool:
    """Whether one of these handles stands in the text as a word."""
    anyone = "|".join(re.escape(handle) for handle in handles)
    return bool(handles) and re.search(rf"(?<!\w)({anyone})(?!\w)", text, re.IGNORECASE) is not None


def _show(template: str) -> str:
    """All of one moment, and the head with it: what comes meanwhile is asked for once more, and never missed."""
    with reading():
        head = _head()
        day = look_at_day(current_user, now_ms())
        return render_template(
            template,
            day=day,
            today=_today(day),
            head=head,
            ready=load().vocabularies["ready_reply"],
            reasons=REASONS,
            colleagues=colleagues_of(current_user.viewer.centre),
            fix_by=(_today(day).date() + FIX_IN).isoformat(),
            longest=LONGEST_REPLY,
            me=current_user.account.id,
        )


def _today(day: Day) -> datetime:
    return datetime.fromtimestamp(day.now / 1000, zone_of(current_user.centre))


def _head() -> str:
    """Alters when the centre's feed grew; an acknowledgement is an entry of it too."""
    viewer = current_user.viewer
    _, link = feed.head(viewer.centre)
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, link + viewer.account.encode(), "sha256").hexdigest()[:HEAD_SIGNS]
