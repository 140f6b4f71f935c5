"""Nobody sees what isn't theirs: the letters of every field, by role, kind and relation, worked out here a second time."""

from typing import Any

import pytest

from peerpwa.practice import Question, check, load
from peerpwa.records.trees import FLOOR_MS
from tests.records.conftest import QUICK, Centre, account_of

NEVER_FLOOR = {"escalation", "limit", "told", "acknowledgement", "reply", "referral", "closing", "reading"}
READERS = ["Ben", "Sol", "Max", "Mira", "Ada"]
SAMPLE: dict[str, Any] = {
    "text": "words", "handle": "Heron", "handles": ["Heron"], "lib": ["GR1"], "accounts": ["0acc0000-0000-4000-8000-000000000099"],
    "time": "2026-11-23T10:40:00.000-05:00", "date": "2026-12-24", "number": 3,
}  # fmt: skip


def sample(question: Question) -> Any:
    """Some answer to a question, one that masks nothing."""
    if question.type in SAMPLE:
        return SAMPLE[question.type]
    if question.type == "rows":
        return [
            {
                name: "a" if wanted == "text" else load().vocabularies[wanted][0]["code"]
                for name, wanted in question.columns.items()
            }
        ]
    codes = [o["code"] for name in question.options for o in load().vocabularies[name] if not o.get("stop")]
    return [codes[0]] if question.type == "many" else codes[0]


def expected_letters(name: str, kind: str) -> set[str]:
    """What a colleague, a supervisor, a manager, a mediator and an administrator see of another's fresh record."""
    floor = set() if kind in NEVER_FLOOR else {"F", "F!"}
    return {"Ben": floor | {"E"}, "Sol": {"F", "F!", "S", "X", "E"}, "Max": {"F", "F!", "S", "X", "E"}}.get(
        name, set()
    )


FIELDS = [
    (form.id, q)
    for form in load().forms.values()
    for q in form.questions
    if "A!" not in q.sees
    and q.kind != "slip"
    and "author" in q.sets
    and q.field not in ("concerns", "about", "field")
]


@pytest.mark.shows("end-to-end-2")
@pytest.mark.parametrize(
    ("form", "question"), FIELDS, ids=[f"{form}-{q.kind}-{q.field}" for form, q in FIELDS]
)
def test_a_field_reaches_those_whose_letters_it_has_and_nobody_else(
    centre: Centre, page: Any, form: str, question: Question
) -> None:
    kind = load().kinds[question.kind]
    makers = {"worker": "Ama", "supervisor": "Sol", "mediator": "Mira", "manager": "Max"}
    maker = next(name for role, name in makers.items() if role in kind.makers)
    parent = stand_on(centre, kind.name)
    values = minimum(kind.name, form)
    change = centre.change(maker, kind.name, values, form=form, parent=parent)
    more = centre.change(maker, kind.name, {question.field: sample(question)}, form=form, record=change.id)
    centre.send(maker, change)
    centre.send(maker, more)
    for reader in READERS:
        if reader == maker:
            continue
        shown: dict[str, Any] = {}
        for entry in page(reader):
            if entry["e"] == "record" and entry["id"] == change.id:
                shown = entry["set"]
        letters = expected_letters(reader, kind.name)
        if kind.name == "party" and question.field != "handle":
            letters -= {"F", "F!"} if reader == "Ben" else set()
        may = bool(letters & question.sees)
        assert (question.field in shown) is may, (reader, question.sees)


def stand_on(centre: Centre, kind: str) -> str | None:
    """Something for a record of this kind to stand below."""
    below = load().kinds[kind].below
    if not below or "?" in below:
        return None
    log = centre.log()
    if "party" in below:
        return centre.write("Ama", "party", {}, parent=log)
    if below & {"any", "conflict"}:
        return log
    if "escalation" in below:
        return centre.write("Ama", "escalation", {})
    if "referral" in below:
        named = {"to": "mediator", "who": [account_of("Mira")], "basis": "consent"}
        return centre.write("Sol", "referral", named, parent=centre.write("Ama", "escalation", {}))
    if "talk" in below:
        return centre.write("Ama", "talk", minimum("talk"), parent=log)
    party = centre.write("Ama", "party", {}, parent=log)
    return centre.write("Ama", "follow_up", minimum("follow_up"), parent=party)


def minimum(kind: str, form: str | None = None) -> dict[str, Any]:
    """The fewest answers that make a record of this kind."""
    chosen = load().forms[form] if form else next(f for f in load().forms.values() if kind in f.kinds)
    values: dict[str, Any] = {}
    while missing := [f for f in check(chosen, kind, values, making=True) if f.code == "missing"]:
        field = chosen.fields[(kind, missing[0].field)]
        values[field.field] = ["space_seat"] if field.field == "types" else sample(field)
    return values


def conflict_of(entries: list[dict[str, Any]], id: str) -> dict[str, Any] | None:
    found = None
    for entry in entries:
        if entry["e"] == "refresh" and entry["record"] == id:
            found = None
        elif entry["e"] == "record" and entry["id"] == id:
            found = entry
    return found


@pytest.mark.shows("end-to-end-3")
@pytest.mark.parametrize(
    "mark",
    [("flags", o["code"]) for o in load().vocabularies["flag"] if o.get("stop")]
    + [("types", o["code"]) for o in load().vocabularies["conflict_type"] if o.get("route") == "separate"],
)
def test_every_stop_flag_and_separate_first_type_masks_until_it_is_cleared_by_name(
    centre: Centre, page: Any, mark: tuple[str, str]
) -> None:
    field, code = mark
    values = {"flags": ["none"]} | {field: [code]}
    id = centre.log(people=["Heron"], **values)
    row = conflict_of(page("Ben"), id)
    assert row is not None
    assert row["masked"]
    assert row["set"] == {"place": "main_room"}
    assert row["care"]["line"]["en"]
    assert row["care"]["line"]["fr"]
    whole = conflict_of(page("Sol"), id)
    assert whole is not None
    assert whole["set"][field] == [code]
    assert not whole["masked"]
    centre.send("Sol", centre.change("Sol", "conflict", {"cleared": [code]}, record=id))
    row = conflict_of(page("Ben"), id)
    assert row is not None
    assert not row["masked"]
    assert row["care"] is None
    assert row["set"]["people"] == ["Heron"]


def test_the_floor_has_it_for_72_hours_or_while_it_is_not_over(centre: Centre, page: Any) -> None:
    over, open = centre.log(), centre.log(outcome="not_over")
    row = conflict_of(page("Ben"), over)
    assert row is not None
    assert 0 <= row["until"] - row["made"] - FLOOR_MS < 1000
    later = centre.now + FLOOR_MS + 10_000
    assert conflict_of(page("Ben", now=later), over) is None
    still = conflict_of(page("Ben", now=later), open)
    assert still is not None
    assert still["until"] is None
    assert conflict_of(page("Sol", now=later), over) is not None


def test_what_was_taken_back_is_gone_for_the_floor(centre: Centre, page: Any) -> None:
    id = centre.log()
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=id)
    assert conflict_of(page("Ben"), id) is None
    assert conflict_of(page("Sol"), id) is not None


def test_nobody_takes_back_what_another_wrote(centre: Centre, page: Any) -> None:
    id = centre.log()
    centre.write("Ben", "withdrawal", {"reason": "mistake"}, parent=id)
    assert conflict_of(page("Ben"), id) is not None


def test_an_account_of_concern_learns_nothing_of_the_tree_its_existence_included(
    centre: Centre, page: Any
) -> None:
    id = centre.log(flags=["staff_conduct"], concerns=[account_of("Ben")])
    asked = centre.write("Ama", "escalation", {"about": id})
    for who in ("Ben",):
        assert not [e for e in page(who) if id in str(e) or asked in str(e)]
    later = centre.log()
    assert conflict_of(page("Sol"), later) is not None
    centre.send(
        "Ama",
        centre.change(
            "Ama", "conflict", {"flags": ["staff_conduct"], "concerns": [account_of("Sol")]}, record=later
        ),
    )
    assert conflict_of(page("Sol"), later) is None


def test_nothing_for_the_author_alone_can_be_sent(centre: Centre) -> None:
    from peerpwa.records.refused import Refused

    with pytest.raises(Refused) as refused:
        centre.log(worker_ok="shaken")
    assert refused.value.code == "private_field"
    assert QUICK["heat"] == "h1"


@pytest.mark.parametrize("lead", ["Sol", "Ama"])
def test_a_second_view_that_names_a_worker_cuts_them_off_even_from_a_log_of_theirs(
    centre: Centre, page: Any, lead: str
) -> None:
    id = centre.log(lead, people=["Heron"])
    other = centre.log(lead)
    values = {"flags": ["staff_conduct"], "concerns": [account_of(lead)], "saw": "They laughed at Heron."}
    view = centre.write("Ben", "view", values, parent=id)
    shown = str(page(lead))
    assert view not in shown and "laughed" not in shown and account_of("Ben") not in shown
    assert not [e for e in page(lead) if e["e"] != "refresh" and id in str(e)]
    assert other in shown
    (seen,) = [e for e in page("Max") if e.get("id") == view]
    assert seen["set"]["concerns"] == [account_of(lead)]
    (own,) = [e for e in page("Ben") if e["e"] == "change" and e["change"]["record"] == view]
    assert own["change"]["set"] == values


def test_who_names_themselves_keeps_their_log(centre: Centre, page: Any) -> None:
    id = centre.log("Ama", flags=["staff_conduct"], concerns=[account_of("Ama")])
    assert [e for e in page("Ama") if e["e"] == "change" and e["change"]["record"] == id]
