"""The funder's report (PRACTICE 7.4): one printed page of numbers, guarded, of a month, a quarter or a year that is over.

A look isn't a publication, and yet shows nothing that didn't go through the guard.
"""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.reports.door import managers_only
from peerpwa.dashboard.reports.lines import to_page
from peerpwa.exports.ahead import count_towards
from peerpwa.exports.guard import FEWEST
from peerpwa.exports.months import Span, is_over, last_day, list_spans, parse_span
from peerpwa.exports.published import Funder, list_published, look, publish
from peerpwa.measures.period import DAY, day_of
from peerpwa.practice import load
from peerpwa.records.names import get_names
from peerpwa.records.settings import get_settings
from peerpwa.records.store import write
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

SMALLEST = {"five": FEWEST, "ten": 10}

bp = Blueprint("funder", __name__)


@bp.get("/reports/funder")
@managers_only
def report() -> str | Response:
    """Anything but a month, a quarter or a year in the address asks for nothing."""
    span = _asked_for(request.args)
    today = day_of(now_ms(), zone_of(current_user.centre))
    published = list_published(current_user.centre.id)
    if span is None:
        return render_template(
            "reports/choose.html",
            spans=list(list_spans(today)),
            published=[*reversed(published)],
            names=get_names(current_user.centre.id),
            k=_smallest(),
            form=FlaskForm(),
        )
    if not is_over(span, today):
        page = render_template("reports/early.html", span=span, from_day=last_day(span.last) + DAY)
        return Response(page, 409)
    stands = any(one.span == span for one in published)
    if not stands and (progress := count_towards(current_user.centre, span, now_ms())):
        page = render_template("reports/counting.html", span=span, progress=progress)
        return Response(page, headers={"Refresh": "0"})
    return _show(look(current_user.centre, span, _smallest(), now_ms(), published), span)


@bp.post("/reports/funder")
@managers_only
def publish_now() -> BaseResponse:
    csrf.protect()
    span = _asked_for(request.form)
    if span is None or not is_over(span, day_of(now_ms(), zone_of(current_user.centre))):
        abort(400)
    publish(current_user.centre, span, _smallest(), current_user.account.id, now_ms())
    flash(t("Published. It stays as it is now.", "Publié. Il reste tel quel."))
    return redirect(f"{url_for('funder.report')}?{span.key}={span.name}")


@bp.post("/reports/funder/smallest")
@managers_only
def set_smallest() -> BaseResponse:
    """Under which number a report shows words: 5, or 10; never less."""
    csrf.protect()
    chosen = request.form.get("fewest", "")
    if chosen not in SMALLEST:
        abort(400)
    centre, author = current_user.centre.id, current_user.author
    write(centre, author, "setting", load().latest("setting").id, {"fewest": chosen}, now=now_ms())
    flash(t("Kept for the next reports.", "Gardé pour les prochains rapports."))
    return redirect(url_for("funder.report"))


def _asked_for(fields: MultiDict[str, str]) -> Span | None:
    spans = (parse_span(key, fields.get(key, "")) for key in ("month", "quarter", "year"))
    return next((span for span in spans if span), None)


def _smallest() -> int:
    return SMALLEST.get(get_settings(current_user.centre.id).get("fewest", ""), FEWEST)


def _show(report: Funder, span: Span) -> str:
    by = get_names(current_user.centre.id).get(report.account or "", "")
    return render_template(
        "reports/funder.html", report=report, span=span, page=to_page(report), by=by, form=FlaskForm()
    )
