"""The centre's phones, and what was set aside: a human takes it in or leaves it out, and none of it is lost."""

import re
from typing import Any

import pytest

from peerpwa.accounts.models import Device, Membership
from peerpwa.storage import begin_write, db
from tests.centre import QUICK, Installation, get, shut_to, submit

SAW = "A planted sentence about a chair."


def end_phones(house: Installation) -> None:
    with house.context():
        begin_write()
        for device in db.session.scalars(db.select(Device)):
            device.ended_at = house.clock.now
        db.session.commit()


def put_aside(house: Installation, *changes: dict[str, Any], plain: bytes | None = None) -> dict[str, Any]:
    """What Ama's ended phone brings; answers the envelope."""
    ama = house.phone("ama")
    made = ama.change("conflict", "quick_log@1", QUICK | {"saw": SAW})
    envelope = ama.seal(plain) if plain is not None else ama.save(made, *changes)
    end_phones(house)
    _, answer = ama.push([envelope], pull=False)
    assert [v["verdict"] for v in answer["verdicts"]] == ["quarantined"]
    return {"envelope": envelope, "phone": ama, "record": made["id"]}


def decide(house: Installation, by: str, id: str, act: str) -> str:
    """Presses it on the page; answers the page that follows."""
    browser = house.browser(by)
    page = get(browser, "/phones").text
    found = re.search(rf'data-aside="{id}".*?name="sha256" value="([^"]+)"', page, re.S)
    fields = {"act": act, "sha256": found[1] if found else ""}
    assert submit(browser, f"/phones/aside/{id}", fields, page="/phones").status_code == 302
    return str(get(browser, "/phones").text)


def test_it_is_for_supervisors_and_managers_alone(house: Installation) -> None:
    id = put_aside(house)["envelope"]["id"]
    for name in ("sol", "bea"):
        assert get(house.browser(name), "/phones").status_code == 200
    for name in ("ama", "mira", "ada"):
        assert get(house.browser(name), "/phones").status_code == shut_to(name)
    assert id not in get(house.browser("hal"), "/phones").text
    assert "Somebody else saw to it." in decide(house, "hal", id, "take")
    assert id in get(house.browser("sol"), "/phones").text


def test_a_phone_is_shown_with_when_it_was_heard_from_and_how_much_waits_there(house: Installation) -> None:
    assert "No phone has been enrolled yet." in get(house.browser("sol"), "/phones").text
    ama = house.phone("ama")
    for _ in range(3):
        ama.save(ama.change("conflict", "quick_log@1", QUICK))
    ama.push([])
    page = re.sub(r"\s+", " ", get(house.browser("sol"), "/phones").text)
    assert "<strong>Ama</strong>" in page and "3 saves wait there since" in page
    house.clock.pass_ms(60_000)
    ama.sync()
    ama.push([])
    assert "Nothing waits there." in get(house.browser("sol"), "/phones").text


def test_what_was_set_aside_is_on_the_morning_and_nobody_reads_it_before_it_is_taken_in(
    house: Installation,
) -> None:
    given = put_aside(house)
    id, sol = given["envelope"]["id"], house.browser("sol")
    assert "1 save was set aside, unread" in get(sol, "/morning").text
    page = get(sol, "/phones").text
    assert "This phone had been ended before it sent this." in page and SAW not in page
    assert get(sol, f"/records/{given['record']}").status_code == 404
    assert "Taken in." in decide(house, "sol", id, "take")
    assert SAW in get(sol, f"/records/{given['record']}").text
    assert "set aside" not in get(sol, "/morning").text
    _, answer = given["phone"].push([given["envelope"]], pull=False)
    assert [v["verdict"] for v in answer["verdicts"]] == ["known"]
    assert "Somebody else saw to it." in decide(house, "bea", id, "take")


def test_what_was_left_out_stays_and_a_colleague_can_take_it_in_after_all(house: Installation) -> None:
    given = put_aside(house)
    id = given["envelope"]["id"]
    assert "Left out by Sol" in decide(house, "sol", id, "leave")
    assert "set aside" not in get(house.browser("bea"), "/morning").text
    assert "Taken in." in decide(house, "bea", id, "take")
    assert SAW in get(house.browser("sol"), f"/records/{given['record']}").text


def test_who_has_no_role_here_any_more_wrote_it_as_a_worker(house: Installation) -> None:
    given = put_aside(house)
    with house.context():
        begin_write()
        account = db.session.scalars(db.select(Device)).first().account_id
        db.session.execute(db.delete(Membership).where(Membership.account_id == account))
        db.session.commit()
    assert "Taken in." in decide(house, "sol", given["envelope"]["id"], "take")
    assert SAW in get(house.browser("sol"), f"/records/{given['record']}").text


@pytest.mark.parametrize("plain", [b"no JSON at all", b'{"app":"x","seen":null,"changes":[]}'])
def test_what_can_not_be_taken_in_says_so_and_stays(house: Installation, plain: bytes) -> None:
    id = put_aside(house, plain=plain)["envelope"]["id"]
    page = decide(house, "sol", id, "take")
    assert "It can&#39;t be taken in (bad_envelope). It stays here" in page and id in page


def test_words_taken_out_meanwhile_do_not_come_back_with_it(house: Installation) -> None:
    ama = house.phone("ama")
    id = house.log(ama)
    more = ama.save(ama.change("conflict", "quick_log@1", {"saw": SAW, "heat": "h2"}, record=id))
    sol = house.phone("sol")
    with house.context():
        begin_write()
        phone = db.session.scalars(db.select(Device).order_by(Device.enrolled, Device.id)).first()
        phone.ended_at = house.clock.now
        db.session.commit()
    ama.push([more], pull=False)
    sol.save(sol.change("withdrawal", "withdrawal@1", {"reason": "asked", "field": "saw"}, parent=id))
    sol.sync()
    assert "Taken in." in decide(house, "sol", more["id"], "take")
    page = get(house.browser("sol"), f"/records/{id}").text
    assert SAW not in page and "Heated" in page
    _, answer = ama.push([more], pull=False)
    assert [v["verdict"] for v in answer["verdicts"]] == ["known"]


def test_what_was_written_locked_after_its_author_had_confirmed_counts_once_it_is_taken_in(
    house: Installation,
) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {"place": "washroom"})
    late = ama.change("escalation", "escalation@1", {"wish_text": SAW}, record=asked["id"])
    mine = ama.change("escalation", "escalation@1", {"level": "now"}, record=asked["id"])
    ama.push([ama.save(asked, spare=True)])
    ama.push([ama.save(mine)])
    envelope = ama.save(late, spare=True)
    _, answer = ama.push([envelope])
    assert [v["verdict"] for v in answer["verdicts"]] == ["quarantined"]
    assert "It was written on a locked phone" in get(house.browser("sol"), "/phones").text
    assert "Taken in." in decide(house, "sol", envelope["id"], "take")
    assert SAW in get(house.browser("sol"), f"/records/{asked['id']}").text
