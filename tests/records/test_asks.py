"""Requests for help: how soon, from a locked phone too; they stay open until a closing says why they end."""

from typing import Any

import pytest

from peerpwa.accounts import people
from peerpwa.records.asks import list_asks
from peerpwa.records.read import Filters, get_record, list_records
from peerpwa.records.refused import Refused
from tests.centre import HARM, Installation, get
from tests.records.conftest import QUICK, Centre, Page, held, viewer

FOUND: dict[str, Any] = {
    "why": ["exploitation"],
    "safe_now": "yes",
    "actions": ["gave_space"],
    "saw": "Two people at the desk.",
    "parts": [{"who": "Robin", "part": "affected"}],
    "hurt": "no",
    "outside": ["none"],
    "own_account": "not_yet",
    "review_on": "2026-11-30",
    "legal_report": "no",
}


def waiting(centre: Centre) -> tuple[list[str], bool]:
    asks = [ask.record for ask in list_asks(viewer("Sol"), centre.now)]
    return asks, list_records(viewer("Sol"), Filters(), centre.now)[0].open


def test_a_closing_without_a_reason_says_what_was_found_and_ends_nothing(centre: Centre) -> None:
    log = centre.log(outcome="escalated")
    asked = centre.write("Ama", "escalation", {}, parent=log)
    closing = centre.write("Sol", "closing", FOUND, parent=asked)
    assert waiting(centre) == ([asked], True)
    reason = centre.change("Sol", "closing", {"reason": "plan_in_place"}, record=closing)
    centre.send("Sol", reason)
    assert waiting(centre) == ([], False)
    centre.send("Sol", centre.change("Sol", "closing", {"reason": None}, record=closing))
    assert waiting(centre) == ([asked], True)


def test_whoever_asked_learns_of_a_closing_once_it_ends_their_request(centre: Centre, page: Page) -> None:
    asked = centre.write("Ama", "escalation", {}, parent=centre.log())
    closing = centre.write("Sol", "closing", FOUND, parent=asked)
    assert closing not in held(page("Ama"))
    assert held(page("Max"))[closing]["set"]["why"] == ["exploitation"]
    centre.send("Sol", centre.change("Sol", "closing", {"reason": "settled"}, record=closing))
    assert held(page("Ama"))[closing]["set"] == {}


def test_only_a_supervisor_makes_a_request_less_urgent(centre: Centre) -> None:
    asked = centre.write("Ama", "escalation", {"level": "within_1h"}, parent=centre.log())
    centre.send("Ama", centre.change("Ama", "escalation", {"level": "now"}, record=asked))
    for level in ("this_shift", None):
        with pytest.raises(Refused) as refused:
            centre.send("Ama", centre.change("Ama", "escalation", {"level": level}, record=asked))
        assert (refused.value.code, refused.value.field) == ("not_yours", "level")
    centre.send("Sol", centre.change("Sol", "escalation", {"level": "planned"}, record=asked))
    assert list_asks(viewer("Sol"), centre.now)[0].level == "planned"


def test_a_level_that_the_authors_phone_could_not_know_refuses_nothing(centre: Centre) -> None:
    asked = centre.write("Ama", "escalation", {"level": "this_shift"}, parent=centre.log())
    centre.send("Ama", centre.change("Ama", "escalation", {"level": "now"}, record=asked), phone=1)
    centre.send("Ama", centre.change("Ama", "escalation", {"level": "within_1h"}, record=asked))


def test_a_request_whose_log_has_not_come_yet_is_opened_by_itself(centre: Centre) -> None:
    later = centre.change("Ama", "conflict", QUICK)
    asked = centre.write("Ama", "escalation", {"about": later.id})
    assert [(ask.record, ask.root) for ask in list_asks(viewer("Sol"), centre.now)] == [(asked, asked)]
    centre.send("Ama", later)
    assert [(ask.record, ask.root) for ask in list_asks(viewer("Sol"), centre.now)] == [(asked, later.id)]


def test_made_on_a_locked_phone_it_reaches_the_supervisor_at_once_and_says_so_until_it_is_confirmed(
    house: Installation,
) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {})
    ama.save(asked, spare=True)
    ama.sync()
    page = house.browser("sol")
    assert "Asked from a locked phone" in get(page, "/records").text
    again = ama.change("escalation", "escalation@1", {"why": ["worker_asks"]}, record=asked["id"])
    ama.save(again, spare=True)
    ama.sync()
    assert "Asked from a locked phone" in get(page, "/records").text
    ama.save(ama.change("escalation", "escalation@1", {"place": "main_room"}, record=asked["id"]))
    ama.sync()
    shown = get(page, "/records").text
    assert "Asked from a locked phone" not in shown and "asked for help" in shown


def test_said_to_be_somebody_elses_it_still_stands_and_says_so(house: Installation) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {})
    ama.save(asked, spare=True)
    disowned = {"text": "Not mine.", "sort": "not_mine"}
    ben = house.phone("ben")
    ben.save(ben.change("note", "note@1", disowned, parent=asked["id"]))
    ama.sync()
    ben.sync()
    page = house.browser("sol")
    assert "Somebody else asked" not in get(page, "/records").text
    ama.save(ama.change("note", "note@1", disowned, parent=asked["id"]))
    ama.sync()
    assert "It came from their phone. Somebody else asked." in get(page, "/records").text


def test_what_was_written_locked_masks_limits_links_and_counts_nothing_until_it_is_confirmed(
    house: Installation,
) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.phone("sol")
    log = house.log(ama)
    sol_id = sol_id_of(house)
    view = ama.change("view", "view@1", {"flags": ["weapon_seen"]}, parent=log)
    asked = ama.change(
        "escalation", "escalation@1", {"about": log, "concerns": [sol_id], "why": ["staff_conduct"]}
    )
    unseen = ama.change("conflict", "quick_log@1", HARM)
    back = ama.change("withdrawal", "withdrawal@1", {"reason": "mistake"}, parent=log)
    for change in (view, asked, unseen, back):
        ama.save(change, spare=True)
    for phone in (ama, ben, sol):
        phone.sync()
    assert [ben.held()[log]["care"], ben.held()[log]["masked"]] == [None, False]
    assert unseen["id"] not in ben.held()
    assert {log, asked["id"], unseen["id"]} <= set(sol.held())
    ama.save(ama.change("view", "view@1", {"heat": "h3"}, record=view["id"]))
    ama.save(ama.change("escalation", "escalation@1", {"level": "now"}, record=asked["id"]))
    for phone in (ama, ben, sol):
        phone.sync()
    assert ben.held()[log]["care"]
    assert log not in sol.held() and asked["id"] not in sol.held()


def sol_id_of(house: Installation) -> str:
    with house.context():
        return next(one.id for one in people.list_accounts() if one.name == "sol")


def test_a_worker_asks_to_know_more_of_a_masked_matter_and_is_answered_on_it(
    centre: Centre, page: Page
) -> None:
    log = centre.log(flags=["weapon_seen"], heat="h3")
    wanted = {"text": "I need to know more to be safe", "sort": "need_to_know"}
    note = centre.write("Ben", "note", wanted, parent=log)
    (seen,) = get_record(viewer("Sol"), log, centre.now).find("note")
    assert (seen.by, seen.values["sort"]) == ("Ben", "need_to_know")
    centre.write("Sol", "reply", {"text": "Keep the yard door shut."}, parent=note)
    texts = [entry["set"].get("text") for entry in held(page("Ben")).values() if entry["kind"] == "reply"]
    assert texts == ["Keep the yard door shut."]
    assert "Keep the yard" not in str(page("Tess"))
