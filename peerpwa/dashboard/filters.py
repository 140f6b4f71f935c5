"""The list's filters, from the address to the records' own words; anything that isn't one narrows nothing."""

from datetime import date, datetime, time, timedelta
from typing import Any, get_args
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from peerpwa.practice import load
from peerpwa.records.read import Filters, State

PER_PAGE = 50
KINDS = ("conflict", "handover")
VOCABULARIES = {"type": "conflict_type", "place": "place", "heat": "heat"}
ORDER = ("state", "kind", *VOCABULARIES, "since", "until")


def parse_filters(args: MultiDict[str, str], zone: ZoneInfo) -> Filters:
    """`since` and `until` are days, both included, in the centre's zone."""
    chosen: dict[str, Any] = {}
    for name, vocabulary in VOCABULARIES.items():
        code = args.get(name, "")
        chosen[name] = code if load().option(vocabulary, code) else None
    if args.get("state") in get_args(State):
        chosen["state"] = args["state"]
    if args.get("kind") in KINDS:
        chosen["kinds"] = (args["kind"],)
    since, until = _day(args.get("since")), _day(args.get("until"))
    chosen["since"] = _midnight(since, zone) if since else None
    chosen["until"] = _midnight(until + timedelta(days=1), zone) if until else None
    page = args.get("page", "1")
    return Filters(
        **chosen, page=int(page) if page.isdecimal() and 0 < int(page) < 10_000 else 1, per_page=PER_PAGE
    )


def to_query(args: MultiDict[str, str]) -> str:
    """The filters among `args` as an address has them, and nothing else that stood there."""
    codes = {name: load().option(vocabulary, args.get(name, "")) for name, vocabulary in VOCABULARIES.items()}
    holds = {name for name, option in codes.items() if option}
    holds |= {name for name in ("since", "until") if _day(args.get(name))}
    if args.get("state") in get_args(State):
        holds.add("state")
    if args.get("kind") in KINDS:
        holds.add("kind")
    return urlencode({name: args[name] for name in ORDER if name in holds})


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 1971 <= day.year <= 2199 else None


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp() * 1000)
