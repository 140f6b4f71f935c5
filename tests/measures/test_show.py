"""How numbers are said: a percentage never of few."""

from datetime import date

import pytest

from peerpwa.measures import MEASURES, Measure, Part, Period, Result, show

PERIOD = Period(date(2026, 11, 17), date(2026, 11, 23), 0)


def measure(id: str) -> Measure:
    return next(one for one in MEASURES if one.id == id)


@pytest.mark.parametrize(
    ("numerator", "denominator", "english", "french"),
    [
        (0, 0, "0", "0"), (1, 1, "1", "1"), (9, 9, "9", "9"), (3, 10, "3 of 10", "3 sur 10"),
        (19, 19, "19 of 19", "19 sur 19"), (1, 20, "5%", "5\u00a0%"), (1, 40, "3%", "3\u00a0%"), (0, 20, "0%", "0\u00a0%"),
        (20, 20, "100%", "100\u00a0%"), (8, None, "8", "8"),
    ],
)  # fmt: skip
def test_percentages_are_of_20_or_more_and_under_10_there_are_counts_only(
    numerator: int, denominator: int | None, english: str, french: str
) -> None:
    for found in (Result(PERIOD, numerator, denominator), Part("h0", numerator, denominator)):
        assert show(measure("M4"), found, "en") == english
        assert show(measure("M4"), found, "fr") == french


def test_where_there_is_no_number_nothing_is_shown() -> None:
    assert show(measure("M4"), Result(PERIOD), "en") == ""


def test_calls_are_said_for_each_100_logs_without_a_sign_of_percent_and_only_of_many() -> None:
    calls = measure("M21")
    assert show(calls, Result(PERIOD, 30, 200), "en") == "15 in 100"
    assert show(calls, Result(PERIOD, 30, 200), "fr") == "15 sur 100"
    assert show(calls, Result(PERIOD, 2, 12), "en") == "2 of 12"


def test_times_are_shown_of_ten_or_more_so_that_none_is_one_persons() -> None:
    human = measure("M16")
    few = Result(PERIOD, 9, 9, middle=6, high=18, timed=9)
    many = Result(PERIOD, 10, 12, middle=6, high=18.5, timed=10)
    assert show(human, few, "en") == "9"
    assert show(human, many, "en") == "10 of 12 · 6 min · 18.5 min"
    assert show(human, many, "fr") == "10 sur 12 · 6 min · 18,5 min"
    assert show(measure("M20"), Result(PERIOD, 10, 10, middle=3, timed=10), "fr") == "10 sur 10 · 3 jours"
