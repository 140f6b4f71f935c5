"""The outbox: what must be said to whom, kept until it was said. One notice, one target, once.

A sender claims rows for a while; one that dies in between loses its claim, and another tries again. Tries are
counted when they begin, so that nothing is tried for ever. After the last one a notice is `missed` and stands on
the page of what didn't reach whom.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update

from peerpwa.notify.choices import NOBODY
from peerpwa.notify.models import notice, notice_round, push_device
from peerpwa.notify.results import Result
from peerpwa.notify.words import Kind
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.ids import new_id

MINUTE = 60_000
HOUR = 60 * MINUTE
LEASE_MS = 2 * MINUTE
WAITS_MS = (10_000, 30_000, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE)
MOST_TRIES = len(WAITS_MS) + 1
LIVES_MS: dict[Kind, int] = {"help": 6 * HOUR, "digest": 4 * HOUR, "test": HOUR}
MOST_PER_HOUR = 60
SENT_KEPT_MS = 7 * 24 * HOUR
MISSED_KEPT_MS = 30 * 24 * HOUR


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said to one account. `matter`: said once to each target, however often it is written."""

    centre: str
    account: str
    kind: Kind
    matter: str
    body: str
    record: str | None = None


def put(connection: Connection, note: Note, targets: Sequence[str], now: int) -> None:
    """Writes it for each target that hasn't got it, in the caller's transaction. Without a target, or beyond
    what one account is told in an hour, it is missed from the start: it stands on the page.
    """
    here = notice.c.centre == note.centre, notice.c.matter == note.matter, notice.c.account == note.account
    known = set(connection.execute(select(notice.c.target).where(*here)).scalars())
    recent = select(func.count()).where(
        notice.c.centre == note.centre,
        notice.c.account == note.account,
        notice.c.state != "missed",
        notice.c.made > now - HOUR,
    )
    too_many = connection.execute(recent).scalar_one() >= MOST_PER_HOUR
    for target in [target for target in targets or (NOBODY,) if target not in known]:
        fault = "no_way" if target == NOBODY else "too_many" if too_many else None
        _add(connection, note, target, now, state="missed" if fault else "waiting", fault=fault)


def put_off(connection: Connection, note: Note, now: int) -> None:
    """Keeps it for the digest, which says it in a count: no notice of its own."""
    here = notice.c.centre == note.centre, notice.c.matter == note.matter, notice.c.account == note.account
    if connection.execute(select(notice.c.id).where(*here)).first() is None:
        _add(connection, note, NOBODY, now, state="digest", fault=None)


def claim(now: int, most: int) -> list[Row[Any]]:
    """Up to `most` notices that are due, for this sender alone until it settles them or its claim ends."""
    token = secrets.token_urlsafe(16)
    free = or_(notice.c.claim.is_(None), notice.c.claimed_until <= now)
    due = notice.c.state == "waiting", notice.c.due <= now, free
    with writing_plain() as connection:
        over = or_(notice.c.expires <= now, notice.c.tries >= MOST_TRIES)
        miss = update(notice).where(*due, over).values(state="missed", claim=None)
        connection.execute(miss.values(fault=func.coalesce(notice.c.fault, "too_late")))
        query = select(notice.c.centre, notice.c.id).where(*due).order_by(notice.c.due, notice.c.id)
        rows = connection.execute(query.limit(most).with_for_update(skip_locked=True)).all()
        for row in rows:
            values = {"claim": token, "claimed_until": now + LEASE_MS, "tries": notice.c.tries + 1}
            connection.execute(update(notice).where(*_is(row.centre, row.id)).values(values))
        mine = select(notice).where(notice.c.state == "waiting", notice.c.claim == token)
        return list(connection.execute(mine.order_by(notice.c.due, notice.c.id))) if rows else []


def is_due(now: int) -> bool:
    """Whether there is anything to claim: asked each second, so without a lock."""
    free = or_(notice.c.claim.is_(None), notice.c.claimed_until <= now)
    query = select(notice.c.id).where(notice.c.state == "waiting", notice.c.due <= now, free)
    with reading() as connection:
        return connection.execute(query.limit(1)).first() is not None


def settle(connection: Connection, row: Row[Any], result: Result, now: int) -> bool:
    """Keeps what became of a try, unless the claim went to another sender meanwhile. Answers whether its account was
    told by it, for the first time, of the request for help that it is about.
    """
    values: dict[str, Any] = {"claim": None, "claimed_until": None, "fault": result.fault}
    if result.outcome == "sent":
        values["state"] = "sent"
    elif result.outcome == "later":
        due = now + max(_backoff(row.tries), result.wait)
        values |= {"due": due} if row.tries < MOST_TRIES and due < row.expires else {"state": "missed"}
    else:
        values["state"] = "missed"
    mine = *_is(row.centre, row.id), notice.c.state == "waiting", notice.c.claim == row.claim
    if connection.execute(update(notice).where(*mine).values(values)).rowcount == 0:
        return False
    if result.outcome == "gone":
        gone = push_device.c.centre == row.centre, push_device.c.id == row.target
        connection.execute(update(push_device).where(*gone).values(ended=now))
    if values.get("state") == "missed" and row.record is not None:
        _hurry(connection, row, now)
    return values.get("state") == "sent" and row.record is not None and _is_first(connection, row)


def drop(row: Row[Any]) -> None:
    """It needn't be said any more, or not to this account."""
    with writing_plain() as connection:
        mine = *_is(row.centre, row.id), notice.c.claim == row.claim
        connection.execute(update(notice).where(*mine).values(state="dropped", claim=None))


def drop_answered(connection: Connection, centre: str, waiting: Iterable[str]) -> None:
    """What waits about requests for help that aren't among `waiting` is said to nobody any more."""
    here = notice.c.centre == centre, notice.c.state == "waiting", notice.c.kind == "help"
    over = notice.c.record.not_in(set(waiting))
    connection.execute(update(notice).where(*here, over).values(state="dropped", claim=None))


def prune(now: int) -> None:
    """What was said is forgotten after a week, what didn't reach somebody after a month."""
    with writing_plain() as connection:
        said = notice.c.state.in_(("sent", "dropped")) & (notice.c.made < now - SENT_KEPT_MS)
        missed = notice.c.state.in_(("missed", "digest")) & (notice.c.made < now - MISSED_KEPT_MS)
        connection.execute(delete(notice).where(said | missed))


def _add(connection: Connection, note: Note, target: str, now: int, *, state: str, fault: str | None) -> None:
    row: dict[str, Any] = {"centre": note.centre, "id": new_id(now), "account": note.account}
    row |= {"target": target, "kind": note.kind, "matter": note.matter, "record": note.record}
    row |= {"body": note.body, "made": now, "due": now, "expires": now + LIVES_MS[note.kind]}
    connection.execute(insert(notice), row | {"tries": 0, "state": state, "fault": fault})


def _hurry(connection: Connection, row: Row[Any], now: int) -> None:
    """Nobody of this step can be reached: whoever is next needn't wait for its clock."""
    left = select(notice.c.id).where(
        notice.c.centre == row.centre, notice.c.matter == row.matter, notice.c.state.in_(("waiting", "sent"))
    )
    if connection.execute(left.limit(1)).first() is None:
        here = notice_round.c.centre == row.centre, notice_round.c.record == row.record
        due = update(notice_round).where(*here, notice_round.c.next > now)
        connection.execute(due.values(next=now))


def _is_first(connection: Connection, row: Row[Any]) -> bool:
    """Whether this is all that was sent to this account about this request."""
    sent = select(func.count()).where(
        notice.c.centre == row.centre,
        notice.c.record == row.record,
        notice.c.account == row.account,
        notice.c.state == "sent",
    )
    return connection.execute(sent).scalar_one() == 1


def _is(centre: str, id: str) -> tuple[ColumnElement[bool], ...]:
    return notice.c.centre == centre, notice.c.id == id


def _backoff(tries: int) -> int:
    """How long after this try (from 1): a little more or less, so that many don't come back at once."""
    wait = WAITS_MS[min(tries, len(WAITS_MS)) - 1]
    return wait * (80 + secrets.randbelow(41)) // 100
