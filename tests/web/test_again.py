"""A sign-in that ended while somebody typed: what they sent comes back to them, to nobody else, and goes through."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from peerpwa.accounts.pages import IDLE_MS
from tests.centre import PASSWORD, Installation, get, submit, token_of

WORDS = "Thank you, I will move the plug."


@pytest.fixture
def log(house: Installation) -> str:
    return house.log(house.phone("ama"))


def leave(house: Installation, browser: FlaskClient, log: str, site: str = "same-origin") -> TestResponse:
    token = token_of(get(browser, f"/records/{log}").text)
    house.clock.pass_ms(IDLE_MS)
    return post(browser, f"/records/{log}/read", {"csrf_token": token, "text": WORDS}, site)


def post(browser: FlaskClient, path: str, fields: dict[str, str], site: str = "same-origin") -> TestResponse:
    headers = {"Sec-Fetch-Site": site}
    return browser.post(path, data=fields, base_url="https://localhost", headers=headers)


def fields_of(page: TestResponse) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text.split("<main")[1])
    return {name: unescape(value) for name, value in found}


@pytest.mark.shows("morning-5")
def test_what_was_typed_waits_for_the_sign_in_and_goes_through_then(house: Installation, log: str) -> None:
    browser = house.browser("sol")
    left = leave(house, browser, log)
    assert left.status_code == 401
    assert "what you sent is still here" in left.text
    wrong = post(browser, "/sign-in", fields_of(left) | {"name": "sol", "password": "wrong"})
    assert wrong.status_code == 401
    back = post(browser, "/sign-in", fields_of(wrong) | {"name": "sol", "password": PASSWORD})
    assert WORDS in back.text.split("<blockquote")[1]
    assert get(browser, f"/records/{log}").text.count(WORDS) == 0
    assert f'<form method="post" action="/records/{log}/read">' in back.text
    assert post(browser, f"/records/{log}/read", fields_of(back)).status_code == 302
    assert WORDS in get(browser, f"/records/{log}").text


def test_nobody_else_gets_it(house: Installation, log: str) -> None:
    browser = house.browser("sol")
    left = leave(house, browser, log)
    other = post(browser, "/sign-in", fields_of(left) | {"name": "bea", "password": PASSWORD})
    assert other.status_code == 302
    assert WORDS not in other.text


def test_after_signing_out_nothing_is_kept(house: Installation, log: str) -> None:
    browser = house.browser("sol")
    submit(browser, "/sign-out", {}, page="/records")
    answer = post(browser, f"/records/{log}/read", {"text": WORDS})
    assert answer.status_code == 302 and "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_of_another_page_is_not_kept(house: Installation, log: str, site: str) -> None:
    answer = leave(house, house.browser("sol"), log, site)
    assert answer.status_code == 302


def test_what_we_did_not_pack_is_not_sent(house: Installation) -> None:
    browser = house.browser()
    fields = {"name": "sol", "password": PASSWORD, "again": '["x","/records",[["text","y"]]].AAAA'}
    assert submit(browser, "/sign-in", fields).headers["Location"] == "/"


def test_a_password_is_never_kept(house: Installation) -> None:
    browser = house.browser("bea")
    token = token_of(get(browser, "/reports/exports").text)
    house.clock.pass_ms(IDLE_MS)
    given = {"csrf_token": token, "format": "csv", "reason": WORDS, "password": PASSWORD}
    left = post(browser, "/reports/exports", given)
    assert left.status_code == 401
    assert PASSWORD not in left.text and PASSWORD not in str(fields_of(left))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/records?place=main_room", "/records?place=main_room"),
        ("/week", "/week"),
        ("//elsewhere.example/week", "/"),
        ("https://elsewhere.example/week", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/nowhere", "/"),
        ("", "/"),
    ],
)
def test_a_sign_in_goes_on_to_the_page_that_was_asked_for(
    house: Installation, asked: str, shown: str
) -> None:
    browser = house.browser()
    at = browser.get("/sign-in", query_string={"next": asked}, base_url="https://localhost")
    to = unescape(re.search(r'<form method="post" action="([^"]*)" class="card"', at.text)[1])  # type: ignore[index]
    fields = {"csrf_token": token_of(at.text), "name": "sol", "password": PASSWORD}
    assert post(browser, to, fields).headers["Location"] == shown


def test_a_page_that_needs_a_sign_in_is_where_it_leads(house: Installation) -> None:
    asked = get(house.browser(), "/records?place=main_room").headers["Location"]
    assert asked == "/sign-in?next=/records?place%3Dmain_room"


def test_a_link_in_an_e_mail_finds_whoever_is_signed_in(house: Installation) -> None:
    """The cookie is Strict: a link on another site comes without it, so one step on the page asks once more."""
    from_mail = {"Sec-Fetch-Site": "cross-site"}
    for path in ("/", "/week?until=2026-11-01"):
        answer = get(house.browser(), path, headers=from_mail)
        assert answer.status_code == 200
        assert f'<meta http-equiv="refresh" content="0; url={path}">' in answer.text
    assert get(house.browser("sol"), "/week", headers=from_mail).status_code == 200
    assert get(house.browser(), "/week").status_code == 302
