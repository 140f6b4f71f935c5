"""The demo's eight stories, counted by hand from PRACTICE 8: fourteen days, as known on the day it is loaded."""

from collections.abc import Iterator

import pytest

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.accounts.people import zone_of
from peerpwa.measures import Period, Result, measure
from peerpwa.storage import db
from tests.centre import NOW
from tests.dashboard.demo import demo_config
from tests.databases import Database

SHARES = {
    "M1": (8, None, 0), "M2": (7, 7, 0), "M3": (8, 14 * 120, 0), "M5": (4, 8, 0), "M6": (4, 8, 0), "M7": (8, 8, 0),
    "M8": (11, 13, 0),  # Tern's second one and Badger's came late; Wren's is of today, Finch's of tomorrow
    "M9": (11, 12, 0),  # Alder declined
    "M10": (4, 11, 1), "M12": (0, 0, 0), "M13": (0, 0, 0), "M15": (5, 5, 0), "M17": (4, 4, 0),
    "M18": (1, 1, 0),  # one alone is closed with a reason
    "M19": (1, 1, 0), "M20": (3, 3, 0), "M21": (2, 8, 0), "M22": (7, 8, 1), "M23": (0, None, 0), "M24": (4, 4, 0),
    "M25": (1, 1, 0), "M26": (7, 11, 0), "M27": (1, 8, 0), "M28": (0, 0, 0),
}  # fmt: skip
MIXES = {
    "M4": {"h0": 1, "h1": 3, "h2": 3, "h4": 1},
    "M10": {"satisfied": 4, "partly": 2, "not": 5, "unknown": 1},
    "M14": {"together": 2, "shuttle": 2, "one_person": 2},
    "M20": {"reason": 3, "ends_on": 3, "still_open": 3, "appeal": 3, "own_account": 3},
    "M21": {"child_protection": 1, "police": 1},
    "M22": {
        "crowded": 3, "rule_unclear": 2, "ran_out": 1, "loud_room": 1, "pay_day": 1, "meal_time": 1, "closing_time": 1,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[dict[str, Result]]:
    app = create_app(demo_config(tmp_path_factory.mktemp("demo") / "data", database))
    with app.app_context():
        centre = people.get_centre("Tin Roof")
        bea = next(one for one in people.list_accounts() if one.name == "bea")
        days = Period.of_days(14, zone_of(centre), NOW)
        asked = measure(centre, days, people.to_viewer(bea, centre.id))
        yield {one.measure.id: one.result for one in asked}
        db.session.remove()


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("id", SHARES)
def test_a_share_is_what_the_stories_say(found: dict[str, Result], id: str) -> None:
    result = found[id]
    assert (result.numerator, result.denominator, result.not_known) == SHARES[id]


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("id", MIXES)
def test_a_mix_is_what_the_stories_say(found: dict[str, Result], id: str) -> None:
    assert {part.code: part.numerator for part in found[id].parts if part.numerator} == MIXES[id]


@pytest.mark.shows("morning-1")
def test_time_to_a_human_is_18_15_7_and_6_minutes(found: dict[str, Result]) -> None:
    human = found["M16"]
    assert (human.numerator, human.middle, human.high) == (4, 11, 18)
    levels = {part.code: (part.middle, part.high) for part in human.parts if part.numerator}
    assert levels == {"now": (6.5, 7), "this_shift": (16.5, 18)}


def test_half_an_hour_passes_until_a_log_and_five_days_until_a_limit_ends(found: dict[str, Result]) -> None:
    assert (found["M27"].middle, found["M20"].middle) == (0.5, 5)


def test_what_the_app_does_not_know_is_said_in_words(found: dict[str, Result]) -> None:
    assert {id for id, result in found.items() if result.lacking} == {"M11"}
