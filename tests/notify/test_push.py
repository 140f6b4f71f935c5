"""Web push to a real endpoint over HTTP: opened as a browser opens it, and every answer that a service may give."""

import pytest
from http_ece import ECEException

from peerpwa.notify.keys import get_key
from peerpwa.notify.outbox import MOST_TRIES, WAITS_MS
from tests.notify.conftest import Told
from tests.notify.push_service import HANG, read_signature

pytestmark = pytest.mark.shows("morning-2")


def test_a_request_for_help_rings_the_supervisors_laptop_which_alone_can_read_it(told: Told) -> None:
    sol = told.laptop("sol")
    told.ask("now")
    (arrived,) = told.send()
    assert sol.read(arrived)["body"] == "Somebody asked for help. Answer by 05:55."
    assert sol.read(arrived)["title"] == "Common Ground"
    assert arrived.headers["Urgency"] == "high"
    assert 0 < int(arrived.headers["TTL"]) <= 6 * 3600
    with pytest.raises(ECEException, match="InvalidTag"):
        told.service.browser().read(arrived)
    assert b"help" not in arrived.body


def test_it_is_signed_for_this_push_service_by_the_key_that_browsers_subscribe_to(told: Told) -> None:
    told.laptop("sol")
    told.ask("now")
    (arrived,) = told.send()
    claims, public = read_signature(arrived.headers["Authorization"])
    assert claims["aud"] == told.service.url
    assert claims["sub"].startswith("mailto:")
    now = told.house.clock() // 1000
    assert now < claims["exp"] <= now + 24 * 3600
    with told.house.context():
        assert get_key(0).public == public


def test_what_was_taken_is_not_sent_again(told: Told) -> None:
    told.laptop("sol")
    told.ask("within_1h")
    assert len(told.send()) == 1
    told.house.clock.pass_ms(60_000)
    assert told.send() == []
    assert [row.state for row in told.rows()] == ["sent"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_never_called_again(told: Told, status: int) -> None:
    told.laptop("sol")
    told.service.answers = [status]
    told.ask("now")
    assert len(told.send()) == 1
    assert [(row.state, row.fault) for row in told.rows()] == [("missed", "gone")]
    told.ask("now")
    assert told.send() == []


def test_it_waits_as_long_as_the_service_asks_it_to(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [(429, {"Retry-After": "600"})]
    told.ask("within_1h")
    assert len(told.send()) == 1
    told.house.clock.pass_ms(599_000)
    assert told.send() == []
    told.house.clock.pass_ms(1_000)
    assert len(told.send()) == 1
    assert [row.state for row in told.rows()] == ["sent"]


def test_a_service_that_is_silent_is_left_and_tried_again(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [HANG]
    told.ask("now")
    assert len(told.send()) == 1
    assert [(row.state, row.fault) for row in told.rows()] == [("waiting", "no_answer")]
    told.house.clock.pass_ms(WAITS_MS[0] * 2)
    assert len(told.send()) == 1
    assert [row.state for row in told.rows()] == ["sent"]


def test_after_the_last_try_it_is_missed_and_not_tried_for_ever(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [500] * 50
    told.ask("within_1h")
    waits = []
    came = len(told.send())
    while told.rows()[0].state == "waiting":
        waits.append(told.rows()[0].due - told.house.clock())
        told.house.clock.pass_ms(waits[-1])
        came += len(told.send())
    assert came == MOST_TRIES
    assert all(0.8 * planned <= real <= 1.2 * planned for real, planned in zip(waits, WAITS_MS, strict=True))
    assert [(row.state, row.fault) for row in told.rows()] == [("missed", "busy")]


def test_a_service_that_leads_elsewhere_is_not_followed(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [(307, {"Location": f"{told.service.url}/elsewhere"})]
    told.ask("now")
    assert [one.path.startswith("/push/") for one in told.send()] == [True]
    assert [(row.state, row.fault) for row in told.rows()] == [("missed", "push_refused")]


def test_each_of_two_laptops_is_told_and_one_that_fails_holds_up_nothing(told: Told) -> None:
    told.laptop("sol")
    told.laptop("sol")
    told.service.answers = [500]
    told.ask("now")
    assert len(told.send()) == 2
    assert sorted(row.state for row in told.rows()) == ["sent", "waiting"]
