"""Ongoing matters: what belongs together, each with its records, and when it counts as settled (PRACTICE 6.3); nothing
is counted beside anybody (7.7).
"""

from flask import Blueprint, render_template
from flask_login import current_user

from peerpwa.accounts.pages import leads_only
from peerpwa.clock import now_ms
from peerpwa.measures.load import load_threads
from peerpwa.measures.threads import settles_on
from peerpwa.records.matters import list_open

bp = Blueprint("matters", __name__, url_prefix="/matters")


@bp.get("")
@leads_only
def matters() -> str:
    found = list_open(current_user.viewer)
    book = load_threads(current_user.centre, current_user.viewer, {one.id for one in found}, now_ms())
    settles = {row.id: settles_on(book, row) for row in book.of("thread")}
    return render_template("matters.html", matters=found, settles=settles, today=book.period.last)
