"""What was set aside: a human looks at each, takes it in or leaves it out. Nobody reads it before it is taken in, and
what is left out stays, so that a colleague can still take it in: nothing is lost by either.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from peerpwa.accounts.models import Device
from peerpwa.accounts.people import zone_of
from peerpwa.records import audit
from peerpwa.records.door import reading, writing
from peerpwa.records.refused import Aside, Refused
from peerpwa.records.viewer import Viewer
from peerpwa.records.words import is_asked
from peerpwa.storage import db, wipe_log
from peerpwa.sync import keys
from peerpwa.sync.cursor import find_cursor
from peerpwa.sync.drop import Received, accept, author_of
from peerpwa.sync.envelopes import Envelope, open_envelope
from peerpwa.sync.models import quarantine

MOST = 200
WORKER = frozenset({"worker"})

log = logging.getLogger(__name__)


@dataclass
class Stays(Exception):
    """It can't be taken in, as it is or by now: `why` is a code of the protocol, or "later", "unexpected"."""

    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """One envelope: whose phone it came from, when, and why it waits; never what is in it. `left`: when somebody
    left it out.
    """

    id: str
    sha256: str
    account: str
    name: str
    label: str
    reason: str
    received: int
    left: int | None
    left_by: str | None


def list_aside(centre: str) -> list[SetAside]:
    """The newest first, what waits before what was left out."""
    query = select(quarantine).where(quarantine.c.centre == centre)
    newest = query.order_by(quarantine.c.left.is_not(None), quarantine.c.received.desc(), quarantine.c.id)
    with reading() as connection:
        rows = connection.execute(newest.limit(MOST)).all()
    phones = {row.device: db.session.get_one(Device, row.device) for row in rows}
    return [_to_aside(row, phones[row.device]) for row in rows]


def count_aside(connection: Connection, centre: str) -> int:
    """How many wait for somebody to look at them."""
    here = quarantine.c.centre == centre, quarantine.c.left.is_(None)
    return int(connection.execute(select(func.count()).select_from(quarantine).where(*here)).scalar_one())


def take_in(viewer: Viewer, id: str, sha256: str, now: int) -> bool:
    """Stores it as its author's, whose key signed it: the rest of the centre has it from then on. Whoever has no role
    here any more wrote it as a worker. False where it isn't there (any more). Raises Stays.
    """
    with reading() as connection:
        row = connection.execute(select(quarantine).where(*_is(viewer.centre, id, sha256))).first()
    if row is None:
        return False
    device = db.session.get_one(Device, row.device)
    one, author = _open(row, device), author_of(device)
    author = replace(author, roles=author.roles or WORKER)
    zone = zone_of(device.centre)
    try:
        with writing(viewer.centre) as door:
            gone = door.connection.execute(delete(quarantine).where(*_is(viewer.centre, id, sha256)))
            if gone.rowcount == 0:
                return False
            accept(door, one, sha256, author, zone, now)
            _note(viewer, "took_in", id, now, door.connection)
    except Refused as fault:
        raise Stays(fault.code) from fault
    except Aside as fault:
        raise Stays(fault.reason) from fault
    except Exception as fault:
        log.error("what was set aside still fails: %s", type(fault).__name__)
        raise Stays("unexpected") from fault
    if any(map(is_asked, one.changes)):
        wipe_log()
    return True


def leave_out(viewer: Viewer, id: str, sha256: str, now: int) -> bool:
    """It waits no longer, and stays on the page with the name of who left it out. False where it isn't there."""
    with writing(viewer.centre) as door:
        here = *_is(viewer.centre, id, sha256), quarantine.c.left.is_(None)
        done = update(quarantine).where(*here).values(left=now, left_by=viewer.account)
        if door.connection.execute(done).rowcount == 0:
            return False
        _note(viewer, "left_out", id, now, door.connection)
    return True


def _open(row: Any, device: Device) -> Received:
    """Its signature was proved before it was set aside. Raises Stays."""
    private = keys.find_private(row.key)
    if private is None:
        raise Stays("later")
    envelope = Envelope(row.id, row.key, row.signer, row.sealed, row.sig)
    try:
        changes, seen = open_envelope(envelope, private)
    except Refused as fault:
        raise Stays(fault.code) from fault
    cursor = find_cursor(seen, device.id) if seen is not None else None
    return Received(row.id, envelope, device, changes, cursor)


def _note(viewer: Viewer, act: str, id: str, now: int, connection: Connection) -> None:
    audit.note(viewer.centre, viewer.account, act, now=now, reason=id, connection=connection)


def _to_aside(row: Any, phone: Device) -> SetAside:
    name = phone.account.display_name
    return SetAside(
        row.id,
        row.sha256,
        phone.account_id,
        name,
        phone.label,
        row.reason,
        row.received,
        row.left,
        row.left_by,
    )


def _is(centre: str, id: str, sha256: str) -> Sequence[ColumnElement[bool]]:
    return quarantine.c.centre == centre, quarantine.c.id == id, quarantine.c.sha256 == sha256
