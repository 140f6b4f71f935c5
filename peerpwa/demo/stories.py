"""The stories of scenarios.json: who wrote what and when, with today's date put in for D.

The demo enters them as any phone's changes, and tests play them through the screens and compare. In the file a line
without `at` or `by` was written with the one before it, or by the story's author. A line goes by its person's name
where it has one (Heron), else by its kind: so `below`, `record` (a later change of that record) and `@conflict` in an
answer say what they mean. `filled_from` takes over the answers that another record has already.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.practice import load

HERE = Path(__file__).parent
DAY = re.compile(r"\{D([+-]\d+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One change: written by `by` at `at` (ms). `values` still name other records as `@NAME`."""

    story: str
    by: str
    at: int
    kind: str
    name: str
    again: bool
    below: str | None
    values: dict[str, Any]


def read_stories(now: int, zone: str) -> list[Line]:
    """Every line of every story in the order of its time; today is the day of `now` in this zone."""
    calendar = Calendar.of(now, zone)
    stories = json.loads((HERE / "scenarios.json").read_text("utf-8"))
    lines = [line for story in stories for line in _read_lines(story, calendar)]
    return sorted(lines, key=lambda line: line.at)


def form_of(kind: str) -> str:
    """The newest form whose answers become records of this kind."""
    forms = (form for form in load().forms.values() if kind in form.kinds)
    return max(forms, key=lambda form: form.version).id


def with_ids(value: Any, ids: Mapping[str, str]) -> Any:
    """The value with the ids of the records that it names."""
    if isinstance(value, str):
        return ids[value[1:]] if value.startswith("@") else value
    if isinstance(value, list):
        return [with_ids(item, ids) for item in value]
    if isinstance(value, dict):
        return {key: with_ids(item, ids) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Calendar:
    """What “D-2”, “D-2 10:40” and a text with “{D+5}” in it mean."""

    today: date
    zone: ZoneInfo

    @classmethod
    def of(cls, now: int, zone: str) -> "Calendar":
        return cls(datetime.fromtimestamp(now / 1000, ZoneInfo(zone)).date(), ZoneInfo(zone))

    def to_day(self, text: str) -> str:
        return (self.today + timedelta(days=int(text[1:]))).isoformat()

    def to_time(self, text: str) -> datetime:
        day, clock = text.split()
        return datetime.combine(date.fromisoformat(self.to_day(day)), time.fromisoformat(clock), self.zone)

    def fill(self, kind: str, field: str, value: Any) -> Any:
        """An answer as a phone would have stored it."""
        asked = load().by_field[(kind, field)]
        if asked.type == "date":
            return self.to_day(value)
        if asked.type == "time":
            return self.to_time(value).isoformat(timespec="milliseconds")
        return self._fill_text(value)

    def _fill_text(self, value: Any) -> Any:
        if isinstance(value, str):
            return DAY.sub(lambda found: self.to_day(f"D{found[1]}"), value)
        if isinstance(value, list):
            return [self._fill_text(item) for item in value]
        if isinstance(value, dict):
            return {key: self._fill_text(item) for key, item in value.items()}
        return value


def _read_lines(story: Mapping[str, Any], calendar: Calendar) -> Iterator[Line]:
    held: dict[str, dict[str, Any]] = {}
    at = ""
    for raw in story["records"]:
        at = raw.get("at", at)
        kind = raw["kind"]
        values = {field: calendar.fill(kind, field, value) for field, value in raw["set"].items()}
        if "filled_from" in raw:
            values = _taken_over(kind, held[raw["filled_from"]]) | values
        name = raw.get("record") or values.get("handle") or kind
        held[name] = held.get(name, {}) | values
        yield Line(
            story=story["id"],
            by=raw.get("by", story["author"]),
            at=int(calendar.to_time(at).timestamp() * 1000),
            kind=kind,
            name=name,
            again="record" in raw,
            below=raw.get("below"),
            values=values,
        )


def _taken_over(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if (kind, field) in load().by_field}
