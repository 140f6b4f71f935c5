"""A phone without a screen: keys, stamps, envelopes, receipts and a page, as docs/sync-protocol.md has them.

The demo enters its stories through it, and tests speak as a phone with it. What it holds is not sealed.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peerpwa.records.encoding import from_base64url, key_name, to_base64url
from peerpwa.records.ids import new_id
from peerpwa.records.stamps import Clock

Post = Callable[[str, dict[str, Any], Mapping[str, str]], tuple[int, dict[str, Any]]]
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Phone:
    """`post(path, body, headers)` answers (status, JSON); `now()` is the phone's own clock in ms."""

    def __init__(self, post: Post, now: Callable[[], int]) -> None:
        self.post = post
        self.now = now
        self.vault = ec.generate_private_key(ec.SECP256R1())
        self.spare = ec.generate_private_key(ec.SECP256R1())
        self.clock = Clock()
        self.waiting: list[dict[str, str]] = []
        self.verdicts: list[dict[str, Any]] = []
        self.entries: list[dict[str, Any]] = []
        self.cursor: str | None = None
        self.bearer = ""
        self.keys: list[dict[str, str]] = []

    def enrol(self, name: str, password: str, label: str = "") -> dict[str, Any]:
        """Signs in; answers the enrolment, or the error's body."""
        body = {"v": 1, "name": name, "password": password, "label": label}
        body |= {"vault_key": to_base64url(public(self.vault)), "spare_key": to_base64url(public(self.spare))}
        status, answer = self.post("/api/enrol", body, {})
        if status == 200:
            self.bearer, self.keys = answer["bearer"], answer["keys"]
        return answer

    def change(
        self,
        kind: str,
        form: str,
        values: Mapping[str, Any],
        *,
        record: str | None = None,
        parent: str | None = None,
        at: int | None = None,
    ) -> dict[str, Any]:
        """One change, written at `at` (ms, never before an earlier one's) or now."""
        wrote = self.now() if at is None else at
        id = new_id(wrote)
        change = {"id": id, "record": record or id, "kind": kind, "stamp": self.clock.make(wrote)}
        return change | {"form": form, "set": dict(values)} | ({"parent": parent} if parent else {})

    def save(self, *changes: Mapping[str, Any], spare: bool = False) -> dict[str, str]:
        """Seals the changes into one envelope, which waits for the next `sync`."""
        plain = json.dumps({"app": "phone.py", "seen": self.cursor, "changes": changes}, ensure_ascii=False)
        sealed = self.seal(plain.encode(), spare=spare)
        self.waiting.append(sealed)
        return sealed

    def seal(self, plain: bytes, *, spare: bool = False, id: str | None = None) -> dict[str, str]:
        """One envelope around these bytes, whatever they are."""
        signer = self.spare if spare else self.vault
        key = self.keys[0]
        id = id or new_id(self.now())
        info = f"common-ground/envelope/1\n{key['id']}\n{key_name(public(signer))}\n{id}".encode("ascii")
        theirs = X25519PublicKey.from_public_bytes(from_base64url(key["public"]))
        sealed = SUITE.encrypt(zlib.compress(plain), theirs, info=info)
        sig = to_base64url(sign(signer, info + b"\n" + sealed))
        return {
            "id": id,
            "key": key["id"],
            "signer": key_name(public(signer)),
            "sealed": to_base64url(sealed),
            "sig": sig,
        }

    def sync(self, *, pull: bool = True) -> dict[str, Any]:
        """Delivers what waits and reads on; answers the last answer. What got a receipt waits no more."""
        more = True
        answer: dict[str, Any] = {}
        while more:
            status, answer = self.push(self.waiting[:200], pull=pull)
            if status != 200:
                return answer
            receipts = {
                v["id"] for v in answer["verdicts"] if v["verdict"] in ("accepted", "known", "quarantined")
            }
            self.verdicts += answer["verdicts"]
            more = bool(receipts) and len(self.waiting) > len(receipts)
            self.waiting = [e for e in self.waiting if e["id"] not in receipts]
            if pull:
                more = self._take(answer["page"]) or more
        return answer

    def push(self, drop: Sequence[Mapping[str, Any]], *, pull: bool = True) -> tuple[int, dict[str, Any]]:
        """One round trip with these envelopes."""
        body: dict[str, Any] = {"v": 1, "build": "phone.py", "waiting": len(self.waiting), "persisted": True}
        body["drop"] = list(drop)
        if pull and self.cursor:
            body["cursor"] = self.cursor
        headers = {"Authorization": f"Bearer {self.bearer}"} if pull else {}
        return self.post("/api/sync", body, headers)

    def _take(self, page: Mapping[str, Any]) -> bool:
        entries = [json.loads(text) for text in page["entries"]]
        if entries and entries[0]["e"] == "start":
            self.entries = []
        self.entries += entries
        self.cursor = page["cursor"]
        for entry in entries:
            if entry["e"] == "change":
                self.clock.see(entry["change"]["stamp"], self.now())
        return bool(page["more"])

    def held(self) -> dict[str, dict[str, Any]]:
        """Others' records as this phone holds them after every entry so far, by id."""
        rows: dict[str, dict[str, Any]] = {}
        for entry in self.entries:
            if entry["e"] == "refresh":
                rows = {id: row for id, row in rows.items() if row["root"] != entry["record"]}
            elif entry["e"] == "record":
                rows[entry["id"]] = entry
        return rows


def public(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The 65 raw bytes of the public half."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def sign(key: ec.EllipticCurvePrivateKey, text: bytes) -> bytes:
    """ECDSA P-256 with SHA-256 as 64 raw bytes r‖s."""
    r, s = utils.decode_dss_signature(key.sign(text, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")
