"""“Take these words out”: gone wherever the server holds them, for good, and the chain still holds."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from peerpwa.practice import load
from peerpwa.records import audit, feed, models, words
from peerpwa.records.change import Change
from peerpwa.records.door import reading, writing
from peerpwa.records.read import get_record
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import rebuild
from tests.databases import stored_bytes
from tests.records.conftest import HOUR, QUICK, Centre, Page, account_of, held, viewer
from tests.records.test_feed import everything

DAY = 24 * HOUR
PLANTED = "Zebedee Quillfeather"


def take_out(centre: Centre, who: str, record: str, field: str, **more: Any) -> Change:
    values = {"reason": "asked", "field": field}
    return centre.change(who, "withdrawal", values, parent=record, **more)


def is_gone(centre: Centre) -> bool:
    assert feed.verify(centre.id) is None
    before = everything(centre)
    with writing(centre.id) as door:
        rebuild(door)
    assert everything(centre) == before
    left = stored_bytes().lower()
    return not any(word.lower().encode() in left for word in [PLANTED, *PLANTED.split()])


def refusal(centre: Centre, who: str, change: Change, **more: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        centre.send(who, change, **more)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("who", ["Ama", "Sol", "Max"])
def test_words_are_overwritten_in_every_change_the_read_models_and_the_file(
    centre: Centre, page: Page, who: str
) -> None:
    noise = [centre.log("Ben", saw=f"Somebody else, number {n}.") for n in range(20)]
    id = centre.log(saw=f"{PLANTED} was loud.", people=["Heron"])
    centre.send("Ama", centre.change("Ama", "conflict", {"saw": f"{PLANTED} again."}, record=id))
    assert PLANTED.encode() in stored_bytes()
    read = centre.head()
    withdrawal = take_out(centre, who, id, "saw")
    centre.send(who, withdrawal)
    assert is_gone(centre)
    for reader in ("Ama", "Ben", "Sol"):
        assert PLANTED not in json.dumps(page(reader))
        assert {"e": "refresh", "record": id} in page(reader, read)
    assert held(page("Sol", read))[id]["set"] == {**QUICK, "people": ["Heron"]}
    own = [
        e["change"]["set"] for e in page("Ama", read) if e["e"] == "change" and e["change"]["record"] == id
    ]
    assert own == [{**QUICK, "people": ["Heron"]}, {}]
    assert get_record(viewer("Sol"), noise[3], centre.now).values["saw"] == "Somebody else, number 3."
    view = get_record(viewer("Sol"), id, centre.now)
    assert not view.withdrawn
    lines = [line for line in view.history if line.field == "saw"]
    assert [(line.by, line.at, line.taken_out, line.value) for line in lines] == [
        (who, view.find("withdrawal")[0].made, "asked", None)
    ]
    (entry,) = audit.list_entries(centre.id, record=id)
    assert (entry.act, entry.account, entry.reason) == ("take_words_out", account_of(who), "saw: asked")


def test_brought_again_by_whatever_envelope_they_are_known_and_stay_out(centre: Centre) -> None:
    log = centre.change("Ama", "conflict", {**QUICK, "saw": PLANTED, "people": [PLANTED]})
    centre.send("Ama", log)
    for field in ("saw", "people"):
        centre.send("Ama", take_out(centre, "Ama", log.id, field))
        assert centre.send("Ama", log) == "known"
    assert is_gone(centre)
    other = Change(log.id, log.record, log.kind, None, log.stamp, log.form, {**log.set, "heat": "h4"}, b"{}")
    assert refusal(centre, "Ama", other)[0] == "same_id"


def test_an_older_change_that_comes_late_loses_them_at_the_door_and_newer_words_stay(centre: Centre) -> None:
    id = centre.log(saw="Fine words.")
    late = centre.change("Ama", "conflict", {"saw": PLANTED, "heat": "h2"}, record=id)
    withdrawal = take_out(centre, "Ama", id, "saw")
    newer = centre.change("Ama", "conflict", {"saw": "Two people, one plug."}, record=id)
    centre.send("Ama", withdrawal, newer)
    assert centre.send("Ama", late) == "accepted"
    assert centre.send("Ama", late) == "known"
    assert is_gone(centre)
    values = get_record(viewer("Sol"), id, centre.now).values
    assert (values["saw"], values["heat"]) == ("Two people, one plug.", "h2")


def test_a_fast_clock_does_not_save_words_that_were_here_already(centre: Centre) -> None:
    id = centre.log()
    ahead = centre.change("Ama", "conflict", {"saw": PLANTED}, record=id, at=centre.now + 4 * 60_000)
    centre.send("Ama", ahead)
    centre.send("Sol", take_out(centre, "Sol", id, "saw"))
    assert is_gone(centre)


def test_asked_before_the_record_has_arrived_it_holds_when_it_comes(centre: Centre) -> None:
    log = centre.change("Ama", "conflict", {**QUICK, "saw": PLANTED})
    more = centre.change("Ama", "conflict", {"saw": f"{PLANTED}!"}, record=log.id)
    centre.send("Ama", more)
    centre.send("Ama", take_out(centre, "Ama", log.id, "saw"))
    centre.send("Ama", log)
    assert is_gone(centre)
    stranger = centre.change("Ama", "conflict", {**QUICK, "saw": "Mine."})
    centre.send("Ben", take_out(centre, "Ben", stranger.id, "saw"))
    centre.send("Ama", stranger)
    assert get_record(viewer("Sol"), stranger.id, centre.now).values["saw"] == "Mine."


def test_the_author_may_for_a_day_and_then_a_supervisor(centre: Centre) -> None:
    id = centre.log(saw=PLANTED)
    late = centre.now + DAY + 60_000
    assert refusal(centre, "Ama", take_out(centre, "Ama", id, "saw", at=late), now=late) == (
        "after_a_day",
        "field",
    )
    assert refusal(centre, "Ben", take_out(centre, "Ben", id, "saw")) == ("not_yours", "field")
    assert PLANTED.encode() in stored_bytes()
    centre.send("Sol", take_out(centre, "Sol", id, "saw", at=late), now=late)
    assert is_gone(centre)


def test_a_supervisor_whom_it_concerns_may_not(centre: Centre) -> None:
    id = centre.log(saw="He pushed.", flags=["staff_conduct"], concerns=[account_of("Sol")])
    assert refusal(centre, "Sol", take_out(centre, "Sol", id, "saw")) == ("not_yours", "field")


@pytest.mark.parametrize("field", ["heat", "types", "flags", "happened_at", "concerns", "nothing"])
def test_only_words_can_be_taken_out(centre: Centre, field: str) -> None:
    assert refusal(centre, "Sol", take_out(centre, "Sol", centre.log(), field)) == ("bad_answer", "field")


def test_every_field_of_words_can_be_taken_out_and_no_other() -> None:
    for kind, field in load().by_field:
        asked = load().by_field[kind, field]
        wanted = asked.type in ("text", "handle", "handles", "rows", "lib")
        assert words.are_words(kind, field) is (wanted and kind not in ("withdrawal", "setting"))


def test_what_is_taken_out_is_said_once_and_taken_back_never(centre: Centre) -> None:
    id = centre.log(saw=PLANTED)
    change = take_out(centre, "Ama", id, "saw")
    centre.send("Ama", change)
    for value in (None, "people"):
        later = centre.change("Ama", "withdrawal", {"field": value}, record=change.id)
        assert refusal(centre, "Ama", later) == ("bad_change", "field")
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=change.id)
    again = take_out(centre, "Sol", change.id, "field")
    assert refusal(centre, "Sol", again) == ("bad_answer", "field")
    assert not get_record(viewer("Sol"), id, centre.now).withdrawn
    assert is_gone(centre)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("party", {"handle": PLANTED, "words": "Hm."}, "handle"),
        ("escalation", {"parts": [{"who": PLANTED, "part": "witness"}]}, "parts"),
        ("handover", {"shift": "night", "day": "2026-11-23", "mood": "calm", "good": PLANTED}, "good"),
        ("talk", {"mode": "together", "rules": [PLANTED]}, "rules"),
        ("note", {"text": PLANTED}, "text"),
    ],
)
def test_words_of_every_sort_go(centre: Centre, kind: str, values: dict[str, Any], field: str) -> None:
    parent = None if kind == "handover" else centre.log()
    id = centre.write("Ama", kind, values, parent=parent)
    centre.send("Sol", take_out(centre, "Sol", id, field))
    assert is_gone(centre)
    assert field not in get_record(viewer("Sol"), id, centre.now).values


def test_a_request_that_was_tied_by_words_taken_out_stands_by_itself_again(centre: Centre) -> None:
    log = centre.log()
    asked = centre.write("Ama", "escalation", {"about": log})
    centre.send("Ama", take_out(centre, "Ama", asked, "about"))
    assert get_record(viewer("Sol"), asked, centre.now).root == asked
    assert is_gone(centre)


def test_long_words_on_pages_of_their_own_leave_nothing_behind(app: Flask, centre: Centre) -> None:
    """Bodies longer than a page of the database go to overflow pages, and rows move when others grow."""
    long = [centre.write("Ama", "handover", handover(n)) for n in range(30)]
    for n, id in enumerate(long):
        centre.log("Ben", saw=f"Between them, {n}.")
        if n % 3:
            centre.send("Ama", centre.change("Ama", "handover", {"helped": f"{PLANTED} {n}"}, record=id))
    for id in long:
        for field in ("items", "good", "helped"):
            centre.send("Sol", take_out(centre, "Sol", id, field))
    assert is_gone(centre)


def handover(n: int) -> dict[str, Any]:
    rows = [{"about": "", "line": PLANTED * 4, "verbs": "keep_eye", "text": f"{PLANTED} {n}"}] * (1 + n)
    return {"shift": "night", "day": "2026-11-23", "mood": "calm", "good": PLANTED, "items": rows}


def test_the_salts_of_what_was_said_are_gone_too(centre: Centre) -> None:
    id = centre.log(saw=PLANTED)
    centre.send("Ama", take_out(centre, "Ama", id, "saw"))
    with reading() as connection:
        query = select(models.feed.c.type, models.feed.c.salt).where(models.feed.c.ref == id)
        salts = {row.type: row.salt for row in connection.execute(query)}
    assert salts["c"] is None
    assert salts["r"] is not None
