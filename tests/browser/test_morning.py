"""The supervisor's open page: help is seen within two seconds, one screen on a laptop, worked by keys, honest without
the server.
"""

import time
from collections.abc import Callable

import pytest

from peerpwa.demo.phone import Phone
from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in
from tests.server import Server

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
SEEN_SECONDS = 2.0
HEAD, LINE_OF_HEAD, THUMB = "document.querySelector('.top').offsetHeight", 70, 44
HEIGHT = "document.documentElement.scrollHeight"
LINE = "document.activeElement.closest('[data-line]')?.dataset.line ?? ''"


def open_morning(
    page: Chromium, server: Server, name: str = "sol", size: dict[str, int] | None = None
) -> None:
    page.page.set_viewport_size(size or LAPTOP)
    page.goto(f"{server.url}/sign-in")
    page.type("#name", name)
    page.type("#password", server.password(name))
    page.press("form.card button")
    page.wait("[data-live] [data-keys]:not([hidden])")


def ask(phone: Phone, place: str) -> str:
    change = phone.change("escalation", "escalation@1", {"place": place})
    phone.save(change)
    phone.sync(pull=False)
    assert phone.verdicts[-1]["verdict"] == "accepted"
    return str(change["id"])


@pytest.mark.shows("morning-2")
def test_help_asked_on_a_phone_is_on_the_open_page_within_two_seconds(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    """Two browsers: from the moment the worker's phone has its receipt, so when it had reached the server."""
    phone, page = chromium("phone"), chromium("page")
    sign_in(phone, server, "ben")
    open_morning(page, server)
    page.press("[data-part=today] details.answer summary")
    page.run("document.querySelector('[data-part=today] select').focus()")
    phone.run("location.hash = '#/help'")
    phone.tap("[data-screen=help] .main")
    phone.wait("[data-ask=sent]")
    begin = time.monotonic()
    page.wait("[data-part=now] [data-line^=ask-]")
    took = time.monotonic() - begin
    assert took <= SEEN_SECONDS, f"{took:.2f} s"
    assert page.page.title().startswith("(1) ")
    assert "Ben asked for help" in page.text("[data-news]")
    assert "Ben asked for help" in page.text("[data-part=now]")
    assert page.run("document.activeElement.tagName") == "SELECT"
    assert page.run("document.querySelector('[data-part=today] details.answer').open")
    page.press("[data-act=have]")
    page.wait("[data-line^=having-]")
    phone.wait_for("document.body.innerText.includes('Sol has it')")


def test_what_was_typed_and_opened_and_the_focus_outlive_what_comes_new(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page, phone = chromium("page"), server.phone("ama")
    open_morning(page, server)
    for n, words in enumerate(("a planted start", "a planted start and more")):
        if n == 0:
            page.press("[data-line^=idea-] summary")
        page.page.fill("[data-line^=idea-] input[name=text]", words)
        page.page.focus("[data-line^=idea-] input[name=text]")
        page.run("document.activeElement.setSelectionRange(2, 4)")
        id = ask(phone, "washroom" if n == 0 else "quiet_room")
        page.wait(f"[data-line=ask-{id}]")
        assert page.run("document.activeElement.value") == words
        assert page.run("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [
            2,
            4,
        ]
    idea = page.run("document.activeElement.closest('[data-line]').dataset.line.replace('idea-', '')")
    bea = server.phone("bea")
    bea.save(bea.change("reading", "reading@1", {}, parent=idea))
    bea.sync(pull=False)
    id = ask(phone, "main_room")
    page.wait(f"[data-line=ask-{id}]")
    assert page.run("document.activeElement.value") == "a planted start and more"


def test_one_screen_on_a_laptop_and_two_scrolls_on_a_phone(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    open_morning(page, server)
    assert page.run(HEIGHT) <= LAPTOP["height"]
    page.page.set_viewport_size(PHONE)
    assert page.run(HEIGHT) <= 3 * PHONE["height"]
    assert page.run("document.documentElement.scrollWidth") <= PHONE["width"]
    dock = page.run("document.querySelector('.places').getBoundingClientRect().bottom")
    assert round(dock) == PHONE["height"]
    shown = page.run(
        "[...document.querySelectorAll('.places > a, .places > button')].filter(e => e.checkVisibility()).length"
    )
    assert shown == 4
    page.press(".places .more")
    page.wait_for("document.querySelector('#more-places a').checkVisibility()")


def test_the_page_is_worked_by_keys_and_they_can_be_switched_off(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    open_morning(page, server)
    id = ask(server.phone("ama"), "washroom")
    page.wait(f"[data-line=ask-{id}]")
    press = page.page.keyboard.press
    press("?")
    page.wait("#keys[open]")
    page.page.check("[data-keys-off]")
    press("Escape")
    press("j")
    assert page.run(LINE) == ""
    page.press("[data-keys]")
    page.page.uncheck("[data-keys-off]")
    press("Escape")
    page.run("document.activeElement.blur()")
    press("j")
    assert page.run(LINE) == f"ask-{id}"
    press("j")
    press("r")
    page.wait("[data-part=owed] details.answer[open]")
    press("k")
    assert page.run(LINE) == f"ask-{id}"
    press("a")
    page.wait(f"[data-line=having-{id}]")
    press("j")
    press("Enter")
    page.wait_for("location.pathname.startsWith('/records/')")
    page.goto(f"{server.url}/morning")
    page.wait("[data-live] [data-keys]:not([hidden])")
    press("/")
    assert page.run("document.activeElement.id") == "find"
    page.page.keyboard.type("kettle/")
    assert page.run("document.activeElement.value") == "kettle/"
    page.run("document.activeElement.blur()")
    page.page.keyboard.press("?")
    page.page.check("[data-keys-off]")
    press("Escape")
    press("/")
    assert page.run("document.activeElement.id") != "find"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["sol", "bea"])
def test_words_are_looked_for_from_any_page_and_the_head_stays_one_line(
    server: Server, chromium: Callable[..., Chromium], name: str, language: str
) -> None:
    page = chromium("page", locale=f"{language}-CA")
    open_morning(page, server, name)
    assert page.run(HEAD) <= LINE_OF_HEAD
    page.goto(f"{server.url}/matters")
    assert page.run(HEAD) <= LINE_OF_HEAD
    page.type("#find", "heron")
    page.page.keyboard.press("Enter")
    page.wait(".found")
    assert page.page.url == f"{server.url}/records/find"
    assert page.run("document.querySelectorAll('[role=search]').length") == 1
    page.page.set_viewport_size(PHONE)
    page.goto(f"{server.url}/matters")
    assert page.run("document.documentElement.scrollWidth") <= PHONE["width"]
    button = page.run("document.querySelector('.seeks').getBoundingClientRect().toJSON()")
    assert min(button["width"], button["height"]) >= THUMB
    page.press(".seeks")
    page.wait_for("document.activeElement.id === 'find'")
    page.page.keyboard.type("heron")
    page.press("#seek button")
    page.wait(".found")
    page.goto(f"{server.url}/matters")
    page.page.keyboard.press("/")
    assert page.run("document.activeElement.id") == "find"


def test_without_the_server_the_page_says_since_when_it_knows_nothing(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    open_morning(page, server)
    assert not page.run("document.querySelector('[data-gone]').checkVisibility()")
    server.kill()
    page.wait_for("document.querySelector('[data-gone]').checkVisibility()")
    said = page.text("[data-gone]")
    assert said.startswith("No connection since ") and said.endswith("What you see is from then.")
    assert ":" in page.text("[data-gone] time")
    server.start()
    page.wait_for("!document.querySelector('[data-gone]').checkVisibility()")
