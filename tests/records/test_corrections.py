"""For a day an author changes what they wrote; then they ask, and only what was missing is theirs to add."""

from typing import Any

import pytest

from peerpwa.records.read import get_record
from peerpwa.records.refused import Refused
from tests.records.conftest import HOUR, MET, QUICK, Centre, account_of, viewer

DAY = 24 * HOUR
CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("conflict", {}, {"heat": "h2"}, {"saw": "One plug, two phones."}),
    ("view", {"heat": "h1", "saw": "Loud."}, {"saw": "Very loud."}, {"flags": ["none"]}),
    ("check_in", {**MET, "flags": ["none"]}, {"ok_with_it": "no"}, {"worked": "A quiet seat."}),
    ("handover", {"shift": "morning", "day": "2026-11-23", "mood": "busy"}, {"mood": "calm"}, {"good": "Soup."}),
]  # fmt: skip


def made(centre: Centre, kind: str, values: dict[str, Any]) -> str:
    if kind == "conflict":
        return centre.log(**values)
    log = None if kind == "handover" else centre.log()
    return centre.write("Ama", kind, values, parent=log)


@pytest.mark.parametrize(("kind", "values", "other", "first"), CASES)
def test_after_a_day_an_answer_is_not_replaced_or_taken_back_and_a_missing_one_is_added(
    centre: Centre, kind: str, values: dict[str, Any], other: dict[str, Any], first: dict[str, Any]
) -> None:
    id = made(centre, kind, values)
    written = centre.now
    (field,) = other
    for answer in (other, {field: None}):
        late = centre.change("Ama", kind, answer, record=id, at=written + DAY + 1)
        with pytest.raises(Refused) as refused:
            centre.send("Ama", late, now=written + DAY + HOUR)
        assert (refused.value.code, refused.value.field) == ("after_a_day", field)
        assert (refused.value.sentence or {})["en"] == "After a day, ask for a correction."
    added = centre.change("Ama", kind, first, record=id, at=written + DAY + 1)
    assert centre.send("Ama", added, now=written + DAY + HOUR) == "accepted"
    in_time = centre.change("Ama", kind, other, record=id, at=written + DAY - HOUR)
    assert centre.send("Ama", in_time, now=written + 9 * DAY) == "accepted"


def test_the_day_is_counted_by_what_the_phones_wrote_not_by_when_it_came(centre: Centre) -> None:
    log = centre.change("Ama", "conflict", QUICK)
    later = centre.change("Ama", "conflict", {"heat": "h2"}, record=log.id)
    week = centre.now + 7 * DAY
    assert centre.send("Ama", log, now=week) == "accepted"
    assert centre.send("Ama", later, now=week + DAY) == "accepted"


def test_what_was_not_over_may_always_be_said_to_have_ended(centre: Centre) -> None:
    id = centre.log(outcome="not_over")
    late = centre.now + 3 * DAY
    over = centre.change("Ama", "conflict", {"outcome": "agreement"}, record=id, at=late)
    assert centre.send("Ama", over, now=late) == "accepted"
    again = centre.change("Ama", "conflict", {"outcome": "partial"}, record=id, at=late + 1)
    with pytest.raises(Refused):
        centre.send("Ama", again, now=late)


def test_what_raises_care_may_always_be_added(centre: Centre) -> None:
    id = centre.log(flags=["none"])
    late = centre.now + 3 * DAY
    steps: list[tuple[dict[str, Any], bool]] = [
        ({"flags": ["injury"]}, True),
        ({"flags": ["injury", "staff_conduct"], "concerns": [account_of("Ben")]}, True),
        ({"concerns": [account_of("Ben"), account_of("Sol")]}, True),
        ({"flags": ["staff_conduct"]}, False),
        ({"flags": ["none"]}, False),
        ({"types": ["space_seat", "noise"]}, True),
        ({"types": ["noise"]}, False),
    ]
    for n, (values, taken) in enumerate(steps):
        change = centre.change("Ama", "conflict", values, record=id, at=late + n)
        if taken:
            assert centre.send("Ama", change, now=late + HOUR) == "accepted", values
        else:
            with pytest.raises(Refused):
                centre.send("Ama", change, now=late + HOUR)


def test_saying_the_same_again_and_what_this_phone_did_not_have_is_kept(centre: Centre) -> None:
    id = centre.log()
    late = centre.now + 2 * DAY
    same = centre.change("Ama", "conflict", {"heat": QUICK["heat"]}, record=id, at=late)
    assert centre.send("Ama", same, now=late) == "accepted"
    other = centre.change("Ama", "conflict", {"heat": "h2"}, record=id, at=late + 1)
    assert centre.send("Ama", other, now=late, phone=1) == "accepted"
    read = centre.change("Ama", "conflict", {"heat": "h3"}, record=id, at=late + 2)
    with pytest.raises(Refused):
        centre.send("Ama", read, now=late, phone=1, seen=centre.head())


def test_a_supervisors_own_field_and_other_kinds_have_no_such_end(centre: Centre) -> None:
    id = centre.log(flags=["injury"])
    talk = centre.write("Ama", "talk", {"mode": "one_person", "summary": "Two phones."}, parent=id)
    late = centre.now + 2 * DAY
    for codes in (["injury"], []):
        clear = centre.change("Sol", "conflict", {"cleared": codes}, record=id, at=late)
        assert centre.send("Sol", clear, now=late) == "accepted"
    words = centre.change("Ama", "talk", {"summary": "One plug."}, record=talk, at=late)
    assert centre.send("Ama", words, now=late) == "accepted"


def test_a_correction_asked_for_stands_beside_the_record_for_supervisors(centre: Centre) -> None:
    id = centre.log()
    centre.write("Ama", "note", {"text": "It was h2.", "sort": "correction"}, parent=id)
    (note,) = get_record(viewer("Sol"), id, centre.now).find("note")
    assert note.values == {"text": "It was h2.", "sort": "correction"}
