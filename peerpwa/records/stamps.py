"""Stamps: a hybrid logical clock (Kulkarni et al., 2014) as ASCII text that sorts. docs/sync-protocol.md §4.

The stamp is inside what is signed and never altered; `order_of` bounds what a wrong or forged clock can win.
"""

import re
import secrets
from datetime import UTC, datetime
from typing import NamedTuple

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WALL = rf"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{{3}}Z"
PATTERN = re.compile(rf"({_WALL})-([0-9a-f]{{4}})-([0-9a-f]{{16}})")
WALL_LENGTH = 24
AHEAD_MS = 5 * 60_000
LAST_COUNT = 0xFFFF


class Stamp(NamedTuple):
    """A stamp taken apart: `wall` in UTC milliseconds, the counter, the node."""

    wall: int
    counter: int
    node: str


class Clock:
    """Makes stamps that grow, whatever the wall clock does."""

    def __init__(self, node: str | None = None) -> None:
        self.node = node or secrets.token_hex(8)
        self.wall = 0
        self.count = 0

    def make(self, now: int) -> str:
        """The next stamp at `now` (ms)."""
        if now > self.wall:
            self.wall, self.count = now, 0
        elif self.count < LAST_COUNT:
            self.count += 1
        else:
            self.wall, self.count = self.wall + 1, 0
        return f"{to_text(self.wall)}-{self.count:04x}-{self.node}"

    def see(self, stamp: str, now: int) -> None:
        """Takes note of another's stamp, so that what we make sorts after it: at most 5 minutes past our own
        clock.
        """
        seen = parse(stamp)
        wall, count = (seen.wall, seen.counter) if seen.wall <= now + AHEAD_MS else (now + AHEAD_MS, 0)
        if (wall, count) > (self.wall, self.count):
            self.wall, self.count = wall, count


def parse(stamp: str) -> Stamp:
    """Takes a stamp apart. Raises ValueError for what isn't one: a day that doesn't exist, or one before 1970
    (no clock says so, and near the year 1 no zone could show it).
    """
    match = PATTERN.fullmatch(stamp)
    wall = wall_of(stamp) if match else -1
    if match is None or wall < 0:
        raise ValueError("not a stamp")
    return Stamp(wall, int(match[2], 16), match[3])


def wall_of(stamp: str) -> int:
    """The wall part in UTC milliseconds. Raises ValueError for a day that doesn't exist."""
    seconds = int(datetime.fromisoformat(f"{stamp[:19]}+00:00").timestamp())
    return seconds * 1000 + int(stamp[20:23])


def order_of(stamp: str, received: int) -> str:
    """The stamp with its wall part cut down to the time of receipt + 5 minutes."""
    limit = to_text(received + AHEAD_MS)
    return stamp if stamp[:WALL_LENGTH] <= limit else limit + stamp[WALL_LENGTH:]


def to_text(ms: int) -> str:
    """UTC milliseconds as the stamp's wall part."""
    seconds, rest = divmod(ms, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}.{rest:03d}Z"
