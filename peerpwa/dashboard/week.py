"""The week, for the team's half hour together: what was logged, in pictures and numbers, beside the week before."""

from datetime import date, timedelta

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.day import look_at_phones
from peerpwa.dashboard.pictures import draw_changes, draw_week, part_name
from peerpwa.language import language_of
from peerpwa.measures import Measure, Part, Result, show
from peerpwa.measures.period import day_of
from peerpwa.measures.week import DAYS, look_at_week
from peerpwa.practice.tips import find_tip
from peerpwa.records.door import reading

bp = Blueprint("week", __name__)
LONGEST = timedelta(days=5 * 366)
WEEK = timedelta(days=DAYS)


@bp.get("/week")
@leads_only
def week() -> str | Response:
    """`until` is the week's last day; all else in the address is ignored."""
    now, zone = now_ms(), zone_of(current_user.centre)
    today = day_of(now, zone)
    asked = request.args.get("until")
    last = _parse_day(asked, today) if asked else today
    if last is None:
        return Response(render_template("week_refused.html", asked=asked, today=today), 400)
    with reading():
        found = look_at_week(current_user.centre, current_user.viewer, now, last)
        if found is None:
            abort(403)
        return render_template(
            "week.html",
            week=found,
            pictures=draw_week(found),
            changes=draw_changes(found.changes),
            shown=_shown,
            part_name=part_name,
            was=_was,
            phones=look_at_phones(current_user.centre.id, zone, now) if last == today else None,
            tip=find_tip(last, language_of(request)),
            earlier=last - WEEK if today - last < LONGEST - WEEK else None,
            later=min(last + WEEK, today) if last < today else None,
        )


def _parse_day(text: str, today: date) -> date | None:
    """A day up to today and not longer ago than anything is kept."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if today - LONGEST <= day <= today else None


def _shown(measure: Measure, found: Result | Part) -> str:
    return show(measure, found, language_of(request))


def _was(found: Result, code: str) -> Part:
    """The same share in the days before."""
    return next((part for part in found.parts if part.code == code), Part(code, 0))
