"""The spare key, which opens to whoever holds the phone: it adds to what it made itself until its author confirms that."""

from itertools import permutations
from typing import Any

import pytest

from peerpwa.demo.phone import Phone
from tests.centre import HARM, QUICK, Installation

WISH = {"wish_text": "Keep them apart, please."}
LATER = {"wish_text": "Nothing to see here."}


def push(phone: Phone, envelope: dict[str, str]) -> tuple[str, str | None]:
    (verdict,) = phone.push([envelope])[1]["verdicts"]
    return verdict["verdict"], verdict.get("code")


def asked_for(phone: Phone) -> dict[str, Any]:
    return phone.change("escalation", "escalation@1", {"learned_at": "2026-11-23T10:40:00.000-05:00"})


def test_what_the_authors_own_key_made_is_closed_to_it(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    log = house.log(ama)
    other = ama.save(ama.change("conflict", "quick_log@1", {"heat": "h0"}, record=log), spare=True)
    assert push(ama, other) == ("refused", "written_locked")
    sol.sync()
    assert sol.held()[log]["set"]["heat"] == QUICK["heat"]


def test_no_mask_is_cleared_and_no_words_are_taken_out_by_it(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.phone("sol")
    made = ama.change("conflict", "quick_log@1", HARM)
    ama.save(made)
    ama.sync()
    clear = sol.change("conflict", "quick_log@1", {"cleared": ["weapon_seen"]}, record=made["id"])
    out = ama.change("withdrawal", "withdrawal@1", {"reason": "mistake", "field": "saw"}, parent=made["id"])
    assert push(sol, sol.save(clear, spare=True)) == ("refused", "written_locked")
    assert push(ama, ama.save(out, spare=True)) == ("refused", "written_locked")
    for phone in (ben, sol):
        phone.sync()
    assert ben.held()[made["id"]]["masked"]
    assert sol.held()[made["id"]]["set"]["saw"] == HARM["saw"]


def test_it_goes_on_with_what_it_made_until_its_author_says_that_it_is_theirs(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    asked = asked_for(ama)
    assert push(ama, ama.save(asked, spare=True)) == ("accepted", None)
    more = ama.change("escalation", "escalation@1", WISH, record=asked["id"])
    assert push(ama, ama.save(more, spare=True)) == ("accepted", None)
    late = ama.change("escalation", "escalation@1", LATER, record=asked["id"])
    mine = ama.change("escalation", "escalation@1", {"level": "now"}, record=asked["id"])
    assert push(ama, ama.save(mine)) == ("accepted", None)
    envelope = ama.save(late, spare=True)
    for _ in range(2):
        assert push(ama, envelope) == ("quarantined", None), "kept for a human, whatever its date says"
    sol.sync()
    assert sol.held()[asked["id"]]["set"]["wish_text"] == WISH["wish_text"]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_what_it_wrote_after_that_never_counts_and_everything_is_kept_in_any_order(
    house: Installation, order: tuple[int, ...]
) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    asked = asked_for(ama)
    mine = ama.change("escalation", "escalation@1", {"level": "now"} | WISH, record=asked["id"])
    late = ama.change("escalation", "escalation@1", LATER, record=asked["id"])
    envelopes = [ama.save(asked, spare=True), ama.save(mine), ama.save(late, spare=True)]
    assert {push(ama, envelopes[i])[0] for i in order} <= {"accepted", "quarantined"}
    sol.sync()
    assert sol.held()[asked["id"]]["set"]["wish_text"] == WISH["wish_text"]


def test_a_log_that_comes_after_what_it_wrote_to_it_is_as_its_author_made_it(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    made = ama.change("conflict", "quick_log@1", QUICK)
    other = ama.save(ama.change("conflict", "quick_log@1", {"heat": "h0"}, record=made["id"]), spare=True)
    assert push(ama, other) == ("accepted", None)
    assert push(ama, ama.save(made)) == ("accepted", None)
    sol.sync()
    assert sol.held()[made["id"]]["set"]["heat"] == QUICK["heat"]
