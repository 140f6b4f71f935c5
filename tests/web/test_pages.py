"""Signing in to the pages, the headers of every answer, errors as pages."""

import gzip

import pytest
from flask.testing import FlaskClient

from peerpwa.accounts.pages import IDLE_MS, LONGEST_MS
from peerpwa.web.headers import CAMERA, HEADERS
from tests.centre import PASSWORD, Installation, get, submit

PATHS = ["/", "/sign-in", "/app/", "/app/anything/here", "/check", "/nowhere", "/records", "/week", "/morning", "/fixes", "/huddle",
         "/head", "/morning/parts", "/api/openapi.json",
         "/app/sw.js", "/app/manifest.webmanifest", "/static/icons/icon.svg"]  # fmt: skip
MAY_SCAN = {("Permissions-Policy", path) for path in ("/app/", "/app/anything/here", "/check")}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers(house: Installation, path: str) -> None:
    answer = get(house.browser(), path)
    assert answer.status_code < 500
    for name, value in HEADERS.items():
        assert answer.headers[name] == (CAMERA if (name, path) in MAY_SCAN else value)
    answer.close()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_real_installation_asks_for_https_for_a_year(house: Installation) -> None:
    name = "Strict-Transport-Security"
    for path in ("/sign-in", "/nowhere", "/api/openapi.json"):
        assert get(house.browser(), path).headers[name] == "max-age=31536000; includeSubDomains"
    assert name not in house.browser().get("/sign-in", base_url="http://localhost").headers
    house.app.config["DEMO"] = True
    assert name not in get(house.browser(), "/sign-in").headers


def test_the_apps_answers_come_packed_and_pages_do_not(house: Installation) -> None:
    """A page holds a form's token beside what a visitor sent: its length must not tell of it."""
    packed = {"Accept-Encoding": "gzip"}
    shell = get(house.browser(), "/app/", headers=packed)
    assert shell.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(shell.data) == get(house.browser(), "/app/").data
    assert "Accept-Encoding" in shell.headers["Vary"]
    assert get(house.browser(), "/app/sw.js", headers=packed).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in get(house.browser(), "/sign-in", headers=packed).headers


def test_no_page_has_inline_script_or_style(house: Installation) -> None:
    house.log(house.phone("ama"))
    browser = house.browser("sol")
    for path in ("/records", "/week", "/morning", "/fixes", "/huddle", "/sign-in", "/app/"):
        page = get(browser, path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_an_unknown_address_is_a_page_with_a_way_back(house: Installation) -> None:
    answer = get(house.browser(), "/nowhere", headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    assert "Cette page n&#39;existe pas." in answer.text
    assert 'href="/"' in answer.text


def test_the_cookie_is_named_by_the_installation_and_safe(house: Installation) -> None:
    browser = house.browser()
    cookie = get(browser, "/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-ground-")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie


def test_a_supervisor_lands_on_the_morning_a_worker_is_told_where_to_go(house: Installation) -> None:
    assert get(house.browser("sol"), "/").headers["Location"] == "/morning"
    worker = house.browser("ama")
    assert "Your work is in the phone app" in get(worker, "/").text
    assert get(worker, "/records").status_code == 403


def test_nobody_else_sees_the_records(house: Installation) -> None:
    assert "/sign-in" in get(house.browser(), "/records").headers["Location"]
    for name in ("mira", "ada"):
        assert get(house.browser(name), "/records").status_code == (404 if name == "mira" else 403)


def test_a_wrong_password_says_so_and_keeps_the_name(house: Installation) -> None:
    answer = submit(house.browser(), "/sign-in", {"name": "sol", "password": "wrong"})
    assert answer.status_code == 401
    assert "fit. Try again." in answer.text
    assert 'value="sol"' in answer.text


def test_a_sign_in_ends_after_half_an_hour_idle_and_after_twelve(house: Installation) -> None:
    browser = house.browser("sol")
    house.clock.pass_ms(IDLE_MS - 1)
    assert get(browser, "/records").status_code == 200
    house.clock.pass_ms(IDLE_MS)
    assert get(browser, "/records").status_code == 302
    again = house.browser("sol")
    for _ in range(LONGEST_MS // (IDLE_MS - 1) + 1):
        house.clock.pass_ms(IDLE_MS - 1)
        last = get(again, "/records").status_code
    assert last == 302


def test_signing_out_ends_the_token_wherever_it_was_copied_to(house: Installation) -> None:
    browser, copied = house.browser("sol"), house.browser()
    for cookie in browser._cookies.values():
        copied.set_cookie(cookie.key, cookie.value, domain="localhost", secure=True)
    assert get(copied, "/records").status_code == 200
    submit(browser, "/sign-out", {}, page="/records")
    assert get(copied, "/records").status_code == 302


def test_a_form_without_its_token_does_nothing(house: Installation) -> None:
    browser = house.browser()
    data = {"name": "sol", "password": PASSWORD}
    answer = browser.post("/sign-in", data=data, base_url="https://localhost")
    assert answer.status_code == 400
    assert "lay open too long" in answer.text
    assert get(browser, "/records").status_code == 302


def test_guessing_at_the_pages_is_slowed(house: Installation) -> None:
    browser = house.browser()
    codes = [submit(browser, "/sign-in", {"name": "sol", "password": "wrong"}).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]


def ask(browser: FlaskClient, peer: str, named: str | None = None) -> int:
    headers = {"X-Forwarded-For": named} if named else {}
    return get(browser, "/calendar/x.ics", environ_base={"REMOTE_ADDR": peer}, headers=headers).status_code


def test_one_source_behind_the_proxy_slows_no_other(house: Installation) -> None:
    """The proxy on this machine is believed whom it asks for, the last that it names; anybody else is not."""
    browser = house.browser()
    codes = {
        named: [ask(browser, "127.0.0.1", named) for _ in range(61)] for named in ("192.0.2.1", "192.0.2.2")
    }
    assert [set(found[:60]) for found in codes.values()] == [{404}, {404}]
    assert [found[60] for found in codes.values()] == [429, 429]
    assert ask(browser, "127.0.0.1", "192.0.2.3, 192.0.2.1") == 429
    assert ask(browser, "127.0.0.1", "192.0.2.1, 192.0.2.3") == 404
    assert [ask(browser, "198.51.100.7", f"192.0.2.{n}") for n in range(10, 71)][-1] == 429


def test_a_surprise_is_a_page_without_a_trace_and_the_log_holds_no_word_of_it(
    house: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise LookupError("a planted sentence about " + "her on".title().replace(" ", ""))

    house.app.view_functions["pages.sign_in"] = broken
    answer = get(house.browser(), "/sign-in")
    assert answer.status_code == 500
    assert "What you saved is kept" in answer.text
    assert "HerOn" not in answer.text
    assert "HerOn" not in caplog.text
    assert "LookupError" in caplog.text
