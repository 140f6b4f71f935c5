"""How a supervisor is told, and what didn't reach whom. What is told to whom is decided in peerpwa/notify."""

import json

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from peerpwa.accounts.pages import leads_only
from peerpwa.clock import now_ms
from peerpwa.notify import choices, outbox, words
from peerpwa.notify.choices import EMAIL, BadDevice, Choice
from peerpwa.notify.keys import get_key
from peerpwa.notify.mail import is_address, load_server
from peerpwa.notify.missed import Missed, find_missed, list_missed, try_again
from peerpwa.notify.outbox import MINUTE, Note
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.encoding import to_base64url
from peerpwa.records.ids import new_id
from peerpwa.records.names import get_names
from peerpwa.web.pages import csrf
from peerpwa.web.words import t

STUCK_MS = 5 * MINUTE
BAD_DEVICES = {
    "bad_address": (
        "This browser's push service isn't one that we can call.",
        "On ne peut pas joindre le service d'avis de ce navigateur.",
    ),
    "bad_key": (
        "This browser sent something else than a subscription. Try again.",
        "Ce navigateur a envoyé autre chose. Réessayez.",
    ),
    "too_many": (
        "You have ten already. Stop telling one first.",
        "Vous en avez déjà dix. Retirez-en un d'abord.",
    ),
}
FAULTS = {
    "no_way": (
        "They have no laptop and no e-mail here yet. Ask them to add one.",
        "Aucun ordinateur ni courriel ici. Demandez-lui d'en ajouter un.",
    ),
    "no_answer": ("The other side gave no answer.", "L'autre côté n'a pas répondu."),
    "busy": ("The other side was too busy, each time.", "L'autre côté était trop occupé, chaque fois."),
    "gone": (
        "That browser takes no more. It must be added again.",
        "Ce navigateur n'en prend plus. Il faut l'ajouter à nouveau.",
    ),
    "mail_refused": (
        "The mail server doesn't take this address.",
        "Le serveur de courriel refuse cette adresse.",
    ),
    "mail_sign_in": (
        "The mail server doesn't know us. Tell whoever runs this server.",
        "Le serveur de courriel ne nous connaît pas. Dites-le à qui s'occupe du serveur.",
    ),
    "mail_tls": (
        "The way to the mail server isn't safe. Tell whoever runs this server.",
        "Le chemin vers le serveur de courriel n'est pas sûr. Dites-le à qui s'occupe du serveur.",
    ),
    "too_many": ("There were too many notices in one hour.", "Il y a eu trop d'avis en une heure."),
    "too_late": ("It could not be sent in time.", "Il n'est pas parti à temps."),
}
ELSE = ("The other side didn't take it.", "L'autre côté ne l'a pas pris.")
KINDS = {
    "help": ("A request for help", "Une demande d'aide"),
    "digest": ("The start of the shift", "Le début du quart"),
    "test": ("A test", "Un essai"),
}

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
@leads_only
def missed() -> str:
    viewer = current_user.viewer
    return render_template(
        "notices.html",
        missed=list_missed(viewer),
        names=get_names(viewer.centre),
        stuck=outbox.is_due(now_ms() - STUCK_MS),
        kind=_kind,
        fault=_fault,
    )


@bp.post("/<id>/again")
@leads_only
def again(id: str) -> Response:
    csrf.protect()
    found = find_missed(current_user.viewer, id)
    if found is None:
        abort(404)
    ways = _ways(found.account)
    if ways:
        try_again(found, ways, now_ms())
    flash(t("On its way again.", "C'est reparti.") if ways else t(*FAULTS["no_way"]))
    return redirect(url_for("notices.missed"))


@bp.get("/mine")
@leads_only
def mine() -> str:
    return _show(choices.get_choice(*_own()))


@bp.post("/mine")
@leads_only
def choose() -> Response | str:
    csrf.protect()
    given = request.form
    choice = Choice(
        email=given.get("email", "").strip() or None,
        by_email=given.get("by_email") == "yes",
        **{name: _minute(given.get(name, "")) for name in ("quiet_from", "quiet_until", "digest_at")},
    )
    if (choice.email and not is_address(choice.email)) or (choice.by_email and not choice.email):
        return _show(
            choice,
            t("Write one address, like sol@example.org.", "Écrivez une adresse, comme sol@example.org."),
        )
    if (choice.quiet_from is None) != (choice.quiet_until is None):
        return _show(choice, t("Quiet hours need both times.", "Le silence demande les deux heures."))
    choices.set_choice(*_own(), choice)
    flash(t("Kept.", "C'est gardé."))
    return redirect(url_for("notices.mine"))


@bp.post("/devices")
@leads_only
def add() -> Response:
    """What the browser of this page subscribed to."""
    csrf.protect()
    try:
        given = json.loads(request.form.get("subscription", ""))
        if not isinstance(given, dict):
            raise ValueError
        label = request.form.get("label", "").strip() or t("This laptop", "Cet ordinateur")
        loopback = current_app.config["PUSH_TO_LOOPBACK"]
        choices.add_device(*_own(), given | {"label": label}, now=now_ms(), loopback=loopback)
        flash(t("This one is told from now on.", "Celui-ci est avisé dès maintenant."))
    except (ValueError, RecursionError):
        flash(t(*BAD_DEVICES["bad_key"]))
    except BadDevice as bad:
        flash(t(*BAD_DEVICES[bad.reason]))
    return redirect(url_for("notices.mine"))


@bp.post("/devices/<id>/forget")
@leads_only
def forget(id: str) -> Response:
    csrf.protect()
    choices.remove_device(*_own(), id)
    flash(t("It isn't told any more.", "Il n'est plus avisé."))
    return redirect(url_for("notices.mine"))


@bp.post("/test")
@leads_only
def test() -> Response:
    csrf.protect()
    centre, account = _own()
    ways, now = _ways(account), now_ms()
    if ways:
        body = words.of_test(current_user.account.language)
        with writing_plain() as connection:
            outbox.put(connection, Note(centre, account, "test", f"test {new_id(now)}", body), ways, now)
    on_its_way = t("On its way. It comes within a minute.", "C'est parti. Il arrive d'ici une minute.")
    flash(
        on_its_way
        if ways
        else t("Add a laptop or e-mail first.", "Ajoutez d'abord un ordinateur ou un courriel.")
    )
    return redirect(url_for("notices.mine"))


def _show(choice: Choice, fault: str | None = None) -> str:
    return render_template(
        "notices_mine.html",
        choice=choice,
        fault=fault,
        devices=choices.list_devices(*_own()),
        mails=has_mail(),
        key=to_base64url(get_key(now_ms()).public),
    )


def _own() -> tuple[str, str]:
    return current_user.viewer.centre, current_user.account.id


def _ways(account: str) -> list[str]:
    centre = current_user.viewer.centre
    with reading() as connection:
        choice = choices.find_choices(connection, centre).get(account, Choice())
        return choices.find_targets(connection, centre, account, choice, mails=has_mail())


def has_mail() -> bool:
    """Whether this installation has a mail server."""
    return load_server(current_app.config) is not None


def _minute(text: str) -> int | None:
    """Minutes of the day; nothing for anything that isn't a time."""
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdecimal() and minutes[:2].isdecimal()):
        return None
    found = int(hours) * 60 + int(minutes[:2])
    return found if found < choices.DAY_MINUTES else None


def _kind(one: Missed) -> str:
    by = t("by e-mail", "par courriel") if one.target == EMAIL else t("to a device", "vers un appareil")
    return f"{t(*KINDS[one.kind])}, {by}" if one.target != choices.NOBODY else t(*KINDS[one.kind])


def _fault(one: Missed) -> str:
    return t(*FAULTS.get(one.fault, ELSE))
