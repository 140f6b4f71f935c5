"""Small words of the morning: a time said as near as it is, a number as a phone dials it."""

import re
from datetime import UTC, datetime

from flask import Flask
from flask_login import current_user

from peerpwa.accounts.people import zone_of
from peerpwa.clock import now_ms
from peerpwa.dashboard.labels import clock_time, day, moment
from peerpwa.measures.period import day_of

NOT_DIALLED = re.compile(r"[^\d+*#,]")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(near=near, dialled=dialled, on_day=on_day)


def near(ms: int) -> str:
    """The time alone for today, with its day for any other."""
    zone = zone_of(current_user.centre)
    return clock_time(ms) if day_of(ms, zone) == day_of(now_ms(), zone) else moment(ms)


def dialled(number: str) -> str:
    """“555 0142” as a tel: link has it."""
    return NOT_DIALLED.sub("", number)


def on_day(at: int) -> str:
    """A day that stands as its midnight in UTC: “Mon 23 Nov”."""
    return day(datetime.fromtimestamp(at / 1000, UTC).date())
