"""The duty roster: who is on when, who hears next, and "I am away until"."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts import duty
from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.found import New, save
from peerpwa.measures.period import to_ms
from peerpwa.records import settings
from peerpwa.records.duty import on_duty
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

DAY_MS = 24 * 3_600_000
LONGEST_AWAY = 90
WEEK = range(1, 8)

bp = Blueprint("duty", __name__, url_prefix="/duty")


@bp.get("")
@leads_only
def roster() -> str:
    centre, now = current_user.centre, now_ms()
    leads, known = duty.list_leads(centre.id), settings.get_settings(centre.id)
    return render_template(
        "duty.html",
        leads=leads,
        now_on=on_duty(leads, known, zone_of(centre), now),
        roster={row.get("day"): row for row in known.get("roster") or []},
        numbers=[*(known.get("duty") or []), *(known.get("second_contact") or [])],
        week=WEEK,
        now=now,
        manages="manager" in current_user.viewer.roles,
    )


@bp.post("/away")
@leads_only
def away() -> Response:
    """Their own alone: until then requests for help go to the next person."""
    csrf.protect()
    now, until = now_ms(), None
    if request.form.get("act") != "here":
        until = _parse_until(request.form.get("until", ""))
        if until is None or not now < until <= now + LONGEST_AWAY * DAY_MS:
            flash(
                t(
                    "Choose a time that is still to come, within 90 days.",
                    "Choisissez un moment à venir, d'ici 90 jours.",
                )
            )
            return redirect(url_for("duty.roster"))
    duty.set_away(current_user.viewer.centre, current_user.viewer.account, until, now)
    flash(
        t("You are here.", "Vous êtes là.")
        if until is None
        else t("Noted. Others hear first.", "Noté. D'autres le sauront d'abord.")
    )
    return redirect(url_for("duty.roster"))


@bp.post("/week")
@leads_only
def week() -> Response:
    """The week, by a manager: it is a setting of the centre's."""
    csrf.protect()
    viewer = current_user.viewer
    if "manager" not in viewer.roles:
        abort(403)
    known = {lead.account for lead in duty.list_leads(viewer.centre)}
    rows: list[dict[str, Any]] = []
    for day in WEEK:
        row = {part: request.form.get(f"{part}.{day}", "") for part in ("first", "second")}
        if set(row.values()) - known - {""}:
            abort(400)
        if row["first"]:
            rows.append({"day": str(day)} | {part: id for part, id in row.items() if id})
    if save(New("setting", {"roster": rows})):
        flash(t("The week is set.", "La semaine est fixée."))
    return redirect(url_for("duty.roster"))


def _parse_until(text: str) -> int | None:
    try:
        return to_ms(datetime.fromisoformat(text).replace(tzinfo=zone_of(current_user.centre)))
    except ValueError:
        return None
