"""What waits in a tree, line by line: when it begins to, what ends it, and who may not learn of it."""

from peerpwa.records.door import reading
from peerpwa.records.morning import ALWAYS, RULES, list_agenda
from tests.records.conftest import MET, Centre, account_of, viewer


def waiting(centre: Centre, name: str = "Sol") -> dict[str, list[str]]:
    """The records that wait for this person, by sort."""
    with reading() as connection:
        found = list_agenda(connection, viewer(name, centre.id), dict.fromkeys(RULES, ALWAYS))
    return {sort: [one.id for one in items] for sort, items in found.items() if items}


def test_a_check_in_waits_until_somebody_met_the_person_and_only_the_latest_does(centre: Centre) -> None:
    party = centre.write("Ama", "party", {"handle": "Heron"}, parent=centre.log())
    due = {"due": "2026-11-24T10:00:00.000-05:00"}
    centre.write("Ama", "follow_up", due, parent=party)
    latest = centre.write("Ama", "follow_up", due, parent=party)
    assert waiting(centre) == {"check_in": [latest]}
    not_found = {"reached": "not_found", "flags": ["none"], "next": "check_again", "next_on": "2026-11-25"}
    centre.write("Ben", "check_in", not_found, parent=party)
    assert waiting(centre) == {"check_in": [latest]}
    centre.write("Ben", "check_in", MET | {"flags": ["none"]}, parent=party)
    assert waiting(centre) == {}


def test_a_check_in_of_nobody_named_is_on_no_list_but_its_authors(centre: Centre) -> None:
    centre.write("Ama", "follow_up", {"due": "2026-11-24T10:00:00.000-05:00"}, parent=centre.log())
    assert waiting(centre) == {}


def test_what_was_taken_back_waits_for_nobody_nor_does_what_stands_below_it(centre: Centre) -> None:
    log = centre.log(wish_to_talk="yes")
    asked = centre.write("Ama", "escalation", {"place": "washroom"}, parent=log)
    centre.write("Sol", "referral", {"to": "counsellor"}, parent=asked)
    assert set(waiting(centre)) == {"talk", "reply", "referral"}
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=asked)
    assert set(waiting(centre)) == {"talk"}
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=log)
    assert waiting(centre) == {}


def test_a_question_is_answered_below_it_or_on_its_record_and_a_supervisors_own_asks_nobody(
    centre: Centre,
) -> None:
    log = centre.log()
    notes = [centre.write("Ben", "note", {"text": "?", "sort": "question"}, parent=log) for _ in range(2)]
    centre.write("Sol", "note", {"text": "?", "sort": "question"}, parent=log)
    centre.write("Ben", "note", {"text": "More.", "sort": "addendum"}, parent=log)
    assert waiting(centre) == {"note": notes}
    centre.write("Sol", "reply", {"text": "Yes."}, parent=notes[0])
    assert waiting(centre) == {"note": notes[1:]}
    centre.write("Sol", "reply", {"text": "Yes."}, parent=log)
    assert waiting(centre) == {}


def test_a_fix_waits_until_it_is_done_whoever_did_it(centre: Centre) -> None:
    fix = centre.write("Ama", "fix", {"what": "More plugs", "by": "2026-11-30"})
    assert waiting(centre) == {"fix": [fix]}
    centre.send("Sol", centre.change("Sol", "fix", {"done": "yes"}, record=fix))
    assert waiting(centre) == {}


def test_whom_it_concerns_finds_none_of_its_lines(centre: Centre) -> None:
    log = centre.log(flags=["staff_conduct"], concerns=[account_of("Sol")], wish_to_talk="yes")
    assert waiting(centre, "Sol") == {}
    assert waiting(centre, "Max") == {"talk": [log]}


def test_whoever_hate_was_aimed_at_waits_until_a_supervisor_says_that_they_answered_them(
    centre: Centre,
) -> None:
    asked = centre.write("Ama", "escalation", {"why": ["discrimination"]}, parent=centre.log())
    assert waiting(centre) == {"reply": [asked], "affected": [asked]}
    centre.write("Sol", "reading", {"reason": "affected"}, parent=asked)
    assert waiting(centre) == {"reply": [asked]}, "whoever asked still has no answer"
    other = centre.write("Ama", "escalation", {"why": ["discrimination"]}, parent=centre.log())
    centre.write("Sol", "reply", {"text": "Thank you."}, parent=other)
    assert waiting(centre) == {"reply": [asked], "affected": [other]}
