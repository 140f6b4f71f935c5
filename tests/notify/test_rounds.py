"""Who is told of a request for help: at once, next, at last, and never."""

import pytest

from peerpwa.accounts import duty
from peerpwa.records.settings import set_settings
from tests.centre import HARM
from tests.notify.conftest import Told

pytestmark = pytest.mark.shows("morning-2")
QUARTER, HOUR = 15 * 60_000, 60 * 60_000
STILL = "A request for help still waits. Nobody has it yet."


@pytest.mark.parametrize(
    ("level", "rings"),
    [("now", True), ("within_1h", True), (None, True), ("this_shift", False), ("within_24h", False), ("planned", False)],
)  # fmt: skip
def test_only_now_and_within_an_hour_ring_and_what_is_not_known_does(
    told: Told, level: str | None, rings: bool
) -> None:
    told.laptop("sol")
    told.ask(level)
    assert bool(told.send()) is rings


def test_the_next_is_told_when_the_clock_has_run_and_at_last_everybody(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [sol]
    told.house.clock.pass_ms(QUARTER - 1000)
    assert told.send() == []
    told.house.clock.pass_ms(1000)
    assert told.heard(told.send()) == [(bea, STILL)]
    told.house.clock.pass_ms(QUARTER)
    assert sorted(text for _, text in told.heard(told.send())) == [STILL, STILL]
    told.house.clock.pass_ms(HOUR)
    assert told.send() == []


@pytest.mark.parametrize("level", ["within_1h", None])
def test_within_an_hour_has_an_hour_and_one_that_does_not_say_too(told: Told, level: str | None) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.ask(level)
    told.send()
    told.house.clock.pass_ms(HOUR - 1000)
    assert told.send() == []
    told.house.clock.pass_ms(1000)
    assert told.heard(told.send()) == [(bea, STILL)]


def test_once_somebody_has_it_nobody_else_is_told(told: Told) -> None:
    told.laptop("sol")
    told.laptop("bea")
    asked = told.ask("now")
    told.send()
    told.say("sol", "acknowledgement", "acknowledgement@1", {}, asked)
    told.house.clock.pass_ms(QUARTER)
    assert told.send() == []


def test_what_waits_to_be_said_again_is_dropped_once_somebody_has_it(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [500]
    asked = told.ask("now")
    told.send()
    told.say("bea", "acknowledgement", "acknowledgement@1", {}, asked)
    told.house.clock.pass_ms(HOUR)
    assert told.send() == []
    assert [row.state for row in told.rows()] == ["dropped"]


def test_a_request_taken_back_rings_nobody(told: Told) -> None:
    told.laptop("sol")
    asked = told.ask("now")
    told.say("ama", "withdrawal", "withdrawal@1", {"reason": "mistake"}, asked)
    assert told.send() == []


def test_one_that_becomes_more_urgent_rings_again(told: Told) -> None:
    sol = told.laptop("sol")
    asked = told.ask("this_shift")
    assert told.send() == []
    for level in ("within_1h", "now"):
        ama = told.phones["ama"]
        ama.save(ama.change("escalation", "escalation@1", {"level": level}, record=asked))
        ama.sync()
        assert [browser for browser, _ in told.heard(told.send())] == [sol]


def test_whom_a_concern_is_about_hears_nothing_and_others_do(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    told.choose("sol", digest_at=0)
    log = told.house.log(told.house.phone("ama"))
    told.ask("now", parent=log, why=["staff_conduct"], concerns=[told.account("sol")])
    heard = [told.heard(told.send())]
    for _ in range(5):
        told.house.clock.pass_ms(QUARTER)
        heard.append(told.heard(told.send()))
    assert {browser.endpoint for round in heard for browser, _ in round} == {bea.endpoint}
    assert sol.endpoint != bea.endpoint


def test_a_concern_that_comes_after_the_notice_was_written_is_not_told_to_them_either(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [500]
    asked = told.ask("now")
    told.send()
    ama = told.phones["ama"]
    concern = {"why": ["staff_conduct"], "concerns": [told.account("sol")]}
    ama.save(ama.change("escalation", "escalation@1", concern, record=asked))
    ama.sync()
    told.house.clock.pass_ms(HOUR)
    told.send()
    assert [row.state for row in told.rows() if row.account == told.account("sol")] == ["dropped"]


def test_a_concern_about_a_worker_goes_to_the_second_contact_first(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.ask("now", why=["staff_conduct"], concerns=[told.account("ben")])
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_quiet_hours_pass_it_on_at_once_and_hold_only_until_everybody_must_be_told(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    told.choose("sol", quiet_from=5 * 60, quiet_until=6 * 60)
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]
    told.house.clock.pass_ms(QUARTER)
    found = [browser.endpoint for browser, _ in told.heard(told.send())]
    assert sorted(found) == sorted([sol.endpoint, bea.endpoint])


def test_where_everybody_is_quiet_everybody_is_told(told: Told) -> None:
    told.laptop("sol")
    told.laptop("bea")
    for name in ("sol", "bea"):
        told.choose(name, quiet_from=22 * 60, quiet_until=7 * 60)
    told.ask("now")
    assert len(told.send()) == 2


def test_who_has_no_way_to_be_told_holds_up_nobody(told: Told) -> None:
    bea = told.laptop("bea")
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_where_nobody_can_be_told_it_is_written_down(told: Told) -> None:
    told.ask("now")
    told.send()
    assert {(row.state, row.fault) for row in told.rows()} == {("missed", "no_way")}
    assert {row.account for row in told.rows()} == {told.account("sol"), told.account("bea")}


def test_when_the_first_can_not_be_reached_the_next_need_not_wait_for_the_clock(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.service.answers = [410]
    told.ask("now")
    assert len(told.send()) == 1
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_whoever_the_duty_phones_label_names_is_told_first(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.on_call("Bea, duty phone", "Sol")
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_the_weeks_roster_stands_before_the_labels(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.house.clock.pass_ms(1000)
    with told.house.context():
        # It is before six on a Monday: still the night of Sunday.
        week = [{"day": "7", "first": told.account("bea")}, {"day": "1", "first": told.account("sol")}]
        set_settings(told.house.centre_id(), {"roster": week}, told.house.clock())
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_whoever_is_away_is_passed_over_until_everybody_must_be_told(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    with told.house.context():
        now = told.house.clock()
        duty.set_away(told.house.centre_id(), told.account("sol"), now + HOUR, now)
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]
    told.house.clock.pass_ms(QUARTER)
    found = [browser.endpoint for browser, _ in told.heard(told.send())]
    assert sorted(found) == sorted([sol.endpoint, bea.endpoint])


def test_where_nobody_is_named_everybody_is_told_at_once_and_that_was_all(told: Told) -> None:
    told.laptop("sol")
    told.laptop("bea")
    told.on_call("Duty phone", "Manager")
    told.ask("now")
    assert len(told.send()) == 2
    told.house.clock.pass_ms(HOUR)
    assert told.send() == []


def test_where_the_duty_changes_between_two_steps_everybody_is_told_still(told: Told) -> None:
    sol, bea = told.laptop("sol"), told.laptop("bea")
    told.ask("now")
    assert [browser for browser, _ in told.heard(told.send())] == [sol]
    told.on_call("Duty phone", "Manager")
    told.house.clock.pass_ms(QUARTER)
    found = [browser.endpoint for browser, _ in told.heard(told.send())]
    assert sorted(found) == sorted([sol.endpoint, bea.endpoint])


def test_another_centre_hears_nothing_nor_do_workers_mediators_administrators(told: Told) -> None:
    for name in ("ben", "mira", "ada", "nia", "hal"):
        told.laptop(name)
    told.laptop("hal", "Harbour")
    told.ask("now")
    for _ in range(4):
        assert told.send() == []
        told.house.clock.pass_ms(QUARTER)


def test_a_supervisor_who_asks_is_not_told_of_it(told: Told) -> None:
    told.laptop("sol")
    bea = told.laptop("bea")
    told.ask("now", by="sol")
    assert [browser for browser, _ in told.heard(told.send())] == [bea]


def test_one_from_a_locked_phone_rings_too(told: Told) -> None:
    told.laptop("sol")
    ama = told.house.phone("ama")
    ama.save(ama.change("escalation", "escalation@1", {}), spare=True)
    ama.sync(pull=False)
    assert len(told.send()) == 1


def test_logs_ring_nobody_whatever_they_hold(told: Told) -> None:
    told.laptop("sol")
    ama = told.house.phone("ama")
    told.house.log(ama, **HARM)
    assert told.send() == []
