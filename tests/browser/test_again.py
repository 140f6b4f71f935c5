"""A sign-in that ended while a supervisor wrote, and a link from a mail that is read in the browser, in a real one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from peerpwa.config import DATABASE
from tests.browser.drivers import Chromium
from tests.server import Server

WORDS = "A second kettle for the kitchen"


def look_as_sol(page: Chromium) -> None:
    page.wait("#name")
    page.press("form:has([value=sol]) button")


def leave_for_an_hour(server: Server) -> None:
    """To the server everybody was last seen long ago."""
    with closing(sqlite3.connect(server.data / DATABASE)) as connection, connection:
        assert connection.execute("UPDATE page_session SET seen = seen - 3600000").rowcount > 0


@pytest.mark.shows("morning-5")
def test_what_was_typed_comes_back_after_the_sign_in(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    page.goto(f"{server.url}/fixes")
    look_as_sol(page)
    page.wait("[name=what]")
    leave_for_an_hour(server)
    page.type("[name=what]", WORDS)
    page.press("form:has([name=what]) button")
    look_as_sol(page)
    page.wait("blockquote")
    assert page.text("blockquote") == WORDS
    page.press("main button.main")
    page.wait(".said")
    assert page.run("location.pathname") == "/fixes"
    assert WORDS in page.text("main")


def test_a_link_on_another_site_finds_whoever_is_signed_in(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    page.goto(f"{server.url}/week")
    look_as_sol(page)
    page.wait_for("location.pathname === '/week'")
    page.goto(f"data:text/html,<a href='{server.url}/duty'>Open</a>")
    page.press("a")
    page.wait_for("location.pathname === '/duty' && document.querySelector('h1')")
    assert page.run("document.querySelector('#name') === null"), "the sign-in held"
