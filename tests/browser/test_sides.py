"""A record's page: whoever reads may swap the people's sides, and this device remembers."""

from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium
from tests.browser.test_morning import open_morning
from tests.server import Server

pytestmark = pytest.mark.shows("morning-4")
NAMES = "[...document.querySelectorAll('.parts h3')].map(one => one.innerText.trim())"
TWO = """Promise.all([...document.querySelectorAll('[data-record]')].map(async link =>
  (await (await fetch(link.href)).text()).includes('data-swap-sides') ? link.href : ''
)).then(found => found.find(href => href))"""


def test_sides_swap_and_the_device_remembers_it_for_every_record(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    open_morning(page, server)
    page.goto(f"{server.url}/records")
    record = page.run(TWO)
    page.goto(record)
    page.wait("[data-swap-sides]:not([hidden])")
    first, second = page.run(NAMES)
    page.press("[data-swap-sides]")
    assert page.run(NAMES) == [second, first]
    page.goto(record)
    page.wait("[data-swap-sides][aria-pressed=true]")
    assert page.run(NAMES) == [second, first]
    page.press("[data-swap-sides]")
    page.goto(record)
    page.wait("[data-swap-sides]:not([hidden])")
    assert page.run(NAMES) == [first, second]
    assert page.said == []
