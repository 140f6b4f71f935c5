"""What each supervisor chose: an e-mail address, quiet hours, when their shift starts; and which devices they have."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from peerpwa.notify.endpoints import LONGEST, BadEndpoint, find_endpoint
from peerpwa.notify.models import notice_choice, push_device
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.encoding import from_base64url, to_base64url
from peerpwa.records.ids import new_id

EMAIL, NOBODY = "email", "nobody"
MOST_DEVICES = 10
LONGEST_LABEL = 60
DAY_MINUTES = 24 * 60
START = 8 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Minutes are of the centre's day. Without a start of the shift there is no digest."""

    email: str | None = None
    by_email: bool = False
    quiet_from: int | None = None
    quiet_until: int | None = None
    digest_at: int | None = START

    def is_quiet(self, minute: int) -> bool:
        """Whether this minute of the day is one of theirs; the hours may pass midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        return (minute - self.quiet_from) % DAY_MINUTES < (self.quiet_until - self.quiet_from) % DAY_MINUTES


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """A laptop or phone that is told; `ended`: its browser takes no more."""

    id: str
    label: str
    made: int
    ended: int | None


class BadDevice(Exception):
    """What a browser sent isn't a subscription that we would call. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def get_choice(centre: str, account: str) -> Choice:
    """What stands, or what everybody starts with."""
    with reading() as connection:
        return find_choices(connection, centre).get(account, Choice())


def find_choices(connection: Connection, centre: str) -> dict[str, Choice]:
    """By account, of those who chose something or have a device."""
    rows = connection.execute(select(notice_choice).where(notice_choice.c.centre == centre))
    return {
        row.account: Choice(row.email, row.by_email, row.quiet_from, row.quiet_until, row.digest_at)
        for row in rows
    }


def set_choice(centre: str, account: str, choice: Choice) -> None:
    with writing_plain() as connection:
        _ensure(connection, centre, account)
        values = {name: getattr(choice, name) for name in Choice.__slots__}
        connection.execute(update(notice_choice).where(*_own(notice_choice, centre, account)).values(values))


def add_device(
    centre: str, account: str, given: Mapping[str, Any], *, now: int, loopback: bool = False
) -> str:
    """Keeps a browser's subscription as it gave it: `endpoint`, `keys` and a `label`. Answers its id, the same
    for the same browser. Raises BadDevice.
    """
    endpoint, public, auth = _parse(given)
    try:
        find_endpoint(endpoint, loopback=loopback)
    except (BadEndpoint, OSError):
        raise BadDevice("bad_address") from None
    label = str(given.get("label") or "")[:LONGEST_LABEL]
    digest = to_base64url(hashlib.sha256(endpoint.encode()).digest())
    here = (*_own(push_device, centre, account), push_device.c.digest == digest)
    values = {"public": public, "auth": auth, "label": label, "made": now, "ended": None}
    with writing_plain() as connection:
        _ensure(connection, centre, account)
        known = connection.execute(select(push_device.c.id).where(*here)).scalar()
        if known is not None:
            connection.execute(update(push_device).where(*here).values(values))
            return str(known)
        count = select(func.count()).where(*_own(push_device, centre, account))
        if connection.execute(count).scalar_one() >= MOST_DEVICES:
            raise BadDevice("too_many")
        id = new_id(now)
        row = {"centre": centre, "id": id, "account": account, "endpoint": endpoint, "digest": digest}
        connection.execute(insert(push_device), row | values)
        return id


def list_devices(centre: str, account: str) -> list[OwnDevice]:
    """Of one account, the oldest first."""
    query = select(push_device).where(*_own(push_device, centre, account)).order_by(push_device.c.id)
    with reading() as connection:
        return [OwnDevice(r.id, r.label, r.made, r.ended) for r in connection.execute(query)]


def remove_device(centre: str, account: str, id: str) -> None:
    """Nothing happens where it isn't theirs."""
    with writing_plain() as connection:
        here = (*_own(push_device, centre, account), push_device.c.id == id)
        connection.execute(delete(push_device).where(*here))


def find_targets(
    connection: Connection, centre: str, account: str, choice: Choice, *, mails: bool
) -> list[str]:
    """Every way by which this account can be told now. `mails`: there is a mail server."""
    live = select(push_device.c.id).where(*_own(push_device, centre, account), push_device.c.ended.is_(None))
    by_email = [EMAIL] if mails and choice.by_email and choice.email else []
    return [*connection.execute(live.order_by(push_device.c.id)).scalars(), *by_email]


def _parse(given: Mapping[str, Any]) -> tuple[str, bytes, bytes]:
    endpoint, keys = given.get("endpoint"), given.get("keys")
    if not isinstance(endpoint, str) or len(endpoint) > LONGEST or not isinstance(keys, dict):
        raise BadDevice("bad_address")
    try:
        public, auth = from_base64url(keys["p256dh"].rstrip("=")), from_base64url(keys["auth"].rstrip("="))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except (ValueError, KeyError, AttributeError):
        raise BadDevice("bad_key") from None
    if len(public) != 65 or len(auth) != 16:
        raise BadDevice("bad_key")
    return endpoint, public, auth


def _ensure(connection: Connection, centre: str, account: str) -> None:
    here = _own(notice_choice, centre, account)
    if connection.execute(select(notice_choice.c.account).where(*here)).first() is None:
        row = {"centre": centre, "account": account, "by_email": False, "digest_at": START}
        connection.execute(insert(notice_choice), row)


def _own(table: Table, centre: str, account: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.centre == centre, table.c.account == account
