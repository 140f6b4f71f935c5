"""A city's conflicts behind a supervisor's pages, on SQLite and PostgreSQL: each page at the server, and its bare SQL.

`CITY=50x20000` says how many centres, and conflicts in each: `CITY=1x3000` takes a minute. The first centre, which is
the one that is looked at, comes through the door like everything, 4 to 7 ms a conflict; the others come by the same code
but for the judging of envelopes (`_city.pour_centre`), both databases at once: a million takes about half an hour. A push
is timed turn by turn there and in a second database of 10,000.

"Bare SQL" is every SELECT of a look for which nothing is kept or counted, sent once more with the same values, rows
fetched and thrown away: what it takes to hand over what the answer is made of. The morning's answer stands in lists that
are kept at each write, so there is little to fetch, and drawing the page is most of it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event

from bench._city import PASSWORD, make_centre, pour_centre
from bench.run import Row
from peerpwa import create_app, start
from peerpwa.accounts import people
from peerpwa.demo.phone import Phone
from peerpwa.exports.guard import FEWEST
from peerpwa.exports.months import parse_span
from peerpwa.exports.published import publish
from peerpwa.measures import kept
from peerpwa.records.door import writing
from peerpwa.records.models import rolled_month
from peerpwa.storage import db, is_embedded
from tests.__main__ import find_postgresql

NOW = int(datetime(2026, 1, 5, 15, tzinfo=UTC).timestamp() * 1000)
YEAR = "/reports/funder?year=2025"
MORNING = ("morning", "sol0", "/morning", 50.0, 40)
WEEK = ("week", "sol0", "/week", 50.0, 40)
WRITTEN = ("week, a log just came", "sol0", "/week", 50.0, 40)
FIRST = ("a year, nothing counted yet", "bea0", YEAR, 500.0, 4)
STANDING = ("a year, its months counted", "bea0", YEAR, 500.0, 20)
PUBLISHED = ("a year of published months", "bea0", YEAR, 500.0, 20)
Page = tuple[str, str, str, float, int]
Asked = list[tuple[str, Any]]
SIZES = ("few", "many")
FEW, PUSHES, COLD = 10_000, 110, 10
QUICK = {"safe_now": "yes", "heat": "h1", "types": ["noise"], "place": "main_room", "outcome": "agreement"}


def run() -> list[Row]:
    """Twelve rows a database for the pages, one for the push."""
    centres, conflicts = map(int, os.environ.get("CITY", "50x20000").split("x"))
    with TemporaryDirectory() as folder, _cluster() as urls:
        homes: dict[str, list[dict[str, object]]] = {
            "SQLite": [{"DATA": Path(folder) / f"sqlite-{size}"} for size in SIZES]
        }
        if urls:
            homes["PostgreSQL"] = [
                {"DATA": Path(folder) / name, "DATABASE_URL": url} for name, url in urls.items()
            ]
        cities = [(big, centres, conflicts) for _, big in homes.values()]
        few = [(small, 1, min(FEW, conflicts)) for small, _ in homes.values()]
        with get_context("spawn").Pool(len(homes)) as pool:
            pool.starmap(_fill, cities + few, chunksize=1)
        print(file=sys.stderr)
        return [row for name, pair in homes.items() for row in _measure(name, pair, centres * conflicts)]


def _measure(name: str, homes: Sequence[Mapping[str, object]], conflicts: int) -> list[Row]:
    """`homes`: where each of SIZES is."""
    small, app = (_open(config) for config in homes)
    start.settle()
    phone, asked = _phone(app), {page[2]: _ask(app, page) for page in (MORNING, WEEK, FIRST)}
    rows = [*_page(app, name, MORNING, asked), *_page(app, name, WEEK, asked)]
    rows += _page(app, name, WRITTEN, asked, lambda: phone.push([_log(phone)], pull=False))
    rows += [*_page(app, name, FIRST, asked, lambda: _forget(app)), *_page(app, name, STANDING, asked)]
    with app.app_context():
        _publish(app)
    rows += _page(app, name, PUBLISHED, asked)
    before, pushes = _push(_phone(small), phone)
    of = f"{name}: a push at {conflicts:,}"
    rows.append(Row(of, median(pushes), f"at {min(FEW, conflicts):,}", median(before), 1.2))
    for one in (small, app):
        with one.app_context():
            db.engine.dispose()
    return rows


def _open(config: Mapping[str, object]) -> Flask:
    app = create_app({**config, "SECRET_KEY": "of benchmarks " * 4, "CLOCK": lambda: NOW})
    with app.app_context():
        start.set_up(app, demo=False)
    return app


def _fill(config: Mapping[str, object], centres: int, conflicts: int) -> None:
    """In a process of its own."""
    began, app = time.monotonic(), _open(config)
    with app.app_context():
        make_centre(0, conflicts, NOW)
        for number in range(1, centres):
            pour_centre(number, conflicts, NOW)
            print(".", end="", file=sys.stderr, flush=True)
        if not is_embedded():
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")
        kind = db.engine.dialect.name
        db.engine.dispose()
    took = f"{time.monotonic() - began:,.0f} s"
    print(
        f"\n{kind}: {centres * conflicts:,} conflicts in {centres} centres, made in {took}", file=sys.stderr
    )


def _publish(app: Flask) -> None:
    """Every month of the year, as a manager does in the course of it."""
    centre = people.get_centre("Centre 0")
    for month in range(1, 13):
        span = parse_span("month", f"2025-{month:02}")
        assert span is not None
        publish(centre, span, FEWEST, "", NOW)


def _forget(app: Flask) -> None:
    """What is kept or counted goes, as after an update."""
    kept._kept.clear()
    with app.app_context(), writing(people.get_centre("Centre 0").id) as door:
        door.connection.execute(delete(rolled_month))


def _ask(app: Flask, page: Page) -> Asked:
    """What a look asks of the database for which nothing is kept, counted or published."""
    browser = _browser(app, page[1])
    _forget(app)
    return _statements(app, lambda: _look(browser, page[2]))


def _page(
    app: Flask,
    name: str,
    page: Page,
    asked: Mapping[str, Asked],
    before: Callable[[], object] = lambda: None,
) -> Iterator[Row]:
    """The page so many times, with `before` done before each: the 95th percentile of its answers, and the median until it
    is there beside its bare SQL.
    """
    what, who, path, goal, rounds = page
    browser = _browser(app, who)
    _look(browser, path)
    took = []
    for _ in range(rounds):
        before()
        took.append(_look(browser, path))
    with app.app_context():
        bare = [_time(lambda: _replay(asked[path])) for _ in range(rounds)]
    answers = [one for every in took for one in every]
    yield Row(f"{name}: {what}, 95th", quantiles(answers, n=20)[-1], "what was asked", goal, 1.0)
    yield Row(f"{name}: {what}, median", median(map(sum, took)), "its bare SQL", median(bare), 3.0)


def _push(*phones: Phone) -> list[list[float]]:
    """One log in one request, sealed beforehand, by each phone in turn, so that what disturbs one disturbs all. The
    first ones warm them up.
    """
    took: list[list[float]] = [[] for _ in phones]
    for _ in range(PUSHES):
        for phone, times in zip(phones, took, strict=True):
            envelope = _log(phone)
            times.append(_time(lambda phone=phone, envelope=envelope: phone.push([envelope], pull=False)))  # type: ignore[misc]
    return [times[COLD:] for times in took]


def _log(phone: Phone) -> dict[str, str]:
    return phone.save(phone.change("conflict", "quick_log@1", QUICK))


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


def _look(browser: FlaskClient, path: str) -> list[float]:
    """How long each answer took until the page was there: one that says how far it is asks for the next."""
    took: list[float] = []
    while True:
        began = time.perf_counter()
        answer = browser.get(path, base_url="https://localhost")
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
        if "Refresh" not in answer.headers:
            return took


def _statements(app: Flask, act: Callable[[], object]) -> Asked:
    """What an act asks of the database."""
    said: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().startswith("SELECT"):
            said.append((statement, given))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        act()
        event.remove(db.engine, "before_cursor_execute", note)
    return said


def _replay(said: Asked) -> None:
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
