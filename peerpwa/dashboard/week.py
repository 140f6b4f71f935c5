"""The week in numbers, for the team's half hour together: what was logged, beside the week before."""

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from peerpwa.accounts.pages import leads_only
from peerpwa.clock import now_ms
from peerpwa.dashboard.labels import option
from peerpwa.language import language_of
from peerpwa.measures import Measure, Part, Result, show
from peerpwa.measures.week import look_at_week

bp = Blueprint("week", __name__)


@bp.get("/week")
@leads_only
def week() -> str:
    found = look_at_week(current_user.centre, current_user.viewer, now_ms())
    if found is None:
        abort(403)
    return render_template("week.html", week=found, shown=_shown, part_name=_part_name, before=_before)


def _shown(measure: Measure, found: Result | Part) -> str:
    return show(measure, found, language_of(request))


def _part_name(measure: Measure, code: str) -> str:
    """What a share of a mix is called."""
    if isinstance(measure.codes, dict):
        return measure.codes[code][language_of(request) == "fr"]
    return option(code, measure.codes)


def _before(found: Result, code: str) -> Part:
    """The same share in the days before."""
    return next((part for part in found.parts if part.code == code), Part(code, 0))
