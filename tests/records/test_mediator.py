"""A mediator has the one tree that a referral gives them, as the floor and its people have it, until they decline."""

from typing import Any

import pytest

from peerpwa.records.read import Filters, NotFound, RecordView, get_record, list_records
from peerpwa.records.refused import Refused
from tests.records.conftest import Centre, Page, account_of, viewer

HIDDEN = "A planted sentence about a knife."


def a_matter(centre: Centre) -> tuple[str, str, str]:
    """A log with a talk, its request for help, and the referral to Mira."""
    log = centre.log(flags=["injury"], heat="h3", saw=HIDDEN, people=["Heron", "Cedar"])
    talk = centre.write("Ama", "talk", {"mode": "one_person", "summary": "Both want quiet."}, parent=log)
    party = {"handle": "Heron", "words": "I was first.", "needs": ["respect"]}
    centre.write("Ama", "party", party, parent=talk)
    ask = centre.write("Ama", "escalation", {"saw": HIDDEN, "wishes": ["talk_later"]}, parent=log)
    return log, ask, refer(centre, ask)


def refer(centre: Centre, ask: str, **more: Any) -> str:
    values = {"to": "mediator", "who": [account_of("Mira")], "basis": "consent", "ask": "One talk, please."}
    return centre.write("Sol", "referral", values | more, parent=ask)


def seen(centre: Centre, id: str, who: str = "Mira") -> RecordView | None:
    try:
        return get_record(viewer(who), id, centre.now)
    except NotFound:
        return None


def every(view: RecordView) -> list[RecordView]:
    return [view, *(one for child in view.below for one in every(child))]


@pytest.mark.shows("morning-1")
def test_they_see_the_one_tree_without_the_teams_own_words_and_nothing_else(
    centre: Centre, page: Page
) -> None:
    log, _, referral = a_matter(centre)
    other = centre.log(people=["Finch"])
    view = seen(centre, log)
    assert view is not None and not view.history and not view.breaches
    found = {(one.kind, name): value for one in every(view) for name, value in one.values.items()}
    assert found["conflict", "people"] == ["Heron", "Cedar"]
    assert found["talk", "summary"] == "Both want quiet."
    assert found["party", "words"] == "I was first."
    assert found["escalation", "wishes"] == ["talk_later"]
    assert found["referral", "ask"] == "One talk, please."
    assert (
        HIDDEN not in str(found) and ("conflict", "flags") not in found and ("referral", "basis") not in found
    )
    assert seen(centre, other) is None and seen(centre, referral) is not None
    assert list_records(viewer("Mira"), Filters(), centre.now) == [] and page("Mira") == []


def test_another_mediator_a_worker_named_in_it_and_an_administrator_get_nothing_by_it(centre: Centre) -> None:
    log = centre.log(saw=HIDDEN, flags=["injury"])
    ask = centre.write("Ama", "escalation", {}, parent=log)
    assert seen(centre, log) is None
    refer(centre, ask, who=[account_of("Ben")])
    view = seen(centre, log, "Ben")
    assert view is not None and "heat" not in view.values
    assert seen(centre, log, "Ada") is None and seen(centre, log) is None


def test_declining_takes_the_tree_away_and_so_does_taking_the_referral_back(centre: Centre) -> None:
    log, ask, referral = a_matter(centre)
    with pytest.raises(Refused) as refused:
        centre.write("Mira", "answer", {"answer": "declined"}, parent=referral)
    assert (refused.value.code, refused.value.field) == ("bad_answer", "reason")
    centre.write("Mira", "answer", {"answer": "declined", "reason": "I know one of them."}, parent=referral)
    assert seen(centre, log) is None and seen(centre, referral) is None
    again = refer(centre, ask)
    assert seen(centre, log) is not None
    centre.write("Sol", "withdrawal", {"reason": "mistake"}, parent=again)
    assert seen(centre, log) is None


def test_an_accepted_referral_keeps_it_and_their_notes_reach_who_referred(centre: Centre) -> None:
    log, _, referral = a_matter(centre)
    centre.write("Mira", "answer", {"answer": "accepted"}, parent=referral)
    centre.write("Mira", "note", {"text": "We meet on Friday."}, parent=referral)
    view = seen(centre, log, "Sol")
    assert view is not None
    (note,) = view.find("note")
    assert (note.by, note.values["text"], note.parent) == ("Mira", "We meet on Friday.", referral)
    (answer,) = view.find("answer")
    assert answer.values["answer"] == "accepted" and seen(centre, log) is not None


@pytest.mark.parametrize("kind", ["answer", "note"])
def test_they_write_below_a_referral_that_names_them_and_nowhere_else(centre: Centre, kind: str) -> None:
    log, ask, _ = a_matter(centre)
    theirs = refer(centre, ask, who=[account_of("Ada")])
    values = {"answer": "accepted"} if kind == "answer" else {"text": "A word."}
    for parent in (theirs, ask, log):
        with pytest.raises(Refused):
            centre.write("Mira", kind, values, parent=parent)
    with pytest.raises(Refused):
        centre.write("Ben", "answer", {"answer": "accepted"}, parent=theirs)


def test_an_account_of_concern_gets_nothing_by_a_referral(centre: Centre) -> None:
    log, _, _ = a_matter(centre)
    named = {"flags": ["staff_conduct"], "concerns": [account_of("Mira")]}
    centre.send("Ama", centre.change("Ama", "conflict", named, record=log))
    assert seen(centre, log) is None


def test_what_was_taken_back_is_gone_for_a_mediator(centre: Centre) -> None:
    log, _, _ = a_matter(centre)
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=log)
    assert seen(centre, log) is None and seen(centre, log, "Sol") is not None
