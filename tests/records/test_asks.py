"""Requests for help stay open until a closing says why they end."""

from typing import Any

from peerpwa.records.asks import list_asks
from peerpwa.records.read import Filters, list_records
from tests.records.conftest import Centre, Page, held, viewer

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
