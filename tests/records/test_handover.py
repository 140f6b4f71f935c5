"""The next shift reads a handover and asks back; elsewhere "read" is a supervisor's word."""

from typing import Any

import pytest

from peerpwa.records.read import Filters, get_record, list_records
from peerpwa.records.refused import Refused
from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import QUICK, Centre, Page, held, viewer

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
