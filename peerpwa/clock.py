"""The time, passed in: the app's configuration holds the clock, tests give it another."""

import time

from flask import current_app


def now_ms() -> int:
    """UTC milliseconds since 1970, from the app's clock."""
    return int(current_app.config["CLOCK"]())


def system_ms() -> int:
    """The machine's own clock: the default of `CLOCK`."""
    return time.time_ns() // 1_000_000
