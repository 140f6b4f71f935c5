"""From one phone to the others: who gets what, once."""

import json

import pytest

from tests.centre import HARM, Installation

FLOOR_FIELDS = {"safe_now", "heat", "types", "place", "outcome"}


@pytest.mark.shows("end-to-end-2")
def test_an_envelope_sent_twice_is_stored_once(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    envelope = ama.save(ama.change("conflict", "quick_log@1", HARM))
    verdicts = [ama.push([envelope, envelope])[1]["verdicts"], ama.push([envelope])[1]["verdicts"]]
    assert [v["verdict"] for group in verdicts for v in group] == ["accepted", "known", "known"]
    sol.sync()
    assert len([e for e in sol.entries if e["e"] == "record" and e["kind"] == "conflict"]) == 1


@pytest.mark.shows("end-to-end-2")
def test_a_colleague_gets_the_floors_part_only_byte_for_byte(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    id = house.log(ama, people=["Heron"], saw="Words for the supervisor alone.", actions=["listened_each"])
    ben.sync()
    row = ben.held()[id]
    expected = {
        "safe_now": "yes",
        "heat": "h1",
        "types": ["space_seat"],
        "place": "main_room",
        "outcome": "agreement",
        "people": ["Heron"],
    }
    assert row["set"] == expected
    assert set(row) == {
        "e", "id", "kind", "parent", "root", "account", "by", "made", "set", "masked", "care", "until",
    }  # fmt: skip
    assert "Words for the supervisor" not in json.dumps(ben.entries)


@pytest.mark.shows("end-to-end-2")
def test_a_worker_of_another_centre_gets_nothing(house: Installation) -> None:
    nia = house.phone("nia")
    house.log(house.phone("ama"))
    nia.sync()
    assert {e["kind"] for e in nia.entries if e["e"] == "record"} == {"setting"}
    assert not [e for e in nia.entries if e["e"] in ("change", "refresh")]


@pytest.mark.parametrize("name", ["mira", "ada"])
def test_mediators_and_administrators_carry_no_phone(house: Installation, name: str) -> None:
    status, answer = house.post(
        "/api/enrol",
        {
            "v": 1,
            "name": name,
            "password": "correct horse battery",
            "vault_key": "",
            "spare_key": "",
            "label": "",
        },
    )
    assert (status, answer["error"]["code"]) == (403, "no_phone_role")


@pytest.mark.shows("end-to-end-3")
def test_a_stop_flag_leaves_the_floor_the_care_line_and_no_hidden_word(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    ama.save(ama.change("conflict", "quick_log@1", HARM))
    ama.sync()
    ben.sync()
    (row,) = [r for r in ben.held().values() if r["kind"] == "conflict"]
    assert row["masked"] is True
    assert row["set"] == {"place": "main_room"}
    assert (
        row["care"]["line"]["en"]
        == "Two workers at Main room. Keep the way out clear. Ask Duty phone 555 0142."
    )
    received = json.dumps(ben.entries)
    for hidden in ("knife", "Heron", "Cedar", "weapon_seen", "h3", "escalated", "space_seat"):
        assert hidden not in received


@pytest.mark.shows("end-to-end-3")
def test_a_flag_that_comes_later_takes_back_what_the_floor_had(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    id = house.log(ama, people=["Heron"])
    ben.sync()
    assert ben.held()[id]["set"]["people"] == ["Heron"]
    ama.save(ama.change("conflict", "quick_log@1", {"flags": ["threat_harm"]}, record=id))
    ama.sync()
    ben.sync()
    assert {"e": "refresh", "record": id} in ben.entries
    assert ben.held()[id]["set"] == {"place": "main_room"}


def test_a_reply_reaches_its_author_and_no_colleague(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.phone("sol")
    id = house.log(ama)
    sol.save(sol.change("reply", "reply@1", {"text": "More plugs ordered."}, parent=id))
    sol.save(sol.change("reading", "reading@1", {}, parent=id))
    sol.sync()
    ama.sync()
    ben.sync()
    assert [r["set"] for r in ama.held().values() if r["kind"] == "reply"] == [
        {"text": "More plugs ordered."}
    ]
    assert [r["by"] for r in ama.held().values() if r["kind"] == "reading"] == ["Sol"]
    assert not [r for r in ben.held().values() if r["kind"] in ("reply", "reading")]


def test_a_request_for_help_is_answered_to_a_locked_phone_without_a_name(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    asked = ama.change("escalation", "escalation@1", {"place": "main_room"})
    envelope = ama.save(asked)
    assert ama.push([envelope], pull=False)[1]["answered"] == []
    sol.save(sol.change("acknowledgement", "acknowledgement@1", {}, parent=asked["id"]))
    house.clock.pass_ms(1000)
    sol.sync()
    _, answer = ama.push([envelope], pull=False)
    assert "page" not in answer
    assert [one["record"] for one in answer["answered"]] == [asked["id"]]
    assert set(answer["answered"][0]) == {"record", "at"}


def test_a_week_without_signal_loses_nothing_and_comes_in_order(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    id = house.log(ama, heat="h0")
    ama.save(ama.change("conflict", "quick_log@1", {"heat": "h2"}, record=id))
    house.clock.pass_ms(20 * 3_600_000)
    ama.save(ama.change("conflict", "quick_log@1", {"heat": "h1"}, record=id))
    house.clock.pass_ms(7 * 86_400_000)
    ama.waiting.reverse()
    ama.sync()
    ben.sync()
    heats = [e["change"]["set"].get("heat") for e in ama.entries if e["e"] == "change"]
    assert sorted(h for h in heats if h) == ["h0", "h1", "h2"]
    sol = house.phone("sol")
    sol.sync()
    assert sol.held()[id]["set"]["heat"] == "h1"


def test_a_cursor_of_before_a_restore_reads_from_the_start(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    house.log(ama)
    ben.sync()
    ben.cursor = "AAAA"
    ben.sync()
    assert ben.entries[0] == {"e": "start"}
    assert len([e for e in ben.entries if e["e"] == "record"]) == 2
