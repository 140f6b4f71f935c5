"""The pages: a list of what can be set, and one page each. Looking is for whoever leads; changing for a manager."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.fields import questions_of
from peerpwa.dashboard.found import say_refused
from peerpwa.dashboard.own import options_of
from peerpwa.dashboard.reports.door import managers_only
from peerpwa.dashboard.settings import said
from peerpwa.dashboard.settings.forms import editable, find_needed, parse_values
from peerpwa.dashboard.settings.groups import GROUPS, PARTS, Group
from peerpwa.dashboard.settings.lists import ZONES, keep_own, to_rows
from peerpwa.dashboard.settings.questions import AUDIENCES, SORTS
from peerpwa.language import language_of
from peerpwa.practice import load, own_questions
from peerpwa.practice.guide import Pair
from peerpwa.practice.own import days_of
from peerpwa.records.chosen import KIND
from peerpwa.records.names import get_names
from peerpwa.records.refused import Refused
from peerpwa.records.settings import Stale, Version, get_settings, list_versions, put_live
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@leads_only
def index() -> str:
    standing = get_settings(current_user.viewer.centre)
    told = {name: said.tell(group, group.values(standing)) for name, group in GROUPS.items()}
    unset = {name for name, group in GROUPS.items() if not standing.keys() & set(group.fields)}
    return render_template("settings/index.html", parts=PARTS, groups=GROUPS.values(), told=told, unset=unset)


@bp.get("/<name>")
@leads_only
def show(name: str) -> str:
    group = _get_group(name)
    standing = group.values(get_settings(current_user.viewer.centre))
    return _page(group, standing, standing)


@bp.post("/<name>")
@managers_only
def change(name: str) -> Response | tuple[str, int] | str:
    """Shows what was typed as phones will have it; what was looked at so is put live, unless another stands by now."""
    csrf.protect()
    group = _get_group(name)
    settings = get_settings(current_user.viewer.centre)
    standing = group.values(settings)
    typed, troubles = parse_values(group, standing)
    if request.form.get("base") != digest(standing):
        return _page(group, standing, typed, stale=True), 409
    if troubles:
        return _page(group, standing, typed, troubles=troubles), 422
    looked = request.form.get("act") == "live" and request.form.get("looked") == digest(typed)
    if looked and _put(group, standing, typed, settings):
        flash(
            t(
                "Live. Phones have it with their next signal.",
                "En place. Les téléphones l'auront au prochain signal.",
            )
        )
        return redirect(url_for("settings.show", name=name))
    return _page(group, standing, typed, preview=True)


@bp.post("/<name>/back")
@managers_only
def back(name: str) -> Response | tuple[str, int]:
    """An earlier version stands again, as a new change; without one, what the practice gives."""
    csrf.protect()
    group = _get_group(name)
    settings = get_settings(current_user.viewer.centre)
    standing = group.values(settings)
    if request.form.get("base") != digest(standing):
        return _page(group, standing, standing, stale=True), 409
    wanted = group.values(_find_version(group, request.form.get("version", "")))
    for _, sentence in find_needed(wanted):
        flash(sentence[language_of(request) == "fr"])
        return redirect(url_for("settings.show", name=name))
    if group.editor in ("list", "questions"):
        field = group.fields[0]
        wanted = {field: keep_own(wanted[field], standing[field])}
    if _put(group, standing, wanted, settings):
        flash(
            t(
                "Put back. Phones have it with their next signal.",
                "Remis. Les téléphones l'auront au prochain signal.",
            )
        )
    return redirect(url_for("settings.show", name=name))


def digest(values: Mapping[str, Any]) -> str:
    """Tells whether two sets of values are the same."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def _put(
    group: Group, standing: Mapping[str, Any], wanted: Mapping[str, Any], settings: Mapping[str, Any]
) -> bool:
    """Writes what differs, as this manager; a refusal is said on the next page."""
    values = {field: wanted[field] for field in group.fields if wanted[field] != standing[field]}
    try:
        if values:
            put_live(current_user.viewer.centre, current_user.author, values, settings, now_ms())
    except Stale:
        flash(
            t(
                "Somebody was quicker. Look at what stands now.",
                "Quelqu'un a été plus vite. Voyez ce qui tient.",
            )
        )
        return False
    except Refused as refused:
        say_refused(refused)
        return False
    return True


def _find_version(group: Group, id: str) -> Mapping[str, Any]:
    if not id:
        return {}
    found = next((one for one in _versions(group) if one.id == id), None)
    if found is None:
        abort(404)
    return found.values


def _versions(group: Group) -> list[Version]:
    return list_versions(current_user.viewer.centre, group.fields)


def _get_group(name: str) -> Group:
    group = GROUPS.get(name)
    if group is None:
        abort(404)
    return group


def _page(
    group: Group,
    standing: Mapping[str, Any],
    typed: Mapping[str, Any],
    *,
    troubles: Sequence[tuple[str, Pair]] = (),
    stale: bool = False,
    preview: bool = False,
) -> str:
    centre, versions = current_user.viewer.centre, _versions(group)
    would = {**get_settings(centre), **typed}
    fine = not troubles
    return render_template(
        "settings/group.html",
        group=group,
        questions=sorted(questions_of(KIND, group.fields), key=lambda q: group.fields.index(q.field)),
        typed=typed,
        rows=to_rows(group.fields[0], typed[group.fields[0]]) if group.editor == "list" else [],
        options={o["code"]: o for o in options_of(group.fields[0])},
        zones=ZONES,
        triggers=load().triggers.triggers,
        situations=[(one, days_of(one)) for one in editable()],
        now_said=said.tell(group, standing),
        typed_said=said.tell(group, typed) if fine else [],
        changed=said.compare(group, standing, typed) if preview else [],
        tiles=said.tiles(group, typed) if group.editor == "list" else [],
        asked=own_questions(typed[group.fields[0]]) if group.editor == "questions" else [],
        sorts=SORTS,
        audiences=AUDIENCES,
        examples=said.examples(group, would, zone_of(current_user.centre), now_ms()) if fine else [],
        faulty={at for at, _ in troubles},
        troubles=troubles,
        stale=stale,
        preview=preview,
        base=digest(standing),
        looked=digest(typed) if preview else "",
        versions=[(one, said.tell(group, group.values(one.values))) for one in versions],
        names=get_names(centre),
        manages="manager" in current_user.viewer.roles,
    )
