"""Days of the centre's zone, and what falls into them: a day there may have 23 or 25 hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, as they are known at `now` (ms)."""

    first: date
    last: date
    now: int

    @classmethod
    def of_days(cls, days: int, zone: ZoneInfo, now: int) -> "Period":
        """The last so many days, today among them."""
        today = day_of(now, zone)
        return cls(today - DAY * (days - 1), today, now)

    @classmethod
    def of_month(cls, day: date, known: date, now: int) -> "Period":
        """The month of a day, as far as it is `known`."""
        first = day.replace(day=1)
        end = (first + DAY * 31).replace(day=1) - DAY
        return cls(first, min(end, known), now)

    @property
    def before(self) -> "Period":
        """As many days, just before these."""
        length = self.last - self.first + DAY
        return Period(self.first - length, self.last - length, self.now)


@lru_cache(1 << 16)
def day_of(ms: int, zone: ZoneInfo) -> date:
    return local(ms, zone).date()


def local(ms: int, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).astimezone(zone)


@lru_cache(1 << 12)
def start_of(day: date, zone: ZoneInfo) -> int:
    """When a day begins, in ms."""
    return to_ms(datetime.combine(day, time(), zone))


def to_ms(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
