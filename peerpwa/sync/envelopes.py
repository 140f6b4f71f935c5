"""Envelopes: one save, sealed to the installation's key and signed by the phone's. docs/sync-protocol.md §5.

Everything here happens before any transaction is opened.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from peerpwa.accounts.devices import is_signed
from peerpwa.records.change import Change, parse_change
from peerpwa.records.encoding import from_base64url, to_base64url
from peerpwa.records.ids import is_id
from peerpwa.records.refused import Refused

MOST_CHANGES = 50
MOST_BYTES = 64 * 1024
MOST_SEALED = 96 * 1024
KEY_NAME = re.compile(r"[A-Za-z0-9_-]{22}")
PARTS = frozenset({"id", "key", "signer", "sealed", "sig"})

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope as it came, its bytes read; nothing in it is believed yet."""

    id: str
    key: str
    signer: str
    sealed: bytes
    sig: bytes

    @property
    def sha256(self) -> str:
        return to_base64url(hashlib.sha256(self.sealed).digest())

    @property
    def info(self) -> bytes:
        """What binds the sealed bytes to this envelope, this signer and this key."""
        return f"common-ground/envelope/1\n{self.key}\n{self.signer}\n{self.id}".encode("ascii")


class _Plain(msgspec.Struct, forbid_unknown_fields=True):
    app: str
    seen: str | None
    changes: list[msgspec.Raw]


_plain = msgspec.json.Decoder(_Plain)


def parse_envelope(raw: Any) -> Envelope:
    """Reads one entry of `drop`. Raises Refused("bad_envelope")."""
    if not isinstance(raw, dict) or set(raw) != PARTS or not all(isinstance(v, str) for v in raw.values()):
        raise Refused("bad_envelope")
    if not is_id(raw["id"]) or not all(KEY_NAME.fullmatch(raw[name]) for name in ("key", "signer")):
        raise Refused("bad_envelope")
    try:
        sealed, sig = from_base64url(raw["sealed"]), from_base64url(raw["sig"])
    except ValueError as fault:
        raise Refused("bad_envelope") from fault
    if len(sealed) > MOST_SEALED:
        raise Refused("bad_envelope")
    return Envelope(raw["id"], raw["key"], raw["signer"], sealed, sig)


def verify(envelope: Envelope, public: bytes) -> None:
    """Raises Refused("bad_signature") unless the signer's key signed these very bytes."""
    if not is_signed(public, envelope.sig, envelope.info + b"\n" + envelope.sealed):
        raise Refused("bad_signature")


def open_envelope(envelope: Envelope, private: X25519PrivateKey) -> tuple[list[Change], str | None]:
    """Opens, inflates and parses: the changes, and the cursor up to which their author had read. Raises Refused("bad_envelope") or, of a change inside, ("bad_change")."""
    try:
        plain = _plain.decode(open_bytes(envelope, private))
    except (InvalidTag, ValueError, zlib.error, msgspec.MsgspecError, RecursionError) as fault:
        raise Refused("bad_envelope") from fault
    if not 0 < len(plain.changes) <= MOST_CHANGES:
        raise Refused("bad_envelope")
    changes = [parse_change(bytes(raw)) for raw in plain.changes]
    if len({c.id for c in changes}) != len(changes):
        raise Refused("bad_change", "id")
    return changes, plain.seen


def open_bytes(envelope: Envelope, private: X25519PrivateKey) -> bytes:
    """What is inside, whatever it is. Raises InvalidTag, ValueError or zlib.error."""
    return _inflate(SUITE.decrypt(envelope.sealed, private, info=envelope.info))


def seal_bytes(plain: bytes, public: X25519PublicKey, info: bytes) -> bytes:
    """As a phone seals."""
    return SUITE.encrypt(zlib.compress(plain), public, info=info)


def _inflate(flat: bytes) -> bytes:
    """At most 64 kB come out, whatever went in. Raises ValueError or zlib.error."""
    stream = zlib.decompressobj()
    plain = stream.decompress(flat, MOST_BYTES + 1)
    if len(plain) > MOST_BYTES or not stream.eof or stream.unused_data:
        raise ValueError("too much inside")
    return plain
