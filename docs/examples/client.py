"""A client written from docs/sync-protocol.md alone, with nothing of the server's code.

    python docs/examples/client.py URL NAME PASSWORD OTHER_NAME OTHER_PASSWORD

enrols two devices of one account or of two, pushes 1,000 changes from the first, pulls them with the second and
says whether they are equal. Needs the package `cryptography`, version 48 or newer.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
import urllib.request
import uuid
import zlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
RECEIPTS = {"accepted", "known", "quarantined"}
CHANGES = 1000
PER_ENVELOPE = 10
ENVELOPES_AT_ONCE = 50


def to_text(data: bytes) -> str:
    """§1: base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key_name(raw: bytes) -> str:
    """§2: the first 16 bytes of SHA-256 of the raw public key."""
    return to_text(hashlib.sha256(raw).digest()[:16])


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Maker:
    """Ids (UUIDv7) and stamps that grow."""

    def __init__(self) -> None:
        self.node = secrets.token_hex(8)
        self.wall = self.count = self.last = 0

    def id(self) -> str:
        value = (
            (now_ms() << 80)
            | (0x7 << 76)
            | (secrets.randbits(12) << 64)
            | (0b10 << 62)
            | secrets.randbits(62)
        )
        value = max(value, self.last + 1)
        self.last = value
        return str(uuid.UUID(int=value))

    def stamp(self) -> str:
        """§4: wall = max(own clock, last wall), the counter grows while the wall doesn't."""
        now = now_ms()
        self.wall, self.count = (now, 0) if now > self.wall else (self.wall, self.count + 1)
        if self.count > 0xFFFF:
            self.wall, self.count = self.wall + 1, 0
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(self.wall // 1000))
        return f"{seconds}.{self.wall % 1000:03d}Z-{self.count:04x}-{self.node}"


class Device:
    """One enrolled phone."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.make = Maker()
        self.vault = ec.generate_private_key(ec.SECP256R1())
        self.spare = ec.generate_private_key(ec.SECP256R1())
        self.bearer = ""
        self.account = ""
        self.keys: list[dict[str, str]] = []
        self.cursor: str | None = None
        self.changes: dict[str, dict[str, Any]] = {}
        self.records: dict[str, dict[str, Any]] = {}

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if self.bearer:
            headers["Authorization"] = f"Bearer {self.bearer}"
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=20) as response:
            assert response.headers["Peerpwa"] == "1", "not from our centre"
            answer: dict[str, Any] = json.load(response)
        return answer

    def enrol(self, name: str, password: str) -> None:
        """§3."""
        body = {"v": 1, "name": name, "password": password, "label": "example"}
        body |= {"vault_key": to_text(public(self.vault)), "spare_key": to_text(public(self.spare))}
        answer = self.post("/api/enrol", body)
        self.bearer, self.keys, self.account = answer["bearer"], answer["keys"], answer["account"]["id"]

    def seal(self, changes: list[dict[str, Any]]) -> dict[str, str]:
        """§5: deflate, seal, sign."""
        id, key, signer = self.make.id(), self.keys[0], key_name(public(self.vault))
        plain = json.dumps({"app": "example", "seen": self.cursor, "changes": changes}).encode()
        info = f"common-ground/envelope/1\n{key['id']}\n{signer}\n{id}".encode("ascii")
        theirs = X25519PublicKey.from_public_bytes(to_bytes(key["public"]))
        sealed = HPKE.encrypt(zlib.compress(plain), theirs, info=info)
        der = self.vault.sign(info + b"\n" + sealed, ec.ECDSA(SHA256()))
        r, s = utils.decode_dss_signature(der)
        sig = to_text(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return {"id": id, "key": key["id"], "signer": signer, "sealed": to_text(sealed), "sig": sig}

    def sync(self, drop: list[dict[str, str]]) -> list[dict[str, Any]]:
        """§6: one round trip; a receipt counts only when it repeats the hash of the sealed bytes."""
        body: dict[str, Any] = {
            "v": 1,
            "build": "example",
            "waiting": len(drop),
            "persisted": False,
            "drop": drop,
        }
        if self.cursor:
            body["cursor"] = self.cursor
        answer = self.post("/api/sync", body)
        for envelope, verdict in zip(drop, answer["verdicts"], strict=True):
            own = to_text(hashlib.sha256(to_bytes(envelope["sealed"])).digest())
            assert verdict["id"] == envelope["id"]
            assert verdict["sha256"] == own
        self.take(answer["page"])
        return list(answer["verdicts"])

    def pull(self) -> None:
        """Reads until there is no more."""
        more = True
        while more:
            body: dict[str, Any] = {"v": 1, "build": "example", "waiting": 0, "persisted": False, "drop": []}
            if self.cursor:
                body["cursor"] = self.cursor
            more = self.take(self.post("/api/sync", body)["page"])

    def take(self, page: dict[str, Any]) -> bool:
        """§6, entries: a page is applied whole, or not at all."""
        entries = page["entries"]
        assert page["count"] == len(entries)
        assert page["sha256"] == to_text(hashlib.sha256("\n".join(entries).encode()).digest())
        for entry in map(json.loads, entries):
            if entry["e"] == "start":
                self.changes, self.records = {}, {}
            elif entry["e"] == "refresh":
                self.changes = {i: c for i, c in self.changes.items() if c["root"] != entry["record"]}
                self.records = {i: r for i, r in self.records.items() if r["root"] != entry["record"]}
            elif entry["e"] == "change":
                self.changes[entry["change"]["id"]] = entry
            else:
                self.records[entry["id"]] = entry
        self.cursor = page["cursor"]
        return bool(page["more"])

    def log(self, i: int) -> dict[str, Any]:
        """§4: a quick log, each with an answer of its own."""
        id = self.make.id()
        heat = f"h{i % 2}"
        values = {
            "safe_now": "yes",
            "heat": heat,
            "types": ["noise"],
            "place": "main_room",
            "outcome": "agreement",
        }
        values |= {"saw": f"Line {i}"}
        return {
            "id": id,
            "record": id,
            "kind": "conflict",
            "stamp": self.make.stamp(),
            "form": "quick_log@1",
            "set": values,
        }


def public(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The uncompressed point, 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def fold(changes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """§4: for each field of each record the value of the change with the greatest (order, id)."""
    records: dict[str, dict[str, Any]] = {}
    for entry in sorted(changes, key=lambda e: (e["order"], e["change"]["id"])):
        records.setdefault(entry["change"]["record"], {}).update(entry["change"]["set"])
    return records


def main(url: str, name: str, password: str, other: str, other_password: str) -> int:
    first, second = Device(url), Device(url)
    first.enrol(name, password)
    made = [first.log(i) for i in range(CHANGES)]
    groups = [made[i : i + PER_ENVELOPE] for i in range(0, CHANGES, PER_ENVELOPE)]
    envelopes = [first.seal(group) for group in groups]
    for i in range(0, len(envelopes), ENVELOPES_AT_ONCE):
        verdicts = first.sync(envelopes[i : i + ENVELOPES_AT_ONCE])
        assert all(v["verdict"] == "accepted" for v in verdicts), verdicts
    again = first.sync(envelopes[:ENVELOPES_AT_ONCE])
    assert all(v["verdict"] == "known" for v in again), again

    second.enrol(other, other_password)
    second.pull()
    if second.account == first.account:
        got = {c["change"]["id"]: c["change"] for c in second.changes.values()}
        equal = all(got.get(change["id"]) == change for change in made)
        equal = equal and all(fold(list(second.changes.values()))[c["record"]] == c["set"] for c in made)
    else:
        equal = all(
            second.records[c["id"]]["set"].items() <= c["set"].items()
            and "heat" in second.records[c["id"]]["set"]
            for c in made
        )
    print(f"{CHANGES} changes pushed, pulled by another device: {'equal' if equal else 'NOT EQUAL'}")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
