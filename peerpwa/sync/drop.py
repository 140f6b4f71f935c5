"""What a phone dropped off: a verdict for each envelope, each in a savepoint of its own.

One bad envelope never stops the rest: an unexpected error rolls it back and puts its bytes into quarantine.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select

from peerpwa.accounts import devices, people
from peerpwa.accounts.models import Device
from peerpwa.records.change import Change
from peerpwa.records.door import Door, writing
from peerpwa.records.feed import find_link
from peerpwa.records.refused import Aside, Refused
from peerpwa.records.slips import SLIP, count_slip
from peerpwa.records.store import store
from peerpwa.records.viewer import Author
from peerpwa.records.words import is_asked
from peerpwa.storage import wipe_log
from peerpwa.sync import keys
from peerpwa.sync.cursor import Cursor, find_cursor
from peerpwa.sync.envelopes import Envelope, open_envelope, parse_envelope, verify
from peerpwa.sync.models import envelope as receipts
from peerpwa.sync.models import quarantine, refusal
from peerpwa.sync.words import take_out_of_quarantine

LATER_SECONDS = 3600

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Received:
    """One envelope on its way to its verdict; `fault` says what its author may mend."""

    id: str
    envelope: Envelope | None = None
    device: Device | None = None
    changes: Sequence[Change] = ()
    seen: Cursor | None = None
    locked: bool = False
    verdict: str = ""
    code: str | None = None
    fault: Refused | None = None

    def refuse(self, fault: Refused) -> None:
        self.verdict, self.code, self.fault = "refused", fault.code, fault

    def to_wire(self) -> dict[str, Any]:
        wire: dict[str, Any] = {"id": self.id, "verdict": self.verdict}
        if self.envelope:
            wire["sha256"] = self.envelope.sha256
        if self.code:
            wire["code"] = self.code
        if self.verdict == "later":
            wire["seconds"] = LATER_SECONDS
        return wire


def receive(drop: Sequence[dict[str, Any]], now: int) -> list[Received]:
    """Verdicts in the order of `drop`, whose entries have at least an `id` that is a string."""
    received = [_open(raw) for raw in drop]
    for centre in dict.fromkeys(r.device.centre_id for r in received if r.device and not r.verdict):
        waiting = [r for r in received if r.device and r.device.centre_id == centre and not r.verdict]
        authors = {r.device.id: author_of(r.device) for r in waiting if r.device}
        zone = next(people.zone_of(r.device.centre) for r in waiting if r.device)
        with writing(centre) as door:
            for one in waiting:
                assert one.device is not None
                _keep(door, one, replace(authors[one.device.id], locked=one.locked), zone, now)
    if any(r.verdict == "accepted" and any(map(is_asked, r.changes)) for r in received):
        wipe_log()
    _note_refusals(received, now)
    return received


def _open(raw: dict[str, Any]) -> Received:
    """Everything that needs no transaction: shape, signer, signature, seal, contents."""
    one = Received(id=raw["id"])
    try:
        one.envelope = envelope = parse_envelope(raw)
        found = devices.find_by_signer(envelope.signer)
        if found is None:
            raise Refused("not_ours")
        one.device, public = found
        one.locked = envelope.signer == one.device.spare_key
        verify(envelope, public)
        if one.device.ended_at is not None:
            return one
        private = keys.find_private(envelope.key)
        if private is None:
            one.verdict = "later"
        else:
            one.changes, seen = open_envelope(envelope, private)
            one.seen = find_cursor(seen, one.device.id) if seen is not None else None
    except Refused as fault:
        one.refuse(fault)
    return one


def _keep(door: Door, one: Received, author: Author, zone: ZoneInfo, now: int) -> None:
    envelope, device = one.envelope, one.device
    assert envelope is not None and device is not None
    held = select(receipts.c.sha256).where(receipts.c.centre == door.centre, receipts.c.id == envelope.id)
    sha256 = door.connection.execute(held).scalar()
    if sha256 is not None:
        if sha256 == envelope.sha256:
            one.verdict = "known"
        else:
            one.refuse(Refused("same_id"))
        return
    if device.ended_at is not None:
        _put_aside(door.connection, one, "ended_key", now)
        return
    try:
        with door.savepoint():
            accept(door, one, envelope.sha256, author, zone, now)
            one.verdict = "accepted"
    except Refused as fault:
        one.refuse(fault)
    except Aside as why:
        _put_aside(door.connection, one, why.reason, now)
    except Exception as fault:
        log.error("an envelope went into quarantine: %s", type(fault).__name__)
        _put_aside(door.connection, one, "unexpected", now)


def accept(door: Door, one: Received, sha256: str, author: Author, zone: ZoneInfo, now: int) -> None:
    """Stores its changes and the receipt for the bytes of this hash. Raises Refused or Aside."""
    row: dict[str, Any] = {"centre": door.centre, "id": one.id, "sha256": sha256}
    if any(c.kind == SLIP for c in one.changes):
        _count(door, one.changes, author, zone, now)
    else:
        assert one.device is not None
        store(door, author, one.changes, envelope=one.id, now=now, seen=_seen(door, one.seen))
        take_out_of_quarantine(door, one.changes)
        row |= {"device": one.device.id, "received": now}
    door.connection.execute(insert(receipts), row)


def _count(door: Door, changes: Sequence[Change], author: Author, zone: ZoneInfo, now: int) -> None:
    """A slip comes alone: whatever came along would say whose it is."""
    if len(changes) != 1:
        raise Refused("bad_change", "kind")
    count_slip(door, author, changes[0], zone, now)


def _seen(door: Door, cursor: Cursor | None) -> int:
    """How far the author had read. One that isn't of this phone and this chain covers nothing."""
    if cursor is None or find_link(door.connection, door.centre, cursor.seq) != cursor.link:
        return 0
    return cursor.seq


def _put_aside(connection: Connection, one: Received, reason: str, now: int) -> None:
    """Keeps the bytes for a human to look at: a receipt, since nothing of it can be lost any more."""
    envelope, device = one.envelope, one.device
    assert envelope is not None and device is not None
    row = {"centre": device.centre_id, "id": envelope.id, "sha256": envelope.sha256, "device": device.id}
    row |= {"reason": reason, "key": envelope.key, "signer": envelope.signer}
    here = (quarantine.c.centre == device.centre_id) & (quarantine.c.id == envelope.id)
    query = select(quarantine.c.id).where(here, quarantine.c.sha256 == envelope.sha256)
    if connection.execute(query).first() is None:
        values = {**row, "sealed": envelope.sealed, "sig": envelope.sig, "received": now}
        connection.execute(insert(quarantine), values)
    one.verdict = "quarantined"


def _note_refusals(received: Sequence[Received], now: int) -> None:
    """What was refused to a known phone is kept as id, code and field, so that people can be helped; no value."""
    for centre in dict.fromkeys(r.device.centre_id for r in received if r.device and _is_ours(r)):
        rows = {r.id: r for r in received if r.device and r.device.centre_id == centre and _is_ours(r)}
        with writing(centre) as door:
            here = refusal.c.centre == centre
            door.connection.execute(delete(refusal).where(here, refusal.c.id.in_(rows)))
            door.connection.execute(insert(refusal), [_refusal_row(centre, r, now) for r in rows.values()])


def _is_ours(one: Received) -> bool:
    """Refused, and surely from that phone: a forged signature must not touch what is kept for its owner."""
    return one.fault is not None and one.code != "bad_signature"


def _refusal_row(centre: str, one: Received, now: int) -> dict[str, Any]:
    assert one.device is not None and one.fault is not None
    row = {"centre": centre, "id": one.id[:36], "device": one.device.id, "received": now}
    return row | {"code": one.fault.code, "field": one.fault.field}


def author_of(device: Device) -> Author:
    """Who writes by this phone, with their roles as they stand now."""
    roles = people.roles_in(device.account, device.centre_id)
    return Author(device.account_id, device.id, roles, device.account.display_name)
