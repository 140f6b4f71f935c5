"""A request that a colleague gives to somebody: told at once, and to nobody who may not know of it."""

import pytest

from tests.centre import get, submit
from tests.notify.conftest import Told

pytestmark = pytest.mark.shows("morning-2")
HOUR = 60 * 60_000
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


@pytest.mark.parametrize("level", ["this_shift", "within_24h", "planned"])
def test_what_does_not_ring_is_given_too_and_told_at_the_start_of_the_shift(told: Told, level: str) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.choose("bea", digest_at=6 * 60)
    told.ask("planned")
    ask = told.ask(level)
    sol = told.house.browser("sol")
    assert f'action="/asks/{ask}/give"' in get(sol, "/morning").text
    assert "Bea is told at the start of their shift." in give(told, ask, "bea")
    assert told.send() == []
    assert "Given to Bea" in get(sol, "/morning").text
    assert "Given to you" in get(told.house.browser("bea"), "/morning").text
    told.house.clock.pass_ms(HOUR)
    assert told.heard(told.send()) == [(bea, "Requests for help: 2. Given to you: 1.")]
    assert "was told at" not in get(sol, f"/records/{ask}").text


def test_given_twice_it_counts_once_and_taken_it_counts_no_more(told: Told) -> None:
    bea = told.laptop("bea")
    told.choose("bea", digest_at=6 * 60)
    ask, other = told.ask("planned"), told.ask("planned")
    for given in (ask, ask, other):
        give(told, given, "bea")
    told.say("sol", "acknowledgement", "acknowledgement@1", {}, other)
    told.house.clock.pass_ms(HOUR)
    assert told.heard(told.send()) == [(bea, "Requests for help: 1. Given to you: 1.")]


def test_whoever_has_no_digest_is_to_be_called(told: Told) -> None:
    told.laptop("bea")
    told.choose("bea", digest_at=None)
    ask = told.ask("planned")
    assert "Bea gets no notices. Call them." in give(told, ask, "bea")
    assert "Given to Bea" in get(told.house.browser("sol"), "/morning").text
    assert [row.state for row in told.rows()] == ["digest"]


def test_one_given_for_later_that_grows_urgent_rings_like_any_other(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    ask = told.ask("planned")
    give(told, ask, "bea")
    assert told.send() == []
    told.house.clock.pass_ms(1000)
    ama = told.phones["ama"]
    ama.save(ama.change("escalation", "escalation@1", {"level": "now"}, record=ask))
    ama.sync()
    heard = told.heard(told.send())
    assert [browser for browser, _ in heard] == [sol]
    give(told, ask, "bea")
    assert told.heard(told.send()) == [(bea, GIVEN)]
