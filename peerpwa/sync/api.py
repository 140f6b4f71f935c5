"""The API's four routes. No cookie opens them: a bearer reads, a signed envelope delivers. docs/sync-protocol.md."""

import zlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from flask import Blueprint, Response, request

from peerpwa.accounts import devices, people
from peerpwa.accounts.devices import find_by_bearer
from peerpwa.accounts.models import Device
from peerpwa.accounts.throttle import throttled_by_name, throttled_by_source
from peerpwa.clock import now_ms
from peerpwa.errors import Refusal, bad_field
from peerpwa.language import language_of
from peerpwa.records.settings import get_settings
from peerpwa.storage import db
from peerpwa.sync import keys
from peerpwa.sync.answer import to_answer
from peerpwa.sync.drop import Received, receive
from peerpwa.sync.openapi import OPENAPI

MOST_ENVELOPES = 200
MOST_BYTES = 512 * 1024
ON_CALL = ("duty", "second_contact", "emergency", "danger", "crisis", "law")

Asked = TypeVar("Asked", bound="_Versioned")

bp = Blueprint("api", __name__, url_prefix="/api")


class _Versioned(msgspec.Struct, forbid_unknown_fields=True):
    v: int


class _Named(msgspec.Struct):
    name: str


class _Enrol(_Versioned, forbid_unknown_fields=True):
    name: str
    password: str
    vault_key: str
    spare_key: str
    label: str
    centre: str | None = None


class _Renew(_Versioned, forbid_unknown_fields=True):
    signer: str
    challenge: str | None = None
    sig: str | None = None


class _Sync(_Versioned, forbid_unknown_fields=True):
    build: str
    waiting: int
    persisted: bool
    drop: list[Any]
    cursor: str | None = None


@bp.post("/enrol")
@throttled_by_source
@throttled_by_name(lambda: _tried_name())
def enrol() -> Response:
    asked, now = _parse(_Enrol), now_ms()
    account = people.sign_in(asked.name, asked.password)
    centre = devices.choose_centre(account, asked.centre)
    device, bearer = devices.enrol(account, centre, asked.vault_key, asked.spare_key, asked.label, now)
    account, centre = device.account, device.centre
    settings = get_settings(centre.id)
    return _json(
        {
            "account": {
                "id": account.id,
                "name": account.display_name,
                "roles": sorted(people.roles_in(account, centre.id)),
            },
            "centre": {"id": centre.id, "name": centre.name, "zone": centre.zone},
            "centres": [{"id": c.id, "name": c.name} for c in people.centres_of(account)],
            "device": device.id,
            "bearer": bearer,
            "keys": keys.list_public(),
            "settings": {
                "on_call": {name: settings.get(name, []) for name in ON_CALL}
                | {"desk": settings.get("desk", "")},
                "zone": centre.zone,
            },
            "colleagues": people.colleagues_of(centre.id),
            "now": now,
        }
    )


@bp.post("/renew")
@throttled_by_source
def renew() -> Response:
    asked, now = _parse(_Renew), now_ms()
    if len(asked.signer) != 22:
        raise bad_field("signer", "A key's name has 22 signs.", "Le nom d'une clé a 22 signes.")
    if asked.challenge is None or asked.sig is None:
        return _json({"challenge": devices.make_challenge(asked.signer, now)})
    return _json({"bearer": devices.renew(asked.signer, asked.challenge, asked.sig, now), "now": now})


@bp.post("/sync")
def sync() -> Response:
    asked, now = _parse(_Sync), now_ms()
    reader = _reader(now)
    if len(asked.drop) > MOST_ENVELOPES:
        raise _too_large()
    if not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in asked.drop):
        raise bad_field("drop", "Each envelope needs an id.", "Chaque enveloppe a besoin d'un id.")
    received = receive(asked.drop, now)
    senders = [one.device for one in received if one.device and one.code != "bad_signature"]
    if (heard := reader or next(iter(senders), None)) is not None and heard.ended_at is None:
        devices.note_contact(
            heard,
            now,
            _still_waiting(asked.waiting, received),
            asked.persisted,
            asked.build[:40],
            read=reader is not None,
        )
    return _json(to_answer(received, reader, asked.cursor, language_of(request), now))


@bp.get("/openapi.json")
def openapi() -> Response:
    return _json(OPENAPI)


@bp.after_request
def mark(response: Response) -> Response:
    """An answer without this header isn't from us: the phone then treats it as no signal."""
    response.headers["Peerpwa"] = "1"
    response.headers["Cache-Control"] = "no-store"
    return response


def _still_waiting(waiting: int, received: Sequence[Received]) -> int:
    """What the phone holds without a receipt once it has this answer: it counted what it delivers too."""
    receipts = sum(one.verdict in ("accepted", "known", "quarantined") for one in received)
    return max(0, min(waiting, 10**6) - receipts)


def _tried_name() -> str:
    """The name in a sign-in's body, whatever else is wrong with it."""
    try:
        return msgspec.json.decode(request.get_data(), type=_Named).name
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ""


def _reader(now: int) -> Device | None:
    """The device that the bearer reads for. Raises Refusal for a bearer that opens nothing."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return None
    device = find_by_bearer(token, now) if kind.lower() == "bearer" else None
    if device is None:
        raise Refusal(
            "not_ours",
            401,
            ("This phone must sign in again to read.", "Ce téléphone doit se reconnecter pour lire."),
        )
    return device


def _parse(shape: type[Asked]) -> Asked:
    """The body as `shape`. Raises Refusal for anything else, however large or hostile."""
    body = _body()
    try:
        asked = msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise Refusal(
            "bad_request",
            400,
            ("The request isn't as the protocol says.", "La demande ne suit pas le protocole."),
        ) from fault
    if asked.v != 1:
        raise bad_field("v", "This server speaks version 1.", "Ce serveur parle la version 1.")
    return asked


def _body() -> bytes:
    if request.mimetype != "application/json":
        raise Refusal("bad_type", 415, ("Send application/json.", "Envoyez application/json."))
    body = request.get_data()
    if request.headers.get("Content-Encoding", "").lower() == "gzip":
        stream = zlib.decompressobj(wbits=31)
        try:
            body = stream.decompress(body, MOST_BYTES + 1)
        except zlib.error as fault:
            raise Refusal(
                "bad_request", 400, ("The body isn't gzip.", "Le corps n'est pas du gzip.")
            ) from fault
    if len(body) > MOST_BYTES:
        raise _too_large()
    return body


def _too_large() -> Refusal:
    return Refusal(
        "too_large",
        413,
        ("Too much at once. Send at most 200 envelopes and 512 kB.", "Trop à la fois. Envoyez moins."),
    )


def _json(body: dict[str, Any]) -> Response:
    db.session.remove()
    return Response(msgspec.json.encode(body), mimetype="application/json")
