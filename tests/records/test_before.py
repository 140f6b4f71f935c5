"""What must have come before: an answer before a closing, the own account before a limit, a limit's four parts."""

from datetime import date, timedelta
from typing import Any

import pytest

from peerpwa.records.refused import Refused
from tests.records.conftest import Centre
from tests.records.test_asks import FOUND

LIMIT: dict[str, Any] = {
    "decision": "time_limited",
    "reason": "A knife was opened near people",
    "ends_on": "2026-11-30",
    "still_open": "Meals to go at the window",
    "appeal": "Talk with Bea, in person or by phone",
}
INTERIM = LIMIT | {"decision": "under_review", "ends_on": "2026-11-26"}
CLOSED = FOUND | {"reason": "settled"}


def asked(centre: Centre, **values: Any) -> str:
    log = centre.log(flags=["weapon_seen"], heat="h4", outcome="emergency")
    return centre.write("Ama", "escalation", {"level": "now", "safe_now": "no"} | values, parent=log)


def refusal(centre: Centre, kind: str, values: dict[str, Any], **more: Any) -> Refused:
    seen = more.pop("seen", centre.head())
    with pytest.raises(Refused) as refused:
        centre.send("Sol", centre.change("Sol", kind, values, **more), seen=seen)
    assert refused.value.sentence and set(refused.value.sentence) == {"en", "fr"}
    return refused.value


def save(centre: Centre, kind: str, values: dict[str, Any], **more: Any) -> str:
    change = centre.change("Sol", kind, values, **more)
    centre.send("Sol", change, seen=centre.head())
    return change.record


@pytest.mark.shows("morning-1")
def test_a_request_is_not_closed_before_the_person_who_asked_is_answered(centre: Centre) -> None:
    ask = asked(centre)
    refused = refusal(centre, "closing", CLOSED, parent=ask)
    assert (refused.code, refused.field) == ("reply_first", "reason")
    found = save(centre, "closing", FOUND, parent=ask)
    assert refusal(centre, "closing", {"reason": "settled"}, record=found).code == "reply_first"
    centre.write("Max", "reply", {"text": "I am on my way."}, parent=ask)
    save(centre, "closing", {"reason": "settled"}, record=found)


def test_an_answer_to_the_log_counts_when_it_came_after_the_asking(centre: Centre) -> None:
    log = centre.log()
    centre.write("Sol", "reply", {"text": "Thank you."}, parent=log)
    ask = centre.write("Ama", "escalation", {}, parent=log)
    assert refusal(centre, "closing", CLOSED, parent=ask).code == "reply_first"
    centre.write("Sol", "reply", {"text": "I come by."}, parent=log)
    save(centre, "closing", CLOSED, parent=ask)


def test_an_answer_that_was_taken_back_is_none_and_one_in_the_same_save_is_one(centre: Centre) -> None:
    ask = asked(centre)
    reply = centre.write("Sol", "reply", {"text": "No."}, parent=ask)
    centre.write("Sol", "withdrawal", {"reason": "mistake"}, parent=reply)
    assert refusal(centre, "closing", CLOSED, parent=ask).code == "reply_first"
    both = (
        centre.change("Sol", "closing", CLOSED, parent=ask),
        centre.change("Sol", "reply", {"text": "I come."}, parent=ask),
    )
    centre.send("Sol", *both, seen=centre.head())


def test_a_phone_that_did_not_have_the_request_is_not_refused(centre: Centre) -> None:
    seen = centre.head()
    ask = asked(centre)
    centre.send("Sol", centre.change("Sol", "limit", LIMIT, parent=ask), seen=seen)
    centre.send("Sol", centre.change("Sol", "closing", CLOSED, parent=ask), seen=seen)


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("decision", ["time_limited", "short_break"])
def test_service_is_not_limited_before_the_other_sides_own_account_was_asked_for(
    centre: Centre, decision: str
) -> None:
    """SC08: an interim “under review” may come first, “time limited” only once the own account was asked for."""
    ask = asked(centre, own_account="not_yet")
    limit = LIMIT | {"decision": decision}
    refused = refusal(centre, "limit", limit, parent=ask)
    assert (refused.code, refused.field) == ("account_first", "decision")
    save(centre, "limit", INTERIM, parent=ask)
    centre.send("Ama", centre.change("Ama", "escalation", {"own_account": "yes"}, record=ask))
    save(centre, "limit", limit, parent=ask)


@pytest.mark.parametrize("sort", ["own_account", "account_declined"])
def test_a_supervisor_says_that_it_was_asked_for_by_a_note_with_their_words(
    centre: Centre, sort: str
) -> None:
    ask = asked(centre)
    centre.write("Sol", "note", {"text": "Something else.", "sort": "addendum"}, parent=ask)
    assert refusal(centre, "limit", LIMIT, parent=ask).code == "account_first"
    centre.write("Sol", "note", {"text": "I was scared too.", "sort": sort}, parent=ask)
    save(centre, "limit", LIMIT, parent=ask)


def test_what_a_closing_says_of_it_counts_and_what_stands_below_another_request_does_not(
    centre: Centre,
) -> None:
    ask, other = asked(centre), asked(centre)
    centre.write("Sol", "note", {"text": "Theirs.", "sort": "own_account"}, parent=other)
    assert refusal(centre, "limit", LIMIT, parent=ask).code == "account_first"
    save(centre, "closing", FOUND | {"own_account": "declined"}, parent=ask)
    save(centre, "limit", LIMIT, parent=ask)


def test_what_the_phone_had_as_asked_stands_although_another_hand_said_otherwise_since(
    centre: Centre,
) -> None:
    ask = asked(centre, own_account="yes")
    seen = centre.head()
    centre.send("Ama", centre.change("Ama", "escalation", {"own_account": "not_yet"}, record=ask))
    assert refusal(centre, "limit", LIMIT, parent=ask).code == "account_first"
    centre.send("Sol", centre.change("Sol", "limit", LIMIT, parent=ask), seen=seen)


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ({}, INTERIM | {"ends_on": "2026-11-28"}),
        ({"level": "this_shift", "safe_now": "yes"}, INTERIM),
    ],
)
def test_the_interim_is_short_and_for_danger_alone(
    centre: Centre, values: dict[str, Any], limit: dict[str, Any]
) -> None:
    ask = asked(centre, **values)
    assert refusal(centre, "limit", limit, parent=ask).code == "account_first"


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize(
    ("open_days", "last"),
    [
        (["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "2026-11-27"),
        (["mon", "tue", "fri"], "2026-12-03"),
        (["mon", "wed"], "2026-12-06"),
        (["tue"], "2026-12-21"),
    ],
)
def test_the_interims_days_are_open_ones(centre: Centre, open_days: list[str], last: str) -> None:
    """From Tuesday 24 November on, the latest day on earth when it was decided. What ends on a closed day ends with the last open one before it."""
    ask = asked(centre)
    centre.write("Max", "setting", {"open_days": open_days})
    late = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    assert refusal(centre, "limit", INTERIM | {"ends_on": late}, parent=ask).code == "account_first"
    save(centre, "limit", INTERIM | {"ends_on": last}, parent=ask)


def test_an_interim_is_not_drawn_out_before_the_account_was_asked_for(centre: Centre) -> None:
    ask = asked(centre)
    interim = save(centre, "limit", INTERIM, parent=ask)
    assert refusal(centre, "limit", {"ends_on": "2026-12-24"}, record=interim).code == "account_first"
    save(centre, "limit", {"review": "Still afraid.", "reviewed_on": "2026-11-24"}, record=interim)


@pytest.mark.parametrize("decision", ["none", "space_plan"])
def test_what_limits_nothing_needs_nobodys_account(centre: Centre, decision: str) -> None:
    save(centre, "limit", {"decision": decision}, parent=asked(centre))


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("part", ["reason", "ends_on", "still_open", "appeal"])
def test_a_limit_has_its_four_parts_and_keeps_them(centre: Centre, part: str) -> None:
    ask = asked(centre, own_account="yes")
    without = {name: value for name, value in LIMIT.items() if name != part}
    assert refusal(centre, "limit", without, parent=ask).field == part
    limit = save(centre, "limit", LIMIT, parent=ask)
    refused = refusal(centre, "limit", {part: None}, record=limit)
    assert (refused.code, refused.field, refused.fault) == ("bad_answer", part, "missing")


def test_another_supervisor_lifts_a_limit_and_changes_nothing_else_of_it(centre: Centre) -> None:
    limit = save(centre, "limit", LIMIT, parent=asked(centre, own_account="yes"))
    centre.send("Max", centre.change("Max", "limit", {"lifted_on": "2026-11-24"}, record=limit))
    with pytest.raises(Refused) as refused:
        centre.send("Max", centre.change("Max", "limit", {"ends_on": "2026-11-24"}, record=limit))
    assert refused.value.code == "not_yours"


def test_a_worker_makes_neither(centre: Centre) -> None:
    ask = asked(centre, own_account="yes")
    for kind, values in (("limit", LIMIT), ("closing", CLOSED), ("referral", {"to": "mediator"})):
        with pytest.raises(Refused) as refused:
            centre.write("Ama", kind, values, parent=ask)
        assert refused.value.code == "not_yours"
