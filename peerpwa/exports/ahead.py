"""Counts the months of the funder's reports before anybody asks: nobody waits for the first look at a year."""

import logging
import threading
import time
from collections.abc import Iterator

from flask import Flask

from peerpwa.accounts import people
from peerpwa.clock import now_ms
from peerpwa.exports.months import list_months
from peerpwa.exports.rolled import roll
from peerpwa.measures.period import day_of
from peerpwa.storage import db

FIRST_SECONDS, EVERY_SECONDS = 60.0, 3600.0  # a start has better to do

log = logging.getLogger(__name__)


def count_ahead(now: int) -> Iterator[tuple[str, int]]:
    """Each centre's name, and how many months of it that are over stand now."""
    for centre in people.list_centres():
        months = list_months(day_of(now, people.zone_of(centre)))
        for month in months:
            roll(centre, [month], now)
        yield centre.name, len(months)


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
