"""What the centre said it would change: open, done this month, and whoever asked is told when it is done."""

from datetime import datetime, timedelta

from flask import render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.accounts.people import colleagues_of, zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.found import New, find_record
from peerpwa.dashboard.lines import back, keep, parse_fix
from peerpwa.dashboard.own import offered_here
from peerpwa.dashboard.records import bp
from peerpwa.measures.period import start_of
from peerpwa.records.door import reading
from peerpwa.records.morning import ALWAYS, list_agenda, list_done
from peerpwa.records.names import find_names
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

MADE_MS = 400 * 24 * 3_600_000
FIX_IN = timedelta(days=7)


@bp.get("/fixes")
@leads_only
def fixes() -> str:
    viewer, now, zone = current_user.viewer, now_ms(), zone_of(current_user.centre)
    today = datetime.fromtimestamp(now / 1000, zone).date()
    with reading() as connection:
        return render_template(
            "fixes.html",
            open=list_agenda(connection, viewer, {"fix": ALWAYS})["fix"],
            done=list_done(connection, viewer, now - MADE_MS, start_of(today.replace(day=1), zone)),
            names=find_names(connection, viewer.centre),
            places=offered_here("places"),
            colleagues=colleagues_of(viewer.centre),
            fix_by=(today + FIX_IN).isoformat(),
            me=current_user.account.id,
        )


@bp.post("/fixes")
@leads_only
def add_fix() -> Response:
    """A fix that nobody asked for in writing: it stands alone."""
    csrf.protect()
    made = parse_fix()
    if made is None:
        said = t("Say in a few words what will change.", "Dites en quelques mots ce qui changera.")
        return back(said, "dashboard.fixes")
    said = t("It is on the list.", "C'est sur la liste.")
    return keep([New("fix", made)], said, "dashboard.fixes")


@bp.post("/fixes/<id>/done")
@leads_only
def finish_fix(id: str) -> Response:
    """Done, and under the record from which it was born its author reads so; said twice, it stands once."""
    csrf.protect()
    view = find_record(id, "fix")
    if view.values.get("done") == "yes":
        return back(t("It was done already.", "C'était déjà fait."), "dashboard.fixes")
    text = t("Done: {what}", "Fait\u00a0: {what}").format(what=view.values.get("what", ""))
    new = [New("fix", {"done": "yes"}, record=view.id), New("reply", {"text": text}, view.parent or view.id)]
    said = t("Done. Whoever asked is told.", "Fait. La personne qui l'a demandé le sait.")
    return keep(new, said, "dashboard.fixes")
