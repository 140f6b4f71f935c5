"""What is asked of a centre's records: a book for the formulas, and a few questions that need none."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.book import Book, Row, Rows
from peerpwa.measures.period import DAY, Period, day_of, start_of
from peerpwa.measures.practice import Talk, first_of_weeks
from peerpwa.measures.rows import answers, cut_off, find_done, list_conditions, read_rows
from peerpwa.measures.span import Days, find_marked, find_roots
from peerpwa.practice import open_days_of
from peerpwa.records import models
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import reading
from peerpwa.records.slips import read_tally
from peerpwa.records.viewer import Viewer

LONG = 92 * DAY  # about more than a quarter, most of a centre would be looked up tree by tree
_decode = msgspec.json.Decoder(Talk).decode
record, tree = models.record, models.tree


def load_book(centre: Centre, period: Period, viewer: Viewer | None) -> Book:
    """All that this viewer may count of the centre in this period; None: what may leave it."""
    zone, off = zone_of(centre), cut_off(centre.id, viewer)
    with reading() as connection:
        own = find_settings(connection, centre.id)
        near = period.last - period.first <= LONG
        days = Days(period.first, period.last, zone, tuple(open_days_of(own)))
        roots = find_roots(connection, centre.id, days) if near else None
        rows = Rows(
            read_rows(connection, centre.id, off, None if roots is None else record.c.root.in_(roots))
        )
        done = find_done(connection, centre.id, rows.kinds.get("fix", ()))
        return Book(period, zone, rows, read_tally(centre.id), done, own)


def load_threads(centre: Centre, viewer: Viewer, ids: Collection[str], now: int) -> Book:
    """These threads with all the trees that they name, as this viewer may count them today."""
    zone, off = zone_of(centre), cut_off(centre.id, viewer)
    with reading() as connection:
        rows = read_rows(connection, centre.id, off, record.c.root.in_(ids))
        named = {
            one["record"] for row in rows for one in row.values.get("conflicts") or [] if "record" in one
        }
        rows += read_rows(connection, centre.id, off, record.c.root.in_(named - set(ids)))
        own = find_settings(connection, centre.id)
    return Book(Period.of_days(1, zone, now), zone, Rows(rows), {}, {}, own)


def find_talks(
    connection: Connection, centre: str, days: Days, among: Collection[str] | None = None
) -> list[tuple[str, str | None, Talk]]:
    """The talks about what happened in the eight weeks until the last of these days, each with its tree's root and its
    writer: a talk speaks of the time that its log speaks of. `among`: of these trees alone.
    """
    first = first_of_weeks(days.last)
    log = record.alias("log")
    of_logs = select(log.c.id).where(log.c.id == record.c.root, log.c.kind == "conflict")
    query = select(record.c.root, record.c.account, record.c.said, answers).where(
        *list_conditions(centre, None),
        record.c.kind == "talk",
        record.c.above == record.c.root,
        of_logs.where(*list_conditions(centre, None, log)).exists(),
        *(_on_days(days.zone, first, days.last) if among is None else [record.c.root.in_(among)]),
    )
    since, until = start_of(first, days.zone), start_of(days.last + DAY, days.zone)
    return [
        (root, account, _decode(given))
        for root, account, said, given in connection.execute(query)
        if since <= said < until
    ]


def list_done(centre: Centre, viewer: Viewer, first: date, last: date) -> list[tuple[date, Row]]:
    """The fixes that were marked as done on these days, with the day of that, newest first."""
    zone, off = zone_of(centre), cut_off(centre.id, viewer)
    with reading() as connection:
        ids = find_marked(connection, centre.id, first, last, zone)
        roots = (
            select(record.c.root).where(record.c.centre == centre.id, record.c.id.in_(ids)).correlate(None)
        )
        rows = read_rows(connection, centre.id, off, record.c.root.in_(roots)) if ids else []
        done = {id: day_of(at, zone) for id, at in find_done(connection, centre.id, rows).items()}
    marked = [(done[row.id], row) for row in rows if row.id in done and first <= done[row.id] <= last]
    return sorted(marked, key=lambda one: (one[0], one[1].id), reverse=True)


def count_logged(centre: Centre, viewer: Viewer, first: date, last: date, place: str | None) -> int:
    """What was logged of these days, both included; everywhere, where no place is named."""
    on = (tree.c.centre == record.c.centre) & (tree.c.root == record.c.id)
    query = (
        select(func.count())
        .select_from(record.join(tree, on))
        .where(*_conflicts(centre.id, viewer), *_on_days(zone_of(centre), first, last))
    )
    with reading() as connection:
        return int(
            connection.execute(query if place is None else query.where(tree.c.place == place)).scalar_one()
        )


def is_started(centre: Centre, viewer: Viewer) -> bool:
    """Whether anything that this viewer may count was ever logged."""
    query = select(record.c.id).where(*_conflicts(centre.id, viewer)).limit(1)
    with reading() as connection:
        return connection.execute(query).first() is not None


def _conflicts(centre: str, viewer: Viewer) -> list[ColumnElement[bool]]:
    return [*list_conditions(centre, cut_off(centre, viewer)), record.c.kind == "conflict"]


def _on_days(zone: ZoneInfo, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """What speaks of these days."""
    return record.c.said >= start_of(first, zone), record.c.said < start_of(last + DAY, zone)
