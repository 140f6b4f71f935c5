"""Two application processes on one PostgreSQL: no number of a feed is skipped or filled later (FAULTS R5), and a process
that is killed takes nothing along that was acknowledged.
"""

import http.client
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.demo.phone import Phone
from peerpwa.records import feed
from peerpwa.storage import db
from tests.centre import QUICK
from tests.databases import Postgresql
from tests.server import Server, make_quiet

pytestmark = pytest.mark.shows("morning-3")
WRITERS = ("ama", "ben", "luc", "tess")
EACH = 20
FEED = "SELECT seq, ref FROM feed JOIN centre ON centre.id = feed.centre WHERE name = 'Tin Roof' ORDER BY seq"


class Pair:
    """Both processes, and the database under them."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.url = config["DATABASE_URL"]
        environment = {"DATABASE_URL": self.url}
        self.servers = [Server(config["DATA"], environment) for _ in range(2)]
        for server in self.servers:
            server.start()

    def feed(self, connection: psycopg.Connection[Any]) -> list[tuple[int, str]]:
        return connection.execute(FEED).fetchall()

    def verify(self) -> str | None:
        app = create_app(self.config)
        with app.app_context():
            found = feed.verify(people.get_centre("Tin Roof").id)
            db.session.remove()
            db.engine.dispose()
        return found


@pytest.fixture
def pair(tmp_path: Path, postgresql: Postgresql) -> Iterator[Pair]:
    count = len(postgresql.given)
    config = postgresql.empty(tmp_path / "data")
    make_quiet(tmp_path / "data", DATABASE_URL=config["DATABASE_URL"])
    made = Pair(config)
    yield made
    for server in made.servers:
        server.kill()
    postgresql.give_back(count)


def together(*jobs: Callable[[], None]) -> None:
    """All at once; the first fault of any is raised."""
    faults: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault


def test_a_reader_beside_many_writers_misses_nothing_and_sees_no_gap(pair: Pair) -> None:
    phones = [pair.servers[i % 2].phone(name) for i, name in enumerate(WRITERS * 2)]
    reader, late = (server.phone("sol") for server in pair.servers)
    writing = threading.Event()
    over = threading.Barrier(len(phones) + 2)

    def write(phone: Phone) -> None:
        try:
            for _ in range(EACH):
                phone.save(phone.change("conflict", "quick_log@1", QUICK))
                phone.sync(pull=False)
        finally:
            writing.set()
            over.wait()

    def look() -> None:
        """What was read once is the beginning of what is read next, and nothing is missing in it."""
        before: list[tuple[int, str]] = []
        with psycopg.connect(pair.url, autocommit=True) as connection:
            while over.n_waiting < len(phones):
                found = pair.feed(connection)
                assert [seq for seq, _ in found] == list(range(1, len(found) + 1))
                assert found[: len(before)] == before
                before = found
        over.wait()

    def pull() -> None:
        while over.n_waiting < len(phones):
            reader.sync()
        over.wait()

    together(*(lambda phone=phone: write(phone) for phone in phones), look, pull)  # type: ignore[misc]
    reader.sync()
    late.sync()
    assert {v["verdict"] for phone in phones for v in phone.verdicts} == {"accepted"}
    logs = [id for id, row in reader.held().items() if row["kind"] == "conflict"]
    assert len(logs) == len(phones) * EACH
    assert reader.held() == late.held()
    assert pair.verify() is None


def test_a_process_that_is_killed_takes_nothing_along_that_was_acknowledged(pair: Pair) -> None:
    killed, other = pair.servers
    phones = [killed.phone(name) for name in WRITERS]
    acknowledged = threading.Semaphore(0)

    def write(phone: Phone) -> None:
        for _ in range(EACH):
            phone.save(phone.change("conflict", "quick_log@1", QUICK))
            try:
                phone.sync(pull=False)
            except (OSError, http.client.HTTPException):
                continue
            acknowledged.release()

    def kill() -> None:
        for _ in range(EACH):
            acknowledged.acquire()
        killed.kill()

    together(*(lambda phone=phone: write(phone) for phone in phones), kill)  # type: ignore[misc]
    receipts = {v["id"] for phone in phones for v in phone.verdicts}
    assert EACH <= len(receipts) < len(WRITERS) * EACH
    with psycopg.connect(pair.url) as connection:
        stored = {id for (id,) in connection.execute("SELECT id FROM envelope")}
    assert receipts <= stored
    for phone in phones:
        phone.post = other._post
        phone.sync(pull=False)
        assert phone.waiting == []
        assert {v["verdict"] for v in phone.verdicts} <= {"accepted", "known"}
    with psycopg.connect(pair.url) as connection:
        ids = [ref for _, ref in pair.feed(connection)]
        logs = connection.execute("SELECT count(*) FROM record WHERE kind = 'conflict'").fetchone()
    assert len(ids) == len(set(ids))
    assert logs == (len(WRITERS) * EACH,)
    assert pair.verify() is None
