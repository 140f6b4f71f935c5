"""Ongoing matters: what belongs together, each with its records; nothing is counted beside anybody (PRACTICE 7.7)."""

from flask import Blueprint, render_template
from flask_login import current_user

from peerpwa.accounts.pages import leads_only
from peerpwa.records.matters import list_open

bp = Blueprint("matters", __name__, url_prefix="/matters")


@bp.get("")
@leads_only
def matters() -> str:
    return render_template("matters.html", matters=list_open(current_user.viewer))
