"""`seen` in an envelope: what a phone had read when it wrote. One that can't be believed covers nothing."""

import json
from typing import Any

import pytest

from peerpwa.accounts.models import Device
from peerpwa.demo.phone import Phone
from peerpwa.storage import db
from peerpwa.sync.cursor import Cursor, find_cursor, seal_cursor
from tests.centre import Installation


def together(phone: Phone, log: str, seen: str | None) -> dict[str, Any]:
    change = phone.change("talk", "guided_talk@1", {"mode": "together"}, parent=log)
    return phone.seal(json.dumps({"app": "x", "seen": seen, "changes": [change]}).encode())


@pytest.mark.shows("ten-steps-3")
def test_a_joint_talk_is_refused_only_to_a_phone_that_was_shown_the_mask(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    log = house.log(ben, people=["Heron"])
    ama.sync()
    before = ama.cursor
    ben.save(ben.change("view", "view@1", {"flags": ["threat_harm"]}, parent=log))
    ben.sync()
    ama.sync()
    ben.sync()
    assert ama.held()[log]["care"]
    refused = together(ama, log, ama.cursor)
    _, answer = ama.push([refused])
    assert [(v["verdict"], v["code"]) for v in answer["verdicts"]] == [("refused", "not_with_stop_flag")]
    (mend,) = answer["mend"]
    assert (mend["id"], mend["field"]) == (refused["id"], "mode")
    assert mend["sentence"].startswith("This needs care.")
    assert "threat" not in json.dumps(answer)
    for seen in (before, None, "", "AAAA", "not a cursor", ben.cursor, of_another_chain(house, ama)):
        _, answer = ama.push([together(ama, log, seen)])
        assert [v["verdict"] for v in answer["verdicts"]] == ["accepted"], seen


def of_another_chain(house: Installation, phone: Phone) -> str:
    """A cursor as this phone would hold it from before a restore: the number fits, the link doesn't."""
    with house.context():
        for device in db.session.scalars(db.select(Device)):
            cursor = find_cursor(phone.cursor or "", device.id)
            if cursor is not None:
                return seal_cursor(Cursor(cursor.seq, bytes(32), cursor.rights), device.id)
    raise AssertionError("the phone has read nothing")
