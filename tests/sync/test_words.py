"""Words taken out by a phone: nothing brings them back, and no copy at the server is left."""

import json

from sqlalchemy import select

from peerpwa.accounts.models import Device
from peerpwa.demo.phone import Phone
from peerpwa.records import feed
from peerpwa.records.door import reading
from peerpwa.records.encoding import from_base64url
from peerpwa.storage import begin_write, db
from peerpwa.sync import keys
from peerpwa.sync.envelopes import Envelope, open_bytes
from peerpwa.sync.models import quarantine
from tests.centre import QUICK, Installation
from tests.databases import stored_bytes

PLANTED = "Zebedee Quillfeather"


def verdicts(phone: Phone, *envelopes: dict[str, str]) -> list[str]:
    return [v["verdict"] for v in phone.push(envelopes)[1]["verdicts"]]


def end_phones(house: Installation, at: int | None) -> None:
    with house.context():
        begin_write()
        for device in db.session.scalars(db.select(Device)):
            device.ended_at = at
        db.session.commit()


def stored(house: Installation) -> bytes:
    with house.context():
        return stored_bytes()


def test_the_envelope_brought_again_is_known_and_nothing_comes_back(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.phone("sol")
    change = ama.change("conflict", "quick_log@1", QUICK | {"saw": PLANTED, "people": ["Heron"]})
    first = ama.save(change)
    ama.sync()
    sol.sync()
    assert sol.held()[change["id"]]["set"]["saw"] == PLANTED
    assert PLANTED.encode() in stored(house)
    out = {"reason": "mistake", "field": "saw"}
    ama.save(ama.change("withdrawal", "withdrawal@1", out, parent=change["id"]))
    answer = ama.sync()
    assert answer["forget"] == [first["id"]]
    assert PLANTED.encode() not in stored(house)
    assert verdicts(ama, first) == ["known"]
    assert verdicts(ama, ama.save(change)) == ["accepted"]
    refused = ama.save(change | {"set": {"saw": PLANTED, "heat": "h9"}})
    assert verdicts(ama, refused) == ["refused"]
    for phone in (ama, ben, sol):
        phone.entries.clear()
        phone.cursor = None
        phone.sync()
        assert PLANTED not in json.dumps(phone.entries)
    assert sol.held()[change["id"]]["set"]["people"] == ["Heron"]
    assert PLANTED.encode() not in stored(house)
    assert sol.sync()["forget"] == []
    with house.context():
        assert feed.verify(house.centre_id()) is None


def test_a_copy_in_quarantine_loses_them_and_keeps_the_rest(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    id = house.log(ama)
    more = ama.change("conflict", "quick_log@1", {"saw": PLANTED, "heat": "h2"}, record=id)
    other = ama.change("conflict", "quick_log@1", QUICK | {"saw": "Other words."})
    end_phones(house, house.clock.now)
    waiting = [ama.save(more), ama.save(other), ama.seal(b"no JSON at all")]
    ama.push(waiting, pull=False)
    end_phones(house, None)
    sol.save(sol.change("withdrawal", "withdrawal@1", {"reason": "asked", "field": "saw"}, parent=id))
    sol.sync()
    with house.context():
        with reading() as connection:
            rows = {row.id: row for row in connection.execute(select(quarantine))}
        opened = {}
        for row in rows.values():
            private = keys.find_private(row.key)
            assert private is not None
            opened[row.id] = open_bytes(Envelope(row.id, row.key, row.signer, row.sealed, row.sig), private)
    (cut,) = json.loads(opened[waiting[0]["id"]])["changes"]
    assert cut == more | {"set": {"heat": "h2"}}
    for untouched in waiting[1:]:
        assert rows[untouched["id"]].sealed == from_base64url(untouched["sealed"])
    assert b"Other words." in opened[waiting[1]["id"]]


def test_an_ended_phones_envelope_that_was_taken_before_is_known(house: Installation) -> None:
    ama = house.phone("ama")
    envelope = ama.save(ama.change("conflict", "quick_log@1", QUICK))
    assert verdicts(ama, envelope) == ["accepted"]
    end_phones(house, house.clock.now)
    _, answer = ama.push([envelope], pull=False)
    assert [v["verdict"] for v in answer["verdicts"]] == ["known"]
