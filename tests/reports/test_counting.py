"""What nobody counted yet is counted a few months an answer in a busy centre, and the page says how far it is."""

import re

import pytest

from peerpwa.exports import ahead
from tests.centre import Installation, get
from tests.reports.pages import main_of
from tests.reports.test_funder import FRENCH, log_many, publish, say_visits, told

QUARTER = "/reports/funder?quarter=2026-Q3"


@pytest.mark.shows("morning-3")
def test_a_busy_quarter_is_counted_month_by_month_and_then_it_is_there(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in ("07", "08", "09"):
        log_many(house, 5, month)
    bea = house.browser("bea")
    with monkeypatch.context() as busy:
        busy.setattr(ahead, "QUICK", 4)
        for done in (1, 2):
            answer = get(bea, QUARTER)
            assert answer.headers["Refresh"] == "0"
            assert f"Being counted: {done} of 3 months." in main_of(answer.text)
            assert f'<progress max="3" value="{done}"' in answer.text
        answer = get(bea, QUARTER)
        assert "Refresh" not in answer.headers and answer.status_code == 200
        ours = told(answer.text)
        assert told(get(bea, QUARTER).text) == ours
        log_many(house, 5, "07")
        again = get(bea, QUARTER)
        assert "Refresh" not in again.headers  # the one month that the logs bear on
    assert re.search(r"\b15\b", ours) and re.search(r"\b20\b", told(again.text))


def test_it_comes_to_an_end_where_a_setting_altered_and_more_is_written_meanwhile(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in ("07", "08", "09"):
        log_many(house, 5, month)
    bea, ama = house.browser("bea"), house.phone("ama")
    get(bea, QUARTER)
    say_visits(house, open_days=["mon", "tue"])
    monkeypatch.setattr(ahead, "QUICK", 4)
    for done in (1, 2):
        assert f"Being counted: {done} of 3 months." in get(bea, QUARTER).text
        house.log(ama)
    assert "Refresh" not in get(bea, QUARTER).headers


def test_what_was_published_is_shown_at_once_and_french_has_its_words(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_many(house, 6)
    publish(house)
    log_many(house, 6, "09")
    log_many(house, 6, "08")
    monkeypatch.setattr(ahead, "QUICK", 4)
    bea = house.browser("bea")
    assert "Refresh" not in get(bea, "/reports/funder?month=2026-10").headers
    answer = get(bea, QUARTER, headers=FRENCH)
    assert re.search(r"On compte\s: \d mois sur 3\.", main_of(answer.text))
