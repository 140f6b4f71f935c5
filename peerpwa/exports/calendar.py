"""A calendar of the check-ins that are due, for a supervisor's own calendar app: the time, and nothing else.

Its address is the key: 256 random bits, kept hashed, given anew or taken back at any time. It opens only this, and only
while the account leads at the centre.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy import ColumnElement, delete, insert, select

from peerpwa.exports.models import calendar_link as link
from peerpwa.exports.sheets import AT_ONCE
from peerpwa.records import audit, models
from peerpwa.records.agenda import is_due
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.sweep import read_trees
from peerpwa.records.viewer import Viewer

QUARTER = timedelta(minutes=15)
Due = tuple[str, datetime]


def make_link(viewer: Viewer, now: int) -> str:
    """A new secret in place of the one before; it is told once, here."""
    secret = secrets.token_urlsafe(32)
    row = {"account": viewer.account, "centre": viewer.centre, "secret_hash": _hash(secret), "made": now}
    with writing_plain() as connection:
        connection.execute(delete(link).where(*_mine(viewer)))
        connection.execute(insert(link), row)
        audit.note(viewer.centre, viewer.account, "make_calendar", now=now, connection=connection)
    return secret


def end_link(viewer: Viewer, now: int) -> None:
    """From now on the address opens nothing."""
    with writing_plain() as connection:
        connection.execute(delete(link).where(*_mine(viewer)))
        audit.note(viewer.centre, viewer.account, "end_calendar", now=now, connection=connection)


def find_link(viewer: Viewer) -> int | None:
    """When the address that stands was made."""
    with reading() as connection:
        return connection.execute(select(link.c.made).where(*_mine(viewer))).scalar()


def find_owner(secret: str) -> tuple[str, str] | None:
    """The account and the centre of an address."""
    with reading() as connection:
        found = connection.execute(select(link).where(link.c.secret_hash == _hash(secret))).first()
    return (found.account, found.centre) if found else None


def list_due(viewer: Viewer, now: int) -> list[Due]:
    """The check-ins that are due and that the viewer may know of: an id that tells nothing, and when."""
    tree = models.tree
    with reading() as connection:
        query = select(tree.c.root).where(
            tree.c.centre == viewer.centre, tree.c.open.is_(True), tree.c.withdrawn.is_(False)
        )
        roots = list(connection.execute(query.order_by(tree.c.root)).scalars())
    found: list[Due] = []
    for start in range(0, len(roots), AT_ONCE):
        seen = list(read_trees(viewer, roots[start : start + AT_ONCE], now))
        found += (
            (_hash(viewer.account + one.id)[:32], datetime.fromisoformat(one.values["due"]).astimezone(UTC))
            for one in seen
            if is_due(one, seen)
        )
    return sorted(found, key=lambda due: due[1])


def to_ical(due: Iterable[Due], now: int, french: bool) -> bytes:
    """RFC 5545."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Ground//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for uid, at in due:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", datetime.fromtimestamp(now / 1000, UTC))
        event.add("dtstart", at)
        event.add("dtend", at + QUARTER)
        event.add("summary", "Suivi dû" if french else "Check-in due")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _mine(viewer: Viewer) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return link.c.account == viewer.account, link.c.centre == viewer.centre


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
