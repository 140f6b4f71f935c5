"""Who is on duty, and in which order people are told of a request for help that nobody has taken (PRACTICE 6.4, 0.15).
Pure: no clock, no database; when each of them is told is peerpwa/notify's.

The settings `roster` (a week: day, first, second), else the names at the head of the labels in `duty` and
`second_contact`, say who is on duty. Who is away is passed over, unless all are. At last everybody is told, whoever is
away and whoever was told before too: nobody has it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.practice import shift_of


@dataclass(frozen=True, slots=True)
class Lead:
    """A supervisor or manager of the centre; away until `away_until` (ms), None: not away."""

    account: str
    name: str
    away_until: int | None = None


def order_of_telling(
    leads: Sequence[Lead], settings: Mapping[str, Any], zone: ZoneInfo, now: int, *, around: bool
) -> list[list[str]]:
    """Steps of account ids, the last one everybody. `leads` are those who may hear of it.

    Where nobody is on duty by name, everybody is told at once. `around`: a worker is concerned, so it begins with the
    second contact, and whoever is first on duty is not told before everybody.
    """
    here = [lead for lead in leads if lead.away_until is None or lead.away_until <= now] or leads
    firsts, seconds = _named(leads, settings, zone, now)
    if around:
        others = [lead for lead in here if lead not in firsts]
        named = _among(others, _labelled(leads, settings.get("second_contact"))) or _among(others, seconds)
    else:
        named = _among(here, [*firsts, *seconds])
    turns = [[account] for account in named]
    if not turns and len(here) < len(leads):
        turns = [[lead.account for lead in here]]
    return [*turns, [lead.account for lead in leads]] if leads else []


def on_duty(leads: Sequence[Lead], settings: Mapping[str, Any], zone: ZoneInfo, at: int) -> list[Lead]:
    """Who is on duty then, the first before the second, whether away or not; a night belongs to the day before it."""
    firsts, seconds = _named(leads, settings, zone, at)
    return list(dict.fromkeys([*firsts, *seconds]))


def _named(
    leads: Sequence[Lead], settings: Mapping[str, Any], zone: ZoneInfo, at: int
) -> tuple[list[Lead], list[Lead]]:
    """The first on duty and the second, as far as they are among `leads`: by the day's roster, else by the labels."""
    day, _ = shift_of(at, zone)
    row = next((r for r in settings.get("roster") or [] if r.get("day") == str(day.isoweekday())), None)
    if row is None:
        return _labelled(leads, settings.get("duty")), _labelled(leads, settings.get("second_contact"))
    first, second = (
        [lead for lead in leads if lead.account == row.get(part)] for part in ("first", "second")
    )
    return first, second


def _among(some: Sequence[Lead], named: Sequence[Lead]) -> list[str]:
    """The accounts of those named, in their order, each once."""
    return list(dict.fromkeys(lead.account for lead in named if lead in some))


def _labelled(leads: Sequence[Lead], rows: Iterable[Mapping[str, str]] | None) -> list[Lead]:
    """Whose name stands at the head of a label, “Sol, duty phone”, in the order of the rows; nobody's where two have
    it.
    """
    found = []
    for row in rows or ():
        label = row.get("label", "")
        named = [lead for lead in leads if re.match(rf"{re.escape(lead.name)}\b", label, re.IGNORECASE)]
        found += named if len(named) == 1 else []
    return found
