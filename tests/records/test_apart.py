"""With a stop flag or a Separate-first type nobody is brought together: refused where the author's phone knew of
it, else kept with a line for the supervisor. A flag itself is never refused.
"""

import itertools
from typing import Any

import pytest

from peerpwa.practice import load
from peerpwa.records.change import Change
from peerpwa.records.door import writing
from peerpwa.records.read import get_record
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import rebuild
from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import MET, QUICK, Centre, account_of, viewer

STOPS = [o["code"] for o in load().vocabularies["flag"] if o.get("stop")]
SEPARATE = [o["code"] for o in load().vocabularies["conflict_type"] if o.get("route") == "separate"]
PLACES = ["conflict", "view", "talk", "check_in", "escalation"]
MARKS = [(place, "flags", code) for place in PLACES for code in STOPS]
MARKS += [("conflict", "types", code) for code in SEPARATE]

Forbidden = tuple[str, dict[str, Any], str]
FORBIDDEN: list[Forbidden] = [
    ("talk", {"mode": "together"}, "mode"),
    ("talk", {"mode": "shuttle"}, "mode"),
    ("talk", {"other_side": "yes"}, "other_side"),
    ("talk", {"goals": ["CG1"]}, "goals"),
    ("talk", {"steps": ["s1", "s5"]}, "steps"),
    ("talk", {"steps": ["s1", "s7"]}, "steps"),
    ("talk", {"steps": ["s1", "s8"]}, "steps"),
    ("option", {"idea": "A second plug."}, "idea"),
    ("promise", {"what": "Buys a plug."}, "what"),
]


def mark(centre: Centre, who: str, log: str, place: str, field: str, code: str) -> list[Change]:
    """Changes of `who` that set this flag or type at this place of the tree of `log`."""
    if place == "conflict":
        return [centre.change(who, "conflict", {field: [code]}, record=log)]
    if place == "view":
        return [centre.change(who, "view", {"flags": [code]}, parent=log)]
    if place == "talk":
        return [centre.change(who, "talk", {"mode": "one_person", "flags": [code]}, parent=log)]
    if place == "escalation":
        return [centre.change(who, "escalation", {"why": [code]}, parent=log)]
    party = centre.change(who, "party", {"handle": "Heron"}, parent=log)
    return [party, centre.change(who, "check_in", {**MET, "flags": [code]}, parent=party.id)]


def breaches(centre: Centre, log: str, who: str = "Sol") -> list[tuple[str, str]]:
    found = get_record(viewer(who), log, centre.now).breaches
    rebuilt(centre)
    assert found == get_record(viewer(who), log, centre.now).breaches
    return [(one["field"], one["code"]) for one in found]


def rebuilt(centre: Centre) -> None:
    with writing(centre.id) as door:
        rebuild(door)


def refusal(centre: Centre, who: str, *changes: Change, **more: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        centre.send(who, *changes, **more)
    return refused.value


def joint(centre: Centre, who: str, log: str) -> Change:
    return centre.change(who, "talk", {"mode": "together"}, parent=log)


@pytest.mark.shows("ten-steps-3")
@pytest.mark.parametrize(("place", "field", "code"), MARKS)
def test_what_the_phones_own_earlier_changes_say_refuses_a_joint_talk(
    centre: Centre, place: str, field: str, code: str
) -> None:
    log = centre.log()
    centre.send("Ama", *mark(centre, "Ama", log, place, field, code))
    refused = refusal(centre, "Ama", joint(centre, "Ama", log))
    assert (refused.code, refused.field) == ("not_with_stop_flag", "mode")
    assert set(refused.sentence or {}) == {"en", "fr"}
    assert breaches(centre, log) == []


@pytest.mark.shows("ten-steps-3")
@pytest.mark.parametrize(("place", "field", "code"), MARKS)
def test_what_comes_earlier_in_the_same_envelope_refuses_it_too(
    centre: Centre, place: str, field: str, code: str
) -> None:
    log = centre.log()
    marked = mark(centre, "Ama", log, place, field, code)
    assert refusal(centre, "Ama", *marked, joint(centre, "Ama", log)).code == "not_with_stop_flag"
    talk = joint(centre, "Ama", log)
    centre.send("Ama", talk, *mark(centre, "Ama", log, place, field, code))
    assert breaches(centre, log) == []


@pytest.mark.shows("ten-steps-3")
@pytest.mark.parametrize("who", ["Ama", "Sol"])
@pytest.mark.parametrize(("place", "field", "code"), MARKS)
def test_what_the_author_had_read_refuses_it_and_what_they_had_not_is_a_line_for_the_supervisor(
    centre: Centre, place: str, field: str, code: str, who: str
) -> None:
    log = centre.log("Ben")
    before = centre.head()
    centre.send("Ben", *mark(centre, "Ben", log, place, field, code))
    assert refusal(centre, who, joint(centre, who, log), seen=centre.head()).code == "not_with_stop_flag"
    assert centre.send(who, joint(centre, who, log), seen=before) == "accepted"
    assert breaches(centre, log) == [("mode", "together")]


@pytest.mark.shows("ten-steps-3")
@pytest.mark.parametrize(("kind", "values", "field"), FORBIDDEN)
def test_all_that_belongs_to_a_joint_talk_is_refused(
    centre: Centre, kind: str, values: dict[str, Any], field: str
) -> None:
    log = centre.log()
    talk = centre.write("Ama", "talk", {"mode": "one_person", "steps": ["s1"]}, parent=log)
    centre.send("Ama", centre.change("Ama", "conflict", {"flags": ["injury"]}, record=log))
    where = {"record": talk} if kind == "talk" else {"parent": talk}
    refused = refusal(centre, "Ama", centre.change("Ama", kind, values, **where))
    assert (refused.code, refused.field) == ("not_with_stop_flag", field)


def test_support_for_each_person_alone_is_never_refused(centre: Centre) -> None:
    log = centre.log(flags=["partner_violence"])
    talk = centre.write("Ama", "talk", {"mode": "one_person", "steps": ["s1", "s2", "s9", "s10"]}, parent=log)
    centre.write("Ama", "party", {"handle": "Heron", "needs": ["safety"]}, parent=talk)
    centre.write("Ama", "plan", {"lines": ["PS16"], "ends_on": "2026-12-01"}, parent=talk)
    centre.send("Ama", centre.change("Ama", "talk", {"mode": "not_suitable", "goals": None}, record=talk))
    assert breaches(centre, log) == []


def test_a_flag_that_came_up_in_the_talk_is_no_breach_of_it_and_what_was_said_may_be_said_again(
    centre: Centre,
) -> None:
    log = centre.log()
    talk = centre.write("Ama", "talk", {"mode": "together", "steps": ["s1", "s5"]}, parent=log)
    over = {"flags": ["threat_harm"], "outcome": "paused", "steps": ["s1", "s5", "s7"]}
    centre.send("Ama", centre.change("Ama", "talk", over, record=talk))
    again = {"mode": "together", "steps": ["s1", "s5", "s7", "s9"]}
    assert centre.send("Ama", centre.change("Ama", "talk", again, record=talk)) == "accepted"
    assert breaches(centre, log) == []
    more = centre.change("Ama", "talk", {"steps": ["s1", "s5", "s7", "s9", "s8"]}, record=talk)
    assert refusal(centre, "Ama", more).field == "steps"


def test_going_back_to_a_joint_talk_after_it_was_ended_is_new(centre: Centre) -> None:
    log = centre.log()
    talk = centre.write("Ama", "talk", {"mode": "together"}, parent=log)
    alone = centre.change("Ama", "talk", {"mode": "one_person", "flags": ["injury"]}, record=talk)
    centre.send("Ama", alone)
    back = centre.change("Ama", "talk", {"mode": "together"}, record=talk)
    assert refusal(centre, "Ama", back).code == "not_with_stop_flag"


@pytest.mark.shows("ten-steps-3")
def test_a_clearing_counts_once_the_phone_had_it(centre: Centre) -> None:
    log = centre.log(flags=["injury"])
    before = centre.head()
    cleared = centre.change("Sol", "conflict", {"cleared": ["injury"]}, record=log)
    centre.send("Sol", cleared)
    assert refusal(centre, "Ama", joint(centre, "Ama", log), seen=before).code == "not_with_stop_flag"
    assert centre.send("Ama", joint(centre, "Ama", log), seen=centre.head()) == "accepted"
    assert centre.send("Sol", joint(centre, "Sol", log)) == "accepted"
    assert breaches(centre, log) == []


def test_a_clearing_of_one_flag_leaves_the_other(centre: Centre) -> None:
    log = centre.log(flags=["injury", "threat_harm"])
    centre.send("Sol", centre.change("Sol", "conflict", {"cleared": ["injury"]}, record=log))
    seen = centre.head()
    for who in ("Ama", "Ben", "Sol"):
        refused = refusal(centre, who, joint(centre, who, log), seen=seen)
        assert refused.code == "not_with_stop_flag"


def test_a_clearing_taken_back_masks_anew(centre: Centre) -> None:
    log = centre.log(flags=["injury"])
    for codes in (["injury"], None):
        centre.send("Sol", centre.change("Sol", "conflict", {"cleared": codes}, record=log))
    assert refusal(centre, "Ben", joint(centre, "Ben", log), seen=centre.head()).code == "not_with_stop_flag"


def test_another_phone_of_the_same_author_knows_what_it_has_read(centre: Centre) -> None:
    log = centre.log()
    before = centre.head()
    centre.send("Ama", centre.change("Ama", "conflict", {"flags": ["injury"]}, record=log))
    unread = joint(centre, "Ama", log)
    assert centre.send("Ama", unread, phone=1, seen=before) == "accepted"
    assert breaches(centre, log) == [("mode", "together")]
    refused = refusal(centre, "Ama", joint(centre, "Ama", log), phone=1, seen=centre.head())
    assert refused.code == "not_with_stop_flag"


def test_a_mask_counts_only_while_the_floor_was_shown_it(centre: Centre) -> None:
    log = centre.log("Ben", flags=["injury"])
    seen = centre.head()
    late = centre.now + FLOOR_MS + 60_000
    read = centre.change("Ama", "talk", {"mode": "together"}, parent=log)
    never = centre.change("Ama", "talk", {"mode": "together"}, parent=log, at=late)
    assert refusal(centre, "Ama", read, seen=seen, now=late).code == "not_with_stop_flag"
    assert centre.send("Ama", never, seen=seen, now=late) == "accepted"


def test_a_page_of_the_feed_that_ends_before_the_refresh_has_not_shown_the_mask(centre: Centre) -> None:
    log = centre.log("Ben")
    centre.send("Ben", *mark(centre, "Ben", log, "view", "flags", "injury"))
    change, refresh = centre.head() - 1, centre.head()
    assert centre.send("Ama", joint(centre, "Ama", log), seen=change) == "accepted"
    assert refusal(centre, "Ama", joint(centre, "Ama", log), seen=refresh).code == "not_with_stop_flag"
    assert refusal(centre, "Sol", joint(centre, "Sol", log), seen=change).code == "not_with_stop_flag"


def test_an_account_of_concern_was_shown_nothing(centre: Centre) -> None:
    log = centre.log("Ben", flags=["staff_conduct"], concerns=[account_of("Sol")])
    assert centre.send("Sol", joint(centre, "Sol", log), seen=centre.head()) == "accepted"


def test_a_request_for_help_counts_from_when_it_was_tied_to_the_log(centre: Centre) -> None:
    log = centre.log("Ben")
    asked = centre.write("Ben", "escalation", {"why": ["weapon_seen"]})
    centre.write("Ama", "view", {"heat": "h2"}, parent=log)
    untied = centre.head()
    centre.send("Ben", centre.change("Ben", "escalation", {"about": log}, record=asked))
    for who in ("Ama", "Sol"):
        assert centre.send(who, joint(centre, who, log), seen=untied) == "accepted"
        assert refusal(centre, who, joint(centre, who, log), seen=centre.head()).code == "not_with_stop_flag"


@pytest.mark.shows("ten-steps-3")
def test_flags_are_taken_and_breaches_found_whatever_arrives_first(centre: Centre) -> None:
    stories = list(itertools.permutations(range(3)))
    found = []
    for order in stories:
        log = centre.change("Ben", "conflict", QUICK)
        flag = centre.change("Ben", "view", {"flags": ["injury"]}, parent=log.id)
        talk = centre.change("Ama", "talk", {"mode": "shuttle", "goals": ["CG1"]}, parent=log.id)
        story = [("Ben", log), ("Ben", flag), ("Ama", talk)]
        assert [centre.send(*story[i]) for i in order] == ["accepted"] * 3
        found.append(breaches(centre, log.id))
    assert found == [[("mode", "shuttle"), ("goals", "")]] * len(stories)


def test_a_talk_taken_back_as_a_mistake_is_no_breach(centre: Centre) -> None:
    log = centre.log("Ben", flags=["injury"])
    talk = centre.write("Ama", "talk", {"mode": "together"}, parent=log)
    assert breaches(centre, log) == [("mode", "together")]
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=talk)
    assert breaches(centre, log) == []


def test_breaches_are_for_supervisors_alone(centre: Centre) -> None:
    log = centre.log("Ben", flags=["injury"])
    centre.write("Ama", "talk", {"mode": "together"}, parent=log)
    assert breaches(centre, log, "Ben") == []
