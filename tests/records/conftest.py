"""A centre to write to: a bare app on a database of its own, and the cast as the records know them."""

import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table

from peerpwa import storage
from peerpwa.config import load_config
from peerpwa.records import feed, ids, models, names, store
from peerpwa.records.change import Change, encode_change
from peerpwa.records.door import writing
from peerpwa.records.projection import read_page
from peerpwa.records.stamps import Clock
from peerpwa.records.viewer import Author, Viewer
from tests.databases import Database
from tests.server import ROOT

FINDING = ROOT / "migrations" / "versions" / "0009_finding.py"  # its indexes are no part of the models
NOW = 1_795_430_400_000
MINUTE = 60_000
HOUR = 60 * MINUTE
TIN_ROOF = "0e5b0000-0000-4000-8000-00000000700f"
HARBOUR = "0e5b0000-0000-4000-8000-0000000a4b02"

ROLES = {
    "Ama": ("worker",),
    "Ben": ("worker",),
    "Sol": ("supervisor",),
    "Max": ("manager",),
    "Mira": ("mediator",),
    "Ada": ("administrator",),
    "Nia": ("worker",),
    "Tess": ("worker",),
}

QUICK = {
    "safe_now": "yes",
    "heat": "h1",
    "types": ["space_seat"],
    "place": "main_room",
    "outcome": "cooled_down",
}

MET: dict[str, Any] = {
    "reached": "reached", "private": "yes", "since": "same", "safe_here": "yes", "ok_with_it": "yes", "news": "no",
    "next": "close",
}  # fmt: skip
Page = Callable[..., list[dict[str, Any]]]


def account_of(name: str) -> str:
    """The account id of one of the cast: the same in every test."""
    return f"0acc0000-0000-4000-8000-{list(ROLES).index(name):012d}"


def author(name: str, phone: int = 0) -> Author:
    """One of the cast writing on their phone; `phone` 1 is their other one."""
    device = f"0de70000-0000-4000-800{phone}-{list(ROLES).index(name):012d}"
    return Author(account_of(name), device, frozenset(ROLES[name]), name)


def viewer(name: str, centre: str = TIN_ROOF) -> Viewer:
    return Viewer(account_of(name), centre, frozenset(ROLES[name]))


@pytest.fixture
def app(tmp_path: Path, database: Database) -> Iterator[Flask]:
    made = _bare_app(database.copied(tmp_path / "data", "records", _make_tables))
    with made.app_context():
        yield made
        storage.db.engine.dispose()


def _make_tables(config: Mapping[str, Any]) -> None:
    config["DATA"].mkdir()
    with _bare_app(config).app_context():
        storage.db.metadata.create_all(storage.db.engine, tables=_tables())
        found = runpy.run_path(str(FINDING))
        with storage.db.engine.begin() as connection:
            for statement in found["SQLITE" if storage.is_embedded() else "POSTGRESQL"]:
                connection.exec_driver_sql(statement)
        for name in ROLES:
            centre = HARBOUR if name == "Nia" else TIN_ROOF
            names.set_name(centre, account_of(name), name)
        storage.db.engine.dispose()


def _bare_app(config: Mapping[str, Any]) -> Flask:
    made = Flask("records")
    uri = load_config(config)["SQLALCHEMY_DATABASE_URI"]
    made.config.update(SQLALCHEMY_DATABASE_URI=uri, MIGRATIONS=str(config["DATA"]))
    storage.init_app(made)
    return made


def _tables() -> list[Any]:
    return [table for table in vars(models).values() if isinstance(table, Table)]


class Centre:
    """What a test says: who writes what, and what each may then read."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.now = NOW
        self.clocks: dict[str, Clock] = {}

    def change(
        self,
        who: str,
        kind: str,
        values: dict[str, Any],
        *,
        form: str | None = None,
        record: str | None = None,
        parent: str | None = None,
        at: int | None = None,
    ) -> Change:
        """A change as `who`'s phone would sign it, at `at` (ms) or now."""
        self.now += 10
        wrote = self.now if at is None else at
        id = ids.new_id(wrote)
        clock = Clock() if at is not None else self.clocks.setdefault(who, Clock())
        return encode_change(id, record or id, kind, parent, clock.make(wrote), form or form_of(kind), values)

    def send(
        self,
        who: str,
        *changes: Change,
        envelope: str | None = None,
        now: int | None = None,
        seen: int = 0,
        phone: int = 0,
    ) -> str:
        """One envelope of `who`'s, who had read up to `seen`; answers what the store said."""
        self.now += 10
        with writing(self.id) as door:
            return store.store(
                door,
                author(who, phone),
                changes,
                envelope=envelope or ids.new_id(self.now),
                now=now or self.now,
                seen=seen,
            )

    def head(self) -> int:
        """How far a phone has read that just read all."""
        return feed.head(self.id)[0]

    def write(self, who: str, kind: str, values: dict[str, Any], **more: Any) -> str:
        """A change made and sent; answers the record's id."""
        change = self.change(who, kind, values, **more)
        self.send(who, change)
        return change.record

    def log(self, who: str = "Ama", **values: Any) -> str:
        """A quick log of the common case, with these answers besides."""
        return self.write(who, "conflict", {**QUICK, **values})


def held(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Others' records as a phone holds them after these entries."""
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry["e"] == "refresh":
            rows = {id: row for id, row in rows.items() if row["root"] != entry["record"]}
        elif entry["e"] == "record":
            rows[entry["id"]] = entry
    return rows


def form_of(kind: str) -> str:
    """The form that writes a kind."""
    from peerpwa.practice import load

    return next(f for f in sorted(load().forms) if kind in load().forms[f].kinds)


@pytest.fixture
def centre(app: Flask) -> Centre:
    return Centre(TIN_ROOF)


@pytest.fixture
def page(centre: Centre) -> Callable[..., list[dict[str, Any]]]:
    """Reads what a person's phone gets, from the start or after a number, as parsed entries."""
    import json

    def read(who: str, after: int = 0, now: int | None = None) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        more = True
        while more:
            got = read_page(viewer(who, centre.id), after, centre.now if now is None else now)
            entries += map(json.loads, got.entries)
            after, more = got.seq, got.more
        return entries

    return read
