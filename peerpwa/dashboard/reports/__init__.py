"""Reports and exports: what a centre gives out, and to whom. Each page says what is in it before it is made."""

from flask import Blueprint, Flask, render_template

from peerpwa.accounts.pages import leads_only
from peerpwa.dashboard.reports import calendar, copies, dictionary, files, funder
from peerpwa.exports.months import Span
from peerpwa.web.words import t

ENGLISH = "January February March April May June July August September October November December"
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

bp = Blueprint("reports", __name__)
PARTS = (funder, files, dictionary, copies, calendar)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["span_name"] = span_name
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)


def span_name(span: Span) -> str:
    """A month, a quarter or a year as people say it: “October 2026”, “October to December 2026”, “2026”."""
    if span.key == "year":
        return span.name
    months = t(ENGLISH, FRENCH).split()
    first, last = (months[int(month[-2:]) - 1] for month in (span.first, span.last))
    year = span.first[:4]
    return (
        f"{first} {year}"
        if span.key == "month"
        else t(f"{first} to {last} {year}", f"{first} à {last} {year}")
    )


@bp.get("/reports")
@leads_only
def index() -> str:
    """What there is; a supervisor sees what is for managers named, and to whom to turn."""
    return render_template("reports/index.html")
