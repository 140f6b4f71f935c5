"""Who learns of a check-in: the floor of a named one, its author alone of one whose name was not kept."""

import json
from typing import Any

import pytest

from peerpwa.records.asks import list_asks
from peerpwa.records.door import reading
from peerpwa.records.feed import find_head
from peerpwa.records.read import Filters, NotFound, get_record, list_records
from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import HOUR, MET, Centre, Page, account_of, held, viewer
from tests.records.test_apart import breaches

DUE = "2026-11-24T10:00:00.000-05:00"


def nameless(centre: Centre, log: str) -> list[str]:
    due = centre.write("Ama", "follow_up", {"due": DUE, "assigned": [account_of("Ben")]}, parent=log)
    done = centre.write("Ama", "check_in", {**MET, "flags": ["none"], "words": "A planted word."}, parent=log)
    note = centre.write("Ama", "note", {"text": "A planted note."}, parent=due)
    return [due, done, note]


@pytest.mark.parametrize("who", ["Ben", "Sol", "Max"])
def test_a_check_in_of_nobody_named_exists_for_its_author_alone(centre: Centre, page: Page, who: str) -> None:
    log = centre.log()
    with reading() as connection:
        before, _ = find_head(connection, centre.id)
    was_open = list_records(viewer("Sol"), Filters(), centre.now)[0].open
    written = nameless(centre, log)
    assert page(who, before) == []
    assert not set(written) & set(held(page(who)))
    assert "planted" not in json.dumps(page(who))
    assert [e["change"]["record"] for e in page("Ama") if e["e"] == "change"] == [log, *written]
    found = get_record(viewer(who), log, centre.now)
    assert [view.kind for view in found.below] == []
    assert list_records(viewer("Sol"), Filters(), centre.now)[0].open is was_open
    for id in written:
        with pytest.raises(NotFound):
            get_record(viewer(who), id, centre.now)
        assert get_record(viewer("Ama"), id, centre.now).id == id


def test_a_check_in_that_arrives_before_its_party_is_kept_back_until_the_party_is_here(
    centre: Centre, page: Page
) -> None:
    log = centre.log()
    party = centre.change("Ama", "party", {"handle": "Heron"}, parent=log)
    due = centre.change("Ama", "follow_up", {"due": DUE}, parent=party.id)
    centre.send("Ama", due)
    assert due.id not in held(page("Ben"))
    assert due.id not in held(page("Sol"))
    centre.send("Ama", party)
    assert held(page("Ben"))[due.id]["set"] == {"due": DUE}
    assert due.id in held(page("Sol"))


def test_help_asked_from_it_opens_it_to_supervisors_and_not_to_the_floor(centre: Centre, page: Page) -> None:
    log = centre.log()
    due, done, note = nameless(centre, log)
    asked = centre.write("Ama", "escalation", {"why": ["client_asks"]}, parent=done)
    rows = held(page("Sol"))
    assert rows[done]["set"]["words"] == "A planted word."
    assert asked in rows
    assert due not in rows and note not in rows
    assert not {due, done, note, asked} & set(held(page("Ben")))
    assert [ask.record for ask in list_asks(viewer("Sol"), centre.now)] == [asked]
    (child,) = get_record(viewer("Sol"), log, centre.now).below
    assert (child.id, [below.id for below in child.below]) == (done, [asked])
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=asked)
    assert done not in held(page("Sol"))


def test_a_stop_flag_in_it_still_masks_and_names_nothing(centre: Centre, page: Page) -> None:
    log = centre.log(people=["Heron"])
    centre.write("Ama", "check_in", {**MET, "flags": ["injury"]}, parent=log)
    rows = held(page("Ben"))
    assert set(rows) == {log}
    assert rows[log]["masked"] and rows[log]["set"] == {"place": "main_room"}
    centre.write("Ben", "talk", {"mode": "together"}, parent=log)
    assert breaches(centre, log) == [("mode", "together")]


def named(centre: Centre, **log: Any) -> tuple[str, str, str, str]:
    top = centre.log(people=["Heron", "Cedar"], **log)
    talk = centre.write("Ama", "talk", {"mode": "one_person"}, parent=top)
    party = centre.write("Ama", "party", {"handle": "Heron", "words": "I was first."}, parent=talk)
    lines = ["PS13", "Heron sits at the window."]
    plan = centre.write("Ama", "plan", {"lines": lines, "ends_on": "2026-12-24"}, parent=talk)
    due = {"due": DUE, "how": "phone", "assigned": [account_of("Tess")]}
    return top, party, plan, centre.write("Ama", "follow_up", due, parent=party)


def test_the_floor_sees_when_a_named_check_in_is_due_and_who_goes_and_the_handle_through_the_party(
    centre: Centre, page: Page
) -> None:
    _, party, plan, due = named(centre)
    rows = held(page("Ben"))
    assert rows[due]["set"] == {"due": DUE, "assigned": [account_of("Tess")]}
    assert rows[party]["set"] == {"handle": "Heron"}
    assert rows[plan]["set"]["lines"] == ["PS13", "Heron sits at the window."]
    late = centre.now + FLOOR_MS + 900 * HOUR
    assert due in held(page("Ben", now=late))
    check_in = {**MET, "person": "Heron", "flags": ["none"], "words": "Fine now."}
    done = centre.write("Ben", "check_in", check_in, parent=party)
    assert held(page("Tess"))[done]["set"] == {"person": "Heron", "next": "close"}
    assert due not in held(page("Ben", now=late))


def test_a_check_in_that_was_declined_holds_nothing_open(centre: Centre) -> None:
    party = centre.write("Ama", "party", {"handle": "Heron"}, parent=centre.log())
    centre.write("Ama", "follow_up", {"how": "declined"}, parent=party)
    assert [row.open for row in list_records(viewer("Sol"), Filters(), centre.now)] == [False]
    centre.write("Ama", "follow_up", {"due": DUE}, parent=party)
    assert [row.open for row in list_records(viewer("Sol"), Filters(), centre.now)] == [True]


def test_masked_only_the_named_worker_and_supervisors_have_the_handle_and_the_check_in(
    centre: Centre, page: Page
) -> None:
    top, party, plan, due = named(centre, flags=["injury"])
    rows = held(page("Ben"))
    assert set(rows) == {top, plan}
    assert rows[plan]["set"] == {"lines": ["PS13"], "ends_on": "2026-12-24"}
    assert "Heron" not in json.dumps(page("Ben"))
    rows = held(page("Tess"))
    assert rows[due]["set"] == {"due": DUE, "how": "phone", "assigned": [account_of("Tess")]}
    assert rows[party]["set"] == {"handle": "Heron"}
    assert rows[plan]["set"]["lines"] == ["PS13", "Heron sits at the window."]
    assert "Cedar" not in json.dumps(page("Tess"))
    assert {party, plan, due} <= set(held(page("Sol")))


def test_whoever_takes_a_check_in_over_has_what_the_named_worker_has(centre: Centre, page: Page) -> None:
    _, party, _, due = named(centre)
    centre.send("Ama", centre.change("Ama", "party", {"feelings": ["scared"]}, record=party))
    centre.write("Ben", "taking", {}, parent=due)
    rows = held(page("Ben"))
    assert rows[due]["set"]["how"] == "phone"
    assert rows[party]["set"] == {"handle": "Heron"}
