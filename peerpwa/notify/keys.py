"""The key with which notices are signed (VAPID, RFC 8292): named in the database, its private half a file.

Kept as the keys are to which phones seal (sync/keys.py). Devices subscribe to its public half, so there is one.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import current_app
from sqlalchemy import insert, select

from peerpwa.notify.models import push_key
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.encoding import from_base64url, key_name, to_base64url


@dataclass(frozen=True, slots=True, repr=False)
class PushKey:
    """`private`: 32 bytes; `public`: 65 bytes, as browsers ask for it."""

    private: bytes
    public: bytes


def get_key(now: int) -> PushKey:
    """The installation's key, made when it is first needed: the file first, then the row."""
    if (known := _find()) is None:
        made = ec.generate_private_key(ec.SECP256R1())
        public = made.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        private = made.private_numbers().private_value.to_bytes(32, "big")
        _keep(PushKey(private, public), now)
        known = _find()
    assert known is not None
    return known


def missing_key() -> str | None:
    """The name of the key that the database has and the data folder hasn't."""
    with reading() as connection:
        name = connection.execute(select(push_key.c.id)).scalar()
    return name if name is not None and not _file(name).is_file() else None


def _find() -> PushKey | None:
    with reading() as connection:
        row = connection.execute(select(push_key).order_by(push_key.c.made, push_key.c.id)).first()
    if row is None:
        return None
    raw = json.loads(_file(row.id).read_text("ascii"))
    return PushKey(from_base64url(raw["private"]), row.public)


def _keep(key: PushKey, now: int) -> None:
    """Where two processes make one in the same instant, the older row counts for both."""
    name = key_name(key.public)
    file = _file(name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        json.dump({"id": name, "private": to_base64url(key.private)}, opened)
        opened.flush()
        os.fsync(opened.fileno())
    with writing_plain() as connection:
        connection.execute(insert(push_key), {"id": name, "public": key.public, "made": now})


def _file(name: str) -> Path:
    return Path(current_app.config["DATA"]) / "keys" / f"push-{name}.json"
