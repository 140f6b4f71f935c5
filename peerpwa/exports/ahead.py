"""Counts the months of the funder's reports before anybody asks: nobody waits for the first look at a year. Whoever asks
sooner, in a busy centre, sees how far it is.
"""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select

from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.clock import now_ms
from peerpwa.exports.months import Span, first_day, last_day, list_months
from peerpwa.exports.rolled import list_missing, roll
from peerpwa.measures.period import DAY, day_of, start_of
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.storage import db

FIRST_SECONDS, EVERY_SECONDS = 60.0, 3600.0  # a start has better to do

QUICK = 2_000  # logs: counted in a third of a second

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many months of a span are counted, of how many."""

    done: int
    total: int


def count_ahead(now: int) -> Iterator[tuple[str, int]]:
    """Each centre's name, and how many months of it that are over stand now."""
    for centre in people.list_centres():
        months = list_months(day_of(now, people.zone_of(centre)))
        for month in months:
            roll(centre, [month], now)
        yield centre.name, len(months)


def count_towards(centre: Centre, span: Span, now: int) -> Progress | None:
    """Counts some of the months that a look at this span needs, as much as one answer may take; None where the rest is
    quick.
    """
    missing = list_missing(centre, span.months)
    logs = {month: _count_logs(centre, month) for month in missing}
    if sum(logs.values()) <= QUICK:
        return None
    done = 0
    while missing and done < QUICK / 2:
        month = missing.pop(0)
        roll(centre, [month], now)
        done += logs[month]
    left = len(missing)
    return Progress(len(span.months) - left, len(span.months)) if left else None


def _count_logs(centre: Centre, month: str) -> int:
    tree, zone = models.tree, people.zone_of(centre)
    since, until = start_of(first_day(month), zone), start_of(last_day(month) + DAY, zone)
    query = select(func.count()).where(
        tree.c.centre == centre.id, tree.c.kind == "conflict", tree.c.happened.between(since, until - 1)
    )
    with reading() as connection:
        return int(connection.execute(query).scalar_one())


def start(app: Flask) -> None:
    """Counts in a thread of this process, each hour, until the process ends."""
    threading.Thread(target=_run, args=(app,), name="months", daemon=True).start()


def _run(app: Flask) -> None:
    """What goes wrong is logged by its kind alone, and tried again."""
    time.sleep(FIRST_SECONDS)
    while True:
        with app.app_context():
            try:
                for _ in count_ahead(now_ms()):
                    pass
            except Exception as fault:
                log.error("months: unexpected %s", type(fault).__name__)
            finally:
                db.session.remove()
        time.sleep(EVERY_SECONDS)
