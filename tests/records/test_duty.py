"""In which order people are told of a request for help: who is on duty, who is next, who is away, who is concerned."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.records.duty import Lead, on_duty, order_of_telling
from tests.records.conftest import HOUR, NOW

ZONE = ZoneInfo("America/Toronto")
SOL, BEA, KIM = Lead("sol", "Sol"), Lead("bea", "Bea"), Lead("kim", "Kim")
LEADS = (BEA, KIM, SOL)
ALL = ["bea", "kim", "sol"]
NAMED: dict[str, Any] = {
    "duty": [{"label": "Sol, duty phone", "number": "555 0142"}],
    "second_contact": [{"label": "Bea", "number": "555 0143"}],
}
# NOW is 05:40 on a Monday there, still the night of Sunday.
WEEK = NAMED | {
    "roster": [
        {"day": "7", "first": "bea", "second": "kim"},
        {"day": "1", "first": "kim", "second": "sol"},
        {"day": "2", "first": "bea", "second": "left"},
    ]
}


def order(
    leads: Sequence[Lead] = LEADS, settings: dict[str, Any] = NAMED, around: bool = False
) -> list[list[str]]:
    return order_of_telling(leads, settings, ZONE, NOW, around=around)


def away(lead: Lead, until: int = NOW + HOUR) -> Lead:
    return Lead(lead.account, lead.name, until)


def test_the_first_then_the_second_and_at_last_everybody_those_told_before_too() -> None:
    assert order() == [["sol"], ["bea"], ALL]
    assert order(settings=WEEK) == [["bea"], ["kim"], ALL]
    assert order(leads=[SOL]) == [["sol"], ["sol"]]


def test_where_nobody_is_on_duty_by_name_everybody_is_told_at_once() -> None:
    assert order(settings={"duty": [{"label": "Duty phone", "number": "1"}]}) == [ALL]
    assert order(settings={}) == [ALL]
    assert order(leads=[]) == []


def test_whoever_is_away_is_passed_over_before_everybody_unless_all_are() -> None:
    assert order(leads=[BEA, KIM, away(SOL)]) == [["bea"], ALL]
    assert order(leads=[BEA, KIM, away(SOL, until=NOW)]) == [["sol"], ["bea"], ALL]
    assert order(leads=[away(BEA), KIM, away(SOL)]) == [["kim"], ALL]
    assert order(leads=[away(BEA), KIM, SOL], settings={}) == [["kim", "sol"], ALL]
    assert order(leads=[away(one) for one in LEADS]) == [["sol"], ["bea"], ALL]


def test_who_may_not_hear_of_it_is_in_no_step() -> None:
    assert order(leads=[BEA, KIM]) == [["bea"], ["bea", "kim"]]


def test_where_a_worker_is_concerned_it_begins_with_the_second_contact() -> None:
    assert order(around=True) == [["bea"], ALL]
    assert order(settings=WEEK | {"second_contact": [{"label": "Sol"}]}, around=True) == [["sol"], ALL]
    assert order(settings=WEEK | {"second_contact": []}, around=True) == [["kim"], ALL]


def test_where_a_worker_is_concerned_the_first_on_duty_is_not_told_before_everybody() -> None:
    assert order(settings=WEEK, around=True) == [["kim"], ALL]  # Bea is first tonight
    assert order(settings=NAMED | {"second_contact": []}, around=True) == [ALL]
    assert order(leads=[BEA, KIM], around=True) == [["bea"], ["bea", "kim"]]  # Sol is the one concerned
    assert order(leads=[away(BEA), KIM, SOL], around=True) == [["kim", "sol"], ALL]


def test_the_weeks_roster_stands_before_the_numbers_and_a_night_belongs_to_the_day_before() -> None:
    for hours in (1, 20):  # Monday 06:40 and Tuesday 01:40
        assert [one.name for one in on_duty(LEADS, WEEK, ZONE, NOW + hours * HOUR)] == ["Kim", "Sol"]
    assert [one.name for one in on_duty(LEADS, WEEK, ZONE, NOW + 26 * HOUR)] == ["Bea"]
    assert [one.name for one in on_duty(LEADS, WEEK, ZONE, NOW + 50 * HOUR)] == ["Sol", "Bea"]


def test_a_label_that_two_could_mean_names_nobody() -> None:
    two = (SOL, Lead("other", "Sol"), BEA)
    assert [one.name for one in on_duty(two, NAMED, ZONE, NOW)] == ["Bea"]
    assert order(leads=two) == [["bea"], ["sol", "other", "bea"]]
    assert on_duty((Lead("so", "So"),), NAMED, ZONE, NOW) == []
