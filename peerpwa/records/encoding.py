"""Bytes as text on the wire: base64url without padding, and the names of keys. docs/sync-protocol.md §1, §2."""

import base64
import binascii
import hashlib
import re

ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


def to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Raises ValueError for anything but base64url without padding."""
    if not ALPHABET.fullmatch(text):
        raise ValueError("not base64url")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault


def key_name(public: bytes) -> str:
    """The first 16 bytes of SHA-256 of the raw public key: 22 characters."""
    return to_base64url(hashlib.sha256(public).digest()[:16])
