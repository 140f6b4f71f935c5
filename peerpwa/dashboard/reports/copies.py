"""A client's own copy and the agreement, to print and to hand over. That it was made is noted."""

from flask import Blueprint, abort, render_template
from flask_login import current_user

from peerpwa.accounts.pages import leads_only
from peerpwa.clock import now_ms
from peerpwa.dashboard.sheet import SHAPES
from peerpwa.exports.copies import to_copy
from peerpwa.records import audit
from peerpwa.records.read import NotFound, get_record
from peerpwa.web.words import t

AGREEMENT = "agreement"

bp = Blueprint("copies", __name__)


@bp.get("/records/<id>/copy/<party>")
@leads_only
def copy(id: str, party: str) -> str:
    """`party`: a person's part, or "agreement" for what all of them share."""
    viewer, now = current_user.viewer, now_ms()
    try:
        view = get_record(viewer, id, now)
    except NotFound:
        abort(404)
    other = t("the other person", "l'autre personne")
    made = to_copy(view, None if party == AGREEMENT else party, other, t("person", "personne"))
    if made is None:
        abort(404)
    audit.note(
        viewer.centre, viewer.account, "copy", now=now, record=view.id if party == AGREEMENT else party
    )
    return render_template("reports/copy.html", copy=made, view=view, other=other, shapes=SHAPES)
