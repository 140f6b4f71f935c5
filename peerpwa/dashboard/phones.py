"""The centre's phones: when each was heard from and how much waits there, never what; and what was set aside."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.devices import list_phones
from peerpwa.accounts.pages import leads_only
from peerpwa.clock import now_ms
from peerpwa.records.door import reading
from peerpwa.records.names import find_names
from peerpwa.sync.aside import Stays, leave_out, list_aside, take_in
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

DIGEST = re.compile(r"[\w-]{43}", re.ASCII)  # which of the envelopes with this id

bp = Blueprint("phones", __name__, url_prefix="/phones")


@bp.get("")
@leads_only
def phones() -> str:
    centre = current_user.viewer.centre
    with reading() as connection:
        names = find_names(connection, centre)
    return render_template(
        "phones.html", phones=list_phones(centre)[::-1], aside=list_aside(centre), names=names
    )


@bp.post("/aside/<id>")
@leads_only
def decide(id: str) -> Response:
    """Takes in what was set aside, or leaves it out."""
    csrf.protect()
    named, now, viewer = DIGEST.fullmatch(request.form.get("sha256", "")), now_ms(), current_user.viewer
    sha256 = named[0] if named else ""  # of which there is none
    try:
        if request.form.get("act") == "leave":
            done = leave_out(viewer, id, sha256, now)
            said = t("Left out. It stays here, for second thoughts.", "Écarté. Il reste ici, au cas où.")
        else:
            done = take_in(viewer, id, sha256, now)
            said = t("Taken in. It is with the records now.", "Accepté. C'est avec les notes maintenant.")
        flash(said if done else t("Somebody else saw to it.", "Quelqu'un d'autre s'en est occupé."))
    except Stays as stays:
        unkept = t(
            "It can't be taken in ({code}). It stays here; nothing is lost. Ask whoever runs this system.",
            "Impossible de l'accepter ({code}). Il reste ici, rien n'est perdu. Demandez à qui gère ce système.",
        )
        flash(unkept.format(code=stays.why))
    return redirect(url_for("phones.phones"))
