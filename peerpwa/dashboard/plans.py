"""A check-in that a supervisor plans from a log's page: with whom, on which day, and who does it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import colleagues_of, zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.found import New, find_record, save
from peerpwa.measures.period import day_of
from peerpwa.records.read import RecordView
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

FORM = "guided_talk"
AHEAD = timedelta(days=90)
NOON = time(12)

bp = Blueprint("plans", __name__)


def list_people(log: RecordView) -> list[str]:
    """Everybody named by the log or in a part below it, once each; of anything but a log nobody."""
    if log.kind != "conflict":
        return []
    named = [*(log.values.get("people") or []), *(_handle(one) for one in log.find("party"))]
    return list({name.casefold(): name for name in reversed(named) if name}.values())[::-1]


def first_day() -> date:
    """What is offered: tomorrow at the centre."""
    return _today() + timedelta(days=1)


@bp.post("/records/<id>/plan")
@leads_only
def plan(id: str) -> Response:
    """At noon of that day; below the person's part, which comes with it where they have none."""
    csrf.protect()
    log = find_record(id, "conflict")
    person, to, day = request.form.get("person", ""), request.form.get("to", ""), _parse_day()
    names = {str(one["id"]): str(one["name"]) for one in colleagues_of(current_user.viewer.centre)}
    if person not in list_people(log) or to not in names:
        abort(404)
    if day is None:
        flash(t("Choose a day from today on, within 90 days.", "Choisissez un jour, d'ici 90 jours."))
        return redirect(url_for("dashboard.record", id=log.root))
    if save(*_to_plan(log, person, day, to)):
        said = t("Planned. {name} has it on their list.", "C'est prévu. C'est sur la liste de {name}.")
        mine = t("Planned. It is on your list.", "C'est prévu. C'est sur votre liste.")
        flash(mine if to == current_user.account.id else said.format(name=names[to]))
    return redirect(url_for("dashboard.record", id=log.root))


def _to_plan(log: RecordView, person: str, day: date, to: str) -> list[New]:
    due = datetime.combine(day, NOON, zone_of(current_user.centre)).isoformat(timespec="milliseconds")
    values: dict[str, Any] = {"due": due, "assigned": [to]}
    part = next((one for one in log.find("party") if _handle(one).casefold() == person.casefold()), None)
    if part is not None:
        return [New("follow_up", values, part.id, form=FORM)]
    made = New("party", {"handle": person}, log.id, form=FORM)
    return [made, New("follow_up", values, made, form=FORM)]


def _handle(part: RecordView) -> str:
    return "" if part.withdrawn else str(part.values.get("handle") or "")


def _parse_day() -> date | None:
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        return None
    return day if _today() <= day <= _today() + AHEAD else None


def _today() -> date:
    return day_of(now_ms(), zone_of(current_user.centre))
