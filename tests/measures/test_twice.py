"""Every measure equals what its formula gives by a second, independent calculation (second.py, raw.py)."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.measures import MEASURES, Period, Result, measure
from peerpwa.records import models
from peerpwa.records.door import reading, writing
from peerpwa.records.settings import set_settings
from peerpwa.records.shelf import rebuild
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db
from tests.centre import NOW, Installation
from tests.dashboard.demo import demo_config
from tests.databases import Database
from tests.measures.second import Second
from tests.measures.town import Town

SEEDS = range(50)
PERIODS = [
    (date.fromisoformat(first), date.fromisoformat(last))
    for first, last in (
        ("2026-11-17", "2026-11-23"), ("2026-11-10", "2026-11-16"), ("2026-11-01", "2026-11-01"),
        ("2026-11-01", "2026-11-23"), ("2026-10-01", "2026-10-31"), ("2026-08-15", "2026-11-23"),
    )
]  # fmt: skip
WEEKS = (
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["mon", "tue", "wed", "thu", "fri"],
    ["tue", "sat"],
)
PEOPLE = ("ama", "ben", "tess", "sol", "bea")


def to_plain(found: Result) -> dict[str, Any]:
    """A result in the second calculation's terms; parts without what none of them has."""
    parts: dict[str, tuple[Any, ...]] = {}
    for part in found.parts:
        whole = (part.numerator, part.denominator, part.not_known, part.middle, part.high)
        parts[part.code] = whole
    return {
        "numerator": found.numerator, "denominator": found.denominator, "not_known": found.not_known,
        "middle": found.middle, "high": found.high, "parts": parts, "texts": list(found.texts),
        "lacking": found.lacking is not None,
    }  # fmt: skip


def filled(expected: dict[str, Any]) -> dict[str, Any]:
    """The second calculation's parts at full length."""
    rest = (None, None, 0, None, None)
    return expected | {
        "parts": {code: (*part, *rest[len(part) :]) for code, part in expected["parts"].items()}
    }


def raw_changes(centre: str) -> list[dict[str, Any]]:
    """The bodies as they were signed, with who and when."""
    with reading() as connection:
        rows = connection.execute(select(models.change).where(models.change.c.centre == centre)).all()
    found = []
    for row in rows:
        body = json.loads(row.body)
        if body["kind"] != "setting":
            kept = {name: getattr(row, name) for name in ("id", "record", "account", "leads", "ord")}
            found.append(kept | {"kind": body["kind"], "parent": body.get("parent"), "set": body["set"]})
    return found


def raw_settings(centre: str) -> dict[str, Any]:
    """The centre's own settings, by their bodies alone."""
    with reading() as connection:
        rows = connection.execute(select(models.change).where(models.change.c.centre == centre)).all()
    own: dict[str, Any] = {}
    for row in sorted(rows, key=lambda one: (one.ord, one.id)):
        body = json.loads(row.body)
        own |= body["set"] if body["kind"] == "setting" else {}
    return own


def compare(centre: Centre, viewer: Viewer, changes: list[dict[str, Any]], tally: list[Any]) -> Counter[str]:
    """Both calculations over every period; answers how many numbers each measure gave that aren't zero."""
    seen: Counter[str] = Counter()
    now, own = datetime.fromtimestamp(NOW / 1000, UTC), raw_settings(centre.id)
    for first, last in PERIODS:
        second = Second(changes, tally, centre.zone, viewer.account, first, last, now, own)
        found = measure(centre, Period(first, last, NOW), viewer)
        assert [one.measure.id for one in found] == [one.id for one in MEASURES]
        for one in found:
            expected = filled(getattr(second, one.measure.id)())
            assert to_plain(one.result) == expected, (one.measure.id, first, last)
            seen[one.measure.id] += bool(one.result.numerator) or any(p.numerator for p in one.result.parts)
    return seen


@pytest.mark.shows("morning-1")
def test_each_of_the_28_has_a_second_calculation_that_borrows_nothing_of_the_first() -> None:
    assert [name for name in vars(Second) if name.startswith("M")] == [f"M{n}" for n in range(1, 29)]
    for source in ("second.py", "raw.py"):
        assert "peerpwa.measures" not in Path(__file__).with_name(source).read_text("utf-8")


@pytest.mark.shows("morning-1")
def test_the_demo_counts_the_same_both_ways(tmp_path: Path, database: Database) -> None:
    app = create_app(demo_config(tmp_path / "data", database))
    with app.app_context():
        centre = people.get_centre("Tin Roof")
        changes = raw_changes(centre.id)
        for name in ("sol", "bea"):
            account = next(one.id for one in people.list_accounts() if one.name == name)
            viewer = Viewer(account, centre.id, frozenset({"manager"}))
            seen = compare(centre, viewer, changes, [])
        assert {one.id for one in MEASURES if not seen[one.id]} == {"M11", "M12", "M13", "M23", "M28"}, seen
        db.session.remove()


@pytest.mark.shows("morning-1")
def test_fifty_made_up_centres_count_the_same_both_ways(towns: Installation) -> None:
    accounts = {one.name: one.id for one in people.list_accounts() if one.name in PEOPLE}
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        town = Town(seed, accounts)
        centre = people.create_centre(f"Town {seed}", town.zone, NOW)
        with writing(centre.id) as door:
            if town.changes:
                door.connection.execute(
                    insert(models.change), [{"centre": centre.id} | one for one in town.changes]
                )
            if town.tally:
                names = ("month", "question", "answer", "total")
                rows = [{"centre": centre.id, **dict(zip(names, one, strict=True))} for one in town.tally]
                door.connection.execute(insert(models.tally), rows)
            rebuild(door)
        set_settings(centre.id, {"open_days": WEEKS[seed % len(WEEKS)]}, NOW)
        viewer = Viewer(accounts[("sol", "bea")[seed % 2]], centre.id, frozenset({"manager"}))
        seen += compare(centre, viewer, raw_changes(centre.id), town.tally)
    assert {one.id for one in MEASURES if seen[one.id] < 10} == set(), seen
