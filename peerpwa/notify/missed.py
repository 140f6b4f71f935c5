"""What didn't reach whom, for the page that says so, and trying it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, or_, select

from peerpwa.notify.models import notice
from peerpwa.notify.outbox import Note, put
from peerpwa.notify.words import Kind
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.models import excluded, record
from peerpwa.records.viewer import Viewer

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """What didn't reach somebody by one way, and why."""

    id: str
    account: str
    kind: Kind
    target: str
    fault: str
    made: int


def list_missed(viewer: Viewer) -> list[Missed]:
    """What didn't reach whom, newest first: not where it reached them by another way, and nothing about a
    tree from which the viewer is cut off.
    """
    if not viewer.leads:
        return []
    other = notice.alias()
    reached = select(other.c.id).where(
        other.c.centre == notice.c.centre,
        other.c.matter == notice.c.matter,
        other.c.account == notice.c.account,
        other.c.state == "sent",
    )
    query = select(notice).where(*_seen_by(viewer), notice.c.state == "missed", ~reached.exists())
    with reading() as connection:
        rows = connection.execute(query.order_by(notice.c.id.desc()).limit(MOST_SHOWN))
        return [Missed(r.id, r.account, r.kind, r.target, r.fault or "", r.made) for r in rows]


def find_missed(viewer: Viewer, id: str) -> Row[Any] | None:
    """One of those, whole; None for any other."""
    query = select(notice).where(*_seen_by(viewer), notice.c.state == "missed", notice.c.id == id)
    with reading() as connection:
        return connection.execute(query).first() if viewer.leads else None


def try_again(row: Row[Any], targets: Sequence[str], now: int) -> None:
    """Says it anew by the ways that its account has now; what reached them already isn't said twice."""
    kept = Note(row.centre, row.account, row.kind, row.matter, row.body, row.record)
    with writing_plain() as connection:
        here = notice.c.centre == row.centre, notice.c.matter == row.matter, notice.c.account == row.account
        connection.execute(delete(notice).where(*here, notice.c.state == "missed"))
        put(connection, kept, targets, now)


def _seen_by(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    off = (
        select(record.c.id)
        .join(excluded, (excluded.c.centre == record.c.centre) & (excluded.c.root == record.c.root))
        .where(record.c.centre == viewer.centre, excluded.c.account == viewer.account)
    )
    return notice.c.centre == viewer.centre, or_(notice.c.record.is_(None), notice.c.record.not_in(off))
