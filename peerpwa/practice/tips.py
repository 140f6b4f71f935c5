"""The wording tip of the week (PRACTICE 7.2): one entry of the list that phones hold up under a text box, for the team to
talk about. The week's number alone chooses it, so it is the same in every centre and says nothing of what anybody wrote.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LIST = Path(__file__).parent / "coach.json"
# How something is told. Words about who somebody is, and insults, are for whoever meets them and for no page.
HOW = frozenset({"LAB", "JUD", "BLA", "ABS", "MND", "PWR", "ASY", "VAG"})
FEWEST_WORDS = 4  # “Quote or remove” is no other way to say it


@dataclass(frozen=True, slots=True)
class Tip:
    """`say` rather than `than`, and the reason, in the language of its list."""

    than: str
    say: str
    reason: str


def find_tip(day: date, language: str) -> Tip | None:
    """That of the ISO week in which this day is; None where the list has none to show."""
    return choose(_tips().get(language, ()), day)


def choose(tips: Sequence[Tip], day: date) -> Tip | None:
    return tips[day.isocalendar().week % len(tips)] if tips else None


def to_tips(entries: Sequence[Mapping[str, Any]]) -> tuple[Tip, ...]:
    """Those entries that can stand alone: about how something is told, with a word as it is written and another way."""
    found = []
    for entry in entries:
        than = next((words for words in entry.get("find", "").split(" / ") if "*" not in words), "")
        say, reason = entry.get("try", ""), entry.get("why", "")
        alone = entry.get("category") in HOW and not {"slur", "own"} & entry.keys()
        if alone and than and reason and len(say.split()) >= FEWEST_WORDS:
            found.append(Tip(than, say, reason))
    return tuple(found)


@cache
def _tips() -> dict[str, tuple[Tip, ...]]:
    lists = json.loads(LIST.read_text("utf-8")).get("entries", {})
    return {language: to_tips(entries) for language, entries in lists.items()}
