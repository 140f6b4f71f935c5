"""The API as OpenAPI 3.1, for tools; docs/sync-protocol.md is what people read. A test holds both together."""

from typing import Any


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": required | (optional or {}),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer"}
BYTES: dict[str, Any] = {
    "type": "string",
    "pattern": "^[A-Za-z0-9_-]*$",
    "description": "base64url, no padding",
}
ID: dict[str, Any] = {"type": "string", "format": "uuid"}
NUMBERED = _list(_object({"label": TEXT, "number": TEXT}, {"fr": TEXT}))
NAMED = _object({"id": ID, "name": TEXT})
PERSON = _object({"id": ID, "name": TEXT, "roles": _list(TEXT)})

REFUSED: tuple[str, ...] = (
    "not_ours",
    "bad_signature",
    "bad_envelope",
    "same_id",
    "bad_change",
    "bad_answer",
    "private_field",
    "not_yours",
    "not_with_stop_flag",
    "after_a_day",
    "written_locked",
    "reply_first",
    "account_first",
)

SCHEMAS: dict[str, Any] = {
    "Error": _object(
        {
            "error": {
                "type": "object",
                "required": ["code", "sentence", "status"],
                "properties": {
                    "code": TEXT,
                    "sentence": TEXT,
                    "status": NUMBER,
                    "field": TEXT,
                    "centres": _list(NAMED),
                },
            }
        }
    ),
    "Key": _object({"id": TEXT, "public": BYTES}),
    "Enrol": _object(
        {
            "v": {"const": 1},
            "name": TEXT,
            "password": TEXT,
            "vault_key": BYTES,
            "spare_key": BYTES,
            "label": TEXT,
        },
        {"centre": ID},
    ),
    "Enrolled": _object(
        {
            "account": PERSON,
            "centre": _object({"id": ID, "name": TEXT, "zone": TEXT}),
            "centres": _list(NAMED),
            "device": ID,
            "bearer": TEXT,
            "keys": _list(_ref("Key")),
            "settings": _object(
                {
                    "on_call": _object(
                        {
                            "duty": NUMBERED,
                            "second_contact": NUMBERED,
                            "emergency": NUMBERED,
                            "danger": NUMBERED,
                            "crisis": NUMBERED,
                            "law": NUMBERED,
                            "desk": TEXT,
                        }
                    ),
                    "zone": TEXT,
                }
            ),
            "colleagues": _list(PERSON),
            "now": NUMBER,
        }
    ),
    "Renew": _object({"v": {"const": 1}, "signer": TEXT}, {"challenge": TEXT, "sig": BYTES}),
    "Renewed": {"oneOf": [_object({"challenge": TEXT}), _object({"bearer": TEXT, "now": NUMBER})]},
    "Envelope": _object({"id": ID, "key": TEXT, "signer": TEXT, "sealed": BYTES, "sig": BYTES}),
    "Sync": _object(
        {
            "v": {"const": 1},
            "build": TEXT,
            "waiting": NUMBER,
            "persisted": {"type": "boolean"},
            "drop": {"type": "array", "items": _ref("Envelope"), "maxItems": 200},
        },
        {"cursor": TEXT},
    ),
    "Verdict": _object(
        {"id": TEXT, "verdict": {"enum": ["accepted", "known", "quarantined", "refused", "later"]}},
        {"sha256": BYTES, "code": {"enum": list(REFUSED)}, "seconds": NUMBER},
    ),
    "Page": _object(
        {
            "entries": _list(TEXT),
            "cursor": TEXT,
            "more": {"type": "boolean"},
            "count": NUMBER,
            "sha256": BYTES,
        }
    ),
    "Answer": _object(
        {
            "v": {"const": 1},
            "verdicts": _list(_ref("Verdict")),
            "keys": _list(_ref("Key")),
            "safe_through": {"type": ["integer", "null"]},
            "forget": _list(ID),
            "answered": _list(_object({"record": ID, "at": NUMBER})),
            "mend": _list(_object({"id": ID, "field": TEXT, "sentence": TEXT})),
            "now": NUMBER,
        },
        {"page": _ref("Page")},
    ),
}


def _route(summary: str, body: str, answer: str, refusals: tuple[int, ...]) -> dict[str, Any]:
    def content(name: str) -> dict[str, Any]:
        return {"content": {"application/json": {"schema": _ref(name)}}}

    refused = {str(status): {"description": "Refused", **content("Error")} for status in refusals}
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, **content(body)},
            "responses": {"200": {"description": "Done", **content(answer)}} | refused,
        }
    }


OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Common Ground: sync", "version": "1"},
    "paths": {
        "/api/enrol": _route("Enrols a phone", "Enrol", "Enrolled", (400, 401, 403, 409, 413, 415, 429)),
        "/api/renew": _route("Renews a bearer by signature", "Renew", "Renewed", (400, 401, 413, 415, 429)),
        "/api/sync": {
            "post": _route("Drops envelopes off, reads a page", "Sync", "Answer", (400, 401, 413, 415))[
                "post"
            ]
            | {"security": [{}, {"bearer": []}]}
        },
        "/api/openapi.json": {
            "get": {"summary": "This document", "responses": {"200": {"description": "OpenAPI 3.1"}}}
        },
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
    },
}
