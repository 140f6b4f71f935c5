"""Bad input: a clear verdict, nothing stored that shouldn't be, nothing lost, never a 5xx."""

import json
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerpwa.accounts.models import Device
from peerpwa.records.encoding import from_base64url, to_base64url
from peerpwa.storage import begin_write, db
from tests.centre import HARM, QUICK, Installation


def verdict_of(house: Installation, envelope: dict[str, Any], phone: Any) -> tuple[str, str | None]:
    _, answer = phone.push([envelope])
    (verdict,) = answer["verdicts"]
    return verdict["verdict"], verdict.get("code")


def test_an_unknown_signer_is_not_ours_and_nothing_is_stored(house: Installation) -> None:
    ama, stranger = house.phone("ama"), house.phone("ben")
    envelope = stranger.save(stranger.change("conflict", "quick_log@1", QUICK)) | {"signer": "A" * 22}
    assert verdict_of(house, envelope, ama) == ("refused", "not_ours")


def test_a_changed_byte_is_a_bad_signature(house: Installation) -> None:
    ama = house.phone("ama")
    envelope = ama.save(ama.change("conflict", "quick_log@1", QUICK))
    sealed = bytearray(from_base64url(envelope["sealed"]))
    sealed[40] ^= 1
    assert verdict_of(house, envelope | {"sealed": to_base64url(bytes(sealed))}, ama) == (
        "refused",
        "bad_signature",
    )
    assert verdict_of(house, envelope, ama) == ("accepted", None)


def test_an_envelope_under_a_key_that_is_not_here_yet_comes_later(house: Installation) -> None:
    ama = house.phone("ama")
    ama.keys = [{"id": "B" * 22, "public": ama.keys[0]["public"]}]
    _, answer = ama.push([ama.save(ama.change("conflict", "quick_log@1", QUICK))])
    assert answer["verdicts"][0]["verdict"] == "later"
    assert answer["verdicts"][0]["seconds"] > 0


def test_an_ended_phones_envelopes_are_kept_for_a_human(house: Installation) -> None:
    ama = house.phone("ama")
    envelope = ama.save(ama.change("conflict", "quick_log@1", QUICK))
    with house.context():
        begin_write()
        for device in db.session.scalars(db.select(Device)):
            device.ended_at = house.clock.now
        db.session.commit()
    for _ in range(2):
        _, answer = ama.push([envelope], pull=False)
        assert [v["verdict"] for v in answer["verdicts"]] == ["quarantined"]


def test_the_same_id_with_other_bytes_is_refused(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    change = ama.change("conflict", "quick_log@1", QUICK)
    ama.push([ama.save(change)])
    other = ama.save(change | {"set": QUICK | {"heat": "h0"}})
    assert verdict_of(house, other, ama) == ("refused", "same_id")
    sol.sync()
    assert sol.held()[change["id"]]["set"]["heat"] == "h1"


def test_what_was_refused_stored_nothing_and_is_made_anew_under_the_same_id(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    change = ama.change("conflict", "quick_log@1", QUICK | {"heat": "h9"})
    note = ama.change("note", "note@1", {"text": "Beside it.", "sort": "addendum"}, parent=change["id"])
    refused = ama.save(change, note)
    assert verdict_of(house, refused, ama) == ("refused", "bad_answer")
    mended = ama.save(change | {"set": QUICK | {"heat": "h0"}, "stamp": ama.clock.make(ama.now())}, note)
    assert verdict_of(house, mended, ama) == ("accepted", None)
    assert verdict_of(house, mended, ama) == ("known", None)
    assert verdict_of(house, refused, ama) == ("refused", "same_id"), "and takes no place of what stands"
    sol.sync()
    assert sol.held()[change["id"]]["set"]["heat"] == "h0"
    assert sol.held()[note["id"]]["parent"] == change["id"]


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        (QUICK | {"heat": "h9"}, "bad_answer", "heat"),
        ({k: v for k, v in QUICK.items() if k != "outcome"}, "bad_answer", "outcome"),
        (QUICK | {"worker_ok": "shaken"}, "private_field", "worker_ok"),
        (QUICK | {"saw": "x" * 201}, "bad_answer", "saw"),
        (QUICK | {"heat": 3}, "bad_change", "heat"),
        (QUICK | {"colour": "red"}, "bad_change", "colour"),
        (QUICK | {"cleared": ["weapon_seen"]}, "not_yours", "cleared"),
    ],
)
def test_what_must_be_mended_is_named_to_its_author_alone(
    house: Installation, values: dict[str, Any], code: str, field: str
) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    envelope = ama.save(ama.change("conflict", "quick_log@1", values))
    _, answer = ama.push([envelope])
    assert answer["verdicts"][0]["code"] == code
    assert [(one["id"], one["field"]) for one in answer["mend"]] == [(envelope["id"], field)]
    assert ben.push([envelope])[1]["mend"] == []


def test_all_changes_of_an_envelope_are_refused_as_one(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    good, bad = ama.change("conflict", "quick_log@1", QUICK), ama.change("conflict", "quick_log@1", {})
    assert verdict_of(house, ama.save(good, bad), ama) == ("refused", "bad_answer")
    sol.sync()
    assert good["id"] not in sol.held()


def test_a_bad_envelope_does_not_stop_the_rest(house: Installation) -> None:
    ama = house.phone("ama")
    good = [ama.save(ama.change("conflict", "quick_log@1", QUICK)) for _ in range(2)]
    bad = ama.seal(b"not json")
    _, answer = ama.push([good[0], bad, good[1]])
    assert [v["verdict"] for v in answer["verdicts"]] == ["accepted", "refused", "accepted"]


def test_a_colleague_cannot_set_anothers_field(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.phone("sol")
    id = house.log(ama)
    ben.push([ben.save(ben.change("conflict", "quick_log@1", {"heat": "h0"}, record=id))])
    sol.sync()
    assert sol.held()[id]["set"]["heat"] == "h1"


def test_a_bomb_inflates_no_further_than_allowed(house: Installation) -> None:
    ama = house.phone("ama")
    assert len(zlib.compress(b"0" * 40_000_000)) < 60_000
    assert verdict_of(house, ama.seal(b"0" * 40_000_000), ama) == ("refused", "bad_envelope")


HOSTILE = [
    b"", b"[]", b"null", b"{", b'{"v":1}', b'{"v":2,"build":"","waiting":0,"persisted":true,"drop":[]}',
    b'{"v":1,"build":"","waiting":0,"persisted":true,"drop":[{}]}',
    b'{"v":1,"build":"","waiting":0,"persisted":true,"drop":[{"id":1}]}',
    b'{"v":1,"build":"","waiting":1e400,"persisted":true,"drop":[]}',
    b'{"v":1,"build":"","waiting":0,"persisted":true,"drop":{},"__proto__":1}',
    b'{"v":1,"build":"\\ud800","waiting":0,"persisted":true,"drop":[]}',
    b"[" * 5000, b'{"a":' * 5000, b"\xff\xfe", b"\0" * 100,
]  # fmt: skip


@pytest.mark.parametrize("path", ["/api/sync", "/api/enrol", "/api/renew"])
@pytest.mark.parametrize("body", HOSTILE)
def test_a_malformed_request_gets_one_shape_of_error(house: Installation, path: str, body: bytes) -> None:
    answer = house.app.test_client().post(path, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.get_json()["error"]) >= {"code", "sentence", "status"}
    assert answer.headers["Peerpwa"] == "1"


def test_too_much_too_many_and_the_wrong_type_are_named(house: Installation) -> None:
    client = house.app.test_client()
    big = client.post("/api/sync", data=b" " * 600_000, content_type="application/json")
    assert (big.status_code, big.get_json()["error"]["code"]) == (413, "too_large")
    many = {"v": 1, "build": "", "waiting": 0, "persisted": True, "drop": [{"id": "x"}] * 201}
    assert client.post("/api/sync", json=many).status_code == 413
    form = client.post("/api/sync", data=b"{}", content_type="text/plain")
    assert (form.status_code, form.get_json()["error"]["code"]) == (415, "bad_type")
    lost = client.get("/api/nowhere")
    assert (lost.status_code, lost.get_json()["error"]["code"]) == (404, "not_found")


def test_no_cookie_opens_the_api(house: Installation) -> None:
    client = house.browser("sol")
    body = {"v": 1, "build": "", "waiting": 0, "persisted": True, "drop": []}
    answer = client.post("/api/sync", json=body, base_url="https://localhost").get_json()
    assert "page" not in answer


def test_a_bearer_that_opens_nothing_is_refused(house: Installation) -> None:
    body = {"v": 1, "build": "", "waiting": 0, "persisted": True, "drop": []}
    status, answer = house.post("/api/sync", body, {"Authorization": "Bearer nothing"})
    assert (status, answer["error"]["code"]) == (401, "not_ours")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(st.sampled_from([*HARM, "colour", "__proto__"]), json_values, max_size=6),
    extra=json_values,
)
def test_whatever_a_signed_phone_seals_it_gets_a_verdict(
    house: Installation, values: Any, extra: Any
) -> None:
    phones = house.__dict__.setdefault("phones", {})
    ama = phones.get("ama") or phones.setdefault("ama", house.phone("ama"))
    change = ama.change("conflict", "quick_log@1", values)
    for inside in ([change], [change | {"kind": extra}], [extra], extra):
        plain = json.dumps({"app": "x", "seen": None, "changes": inside}).encode()
        _, answer = ama.push([ama.seal(plain)])
        assert answer["verdicts"][0]["verdict"] in ("accepted", "refused")
