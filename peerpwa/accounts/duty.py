"""Who leads a centre, until when somebody is away, and who was told: what goes into `records.duty`, and what comes
of it.
"""

from datetime import datetime

from sqlalchemy import select

from peerpwa.accounts.models import Account, Away, Centre, Membership
from peerpwa.accounts.people import zone_of
from peerpwa.practice import load
from peerpwa.records import audit
from peerpwa.records.asks import list_waiting
from peerpwa.records.duty import Due, Lead, find_due
from peerpwa.records.settings import get_settings
from peerpwa.records.store import write
from peerpwa.records.viewer import INSTALLATION, LEADS
from peerpwa.storage import begin_write, db


def list_due(centre: Centre, now: int) -> list[Due]:
    """Everybody of this centre who must have heard of a request by now."""
    waiting, settings = list_waiting(centre.id), get_settings(centre.id)
    return find_due(waiting, list_leads(centre.id), settings, zone_of(centre), now)


def keep_told(centre: Centre, due: Due, name: str, now: int) -> None:
    """Says below the request that somebody was told, by the installation itself: the page then shows who and when.

    That they were reached is not said by it: a human is reached when they say so.
    """
    at = datetime.fromtimestamp(now / 1000, zone_of(centre)).isoformat(timespec="milliseconds")
    form = load().latest("escalation").id
    write(centre.id, INSTALLATION, "told", form, {"role": name, "told_at": at}, parent=due.record, now=now)


def list_leads(centre: str) -> list[Lead]:
    """Every supervisor and manager of the centre, by name."""
    query = select(Account.id, Account.display_name).join(Membership).distinct()
    rows = db.session.execute(query.where(Membership.centre_id == centre, Membership.role.in_(LEADS)))
    away = {
        one.account_id: one.until for one in db.session.scalars(select(Away).where(Away.centre_id == centre))
    }
    return sorted((Lead(id, name, away.get(id)) for id, name in rows), key=lambda lead: lead.name)


def set_away(centre: str, account: str, until: int | None, now: int) -> None:
    """Says until when (ms) somebody is away; None: they are here."""
    begin_write()
    standing = db.session.get(Away, (centre, account))
    if standing is not None:
        db.session.delete(standing)
        db.session.flush()
    if until is not None:
        db.session.add(Away(centre_id=centre, account_id=account, until=until))
    act = "here" if until is None else "away"
    audit.note(centre, account, act, now=now, connection=db.session.connection())
    db.session.commit()
