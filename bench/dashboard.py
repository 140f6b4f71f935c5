"""A city's conflicts behind a supervisor's pages, on SQLite and PostgreSQL: each page at the server, and its SQL alone.

`CITY=50x20000` says how many centres, and conflicts in each: `CITY=1x3000` takes a minute. The first centre, which is
the one that is looked at, is made through the door like everything, 4 to 7 ms a conflict; the others are its rows once
more, since a million through the door would take two hours a database. A push is timed turn by turn there and in a
second database of 10,000.

"Its SQL alone" is every SELECT of the page sent once more with the same values, rows fetched and thrown away. Of a page
that asks little, such as a year whose months stand, it is no floor: drawing the page is most of it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event

from bench._city import PASSWORD, copy_centre, make_centre
from bench.run import Row
from peerpwa import create_app, start
from peerpwa.accounts import people
from peerpwa.demo.phone import Phone
from peerpwa.exports.guard import FEWEST
from peerpwa.exports.months import parse_span
from peerpwa.exports.published import publish
from peerpwa.records.door import writing
from peerpwa.records.models import rolled_month
from peerpwa.storage import db, is_embedded
from tests.__main__ import find_postgresql

NOW = int(datetime(2026, 1, 5, 15, tzinfo=UTC).timestamp() * 1000)
YEAR = "/reports/funder?year=2025"
PAGES = {"morning": ("sol0", "/morning", 50.0, 40), "week": ("sol0", "/week", 50.0, 40)}
FIRST = {"a year, nothing counted yet": ("bea0", YEAR, 500.0, 4)}
STANDING = {"a year, its months standing": ("bea0", YEAR, 500.0, 20)}
AGAIN = {"a year of published months": ("bea0", YEAR, 500.0, 20)}
SIZES = ("few", "many")
FEW, PUSHES, COLD = 10_000, 110, 10
QUICK = {"safe_now": "yes", "heat": "h1", "types": ["noise"], "place": "main_room", "outcome": "agreement"}


def run() -> list[Row]:
    """Ten rows a database for the pages, one for the push."""
    centres, conflicts = map(int, os.environ.get("CITY", "50x20000").split("x"))
    rows = []
    with TemporaryDirectory() as folder:
        homes: list[dict[str, object]] = [{"DATA": Path(folder) / f"sqlite-{size}"} for size in SIZES]
        rows += _measure("SQLite", homes, centres, conflicts)
        with _cluster() as urls:
            if urls:
                homes = [{"DATA": Path(folder) / name, "DATABASE_URL": url} for name, url in urls.items()]
                rows += _measure("PostgreSQL", homes, centres, conflicts)
    return rows


def _measure(name: str, homes: Sequence[Mapping[str, object]], centres: int, conflicts: int) -> list[Row]:
    """`homes`: where each of SIZES is."""
    small, app = (_open(config) for config in homes)
    fewest = min(FEW, conflicts)
    took = _fill(small, 1, fewest) + _fill(app, centres, conflicts)
    made = f"{centres * conflicts:,} conflicts in {centres} centres"
    print(f"{name}: {made}, made in {took:,.0f} s", file=sys.stderr, flush=True)
    start.settle()
    rows = [*_pages(app, name, PAGES), *_pages(app, name, FIRST, lambda: _forget(app))]
    rows += _pages(app, name, STANDING)
    with app.app_context():
        _publish(app)
    rows += _pages(app, name, AGAIN)
    pushes, before = _push(app, small)
    of = f"{name}: a push at {centres * conflicts:,}"
    rows.append(Row(of, median(pushes), f"at {fewest:,}", median(before), 1.2))
    for one in (small, app):
        with one.app_context():
            db.engine.dispose()
    return rows


def _open(config: Mapping[str, object]) -> Flask:
    app = create_app({**config, "SECRET_KEY": "of benchmarks " * 4, "CLOCK": lambda: NOW})
    with app.app_context():
        start.set_up(app, demo=False)
    return app


def _fill(app: Flask, centres: int, conflicts: int) -> float:
    """Answers how many seconds it took."""
    began = time.monotonic()
    with app.app_context():
        make_centre(0, conflicts, NOW)
        for number in range(1, centres):
            copy_centre(number, NOW)
            print(".", end="", file=sys.stderr, flush=True)
        start.make_ready(app)
        if not is_embedded():
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")
    return time.monotonic() - began


def _publish(app: Flask) -> None:
    """Every month of the year, as a manager does in the course of it."""
    centre = people.get_centre("Centre 0")
    for month in range(1, 13):
        span = parse_span("month", f"2025-{month:02}")
        assert span is not None
        publish(centre, span, FEWEST, "", NOW)


def _forget(app: Flask) -> None:
    """The months that stand go, as after an update."""
    with app.app_context(), writing(people.get_centre("Centre 0").id) as door:
        door.connection.execute(delete(rolled_month))


def _pages(
    app: Flask,
    name: str,
    pages: Mapping[str, tuple[str, str, float, int]],
    before: Callable[[], object] = lambda: None,
) -> Iterator[Row]:
    """Each page so many times, with `before` done before each; then what it asked of the database, and no Python."""
    for page, (who, path, asked, rounds) in pages.items():
        browser = _browser(app, who)
        assert _get(browser, path) == 200
        before()
        said = _statements(app, lambda browser=browser, path=path: _get(browser, path))  # type: ignore[misc]
        took = []
        for _ in range(rounds):
            before()
            took.append(_time(lambda browser=browser, path=path: _get(browser, path)))  # type: ignore[misc]
        with app.app_context():
            bare = [_time(lambda said=said: _replay(said)) for _ in range(rounds)]  # type: ignore[misc]
        yield Row(f"{name}: {page}, 95th", quantiles(took, n=20)[-1], "what was asked", asked, 1.0)
        yield Row(f"{name}: {page}, median", median(took), "its SQL alone", median(bare), 3.0)


def _push(*apps: Flask) -> list[list[float]]:
    """One log in one request, sealed beforehand, at each app in turn, so that what disturbs one disturbs all. The first
    ones warm them up.
    """
    phones = [_phone(app) for app in apps]
    took: list[list[float]] = [[] for _ in apps]
    for _ in range(PUSHES):
        for phone, times in zip(phones, took, strict=True):
            envelope = phone.save(phone.change("conflict", "quick_log@1", QUICK))
            times.append(_time(lambda phone=phone, envelope=envelope: phone.push([envelope], pull=False)))  # type: ignore[misc]
    return [times[COLD:] for times in took]


def _phone(app: Flask) -> Phone:
    client = app.test_client()

    def post(path: str, body: dict[str, Any], headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        answer = client.post(path, json=body, headers=dict(headers))
        return answer.status_code, answer.get_json()

    phone = Phone(post, lambda: NOW)
    phone.enrol("ama0", PASSWORD)
    return phone


def _browser(app: Flask, name: str) -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["wsgi.url_scheme"] = "https"
    page = browser.get("/sign-in", base_url="https://localhost").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "name": name, "password": PASSWORD}
    assert browser.post("/sign-in", data=form, base_url="https://localhost").status_code == 302
    return browser


def _get(browser: FlaskClient, path: str) -> int:
    return browser.get(path, base_url="https://localhost").status_code


def _statements(app: Flask, act: Callable[[], object]) -> list[tuple[str, Any]]:
    """What an act asks of the database."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().startswith("SELECT"):
            said.append((statement, given))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        act()
        event.remove(db.engine, "before_cursor_execute", note)
    return said


def _replay(said: list[tuple[str, Any]]) -> None:
    connection = db.engine.raw_connection()
    try:
        for statement, given in said:
            cursor = connection.cursor()
            cursor.execute(statement, given)
            cursor.fetchall()
            cursor.close()
    finally:
        connection.close()


def _time(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


@contextmanager
def _cluster() -> Iterator[dict[str, str] | None]:
    """A database for each of SIZES, in a PostgreSQL for this alone, with its own durability; None where the machine has
    none.
    """
    programs = find_postgresql()
    if not programs:
        yield None
        return
    os.environ["PEERPWA_POSTGRESQL"] = programs
    from tests.databases import SORTED, Cluster

    cluster = Cluster(settings={"shared_buffers": "256MB"})
    try:
        yield {size: cluster.url(cluster.create(SORTED)) for size in SIZES}
    finally:
        cluster.stop()
