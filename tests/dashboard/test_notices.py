"""The pages of notices: how I am told, a test of it, what didn't reach whom, and who may not see them."""

import json
from collections.abc import Iterator

import pytest

from peerpwa.notify.outbox import MINUTE
from tests.centre import HARBOUR, Installation, get, shut_to, submit
from tests.notify import push_service
from tests.notify.conftest import Told

MINE = "/notices/mine"
PAGES = ["/notices", MINE]
ACTS = [MINE, "/notices/devices", "/notices/test", "/notices/x/again", "/notices/devices/x/forget"]


@pytest.fixture
def told(house: Installation) -> Iterator[Told]:
    with push_service.serving() as service:
        yield Told(house, service)


def add(told: Told, name: str, subscription: object) -> str:
    fields = {"subscription": json.dumps(subscription), "label": "Front desk"}
    browser = told.house.browser(name)
    submit(browser, "/notices/devices", fields, page=MINE)
    return str(get(browser, MINE).text)


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_asked_to_sign_in_and_nobody_but_leads_sees_anything(told: Told, path: str) -> None:
    assert "/sign-in" in get(told.house.browser(), path).headers["Location"]
    for name in ("ama", "mira", "ada"):
        assert get(told.house.browser(name), path).status_code == shut_to(name)


@pytest.mark.parametrize("path", ACTS)
def test_nor_may_they_do_anything(told: Told, path: str) -> None:
    for name in ("ama", "mira", "ada"):
        browser = told.house.browser(name)
        assert submit(browser, path, {}, page="/sign-in").status_code == shut_to(name)
    assert "/sign-in" in submit(told.house.browser(), path, {}, page="/sign-in").headers["Location"]
    sol = told.house.browser("sol")
    assert sol.post(path, base_url="https://localhost").status_code == 400


@pytest.mark.shows("morning-5")
def test_on_the_first_day_the_pages_say_what_to_do(told: Told) -> None:
    sol = told.house.browser("sol")
    page = get(sol, MINE).text
    assert "None yet. Add the one that you look at most." in page
    assert "This server sends no e-mail yet." in page
    assert "Send yourself a test to be sure." in get(sol, "/notices").text


def test_what_somebody_chose_is_kept_and_shown(told: Told) -> None:
    sol = told.house.browser("sol")
    chosen = {
        "email": "sol@example.org",
        "by_email": "yes",
        "quiet_from": "22:00",
        "quiet_until": "07:30",
        "digest_at": "",
    }
    submit(sol, MINE, chosen)
    page = get(sol, MINE).text
    assert all(f'value="{text}"' in page for text in ("sol@example.org", "22:00", "07:30"))
    assert 'value="yes" checked' in page
    assert "sol@example.org" not in get(told.house.browser("bea"), MINE).text


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"email": "sol"}, "Write one address"),
        ({"email": "", "by_email": "yes"}, "Write one address"),
        ({"email": "a@b.org\nBcc: c@d.org"}, "Write one address"),
        ({"quiet_from": "22:00"}, "Quiet hours need both times."),
        ({"quiet_from": "99:99", "quiet_until": "07:00"}, "Quiet hours need both times."),
    ],
)
def test_what_can_not_be_kept_says_why_and_alters_nothing(
    told: Told, chosen: dict[str, str], said: str
) -> None:
    sol = told.house.browser("sol")
    assert said in submit(sol, MINE, chosen).text
    assert 'name="email" type="email" maxlength="254" autocomplete="email" value=""' in get(sol, MINE).text


@pytest.mark.shows("morning-2")
def test_a_laptop_that_was_added_on_the_page_gets_the_test_that_it_asks_for(told: Told) -> None:
    browser = told.service.browser()
    assert "Front desk" in add(told, "sol", browser.to_wire())
    sol = told.house.browser("sol")
    submit(sol, "/notices/test", {}, page=MINE)
    (arrived,) = told.send()
    assert browser.read(arrived)["body"] == "This is a test. Notices reach you here."


@pytest.mark.parametrize(
    "given", ["x", 7, {}, {"endpoint": "https://10.0.0.1/", "keys": {}}, {"endpoint": "x"}, [[[]]]]
)
def test_whatever_a_browser_sends_nothing_breaks_and_nothing_is_kept(told: Told, given: object) -> None:
    assert "None yet." in add(told, "sol", given)


def test_somebody_elses_laptop_can_not_be_taken_away(told: Told) -> None:
    add(told, "sol", told.service.browser().to_wire())
    page = get(told.house.browser("sol"), MINE).text
    id = page.split('action="/notices/devices/')[1].split("/")[0]
    for name in ("bea", "hal"):
        submit(told.house.browser(name), f"/notices/devices/{id}/forget", {}, page=MINE)
    assert "Front desk" in get(told.house.browser("sol"), MINE).text
    submit(told.house.browser("sol"), f"/notices/devices/{id}/forget", {}, page=MINE)
    assert "Front desk" not in get(told.house.browser("sol"), MINE).text


@pytest.mark.shows("morning-2")
def test_what_did_not_reach_whom_is_said_in_words_and_can_be_tried_again(told: Told) -> None:
    browser = told.laptop("sol")
    told.service.answers = [400]
    told.ask("now")
    told.send()
    bea = told.house.browser("bea")
    page = get(bea, "/notices").text
    for words in (
        "<h2>Sol</h2>",
        "A request for help, to a device",
        "The other side didn&#39;t take it.",
        "Try again",
    ):
        assert words in page
    id = page.split('action="/notices/')[1].split("/")[0]
    assert submit(told.house.browser("hal"), f"/notices/{id}/again", {}, page=MINE).status_code == 404
    assert "/again" not in get(told.house.browser("hal"), "/notices").text
    submit(bea, f"/notices/{id}/again", {}, page="/notices")
    arrived = told.send()
    assert [browser.read(one)["body"] for one in arrived if one.path in browser.endpoint] != []
    assert "/again" not in get(bea, "/notices").text


def test_what_reached_them_by_another_way_is_not_missed(told: Told) -> None:
    told.laptop("sol")
    told.laptop("sol")
    told.service.answers = [410]
    told.ask("now")
    told.send()
    assert "/again" not in get(told.house.browser("bea"), "/notices").text


def test_whom_a_concern_is_about_sees_nothing_of_its_notices(told: Told) -> None:
    told.ask("now", why=["staff_conduct"], concerns=[told.account("sol")])
    told.send()
    page = get(told.house.browser("bea"), "/notices").text
    assert "They have no laptop and no e-mail here yet." in page
    id = page.split('action="/notices/')[1].split("/")[0]
    sol = told.house.browser("sol")
    assert "/again" not in get(sol, "/notices").text
    assert submit(sol, f"/notices/{id}/again", {}, page=MINE).status_code == 404


def test_the_page_says_so_when_nothing_sends(told: Told) -> None:
    add(told, "sol", told.service.browser().to_wire())
    submit(told.house.browser("sol"), "/notices/test", {}, page=MINE)
    assert "nothing sends them" not in get(told.house.browser("sol"), "/notices").text
    told.house.clock.pass_ms(6 * MINUTE)
    assert "nothing sends them" in get(told.house.browser("sol"), "/notices").text


def test_another_centres_devices_and_choices_are_its_own(told: Told) -> None:
    told.laptop("hal", HARBOUR)
    assert "None yet." in get(told.house.browser("sol"), MINE).text
