"""The cursor: where a reader is in the chain and what rights they read with, in one opaque, authentic string.

No number or link is shown to a phone (SECURITY S4). One that doesn't fit means: read from the start.
"""

import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from peerpwa.records.encoding import from_base64url, to_base64url

NONCE = 12


class Cursor(NamedTuple):
    """The feed's number and link up to which was read, and the digest of the rights it was read with."""

    seq: int
    link: bytes
    rights: str


def seal_cursor(cursor: Cursor, reader: str) -> str:
    """`reader`: the device, so that no other may use it."""
    nonce = secrets.token_bytes(NONCE)
    plain = cursor.seq.to_bytes(8, "big") + cursor.link + cursor.rights.encode("ascii")
    return to_base64url(nonce + _cipher().encrypt(nonce, plain, reader.encode()))


def find_cursor(text: str, reader: str) -> Cursor | None:
    """The cursor in this text; None for one that we didn't make for this reader."""
    try:
        raw = from_base64url(text)
        plain = _cipher().decrypt(raw[:NONCE], raw[NONCE:], reader.encode())
    except (ValueError, InvalidTag):
        return None
    return Cursor(int.from_bytes(plain[:8], "big"), plain[8:40], plain[40:].decode("ascii"))


def _cipher() -> AESGCM:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"common-ground/cursor/1").derive(secret)
    return AESGCM(key)
