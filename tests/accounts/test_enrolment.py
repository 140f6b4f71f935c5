"""A phone's sign-in: two keys, a bearer, a renewal by signature; guessing is slowed."""

import pytest

from peerpwa.accounts.devices import BEARER_MS, CHALLENGE_MS
from peerpwa.accounts.models import Account, Device
from peerpwa.demo.phone import Phone, public, sign
from peerpwa.records.encoding import key_name, to_base64url
from peerpwa.storage import db
from tests.centre import PASSWORD, TIN_ROOF, Installation
from tests.databases import stored_bytes


def test_a_phone_gets_all_that_it_needs_to_work_alone(house: Installation) -> None:
    phone = Phone(house.post, house.clock)
    answer = phone.enrol("Ama ", PASSWORD)
    assert answer["account"]["name"] == "Ama"
    assert answer["account"]["roles"] == ["worker"]
    assert answer["centre"]["name"] == TIN_ROOF
    assert answer["settings"]["on_call"]["duty"] == [{"label": "Duty phone", "number": "555 0142"}]
    assert {person["name"] for person in answer["colleagues"]} == {"Ama", "Ben", "Tess", "Sol", "Bea"}
    assert answer["keys"]


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(house: Installation) -> None:
    answers = [
        Phone(house.post, house.clock).enrol(*pair) for pair in (("ama", "wrong"), ("nobody", "wrong"))
    ]
    assert answers[0] == answers[1]
    assert answers[0]["error"]["code"] == "wrong_sign_in"


def test_guessing_is_slowed_by_name_and_the_right_password_of_another_is_not(house: Installation) -> None:
    codes = [Phone(house.post, house.clock).enrol("ama", "wrong")["error"]["code"] for _ in range(12)]
    assert codes[:10] == ["wrong_sign_in"] * 10
    assert codes[10:] == ["slow_down"] * 2
    assert "bearer" in Phone(house.post, house.clock).enrol("ben", PASSWORD)


def test_a_centre_without_numbers_enrols_nobody(house: Installation) -> None:
    from peerpwa.accounts import people

    with house.context():
        people.create_centre("Empty House", "Europe/Paris", house.clock.now)
        people.create_account(
            "eve", centre="Empty House", role="worker", password=PASSWORD, now=house.clock.now
        )
    assert Phone(house.post, house.clock).enrol("eve", PASSWORD)["error"]["code"] == "centre_not_ready"


def test_whoever_works_at_two_centres_chooses(house: Installation) -> None:
    from peerpwa.accounts import people

    with house.context():
        people.create_account("ama", centre="Harbour", role="worker", password=PASSWORD, now=house.clock.now)
    phone = Phone(house.post, house.clock)
    error = phone.enrol("ama", PASSWORD)["error"]
    assert error["code"] == "choose_centre"
    assert [centre["name"] for centre in error["centres"]] == ["Harbour", TIN_ROOF]


def test_a_key_is_enrolled_once(house: Installation) -> None:
    phone = house.phone("ama")
    assert phone.enrol("ama", PASSWORD)["error"]["code"] == "known_key"


@pytest.mark.parametrize(("field", "value"), [("vault_key", "AAAA"), ("spare_key", "!"), ("label", "x" * 61)])
def test_bad_input_names_the_field(house: Installation, field: str, value: str) -> None:
    phone = Phone(house.post, house.clock)
    body = {"v": 1, "name": "ama", "password": PASSWORD, "label": ""}
    body |= {"vault_key": to_base64url(public(phone.vault)), "spare_key": to_base64url(public(phone.spare))}
    status, answer = house.post("/api/enrol", body | {field: value})
    assert (status, answer["error"]["code"], answer["error"]["field"]) == (400, "bad_field", field)


def test_a_bearer_lives_30_days_from_its_last_use_and_is_renewed_by_signature(house: Installation) -> None:
    ama = house.phone("ama")
    house.clock.pass_ms(BEARER_MS - 1)
    assert ama.push([])[0] == 200
    house.clock.pass_ms(BEARER_MS)
    assert ama.push([])[0] == 401
    signer = key_name(public(ama.vault))
    word = house.post("/api/renew", {"v": 1, "signer": signer})[1]["challenge"]
    sig = to_base64url(sign(ama.vault, f"common-ground/renew/1\n{word}".encode()))
    body = {"v": 1, "signer": signer, "challenge": word, "sig": sig}
    status, answer = house.post("/api/renew", body)
    assert status == 200
    ama.bearer = answer["bearer"]
    assert ama.push([])[0] == 200
    assert house.post("/api/renew", body)[0] == 401, "a challenge is used once"


def test_a_late_or_foreign_signature_renews_nothing(house: Installation) -> None:
    ama = house.phone("ama")
    signer = key_name(public(ama.vault))
    for late, key in ((CHALLENGE_MS + 1, ama.vault), (0, ama.spare)):
        word = house.post("/api/renew", {"v": 1, "signer": signer})[1]["challenge"]
        house.clock.pass_ms(late)
        sig = to_base64url(sign(key, f"common-ground/renew/1\n{word}".encode()))
        assert house.post("/api/renew", {"v": 1, "signer": signer, "challenge": word, "sig": sig})[0] == 401


def test_secrets_are_stored_hashed(house: Installation) -> None:
    ama = house.phone("ama")
    with house.context():
        account = db.session.scalars(db.select(Account).where(Account.name == "ama")).one()
        device = db.session.scalars(db.select(Device)).one()
        assert account.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert device.bearer_hash != ama.bearer
        db.session.remove()
        stored = stored_bytes()
    assert ama.bearer.encode() not in stored
    assert PASSWORD.encode() not in stored
