"""Who is told of a request for help, derived from what stands: who is first, and who is next when nobody has it.

The feed's head says that something happened; what is owed is worked out from the requests as they are now, so a
stop at any point loses nothing and says nothing twice (docs/decisions/0013-notices.md). A round stays until its
request is taken or closed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from peerpwa.notify import words
from peerpwa.notify.asked import Asked, is_around, level_of, look, minutes_of
from peerpwa.notify.choices import Choice, find_choices, find_targets
from peerpwa.notify.models import notice_cursor, notice_round
from peerpwa.notify.outbox import HOUR, MINUTE, Note, drop_answered, put
from peerpwa.practice import minutes_within
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.duty import order_of_telling
from peerpwa.records.models import change, feed, feed_head, record
from peerpwa.records.settings import get_settings

KINDS = ("escalation", "acknowledgement", "closing", "withdrawal", "note")
MOST_UNKEPT = 1000


class Reader:
    """Reads the centres' feeds; what holds nothing for it is remembered here and kept only now and then."""

    def __init__(self) -> None:
        self.read: dict[str, int] = {}

    def catch_up(self, now: int) -> None:
        """Brings the rounds of every centre where something happened to what stands now."""
        for centre, head, kept in _heads():
            read = max(kept or 0, self.read.get(centre, 0))
            if head == read:
                continue
            if kept is None or head < read or _touches(centre, read, head):
                _bring_up(centre, look(centre, now), head, kept, now)
            elif head - kept >= MOST_UNKEPT:
                with writing_plain() as connection:
                    _keep_cursor(connection, centre, head, kept)
            self.read[centre] = head


def take_steps(now: int, *, mails: bool) -> None:
    """Tells the next of every round whose clock has run out. `mails`: there is a mail server."""
    with reading() as connection:
        due = connection.execute(select(notice_round).where(notice_round.c.next <= now)).all()
    seen: dict[str, Asked] = {}
    for one in due:
        if one.centre not in seen:
            seen[one.centre] = look(one.centre, now)
        _step(one, seen[one.centre], now, mails=mails)


def _heads() -> list[tuple[str, int, int | None]]:
    """Of each centre: its feed's last number, and how far it was read."""
    joined = feed_head.outerjoin(notice_cursor, notice_cursor.c.centre == feed_head.c.centre)
    query = select(feed_head.c.centre, feed_head.c.seq, notice_cursor.c.seq).select_from(joined)
    with reading() as connection:
        return [(centre, head, kept) for centre, head, kept in connection.execute(query)]


def _touches(centre: str, read: int, head: int) -> bool:
    """Whether what was written since bears on a request for help."""
    by_change = (change.c.centre == feed.c.centre) & (change.c.id == feed.c.ref)
    by_record = (record.c.centre == change.c.centre) & (record.c.id == change.c.record)
    query = select(feed.c.seq).select_from(feed.join(change, by_change).join(record, by_record))
    query = query.where(feed.c.centre == centre, feed.c.seq > read, feed.c.seq <= head, feed.c.type == "c")
    with reading() as connection:
        return connection.execute(query.where(record.c.kind.in_(KINDS)).limit(1)).first() is not None


def _bring_up(centre: str, found: Asked, head: int, kept: int | None, now: int) -> None:
    ringing = {id: level_of(ask) for id, ask in found.asks.items() if found.rings(id)}
    try:
        with writing_plain() as connection:
            if not _keep_cursor(connection, centre, head, kept):
                return
            here = notice_round.c.centre == centre
            connection.execute(delete(notice_round).where(here, notice_round.c.record.not_in(ringing)))
            drop_answered(connection, centre, ringing)
            rounds = connection.execute(select(notice_round).where(here)).all()
            levels = {row.record: row.level for row in rounds}
            for id, level in ringing.items():
                # What stood when the feed was first read is no news to anybody after an hour.
                old = kept is None and now - found.asks[id].asked > HOUR
                _begin(connection, centre, id, level, levels.get(id), None if old else now)
    except IntegrityError:  # on PostgreSQL another process began with this centre in the same instant
        return


def _begin(
    connection: Connection, centre: str, id: str, level: str, before: str | None, next: int | None
) -> None:
    """A new round; one whose request became more urgent begins again."""
    if before is None:
        row = {"centre": centre, "record": id, "level": level, "step": 0, "next": next}
        connection.execute(insert(notice_round), row)
    elif minutes_of(level) != minutes_of(before):
        again = {"level": level} | (
            {"step": 0, "next": next} if minutes_of(level) < minutes_of(before) else {}
        )
        here = notice_round.c.centre == centre, notice_round.c.record == id
        connection.execute(update(notice_round).where(*here).values(again))


def _step(one: Row[Any], found: Asked, now: int, *, mails: bool) -> None:
    if not found.rings(one.record):
        with writing_plain() as connection:
            connection.execute(delete(notice_round).where(*_is(one)))
        return
    ask = found.asks[one.record]
    around = is_around(one.centre, ask.root)
    leads, settings = found.leads_for(one.record), get_settings(one.centre)
    steps = order_of_telling(leads, settings, found.zone, now, around=around)
    clock = minutes_of(one.level, minutes_within(settings)) * MINUTE
    with writing_plain() as connection:
        choices = find_choices(connection, one.centre)
        told: dict[str, list[str]] = {}
        # Another day's roster may have fewer turns: its last step, everybody, is still to come.
        at = min(one.step, max(len(steps) - 1, 0))
        while at < len(steps) and not told:
            last = at == len(steps) - 1
            told = _reachable(connection, one.centre, steps[at], choices, found, now, last=last, mails=mails)
            at += 1
        next = now + clock if at < len(steps) else None
        step = max(at, one.step + 1)  # a number of its own for each: what is said under one is said once
        moved = update(notice_round).where(*_is(one), notice_round.c.step == one.step)
        if connection.execute(moved.values(step=step, next=next)).rowcount == 0:
            return
        by = f"{datetime.fromtimestamp((now + clock) / 1000, found.zone):%H:%M}"
        for account, targets in told.items():
            language = found.people[account].language
            body = words.of_help(language, by) if one.step == 0 else words.of_waiting(language)
            matter = f"help {one.record} {one.level} {step}"
            put(connection, Note(one.centre, account, "help", matter, body, one.record), targets, now)


def _reachable(
    connection: Connection,
    centre: str,
    accounts: Iterable[str],
    choices: dict[str, Choice],
    found: Asked,
    now: int,
    *,
    last: bool,
    mails: bool,
) -> dict[str, list[str]]:
    """Whom of these to tell now, and how. Quiet hours hold until only everybody is left to be told; and where
    nobody at all can be reached, that is written down for each.
    """
    at = datetime.fromtimestamp(now / 1000, found.zone)
    minute = at.hour * 60 + at.minute
    ways: dict[str, list[str]] = {}
    for account in accounts:
        choice = choices.get(account, Choice())
        if last or not choice.is_quiet(minute):
            ways[account] = find_targets(connection, centre, account, choice, mails=mails)
    reached = {account: targets for account, targets in ways.items() if targets}
    return reached or (ways if last else {})


def _keep_cursor(connection: Connection, centre: str, head: int, kept: int | None) -> bool:
    """Whether this sender was the first to read so far."""
    if kept is None:
        known = select(notice_cursor.c.centre).where(notice_cursor.c.centre == centre)
        if connection.execute(known).first() is not None:
            return False
        connection.execute(insert(notice_cursor), {"centre": centre, "seq": head})
        return True
    moved = update(notice_cursor).where(notice_cursor.c.centre == centre, notice_cursor.c.seq == kept)
    return connection.execute(moved.values(seq=head)).rowcount == 1


def _is(one: Row[Any]) -> tuple[Any, ...]:
    return notice_round.c.centre == one.centre, notice_round.c.record == one.record
