"""Who must hear of a request for help that nobody took: who is on duty, who is next, who is away, who may not."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from peerpwa.records.asks import list_waiting
from peerpwa.records.duty import Due, Lead, Waiting, find_due, on_duty
from tests.records.conftest import HOUR, MINUTE, NOW, Centre, account_of, author

ZONE = ZoneInfo("America/Toronto")
SOL, BEA, KIM = Lead("sol", "Sol"), Lead("bea", "Bea"), Lead("kim", "Kim")
LEADS = (BEA, KIM, SOL)
NAMED: dict[str, Any] = {
    "duty": [{"label": "Sol, duty phone", "number": "555 0142"}],
    "second_contact": [{"label": "Bea", "number": "555 0143"}],
}
DAY = 24 * HOUR


def ask(level: str | None = "within_1h", **more: Any) -> Waiting:
    return Waiting("ask", "log", "ama", NOW, level, **more)


def heard(after: int, *waiting: Waiting, **more: Any) -> list[tuple[str, int]]:
    """Who must have heard so long after the asking, and how long after it."""
    given = {"leads": LEADS, "settings": NAMED} | more
    due = find_due(waiting or [ask()], given["leads"], given["settings"], ZONE, NOW + after)
    return [(one.account, one.since - NOW) for one in due]


def test_the_first_hears_at_once_the_second_when_the_clock_has_run_and_all_others_after_as_long_again() -> (
    None
):
    assert heard(0) == [("sol", 0)]
    assert heard(HOUR - 1) == [("sol", 0)]
    assert heard(HOUR) == [("sol", 0), ("bea", HOUR)]
    assert heard(5 * HOUR) == [("sol", 0), ("bea", HOUR), ("kim", 2 * HOUR)]


@pytest.mark.parametrize(
    ("level", "second"),
    [("now", 15 * MINUTE), ("within_1h", HOUR), ("within_24h", DAY), (None, HOUR)],
)
def test_each_level_has_its_clock_and_one_without_a_level_an_hour(level: str | None, second: int) -> None:
    assert heard(7 * DAY, ask(level))[1] == ("bea", second)


def test_before_i_leave_runs_to_the_end_of_the_part_of_day_and_planned_help_to_nobody_else() -> None:
    (_, second, _) = heard(7 * DAY, ask("this_shift"))
    assert second[0] == "bea" and 0 < second[1] <= 8 * HOUR
    assert heard(7 * DAY, ask("planned")) == [("sol", 0)]


def test_whoever_is_away_is_passed_over_until_they_are_back_and_if_all_are_away_nobody_is() -> None:
    away = Lead("sol", "Sol", NOW + HOUR)
    assert heard(0, leads=(BEA, KIM, away)) == [("bea", 0)]
    assert heard(HOUR, leads=(BEA, KIM, away))[0] == ("sol", 0)
    every = [Lead(one.account, one.name, NOW + DAY) for one in LEADS]
    assert heard(0, leads=every) == [("sol", 0)]


def test_who_asked_and_who_it_concerns_never_hear_of_it() -> None:
    assert heard(5 * HOUR, ask(off=frozenset({"sol"}))) == [("bea", 0), ("kim", HOUR)]
    assert heard(0, Waiting("ask", "log", "sol", NOW, "now")) == [("bea", 0)]
    alone = (SOL,)
    assert heard(DAY, ask(off=frozenset({"sol"})), leads=alone) == []


def test_where_nobody_is_on_duty_by_name_everybody_hears_at_once() -> None:
    unnamed = {"duty": [{"label": "Duty phone", "number": "1"}]}
    assert heard(0, settings=unnamed) == [("bea", 0), ("kim", 0), ("sol", 0)]
    assert heard(0, settings={}) == [("bea", 0), ("kim", 0), ("sol", 0)]


def test_the_weeks_roster_stands_before_the_numbers_and_a_night_belongs_to_the_day_before() -> None:
    week = NAMED | {
        "roster": [
            {"day": "1", "first": "kim", "second": "sol"},
            {"day": "2", "first": "bea", "second": "left"},
        ]
    }
    for hours in (1, 20):  # NOW is 05:40 on a Monday there: these are Monday 06:40 and Tuesday 01:40
        assert [one.name for one in on_duty(LEADS, week, ZONE, NOW + hours * HOUR)] == ["Kim", "Sol"]
    assert [one.name for one in on_duty(LEADS, week, ZONE, NOW + 26 * HOUR)] == ["Bea"]
    assert [one.name for one in on_duty(LEADS, week, ZONE, NOW + 50 * HOUR)] == ["Sol", "Bea"]


def test_a_label_that_two_could_mean_names_nobody() -> None:
    two = (SOL, Lead("other", "Sol"), BEA)
    assert [one.name for one in on_duty(two, NAMED, ZONE, NOW)] == ["Bea"]
    assert on_duty((Lead("so", "So"),), NAMED, ZONE, NOW) == []


def test_of_several_the_longest_due_comes_first() -> None:
    early = Waiting("early", "log", "ama", NOW - HOUR, "now")
    due = find_due([ask(), early], (SOL, BEA), NAMED, ZONE, NOW)
    assert due[0] == Due("early", "sol", NOW - HOUR, 0)
    assert [(one.record, one.account) for one in due] == [("early", "sol"), ("early", "bea"), ("ask", "sol")]


def test_what_waits_is_what_nobody_took_or_closed_with_who_may_not_hear_of_it(centre: Centre) -> None:
    when = "2026-11-23T05:30:00.000-05:00"
    taken = centre.write("Ama", "escalation", {}, parent=centre.log())
    centre.write("Sol", "acknowledgement", {}, parent=taken)
    log = centre.log(flags=["staff_conduct"], concerns=[author("Sol").account], heat="h2")
    waits = centre.write("Ben", "escalation", {"level": "now", "learned_at": when}, parent=log)
    (one,) = list_waiting(centre.id)
    assert (one.record, one.root, one.account, one.level) == (waits, log, account_of("Ben"), "now")
    assert one.learned == NOW - 10 * MINUTE
    assert one.off == {author("Sol").account}
    centre.write("Max", "acknowledgement", {}, parent=waits)
    assert list_waiting(centre.id) == []
