"""Phones: enrolled with two public keys, read by a bearer token, renewed by the vault's signature. DESIGN 5."""

import hashlib
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from peerpwa.accounts import people
from peerpwa.accounts.models import Account, Centre, Challenge, Device
from peerpwa.errors import Refusal, bad_field
from peerpwa.records.encoding import from_base64url, key_name
from peerpwa.records.ids import new_id
from peerpwa.records.settings import get_settings
from peerpwa.records.viewer import FLOOR
from peerpwa.storage import begin_write, db

BEARER_MS = 30 * 24 * 3_600_000
BEARER_STEP_MS = 60_000
CHALLENGE_MS = 5 * 60_000
LONGEST_LABEL = 60
RENEW = "common-ground/renew/1\n"


def choose_centre(account: Account, wanted: str | None) -> Centre:
    """The centre to enrol to. Raises Refusal: no role with a phone, several to choose from, not ready."""
    centres = people.centres_of(account, FLOOR)
    if not centres:
        raise Refusal(
            "no_phone_role",
            403,
            ("This account doesn't use the phone app.", "Ce compte n'utilise pas l'application."),
        )
    chosen = centres if wanted is None else [c for c in centres if c.id == wanted]
    if len(chosen) != 1:
        listed = [{"id": c.id, "name": c.name} for c in centres]
        raise Refusal(
            "choose_centre",
            409,
            ("Which centre is this phone for?", "Ce téléphone est pour quel centre\u00a0?"),
            "centre",
            {"centres": listed},
        )
    if not get_settings(chosen[0].id).get("duty"):
        raise Refusal(
            "centre_not_ready",
            409,
            (
                "The centre has no on-call numbers yet. Ask your manager.",
                "Le centre n'a pas encore de numéros de garde.",
            ),
        )
    return chosen[0]


def enrol(
    account: Account, centre: Centre, vault: str, spare: str, label: str, now: int
) -> tuple[Device, str]:
    """A new device and its bearer. `vault` and `spare` are public keys in base64url. Raises Refusal."""
    publics = {"vault_key": parse_public("vault_key", vault), "spare_key": parse_public("spare_key", spare)}
    named = {field: key_name(public) for field, public in publics.items()}
    if len(label) > LONGEST_LABEL:
        raise bad_field("label", "The label is too long. Use at most 60 characters.", "Le nom est trop long.")
    begin_write()
    taken = select(Device.id).where(
        or_(Device.vault_key.in_(named.values()), Device.spare_key.in_(named.values()))
    )
    if named["vault_key"] == named["spare_key"] or db.session.scalar(taken):
        raise Refusal(
            "known_key", 409, ("This key is enrolled already. Start again.", "Cette clé est déjà inscrite.")
        )
    bearer = secrets.token_urlsafe(32)
    device = Device(
        id=new_id(now),
        account_id=account.id,
        centre_id=centre.id,
        label=label,
        vault_key=named["vault_key"],
        vault_public=publics["vault_key"],
        spare_key=named["spare_key"],
        spare_public=publics["spare_key"],
        bearer_hash=_hash(bearer),
        bearer_used=now,
        enrolled=now,
        last_seen=now,
        waiting=0,
        persisted=False,
        build="",
    )
    db.session.add(device)
    db.session.commit()
    return device, bearer


def find_by_bearer(token: str, now: int) -> Device | None:
    """The device that this token reads for; None when it is unknown, too old or ended."""
    query = select(Device).where(Device.bearer_hash == _hash(token))
    device: Device | None = db.session.scalar(query)
    if device is None or device.ended_at is not None or now - device.bearer_used >= BEARER_MS:
        return None
    return device


def find_by_signer(signer: str) -> tuple[Device, bytes] | None:
    """The device that a signing key is enrolled to, and the public key; ended ones too."""
    device = db.session.scalar(
        select(Device).where(or_(Device.vault_key == signer, Device.spare_key == signer))
    )
    if device is None:
        return None
    return device, device.vault_public if device.vault_key == signer else device.spare_public


def note_contact(device: Device, now: int, waiting: int, persisted: bool, build: str, *, read: bool) -> None:
    """Keeps when the phone was heard from; written at most once a minute, or when what it says altered."""
    said = (waiting, persisted, build)
    if now - device.last_seen < BEARER_STEP_MS and said == (device.waiting, device.persisted, device.build):
        return
    id = device.id
    begin_write()
    held = db.session.get_one(Device, id)
    held.last_seen, (held.waiting, held.persisted, held.build) = now, said
    held.waiting_since = (held.waiting_since or now) if waiting else None
    if read:
        held.bearer_used = now
    db.session.commit()


def list_phones(centre: str) -> list[Device]:
    """The phones of a centre that aren't ended, the one longest not heard from first."""
    query = select(Device).options(joinedload(Device.account))
    here = query.where(Device.centre_id == centre, Device.ended_at.is_(None))
    return list(db.session.scalars(here.order_by(Device.last_seen, Device.id)))


def make_challenge(signer: str, now: int) -> str:
    """A word to be signed. One is made for unknown keys too: nothing is told of who is enrolled."""
    word = secrets.token_urlsafe(32)
    begin_write()
    db.session.execute(delete(Challenge).where(Challenge.made < now - CHALLENGE_MS))
    db.session.add(Challenge(word=word, signer=signer, made=now))
    db.session.commit()
    return word


def renew(signer: str, word: str, signature: str, now: int) -> str:
    """A new bearer for the vault key that signed the challenge. Raises Refusal("not_ours")."""
    refusal = Refusal(
        "not_ours",
        401,
        ("This phone isn't known here. Sign in again.", "Téléphone inconnu. Reconnectez-vous."),
    )
    begin_write()
    challenge = db.session.get(Challenge, word)
    if challenge is None or challenge.signer != signer or now - challenge.made > CHALLENGE_MS:
        raise refusal
    db.session.delete(challenge)
    device = db.session.scalar(select(Device).where(Device.vault_key == signer, Device.ended_at.is_(None)))
    if device is None or not is_signed(device.vault_public, signature, (RENEW + word).encode()):
        db.session.commit()
        raise refusal
    bearer = secrets.token_urlsafe(32)
    device.bearer_hash, device.bearer_used = _hash(bearer), now
    db.session.commit()
    return bearer


def parse_public(field: str, text: str) -> bytes:
    """The 65 bytes of a P-256 public key. Raises Refusal naming the field."""
    try:
        public = from_base64url(text)
        if len(public) != 65:
            raise ValueError
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except ValueError:
        raise bad_field(
            field, "This isn't a P-256 public key.", "Ce n'est pas une clé publique P-256."
        ) from None
    return public


def is_signed(public: bytes, signature: str | bytes, text: bytes) -> bool:
    """Whether `signature` (64 bytes r‖s, or base64url of them) is this key's over `text`."""
    try:
        raw = from_base64url(signature) if isinstance(signature, str) else signature
        if len(raw) != 64:
            return False
        der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        key.verify(der, text, ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
