"""The weekly wording tip: short, of the coach's own words, another one each week."""

from datetime import date, timedelta

import pytest

from peerpwa.practice.tips import tip_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_week_has_one_tip_and_the_next_another(language: str) -> None:
    weeks = [tip_of(MONDAY + timedelta(days=7 * week), language) for week in range(8)]
    assert len(set(weeks)) == 8
    assert [tip_of(MONDAY + timedelta(days=day), language) for day in range(7)] == [weeks[0]] * 7
    for week in range(200):
        tip = tip_of(MONDAY + timedelta(days=7 * week), language)
        assert tip.instead_of and len(tip.try_this.split()) > 1


def test_no_tip_repeats_what_people_are_called() -> None:
    every = {tip_of(MONDAY + timedelta(days=7 * week), "en").instead_of for week in range(200)}
    assert "always" in every and not every & {"aggressive", "hostile", "lazy", "manipulative", "junkie"}
