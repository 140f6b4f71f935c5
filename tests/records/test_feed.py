"""The centre's feed: gap-free, chained, and the read models are made from the changes alone."""

import contextlib
import json
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select, update

from peerpwa.records import feed, models
from peerpwa.records.door import reading, writing, writing_plain
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import rebuild
from tests.records.conftest import HARBOUR, QUICK, TIN_ROOF, Centre

MODELS = (models.record, models.tree, models.agenda, models.sought, models.excluded, models.granted)


def everything(centre: Centre) -> list[str]:
    with reading() as connection:
        rows = [
            list(connection.execute(select(*_said(table)).where(table.c.centre == centre.id)))
            for table in MODELS
        ]
    return sorted(json.dumps(list(row), default=str, sort_keys=True) for table in rows for row in table)


def _said(table: Table) -> list[Any]:
    """All but the number of a row, which only says when it was written."""
    return [column for column in table.c if column.name != "n"]


def a_story(centre: Centre) -> None:
    """A bit of everything that alters rights."""
    first = centre.log(people=["Heron"])
    second = centre.log("Ben", flags=["weapon_seen"], heat="h3", safe_now="no")
    centre.write("Sol", "reply", {"text": "Thank you."}, parent=first)
    asked = centre.write("Ama", "escalation", {"about": first})
    centre.write("Sol", "acknowledgement", {}, parent=asked)
    centre.send("Sol", centre.change("Sol", "conflict", {"cleared": ["weapon_seen"]}, record=second))
    centre.write("Ama", "withdrawal", {"reason": "mistake"}, parent=first)
    third = centre.log(outcome="not_over")
    centre.write("Ama", "follow_up", {"due": "2026-11-24T10:00:00.000-05:00"}, parent=third)
    done = centre.write(
        "Ama", "check_in", {"reached": "not_found", "flags": ["injury"], "next": "close"}, parent=third
    )
    centre.write("Ama", "escalation", {}, parent=done)
    centre.write("Ben", "talk", {"mode": "together"}, parent=third)


def test_the_chain_holds_and_a_tampered_entry_is_found(centre: Centre) -> None:
    a_story(centre)
    assert feed.verify(centre.id) is None
    seq, _ = feed.head(centre.id)
    with writing_plain() as connection:
        body = connection.execute(
            select(models.change.c.body).order_by(models.change.c.ord).limit(1)
        ).scalar_one()
        where = models.change.c.body == body
        connection.execute(update(models.change).where(where).values(body=body.replace(b"h1", b"h0")))
    assert "is not what was written" in (feed.verify(centre.id) or "")
    with writing_plain() as connection:
        connection.execute(models.feed.delete().where(models.feed.c.seq == seq))
    assert feed.verify(centre.id) is not None


def test_what_is_undone_in_a_savepoint_leaves_the_chain_whole(centre: Centre) -> None:
    good, bad = centre.change("Ama", "conflict", QUICK), centre.change("Ama", "conflict", {})
    from peerpwa.records.store import store
    from tests.records.conftest import author

    with writing(centre.id) as door:
        for change in (bad, good, bad):
            with contextlib.suppress(Refused), door.savepoint():
                store(door, author("Ama"), [change], envelope=None, now=centre.now)
    assert feed.verify(centre.id) is None
    assert feed.head(centre.id)[0] == 1


def test_the_same_changes_twice_add_nothing(centre: Centre) -> None:
    change = centre.change("Ama", "conflict", QUICK)
    assert [centre.send("Ama", change) for _ in range(3)] == ["accepted", "known", "known"]
    assert feed.head(centre.id)[0] == 1


def test_read_models_rebuilt_from_the_changes_alone_are_the_same(centre: Centre) -> None:
    a_story(centre)
    before = everything(centre)
    with writing(centre.id) as door:
        rebuild(door)
    assert everything(centre) == before


def test_centres_have_feeds_of_their_own(app: Flask) -> None:
    one, other = Centre(TIN_ROOF), Centre(HARBOUR)
    one.log()
    other.log("Nia")
    assert feed.head(one.id)[0] == feed.head(other.id)[0] == 1


def test_an_ordinary_change_refreshes_nobody(centre: Centre, page: Any) -> None:
    id = centre.log()
    centre.send("Ama", centre.change("Ama", "conflict", {"heat": "h0"}, record=id))
    assert [e["e"] for e in page("Ama")] == ["change", "change"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_whatever_order_changes_arrive_in_everybody_ends_with_the_same(
    app: Flask, page: Any, order: list[int]
) -> None:
    centre = Centre(TIN_ROOF)
    log = centre.change("Ama", "conflict", QUICK | {"people": ["Heron"]})
    later = centre.change("Ama", "conflict", {"flags": ["injury"]}, record=log.id)
    reply = centre.change("Sol", "reply", {"text": "Noted."}, parent=log.id)
    asked = centre.change("Ama", "escalation", {"about": log.id})
    cleared = centre.change("Sol", "conflict", {"cleared": ["injury"]}, record=log.id)
    story = [("Ama", log), ("Ama", later), ("Sol", reply), ("Ama", asked), ("Sol", cleared)]
    for i in order:
        centre.send(*story[i])
    held = {}
    for who in ("Ben", "Sol"):
        rows: dict[str, Any] = {}
        for entry in page(who):
            if entry["e"] == "refresh":
                rows = {id: row for id, row in rows.items() if row["root"] != entry["record"]}
            elif entry["e"] == "record" and entry["root"] == log.id:
                rows[entry["id"]] = entry
        held[who] = {row["kind"]: (row["set"], row["care"], row["masked"]) for row in rows.values()}
    assert held["Ben"] == {"conflict": ({**QUICK, "people": ["Heron"]}, None, False)}
    assert set(held["Sol"]) == {"conflict", "escalation"}
    assert held["Sol"]["conflict"][0]["flags"] == ["injury"]
