"""The wording tip of the week: from the list alone, by the week's number alone, nothing that needs its context."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from peerpwa.practice import tips
from peerpwa.practice.tips import choose, find_tip, to_tips

MONDAY = date(2026, 11, 23)
ENTRY: dict[str, Any] = {
    "code": "E3", "category": "JUD", "find": "hostile", "why": "Opinion about mood", "try": "Spoke loudly, turned away",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_week_has_one_the_same_from_monday_to_sunday_and_another_than_the_week_before(
    language: str,
) -> None:
    for week in range(60):
        first = MONDAY + timedelta(weeks=week)
        here = {find_tip(first + timedelta(days=day), language) for day in range(7)}
        assert len(here) == 1 and None not in here
        assert find_tip(first - timedelta(days=1), language) not in here


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_is_an_entry_of_the_list_and_none_is_an_insult_or_about_who_somebody_is(language: str) -> None:
    entries = json.loads(tips.LIST.read_text("utf-8"))["entries"][language]
    known = {(e["find"].split(" / ")[0], e["why"]): e for e in entries}
    for week in range(53):
        tip = find_tip(MONDAY + timedelta(weeks=week), language)
        assert tip
        entry = next(e for e in entries if tip.than in e["find"].split(" / ") and e["why"] == tip.reason)
        assert entry["try"] == tip.say and entry in known.values()
        assert entry["category"] in tips.HOW and "slur" not in entry and "*" not in tip.than


@pytest.mark.parametrize(
    "alter",
    [
        {"slur": "hostile"},
        {"own": True},
        {"category": "SUB"},
        {"find": "hostil*"},
        {"try": "Remove"},
        {"why": ""},
    ],
)
def test_what_cannot_stand_alone_is_left_out(alter: dict[str, Any]) -> None:
    assert len(to_tips([ENTRY])) == 1
    assert to_tips([ENTRY | alter]) == ()


def test_a_list_without_any_gives_none() -> None:
    assert to_tips([]) == () and to_tips([{}]) == ()
    assert choose((), MONDAY) is None
    assert find_tip(MONDAY, "ar") is None
