"""What takes long is made outside the request: asked for, worked on, kept for a day, fetched by who asked alone.

Work is known to go on by its beat. When a server stops, its work stops with it, and after a minute without a beat the
page says so; nothing has to be cleaned up at a start, and several processes need not know of each other.
"""

import logging
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Row, delete, func, insert, select, update

from peerpwa.accounts import people
from peerpwa.accounts.models import Account
from peerpwa.clock import now_ms
from peerpwa.errors import Refusal
from peerpwa.exports.models import export_job as table
from peerpwa.exports.sheets import TooMuch
from peerpwa.records import audit
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.ids import new_id
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db

DAY_MS = 24 * 3_600_000
SILENT_MS = 60_000
BEAT_MS = 1_000
MOST_UNFINISHED = 3
MOST_BYTES = 64 * 1024 * 1024
ASKED, WAITING, RUNNING, DONE = "asked", "waiting", "running", "done"
STOPPED, LARGE, BROKEN, DECLINED = "stopped", "large", "broken", "declined"
UNFINISHED = (ASKED, WAITING, RUNNING)
NOT_THERE = Refusal("not_found", 404, ("There is no such file any more.", "Ce fichier n'existe plus."))

log = logging.getLogger(__name__)
_turn = threading.Semaphore(1)


@dataclass(frozen=True, slots=True)
class Job:
    """`state` as a reader should know it. `total` 0: not known yet."""

    id: str
    centre: str
    account: str
    kind: str
    wish: dict[str, Any]
    reason: str | None
    state: str
    approved: str | None
    done: int
    total: int
    made: int
    ends: int
    name: str | None

    @property
    def goes_on(self) -> bool:
        return self.state in (WAITING, RUNNING)


Maker = Callable[[Viewer, Job, Callable[[int, int], None]], tuple[str, bytes]]


def ask(
    viewer: Viewer, kind: str, wish: dict[str, Any], *, reason: str | None, second: bool, now: int
) -> str:
    """Keeps what was asked for; `second`: it waits for another manager. Raises Refusal when too much waits already."""
    drop_old(now)
    id = new_id(now)
    row = {
        "id": id, "centre": viewer.centre, "account": viewer.account, "kind": kind, "wish": wish, "reason": reason,
        "state": ASKED if second else WAITING, "done": 0, "total": 0, "made": now, "beat": now, "ends": now + DAY_MS,
    }  # fmt: skip
    with writing_plain() as connection:
        mine = select(func.count()).where(
            table.c.account == viewer.account,
            table.c.state.in_(UNFINISHED),
            (table.c.state == ASKED) | (table.c.beat > now - SILENT_MS),
        )
        if connection.execute(mine).scalar_one() >= MOST_UNFINISHED:
            raise Refusal(
                "too_many_files",
                429,
                (
                    "Three files are being made for you. Wait for one.",
                    "Trois fichiers se font déjà. Attendez-en un.",
                ),
            )
        connection.execute(insert(table), row)
        audit.note(
            viewer.centre, viewer.account, f"ask_{kind}", now=now, reason=reason, connection=connection
        )
    return id


def answer(viewer: Viewer, id: str, yes: bool, now: int) -> None:
    """The second person's word, by name: never that of who asked. Raises Refusal."""
    here = (table.c.id == id) & (table.c.centre == viewer.centre) & (table.c.state == ASKED)
    values = {
        "state": WAITING if yes else DECLINED,
        "approved": viewer.account,
        "beat": now,
        "ends": now + DAY_MS,
    }
    with writing_plain() as connection:
        found = connection.execute(select(table).where(here, table.c.ends > now)).first()
        if found is None or found.account == viewer.account:
            raise NOT_THERE
        connection.execute(update(table).where(here).values(values))
        act = "approve_export" if yes else "decline_export"
        audit.note(viewer.centre, viewer.account, act, now=now, reason=found.reason, connection=connection)


def list_jobs(viewer: Viewer, now: int) -> tuple[list[Job], list[Job]]:
    """What this account asked for, newest first, and what others ask this centre's managers to approve."""
    query = select(*_plain()).where(table.c.centre == viewer.centre, table.c.ends > now)
    with reading() as connection:
        rows = connection.execute(query.order_by(table.c.made.desc(), table.c.id.desc())).all()
    jobs = [_to_job(row, now) for row in rows]
    mine = [job for job in jobs if job.account == viewer.account]
    return mine, [job for job in jobs if job.account != viewer.account and job.state == ASKED]


def fetch(viewer: Viewer, id: str, now: int) -> tuple[str, bytes]:
    """The file and its name, for who asked, while it is kept. Raises Refusal."""
    query = select(table).where(
        table.c.id == id,
        table.c.centre == viewer.centre,
        table.c.account == viewer.account,
        table.c.state == DONE,
        table.c.ends > now,
    )
    with reading() as connection:
        found = connection.execute(query).first()
    if found is None:
        raise NOT_THERE
    audit.note(viewer.centre, viewer.account, f"fetch_{found.kind}", now=now, reason=found.reason)
    return found.name, zlib.decompress(found.result)


def start(app: Flask, id: str, maker: Maker) -> None:
    """Works on it in a thread of its own; one at a time in each process, the others wait."""
    threading.Thread(target=_work, args=(app, id, maker), name=f"export-{id}", daemon=True).start()


def drop_old(now: int) -> None:
    """What is a day old goes, with what was made."""
    with writing_plain() as connection:
        connection.execute(delete(table).where(table.c.ends <= now))


def _work(app: Flask, id: str, maker: Maker) -> None:
    with app.app_context():
        try:
            while not _turn.acquire(timeout=BEAT_MS / 1000):
                _note(id, beat=now_ms())
            try:
                _make(id, maker)
            finally:
                _turn.release()
        finally:
            db.session.remove()
    timer = threading.Timer(DAY_MS / 1000, _forget, (app,))
    timer.daemon = True
    timer.start()


def _forget(app: Flask) -> None:
    with app.app_context():
        drop_old(now_ms())


def _make(id: str, maker: Maker) -> None:
    with reading() as connection:
        row = connection.execute(select(*_plain()).where(table.c.id == id)).first()
    if row is None:
        return
    job, last = _to_job(row, now_ms()), 0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if now_ms() - last >= BEAT_MS:
            last = now_ms()
            _note(id, state=RUNNING, beat=last, done=done, total=total)

    try:
        progress(0, 0)
        name, result = maker(_viewer_of(job), job, progress)
        packed = zlib.compress(result)
        if len(packed) > MOST_BYTES:
            raise TooMuch
        _note(id, state=DONE, name=name, result=packed, ends=now_ms() + DAY_MS)
    except TooMuch:
        _note(id, state=LARGE)
    except Exception as fault:  # the page says it in words; the log never has what a record holds
        log.error("unexpected %s in an export", type(fault).__name__)
        _note(id, state=BROKEN)


def _viewer_of(job: Job) -> Viewer:
    """Who asked, with the roles that they have now."""
    account = db.session.get(Account, job.account)
    assert account is not None
    return people.to_viewer(account, job.centre)


def _note(id: str, **values: Any) -> None:
    with writing_plain() as connection:
        connection.execute(update(table).where(table.c.id == id).values(values))


def _plain() -> list[Any]:
    """All columns but the file itself."""
    return [column for column in table.c if column.name != "result"]


def _to_job(row: Row[Any], now: int) -> Job:
    silent = row.state in (WAITING, RUNNING) and now - row.beat > SILENT_MS
    fields = {name: getattr(row, name) for name in Job.__slots__ if name != "state"}
    return Job(state=STOPPED if silent else row.state, **fields)
