"""What colleagues learn of a check-in that is due: who took it over, and when nothing is owed any more."""

from typing import Any

import pytest

from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import Centre

DUE = {"due": "2026-11-24T10:40:00.000-05:00"}


def ask(centre: Centre, **values: Any) -> tuple[str, str]:
    """A named person of a log of Ama's, and the check-in asked for: party, follow_up."""
    party = centre.write("Ama", "party", {"handle": "Heron"}, parent=centre.log("Ama", **values))
    return party, centre.write("Ama", "follow_up", DUE, parent=party)


def held(page: Any, who: str, id: str, now: int | None = None) -> dict[str, Any] | None:
    found = None
    for entry in page(who, now=now):
        if entry["e"] == "refresh":
            found = None
        elif entry["e"] == "record" and entry["id"] == id:
            found = entry
    return found


def test_colleagues_learn_who_took_a_check_in_over(centre: Centre, page: Any) -> None:
    _, follow_up = ask(centre)
    taking = centre.write("Ben", "taking", {}, parent=follow_up)
    row = held(page, "Ama", taking)
    assert row is not None
    assert (row["by"], row["set"]) == ("Ben", {})
    assert held(page, "Sol", taking) is not None
    assert held(page, "Mira", taking) is None


def test_a_taking_ends_for_the_floor_with_its_matter(centre: Centre, page: Any) -> None:
    party, follow_up = ask(centre)
    taking = centre.write("Ben", "taking", {}, parent=follow_up)
    centre.write("Ben", "check_in", {"reached": "declined", "flags": ["none"], "next": "close"}, parent=party)
    row = held(page, "Ama", taking)
    assert row is not None
    assert row["until"] is not None
    assert held(page, "Ama", taking, now=centre.now + FLOOR_MS + 10_000) is None


def test_nobody_on_the_floor_learns_of_a_taking_in_a_masked_matter(centre: Centre, page: Any) -> None:
    _, follow_up = ask(centre, flags=["weapon_seen"])
    taking = centre.write("Sol", "taking", {}, parent=follow_up)
    assert held(page, "Ben", taking) is None


@pytest.mark.parametrize(("next", "stays"), [("check_again", True), ("close", False)])
def test_a_check_in_that_found_nobody_is_owed_until_it_is_closed(
    centre: Centre, page: Any, next: str, stays: bool
) -> None:
    party, follow_up = ask(centre)
    day = {"next_on": "2026-11-25"} if next == "check_again" else {}
    values = {"reached": "not_found", "flags": ["none"], "next": next, **day}
    centre.write("Ama", "check_in", values, parent=party)
    later = centre.now + FLOOR_MS + 10_000
    assert (held(page, "Ben", follow_up, now=later) is not None) is stays


def test_whoever_asked_for_help_learns_that_it_was_closed_and_nothing_more(centre: Centre, page: Any) -> None:
    asked = centre.write("Ama", "escalation", {}, parent=centre.log())
    values = {"review_on": "2026-12-01", "legal_report": "no", "reason": "settled", "why": ["worker_asks"]}
    values |= {"safe_now": "yes", "actions": ["listened_each"], "saw": "Voices up.", "hurt": "no"}
    values |= {"parts": [{"who": "Heron", "part": "both"}], "outside": ["none"], "own_account": "yes"}
    closing = centre.write("Sol", "closing", values, parent=asked)
    row = held(page, "Ama", closing)
    assert row is not None
    assert row["set"] == {}
    assert held(page, "Ben", closing) is None
