"""A request that a colleague gives to somebody: told at once, and to nobody who may not know of it."""

import pytest

from tests.centre import get, submit
from tests.notify.conftest import Told

pytestmark = pytest.mark.shows("morning-2")
GIVEN = "A colleague asks you to take a request for help."


def give(told: Told, ask: str, to: str, by: str = "sol") -> str:
    """Presses it on the morning; answers the page that follows."""
    browser = told.house.browser(by)
    answer = submit(browser, f"/asks/{ask}/give", {"to": told.account(to)}, page="/morning")
    assert answer.status_code == 302
    return str(get(browser, "/morning").text)


def test_whoever_it_is_given_to_is_told_at_once_though_it_is_not_their_turn(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.choose("bea", quiet_from=0, quiet_until=23 * 60, digest_at=None)
    ask = told.ask("now")
    told.send()
    assert "Give to Bea" in get(told.house.browser("sol"), "/morning").text
    assert "Bea is being told now." in give(told, ask, "bea")
    assert told.heard(told.send()) == [(bea, GIVEN)]
    assert "Bea was told at" in get(told.house.browser("sol"), f"/records/{ask}").text


def test_who_gets_no_notices_is_to_be_called_and_the_page_of_what_failed_says_so(told: Told) -> None:
    ask = told.ask("now")
    assert "Bea gets no notices. Call them." in give(told, ask, "bea")
    assert [(row.account, row.fault) for row in told.rows()] == [(told.account("bea"), "no_way")]


@pytest.mark.parametrize("to", ["ama", "mira", "hal", "sol"])
def test_nobody_who_does_not_lead_here_can_be_given_it_nor_oneself(told: Told, to: str) -> None:
    ask = told.ask("now")
    assert "Nobody was told." in give(told, ask, to)
    assert told.rows() == []


def test_whom_it_concerns_is_neither_offered_nor_told(told: Told) -> None:
    bea = told.account("bea")
    ask = told.ask("now", why=["staff_conduct"], concerns=[bea])
    assert "Give to" not in get(told.house.browser("sol"), "/morning").text
    assert "Nobody was told." in give(told, ask, "bea")
    assert told.rows() == []


def test_one_that_somebody_has_is_given_to_nobody(told: Told) -> None:
    ask = told.ask("now")
    told.say("bea", "acknowledgement", "acknowledgement@1", {}, ask)
    assert "Nobody was told." in give(told, ask, "bea")
