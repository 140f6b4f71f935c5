"""What the week keeps between looks is what a look gives that kept nothing, whatever arrives, in whatever order; and no
word and no name is in it.
"""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.measures import kept, measure
from peerpwa.measures.kept import load_week
from peerpwa.measures.week import Week, look_at_week
from peerpwa.records import feed, models
from peerpwa.records.door import writing
from peerpwa.records.settings import set_settings
from peerpwa.records.shelf import load_shelf, rebuild, shelve, stored_changes
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db
from tests.centre import HARM, NOW, Installation
from tests.measures.meddler import Meddler
from tests.measures.town import HANDLES, Town
from tests.reports.test_published import settle

LAST = date(2026, 11, 23)
AT_ONCE = 12
MANAGER = frozenset({"manager"})


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", OrderedDict())


def look(centre: Centre, who: str, now: int, last: date) -> tuple[Week, Counter[Any]]:
    """The week, and what talks took, each beside how many had the same writer."""
    viewer = Viewer(who, centre.id, MANAGER)
    found = look_at_week(centre, viewer, now, last)
    assert found is not None
    _, talks = load_week(centre, viewer, found.period)
    theirs = Counter(number for _, number in talks)
    return found, Counter((talk, theirs[number]) for talk, number in talks)


def agrees(
    centre: Centre, who: str, now: int, last: date, monkeypatch: pytest.MonkeyPatch
) -> tuple[Week, Counter[Any]]:
    """The week as it is looked at again and again, once it is sure that one who looks for the first time sees the same,
    and that its numbers are those of every record with its words.
    """
    ours = look(centre, who, now, last)
    with monkeypatch.context() as first:
        first.setattr(kept, "_kept", OrderedDict())
        assert look(centre, who, now, last) == ours
    viewer, pairs = Viewer(who, centre.id, MANAGER), {pair.measure.id: pair for pair in ours[0].pairs}
    for name, period in (("now", ours[0].period), ("before", ours[0].period.before)):
        for one in measure(centre, period, viewer):
            assert getattr(pairs[one.measure.id], name) == one.result, (one.measure.id, name)
    return ours


def deliver(centre: Centre, rows: Sequence[dict[str, Any]]) -> None:
    """These changes arrive, judged by nobody: such as a town has them, children before their parents."""
    ids = {row["record"] for row in rows}
    with writing(centre.id) as door:
        door.connection.execute(insert(models.change), [{"centre": centre.id} | row for row in rows])
        door.append([("c", row["id"], row["body"]) for row in rows])
        changes = stored_changes(door.connection, centre.id, ids)
        parents = {one.change.parent for every in changes.values() for one in every}
        shelf = load_shelf(door.connection, centre.id, ids | {id for id in parents if id})
        shelve(door, shelf, changes)


@pytest.mark.shows("morning-3")
@pytest.mark.parametrize("seed", range(10))
def test_whatever_arrives_the_next_look_is_as_the_first(
    towns: Installation, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = Meddler.names()
    town = Town(900 + seed, accounts)
    centre = people.create_centre(f"Kept {seed}", town.zone, NOW)
    for first in range(0, len(town.changes), AT_ONCE):
        deliver(centre, town.changes[first : first + AT_ONCE])
        if first == AT_ONCE * 8:
            set_settings(centre.id, {"open_days": ["tue", "sat"]}, NOW)
        for name in ("sol", "bea"):
            agrees(centre, accounts[name], NOW, LAST, monkeypatch)


@pytest.mark.shows("morning-3")
@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_written_late_the_next_look_is_as_the_first(
    towns: Installation, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = settle(950 + seed, 1)
    meddler = Meddler(centre, 950 + seed)
    numbers = []
    for number in range(12):
        last = date(2026, 11, 20 + number // 4)
        numbers.append(agrees(centre, meddler.ids["sol"], meddler.now, last, monkeypatch)[0].pairs)
        meddler.act()
        meddler.act()
    assert meddler.taken and len({repr(pairs) for pairs in numbers}) > 3


def test_no_word_and_no_name_is_kept(towns: Installation) -> None:
    centre = settle(970, 3)
    meddler = Meddler(centre, 970)
    week, _ = look(centre, meddler.ids["bea"], NOW, LAST)
    (one,) = kept._kept.values()
    held = repr(list(one.rows.ids.values())) + repr(one.talks)
    assert len(one.rows.ids) > 50 and "happened_at" in held
    words = {
        "Asks first",
        "now on",
        "Thank you",
        "Meals",
        "Talk with Bea",
        "Safety",
        "power bar",
        "Cups",
        "at ten",
    }
    assert [text for text in (*HANDLES, *words) if text.casefold() in held.casefold()] == []
    assert any(pair.now.texts or pair.before.texts for pair in week.pairs)  # which are read each time


@pytest.mark.parametrize("more", [1, 3])
def test_a_chain_that_was_put_back_and_went_on_otherwise_is_read_anew(house: Installation, more: int) -> None:
    """As after a restore: the same number or a later one, other entries."""
    ama, centre = house.phone("ama"), house.centre_id()
    with house.context():
        seq, link = feed.head(centre)
    log = house.log(ama, heat="h1")
    assert heats(house) == {"h1": 1}
    with house.context(), writing(centre) as door:
        for table, column in ((models.change, "record"), (models.feed, "ref")):
            here = table.c.centre == centre, table.c[column] == log
            door.connection.execute(delete(table).where(*here))
        door.connection.execute(update(models.feed_head).values(seq=seq, link=link))
        rebuild(door)
    for _ in range(more):
        house.log(ama, heat="h0")
    with house.context():
        assert feed.head(centre)[0] == seq + more
    assert heats(house) == {"h0": more}


def test_a_log_that_is_moved_or_taken_back_is_gone_at_the_next_look(house: Installation) -> None:
    ama = house.phone("ama")
    first, second = house.log(ama, heat="h0"), house.log(ama, heat="h1")
    assert heats(house) == {"h0": 1, "h1": 1}

    def again(kind: str, form: str, values: dict[str, str], **at: str) -> None:
        house.clock.pass_ms(1000)
        ama.save(ama.change(kind, form, values, **at))
        ama.sync()

    again("conflict", "quick_log@1", {"happened_at": "2026-09-01T12:00:00.000-04:00"}, record=first)
    assert heats(house) == {"h1": 1}
    again("withdrawal", "withdrawal@1", {"reason": "mistake"}, parent=second)
    assert heats(house) == {}
    again("conflict", "quick_log@1", {"happened_at": "2026-11-23T12:00:00.000-05:00"}, record=first)
    assert heats(house) == {"h0": 1}


def test_whom_a_log_concerns_has_neither_it_nor_its_talk(house: Installation) -> None:
    with house.context():
        sol = Meddler.names()["sol"]
        db.session.remove()
    ama = house.phone("ama")
    log = house.log(ama, **(HARM | {"heat": "h1", "flags": ["staff_conduct"], "concerns": [sol]}))
    ama.save(ama.change("talk", "guided_talk@1", {"mode": "one_person", "steps": ["s1"]}, parent=log))
    ama.sync()
    for who, found in (("bea", ({"h1": 1}, 1)), ("sol", ({}, 0)), ("bea", ({"h1": 1}, 1))):
        assert (heats(house, who=who), talks(house, who)) == found


def talks(house: Installation, who: str) -> int:
    with house.context():
        _, found = look(people.get_centre("Tin Roof"), Meddler.names()[who], NOW + 60_000, LAST)
        db.session.remove()
    return found.total()


def heats(house: Installation, name: str = "Tin Roof", who: str = "bea") -> dict[str, int]:
    """How many logs of each heat the week shows at this centre."""
    with house.context():
        week, _ = look(people.get_centre(name), Meddler.names()[who], NOW + 60_000, LAST)
        db.session.remove()
    (mix,) = (pair.now for pair in week.pairs if pair.measure.id == "M4")
    return {part.code: part.numerator for part in mix.parts if part.numerator}


def test_what_was_looked_at_longest_ago_goes_first(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_ROWS", 2)
    ama = house.phone("ama")
    for _ in range(3):
        house.log(ama)
    assert heats(house, "Harbour") == {}
    assert sum(heats(house).values()) == 3
    assert [centre for _, centre in kept._kept] == [house.centre_id()]
