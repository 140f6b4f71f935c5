"""The start of a shift in one notice: what waits, in counts. It stands for one notice a task.

Each person's own: counted by what they may see, at their own hour, once a day of the centre; a day with nothing
waiting has none.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from peerpwa.accounts import people
from peerpwa.accounts.models import Account, Centre
from peerpwa.notify import words
from peerpwa.notify.asked import find_leads
from peerpwa.notify.choices import Choice, find_targets
from peerpwa.notify.given import find_given
from peerpwa.notify.models import notice_choice
from peerpwa.notify.outbox import Note, put
from peerpwa.records.agenda import is_due
from peerpwa.records.asks import list_asks
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.models import excluded, record, tree
from peerpwa.records.read import Filters, count_records
from peerpwa.records.shelf import to_record
from peerpwa.records.trees import CHECK_INS
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db

LATE_MINUTES = 4 * 60


def write_digests(now: int, *, mails: bool) -> None:
    """Writes those whose hour has come."""
    with reading() as connection:
        rows = connection.execute(select(notice_choice).where(notice_choice.c.digest_at.is_not(None))).all()
    for row in rows:
        place = db.session.get_one(Centre, row.centre)
        at = datetime.fromtimestamp(now / 1000, people.zone_of(place))
        if _has_come(row, at):
            _write(row, at.date(), now, mails=mails)
    db.session.remove()


def _has_come(row: Row[Any], at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    quiet = Choice(quiet_from=row.quiet_from, quiet_until=row.quiet_until).is_quiet(minute)
    in_time = row.digest_at <= minute < row.digest_at + LATE_MINUTES
    return in_time and not quiet and row.digest_day != at.date().isoformat()


def _write(row: Row[Any], day: date, now: int, *, mails: bool) -> None:
    account = db.session.get_one(Account, row.account)
    roles = find_leads(row.centre).get(row.account)
    counts = count_waiting(Viewer(row.account, row.centre, roles), day, now) if roles else {}
    body = words.of_digest(account.language, counts)
    with writing_plain() as connection:
        here = notice_choice.c.centre == row.centre, notice_choice.c.account == row.account
        before = notice_choice.c.digest_day.is_not_distinct_from(row.digest_day)
        moved = update(notice_choice).where(*here, before).values(digest_day=day.isoformat())
        choice = Choice(row.email, row.by_email)
        targets = find_targets(connection, row.centre, row.account, choice, mails=mails)
        if connection.execute(moved).rowcount == 1 and body and targets:
            note = Note(row.centre, row.account, "digest", f"digest {day.isoformat()}", body)
            put(connection, note, targets, now)


def count_waiting(viewer: Viewer, day: date, now: int) -> dict[str, int]:
    """What waits for this supervisor on this day, in the order in which it is said."""
    open_ = [ask.record for ask in list_asks(viewer, now) if ask.acknowledgement is None]
    with reading() as connection:
        given = find_given(connection, viewer.centre, open_)
    return {
        "asks": len(open_),
        "given": sum(viewer.account in accounts for accounts in given.values()),
        "check_ins": _count_check_ins(viewer, day),
        "unread": count_records(viewer, Filters(state="unread"), now),
    }


def _count_check_ins(viewer: Viewer, day: date) -> int:
    """Check-ins due on this day or before that nobody has done, but those that are their author's alone."""
    off = select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )
    roots = select(tree.c.root).where(
        tree.c.centre == viewer.centre, tree.c.open.is_(True), tree.c.withdrawn.is_(False)
    )
    query = select(record).where(
        record.c.centre == viewer.centre,
        record.c.root.in_(roots),
        record.c.root.not_in(off),
        record.c.kind.in_(CHECK_INS),
        record.c.withdrawn.is_(False),
        record.c.locked.is_(False),
        record.c.alone.is_(None),
    )
    with reading() as connection:
        found = [to_record(row) for row in connection.execute(query)]
    return sum(
        is_due(one, found) and datetime.fromisoformat(one.values["due"]).date() <= day for one in found
    )
