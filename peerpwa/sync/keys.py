"""The installation's own keys, to which phones seal. The database names them; the private halves are files beside it.

Old ones stay: a phone that was away for a year still sealed to one of them.
"""

import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import current_app
from sqlalchemy import insert, select

from peerpwa.records.door import reading, writing_plain
from peerpwa.records.encoding import from_base64url, key_name, to_base64url
from peerpwa.sync.models import server_key


def create_key(now: int) -> str:
    """Makes a key pair: the file first, then the row, so that no row ever names a key that isn't there."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    name = key_name(public)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_file(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump({"id": name, "private": to_base64url(private.private_bytes_raw())}, file)
        file.flush()
        os.fsync(file.fileno())
    with writing_plain() as connection:
        connection.execute(insert(server_key), {"id": name, "public": public, "made": now})
    return name


def list_public() -> list[dict[str, str]]:
    """The public halves as the wire has them, newest first."""
    query = select(server_key).order_by(server_key.c.made.desc(), server_key.c.id)
    with reading() as connection:
        return [{"id": row.id, "public": to_base64url(row.public)} for row in connection.execute(query)]


def find_private(name: str) -> X25519PrivateKey | None:
    """The private half of a key by its name; None for a name that isn't ours."""
    held: dict[str, X25519PrivateKey] = current_app.extensions.setdefault("peerpwa_keys", {})
    if name not in held:
        known = {key["id"] for key in list_public()}
        if name not in known:
            return None
        raw = json.loads(_file(name).read_text("ascii"))
        held[name] = X25519PrivateKey.from_private_bytes(from_base64url(raw["private"]))
    return held[name]


def missing_keys() -> list[str]:
    """Keys that the database names and whose files aren't there."""
    return [key["id"] for key in list_public() if not _file(key["id"]).is_file()]


def _folder() -> Path:
    return Path(current_app.config["DATA"]) / "keys"


def _file(name: str) -> Path:
    return _folder() / f"{name}.json"
