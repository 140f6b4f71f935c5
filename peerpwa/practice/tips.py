"""A wording tip a week, of the coach's own entries: words for the work, which no person is called by."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from peerpwa.practice.definitions import HERE

CATEGORIES = ("ABS", "ASY", "PWR", "VAG")
WORDS = re.compile(r"[\w' -]+")
DAYS = 7


@dataclass(frozen=True, slots=True)
class Tip:
    """Words for the work, and others that say more."""

    instead_of: str
    try_this: str


def tip_of(day: date, language: str) -> Tip:
    """The tip of that day's week, from Monday on; all have their turn before one comes again."""
    tips = _tips(language)
    return tips[(day.toordinal() - 1) // DAYS % len(tips)]


@cache
def _tips(language: str) -> tuple[Tip, ...]:
    entries = json.loads((HERE / "coach.json").read_text("utf-8"))["entries"][language]
    named = [(one, one["find"].split(" / ")[0]) for one in entries if one["category"] in CATEGORIES]
    return tuple(
        Tip(words, one["try"]) for one, words in named if WORDS.fullmatch(words) and " " in one["try"]
    )
