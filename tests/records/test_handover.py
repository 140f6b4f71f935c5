"""The next shift reads a handover and asks back; elsewhere "read" is a supervisor's word."""

from typing import Any

import pytest

from peerpwa.records.read import Filters, get_record, list_records
from peerpwa.records.refused import Refused
from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import QUICK, Centre, Page, account_of, held, viewer

HANDOVER: dict[str, Any] = {
    "shift": "morning",
    "day": "2026-11-23",
    "mood": "busy",
    "items": [{"about": "", "line": "Washroom line", "verbs": "keep_eye", "text": "Two lines helped."}],
}


def test_a_worker_marks_a_handover_as_read_and_its_author_and_supervisors_learn_of_it(
    centre: Centre, page: Page
) -> None:
    handover = centre.write("Ama", "handover", HANDOVER)
    receipt = centre.write("Ben", "reading", {}, parent=handover)
    question = centre.write("Ben", "note", {"text": "Which washroom?", "sort": "question"}, parent=handover)
    for who in ("Ama", "Sol"):
        rows = held(page(who))
        assert rows[receipt]["by"] == "Ben"
        assert rows[question]["set"]["text"] == "Which washroom?"
    assert not {receipt, question} & set(held(page("Tess")))
    below = get_record(viewer("Sol"), handover, centre.now).below
    assert [(one.kind, one.by) for one in below] == [("reading", "Ben"), ("note", "Ben")]
    assert [row.read for row in handovers(centre)] == [False]
    centre.write("Sol", "reading", {}, parent=handover)
    (row,) = handovers(centre)
    assert [name for name, _ in row.readings] == ["Sol"]


def handovers(centre: Centre, **more: Any) -> list[Any]:
    return list_records(viewer("Sol"), Filters(kinds=("handover",), **more), centre.now)


def test_only_a_supervisors_reading_counts_as_read(centre: Centre) -> None:
    handover = centre.write("Ama", "handover", HANDOVER)
    centre.write("Ben", "reading", {}, parent=handover)
    assert [row.id for row in handovers(centre, state="unread")] == [handover]
    centre.write("Max", "reading", {}, parent=handover)
    assert [row.id for row in handovers(centre, state="read")] == [handover]


def test_a_workers_reading_below_anything_else_is_refused(centre: Centre) -> None:
    log = centre.log()
    talk = centre.write("Ama", "talk", {"mode": "one_person"}, parent=log)
    for other in (log, talk):
        with pytest.raises(Refused) as refused:
            centre.write("Ben", "reading", {}, parent=other)
        assert refused.value.code == "not_yours"


def test_a_workers_reading_that_came_before_what_it_reads_is_nothing_below_a_log(
    centre: Centre, page: Page
) -> None:
    log, handover = centre.change("Ama", "conflict", QUICK), centre.change("Ama", "handover", HANDOVER)
    readings = [centre.change("Ben", "reading", {}, parent=one.id) for one in (log, handover)]
    centre.send("Ben", *readings)
    centre.send("Ama", log, handover)
    assert [view.kind for view in get_record(viewer("Sol"), log.id, centre.now).below] == []
    assert [row.read for row in list_records(viewer("Sol"), Filters(), centre.now)] == [False]
    assert readings[0].id not in held(page("Ama"))
    assert readings[1].id in held(page("Ama"))


def test_a_handover_fades_after_72_hours_whatever_is_still_open(centre: Centre, page: Page) -> None:
    log = centre.log(outcome="not_over")
    items = [{"about": log, "line": "Charging spot", "verbs": "keep_eye", "text": ""}]
    handover = centre.write("Ama", "handover", HANDOVER | {"items": items})
    centre.write("Ama", "fix", {"what": "More plugs"}, parent=handover)
    row = held(page("Ben"))[handover]
    assert row["set"]["items"] == items
    assert 0 <= row["until"] - row["made"] - FLOOR_MS < 1000
    late = held(page("Ben", now=centre.now + FLOOR_MS + 10_000))
    assert log in late
    assert handover not in late
    assert handover in held(page("Sol", now=centre.now + FLOOR_MS + 10_000))


def told(*logs: str, **more: Any) -> dict[str, Any]:
    items = [{"about": id, "line": f"Line {n}", "verbs": "", "text": ""} for n, id in enumerate(logs)]
    return HANDOVER | {"items": items} | more


def lines(row: dict[str, Any]) -> list[str]:
    return [item["line"] for item in row["set"].get("items", [])]


def test_a_matter_that_needs_care_by_now_is_only_a_number_for_the_floor_until_it_is_cleared(
    centre: Centre, page: Page
) -> None:
    log, other = centre.log(outcome="not_over"), centre.log(outcome="not_over")
    party = centre.write("Ama", "party", {"handle": "Étoile"}, parent=log)
    due = "2026-11-24T10:00:00.000-05:00"
    centre.write("Ama", "follow_up", {"due": due}, parent=party)
    who = [{"who": name, "when": due, "by": ""} for name in ("etoile", "Cedar")]
    handover = centre.write("Ama", "handover", told(log, other, checkins=who))
    before = centre.head()
    assert lines(held(page("Ben"))[handover]) == ["Line 0", "Line 1"]
    centre.write("Ama", "conflict", {"flags": ["weapon_seen"]}, record=log)
    for entries in (page("Ben", before), page("Ben")):
        shown = held(entries)[handover]
        assert lines(shown) == ["Line 1"]
        assert shown["set"]["care_count"] == 1
        assert [row["who"] for row in shown["set"]["checkins"]] == ["Cedar"]
    assert lines(held(page("Sol"))[handover]) == ["Line 0", "Line 1"]
    before = centre.head()
    centre.write("Sol", "conflict", {"cleared": ["weapon_seen"]}, record=log)
    shown = held(page("Ben", before))[handover]
    assert lines(shown) == ["Line 0", "Line 1"]
    assert "care_count" not in shown["set"]
    assert [row["who"] for row in shown["set"]["checkins"]] == ["etoile", "Cedar"]


def test_a_line_about_a_matter_that_was_masked_already_is_its_authors_choice_and_stays(
    centre: Centre, page: Page
) -> None:
    log = centre.log(outcome="not_over")
    centre.write("Ama", "conflict", {"flags": ["weapon_seen"]}, record=log)
    handover = centre.write("Ama", "handover", told(log, care_count=1))
    shown = held(page("Ben"))[handover]
    assert lines(shown) == ["Line 0"]
    assert shown["set"]["care_count"] == 1


def test_whoever_is_cut_off_from_a_matter_reads_nothing_of_it_in_a_handover_not_even_its_number(
    centre: Centre, page: Page
) -> None:
    log, other = centre.log(outcome="not_over"), centre.log(outcome="not_over")
    handover = centre.write("Ama", "handover", told(log, other))
    before = centre.head()
    concern = {"flags": ["staff_conduct"], "concerns": [account_of("Ben"), account_of("Sol")]}
    centre.write("Tess", "view", concern, parent=log)
    for who in ("Ben", "Sol"):
        shown = held(page(who, before))[handover]
        assert lines(shown) == ["Line 1"]
        assert "care_count" not in shown["set"]
    view = get_record(viewer("Sol"), handover, centre.now)
    assert [row["line"] for row in view.values["items"]] == ["Line 1"]
    assert "Line 0" not in str(view.history)
    assert lines(held(page("Max"))[handover]) == ["Line 0", "Line 1"]
    assert held(page("Tess"))[handover]["set"]["care_count"] == 1


def test_a_handover_that_tells_of_nothing_masked_is_not_sent_again(centre: Centre, page: Page) -> None:
    handover = centre.write("Ama", "handover", told(centre.log(outcome="not_over")))
    before = centre.head()
    log = centre.log(outcome="not_over")
    centre.write("Ama", "conflict", {"flags": ["weapon_seen"]}, record=log)
    assert handover not in held(page("Ben", before))
