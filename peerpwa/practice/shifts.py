"""Parts of a centre's day, and by when a request for help must be answered. Days are those of the centre's zone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from peerpwa.practice.definitions import load

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = 60_000


@lru_cache(1 << 16)
def shift_of(ms: int, zone: ZoneInfo) -> tuple[date, str]:
    """The part of day, and the day on which it began: after midnight it is still the night of the day before."""
    at = (EPOCH + timedelta(milliseconds=ms)).astimezone(zone)
    for code, first, end in _parts():
        if first < end and first <= at.hour < end:
            return at.date(), code
        if first > end and (at.hour >= first or at.hour < end):
            return (at.date() if at.hour >= first else at.date() - DAY), code
    raise AssertionError(at)


def shift_end(ms: int, zone: ZoneInfo) -> int:
    """When the part of day ends in which this moment lies."""
    day, code = shift_of(ms, zone)
    first, end = next((first, end) for name, first, end in _parts() if name == code)
    local = datetime.combine(day + DAY if first > end else day, time(end), zone)
    return (local - EPOCH) // timedelta(milliseconds=1)


def answer_by(
    level: str | None, learned: int, zone: ZoneInfo, within: Mapping[str, int] | None = None
) -> int | None:
    """When somebody must have it, by its level's clock; None for a level without one, or without a level.

    “Before I leave” is by the end of the part of day in which the worker learned of it. `within`: minutes by level,
    where the centre chose its own.
    """
    known = load().option("er_level", level or "") or {}
    if "minutes" in known:
        return learned + int((within or {}).get(level or "", known["minutes"])) * MINUTE
    return shift_end(learned, zone) if "until" in known else None


@cache
def _parts() -> tuple[tuple[str, int, int], ...]:
    return tuple((o["code"], *o["hours"]) for o in load().vocabularies["part_of_day"])
