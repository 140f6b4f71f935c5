"""The one way to write to a centre: one transaction, one writer at a time, numbers taken inside it.

A reader who has seen entry n has therefore seen everything below n. On SQLite a process-wide queue for each
database stands in front of BEGIN IMMEDIATE (its own busy handler sleeps, which costs the slowest writers
dearly); on PostgreSQL the centre's head row is locked instead, to the end of the transaction, so that writers of
one centre wait for each other in all processes and those of another don't. Readers take a connection and snapshot
of their own.
"""

import hashlib
import hmac
import secrets
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from peerpwa.records.models import VERSION, feed, feed_head
from peerpwa.storage import db, is_embedded

START_LINK = bytes(32)
_queues: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_snapshot: ContextVar[Connection | None] = ContextVar("snapshot", default=None)


class Door:
    """An open write: the connection, and the centre's chain as it grows."""

    def __init__(self, connection: Connection, centre: str, seq: int, link: bytes) -> None:
        self.connection = connection
        self.centre = centre
        self.seq = seq
        self.link = link

    def append(self, entries: Sequence[tuple[str, str, bytes]]) -> None:
        """Adds entries to the feed: ("c", a change's id, its bytes) or ("r", a root's id, the same in ASCII)."""
        rows = []
        for type, ref, body in entries:
            salt = secrets.token_bytes(32)
            commitment = hmac.digest(salt, body, "sha256")
            self.seq += 1
            self.link = next_link(self.link, self.seq, type, commitment)
            row = {"centre": self.centre, "seq": self.seq, "type": type, "ref": ref, "salt": salt}
            rows.append({**row, "commitment": commitment, "link": self.link})
        if rows:
            self.connection.execute(insert(feed), rows)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone, the chain too, when it raises."""
        seq, link = self.seq, self.link
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            self.seq, self.link = seq, link
            raise


def next_link(link: bytes, seq: int, type: str, commitment: bytes) -> bytes:
    """SHA-256 over the link before, the number, the type byte and the commitment."""
    return hashlib.sha256(link + seq.to_bytes(8, "big") + type.encode() + commitment).digest()


@contextmanager
def writing(centre: str) -> Iterator[Door]:
    """Opens the door to a centre; commits at the end, or leaves nothing."""
    with _transaction(immediate=is_embedded()) as connection:
        seq, link = _take_head(connection, centre)
        door = Door(connection, centre, seq, link)
        yield door
        if door.seq != seq:
            here = update(feed_head).where(feed_head.c.centre == centre)
            connection.execute(here.values(seq=door.seq, link=door.link))


@contextmanager
def writing_plain() -> Iterator[Connection]:
    """A write that belongs to no centre's feed: one at a time in the whole installation, all or nothing."""
    with _transaction(immediate=True) as connection:
        yield connection


@contextmanager
def reading() -> Iterator[Connection]:
    """A snapshot to read from: nothing that is stored meanwhile shows up halfway through. Inside of another it is that
    one, so that a page may be all of one moment.
    """
    if (outer := _snapshot.get()) is not None:
        yield outer
        return
    with db.engine.connect() as connection:
        if not is_embedded():
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            token = _snapshot.set(connection)
            try:
                yield connection
            finally:
                _snapshot.reset(token)


@contextmanager
def _transaction(*, immediate: bool) -> Iterator[Connection]:
    queue = _queues[str(db.engine.url)] if is_embedded() else nullcontext()
    with queue, db.engine.connect() as connection:
        connection = connection.execution_options(immediate=immediate)
        with connection.begin():
            yield connection


def _take_head(connection: Connection, centre: str) -> tuple[int, bytes]:
    query = select(feed_head.c.seq, feed_head.c.link).where(feed_head.c.centre == centre).with_for_update()
    head = connection.execute(query).first()
    if head is None:
        try:
            with connection.begin_nested():
                row = {"centre": centre, "seq": 0, "link": START_LINK, "models": VERSION}
                connection.execute(insert(feed_head), row)
        except IntegrityError:  # on PostgreSQL another process may have begun the centre in the same instant
            pass
        head = connection.execute(query).one()
    return head.seq, head.link
