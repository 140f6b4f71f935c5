"""Who leads a centre, until when somebody is away, and that somebody was told of a request for help."""

from datetime import datetime

from sqlalchemy import select

from peerpwa.accounts.models import Account, Away, Centre, Membership
from peerpwa.accounts.people import zone_of
from peerpwa.practice import load
from peerpwa.records import audit
from peerpwa.records.door import Door
from peerpwa.records.duty import Lead
from peerpwa.records.models import excluded, record
from peerpwa.records.names import find_names
from peerpwa.records.store import make_change, store
from peerpwa.records.viewer import INSTALLATION, LEADS
from peerpwa.storage import begin_write, db


def keep_told(door: Door, account: str, ask: str, now: int) -> None:
    """Says below the request that this account was told, by the installation itself: its page then shows who and when.
    Of whoever is cut off from it by now nothing is said.

    That they were reached is not said by it: a human is reached when they say so.
    """
    root = select(record.c.root).where(record.c.centre == door.centre, record.c.id == ask).scalar_subquery()
    off = select(excluded.c.root).where(excluded.c.centre == door.centre, excluded.c.account == account)
    if door.connection.execute(off.where(excluded.c.root == root)).first() is not None:
        return
    zone = zone_of(db.session.get_one(Centre, door.centre))
    at = datetime.fromtimestamp(now / 1000, zone).isoformat(timespec="milliseconds")
    values = {"role": find_names(door.connection, door.centre)[account], "told_at": at}
    told = make_change("told", load().latest("escalation").id, values, now=now, parent=ask)
    store(door, INSTALLATION, [told], envelope=None, now=now, seen=door.seq)


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
