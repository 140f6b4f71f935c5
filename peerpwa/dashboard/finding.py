"""Finding records by words, and sets of filters that a supervisor kept.

Words may be about somebody, so they travel in a form's body and stand in no address, title or log; filters are places,
hours and states, and stand in the address, where they can be linked and kept (SECURITY S36).
"""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts import saved
from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.filters import parse_filters, to_query
from peerpwa.dashboard.records import bp, show_list
from peerpwa.errors import Refusal
from peerpwa.records import audit
from peerpwa.records.finding import KINDS, find_records, is_anybody, parse_query
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

LONGEST = 100


@bp.post("/records/find")
@leads_only
def find() -> str:
    """The records in which these words stand, within the address's filters; without a kind among them, of every kind."""
    csrf.protect()
    viewer, now = current_user.viewer, now_ms()
    words = request.form.get("words", "").strip()[:LONGEST]
    query = parse_query(words)
    if not query.groups:
        flash(t("Give a word of two letters or more.", "Donnez un mot d'au moins deux lettres."))
        return show_list(words=words)
    filters = parse_filters(request.args, zone_of(current_user.centre))
    if "kind" not in request.args:
        filters = replace(filters, kinds=KINDS)
    audit.note(viewer.centre, viewer.account, "search", now=now)
    return show_list(words=words, found=find_records(viewer, query, filters, now))


@bp.post("/records/filters")
@leads_only
def keep_filters() -> Response:
    """Keeps the address's filters under a name; the same name again keeps these in place of those before."""
    csrf.protect()
    name, query = " ".join(request.form.get("name", "").split()), to_query(request.args)
    try:
        saved.check_name(name)
        if is_anybody(current_user.viewer, name):
            raise saved.NAMES_SOMEBODY
        saved.keep(current_user.account.id, current_user.centre.id, name, query)
    except Refusal as refusal:
        flash(t(*refusal.sentence))
    else:
        flash(t("Kept. It stands above your list.", "Gardé. C'est au-dessus de votre liste."))
    return redirect(url_for("dashboard.records") + f"?{query}")


@bp.post("/records/filters/drop")
@leads_only
def drop_filters() -> Response:
    """Drops what was kept under a name, and shows these filters once more: there they can be kept again."""
    csrf.protect()
    query = saved.drop(current_user.account.id, current_user.centre.id, request.form.get("name", ""))
    if query is None:
        flash(t("It was dropped already.", "C'était déjà enlevé."))
        return redirect(url_for("dashboard.records"))
    flash(
        t(
            "Dropped. Here are its filters once more: keep them again if you like.",
            "Enlevé. Voici encore ses filtres\u00a0: gardez-les à nouveau si vous voulez.",
        )
    )
    return redirect(url_for("dashboard.records") + f"?{query}")
