"""Who must hear of a request for help that nobody has taken yet, and since when (PRACTICE 6.4). Pure: no clock, no
database, nobody is told here.

At once: whoever is first on duty. When the level's clock has run and nobody said "I have it": the second. After as
long again: everybody else who leads here. Where nobody is on duty by name, everybody hears at once. Who is away is
passed over, unless all are; who made the request, or is an account of concern of it, never hears of it. The settings
`roster` (a week: day, first, second), else the names at the head of `duty` and `second_contact`, say who is on duty.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.practice import answer_by, shift_of

UNSAID = "within_1h"


@dataclass(frozen=True, slots=True)
class Lead:
    """A supervisor or manager of the centre; away until `away_until` (ms), None: not away."""

    account: str
    name: str
    away_until: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request for help that nobody took. `learned` (ms): from when its clock runs; `off`: who may not hear of it."""

    record: str
    root: str
    account: str | None
    learned: int
    level: str | None
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who must have heard of a request since `since` (ms). `turn`: 0 the first, 1 the second, and so on."""

    record: str
    account: str
    since: int
    turn: int


def find_due(
    waiting: Collection[Waiting],
    leads: Sequence[Lead],
    settings: Mapping[str, Any],
    zone: ZoneInfo,
    now: int,
) -> list[Due]:
    """Everybody who must have heard by now, of every request, the longest due first. Worked out anew each time: whoever
    tells people keeps whom they told.
    """
    due = []
    for one in waiting:
        for turn, (since, accounts) in enumerate(list_turns(one, leads, settings, zone, now)):
            due += [Due(one.record, account, since, turn) for account in accounts if since <= now]
    return sorted(due, key=lambda d: (d.since, d.record, d.turn, d.account))


def list_turns(
    one: Waiting, leads: Sequence[Lead], settings: Mapping[str, Any], zone: ZoneInfo, now: int
) -> list[tuple[int, list[str]]]:
    """When (ms) who hears of this request, if nobody takes it; a level without a clock goes to the first alone."""
    until = answer_by(one.level or UNSAID, one.learned, zone)
    may = [lead for lead in leads if lead.account != one.account and lead.account not in one.off]
    here = [lead for lead in may if lead.away_until is None or lead.away_until <= now] or may
    groups = _groups(here, on_duty(leads, settings, zone, now))
    if until is None:
        return [(one.learned, group) for group in groups[:1]]
    return [
        (one.learned + n * (until - one.learned), group) for n, group in zip(count(), groups, strict=False)
    ]


def on_duty(leads: Sequence[Lead], settings: Mapping[str, Any], zone: ZoneInfo, at: int) -> list[Lead]:
    """Who is on duty then, the first before the second, whether away or not; a night belongs to the day before it."""
    day, _ = shift_of(at, zone)
    by_id = {lead.account: lead for lead in leads}
    row = next((r for r in settings.get("roster") or [] if r.get("day") == str(day.isoweekday())), None)
    if row is not None:
        named = [by_id.get(row.get("first", "")), by_id.get(row.get("second", ""))]
    else:
        rows = [*(settings.get("duty") or []), *(settings.get("second_contact") or [])]
        named = [_find_named(leads, str(row.get("label", ""))) for row in rows]
    return list(dict.fromkeys(lead for lead in named if lead is not None))


def _find_named(leads: Sequence[Lead], label: str) -> Lead | None:
    """Whose name stands at the head of “Sol, duty phone”; nobody's where two have it."""
    found = [lead for lead in leads if re.match(rf"{re.escape(lead.name)}\b", label, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None


def _groups(here: Sequence[Lead], named: Sequence[Lead]) -> list[list[str]]:
    ordered = [[lead.account] for lead in named if lead in here]
    rest = [lead.account for lead in here if lead not in named]
    return [*ordered, *([rest] if rest else [])]
