"""When to check in, what counts as satisfied and settled, and what comes next (PRACTICE 6.1 to 6.3).

client/practice/clocks.ts is its twin, proved alike by tests/vectors/clocks. Days are those of the centre's zone;
open days are ISO weekdays, 1 for Monday to 7 for Sunday, and without any the centre is open every day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Literal
from zoneinfo import ZoneInfo

from peerpwa.practice.definitions import load
from peerpwa.practice.guide import Situation
from peerpwa.practice.rules import evaluate

Satisfied = Literal["satisfied", "partly", "not", "unknown"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = frozenset(range(1, 8))
SETTLED_AFTER = 14
TRIES = 2


def situations_of(facts: Mapping[str, Any]) -> list[Situation]:
    """The rows of clocks.json that hold for a matter, most urgent first."""
    clocks = load().clocks
    return [s for s in clocks.situations if evaluate(s.when, facts, clocks.facts)]


def check_ins(
    situations: Iterable[Situation],
    at_ms: int,
    zone: str,
    open_days: Collection[int] = (),
    ends_on: str | None = None,
) -> list[int]:
    """When the check-ins of these rows are due, in milliseconds, earliest first: all rows together, one a day at
    most.

    Each is at the event's local time of day, and on the next open day where the centre is closed. `ends_on` is
    the last day of the space plan: its check-in on the day before stands for one on the last day.
    """
    local = (EPOCH + timedelta(milliseconds=at_ms)).astimezone(ZoneInfo(zone))
    first = local.date()
    ends = date.fromisoformat(ends_on) if ends_on else None
    before_end = ends - DAY if ends and ends - DAY > first else None
    week = _week(open_days)
    days: set[date] = set()
    ending = False
    for entry in (entry for situation in situations for entry in situation.check_ins):
        if "before_end" in entry:
            ending = before_end is not None
        elif "open_days" in entry:
            days.add(open_day_after(first, entry["open_days"], week))
        else:
            days.add(first + DAY * entry["days"])
    if ending and before_end:
        days = days - {before_end + DAY} | {before_end}
    due = {next(_open_after(day - DAY, week)) for day in days}
    clock = local.time().replace(fold=0)
    return [_to_ms(datetime.combine(day, clock, local.tzinfo)) for day in sorted(due)]


def satisfied(values: Mapping[str, Any]) -> Satisfied:
    """What one check-in says; the worst is asked first, so that a safety worry outweighs a yes."""
    if _worries(values) or values.get("ok_with_it") == "no":
        return "not"
    if values.get("reached") != "reached" or values.get("ok_with_it") not in ("yes", "partly"):
        return "unknown"
    return "partly" if values["ok_with_it"] == "partly" else "satisfied"


def settled(latest: Sequence[Mapping[str, Any]], agreed: bool, quiet_days: int) -> bool:
    """Whether a matter is settled: `latest` holds the latest check-in of each person who wanted one ({} where none
    was made), `agreed` whether an agreement was made, `quiet_days` the open days since the thread's last event.
    """
    kept = {values.get("still_suits") for values in latest} & {"yes", "partly", "no"}
    return (
        all(satisfied(values) in ("satisfied", "partly") for values in latest)
        and (not agreed or kept == {"yes"})
        and quiet_days >= SETTLED_AFTER
    )


def open_days_since(at_ms: int, now_ms: int, zone: str, open_days: Collection[int] = ()) -> int:
    """How many open days have begun after the day of `at_ms`, today among them."""
    first, today = (
        (EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone)).date() for ms in (at_ms, now_ms)
    )
    return open_days_between(first, today, open_days)


def open_day_after(day: date, count: int, open_days: Collection[int] = ()) -> date:
    """The open day that is so many open days after this one; 1: the next."""
    return next(islice(_open_after(day, _week(open_days)), count - 1, None))


def open_days_between(first: date, last: date, open_days: Collection[int] = ()) -> int:
    """How many open days come after `first`, up to `last` and with it."""
    week = _week(open_days)
    weeks, rest = divmod(max((last - first).days, 0), 7)
    return weeks * len(week) + sum((first + DAY * n).isoweekday() in week for n in range(1, rest + 1))


def next_step(values: Mapping[str, Any], tries: int = 1, has_plan: bool = False) -> str:
    """FU-18 as worked out: `tries` counts the attempts to find the person, this one among them; `has_plan` whether
    a space plan or an agreement could be changed.
    """
    if _worries(values):
        return "supervisor"
    reached = values.get("reached")
    if reached != "reached":
        again = reached == "not_safe_to_ask" or (reached == "not_found" and tries < TRIES)
        return "check_again" if again else "close"
    if values.get("still_suits") == "no" or (has_plan and values.get("ok_with_it") == "no"):
        return "change_plan"
    well = satisfied(values) == "satisfied" and values.get("still_suits") != "partly"
    return "close" if well else "check_again"


def _worries(values: Mapping[str, Any]) -> bool:
    flags = values.get("flags") or []
    stop = any((load().option("flag", flag) or {}).get("stop") for flag in flags)
    return stop or values.get("safe_here") == "no" or values.get("since") == "worse"


def _week(open_days: Collection[int]) -> frozenset[int]:
    return frozenset(open_days) & WEEK or WEEK


def _open_after(day: date, week: frozenset[int]) -> Iterator[date]:
    while True:
        day += DAY
        if day.isoweekday() in week:
            yield day


def _to_ms(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)
