"""Small glass, large letters, one thumb: nothing to scroll in the quick log, nothing cut off, targets large enough."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, save, sign_in
from tests.browser.walk import past_screens
from tests.server import Server

SMALL = {"width": 360, "height": 640}
TARGET = 56
EDGE = 12
SCROLLS = "(() => { const e = document.querySelector('.above'); return e.scrollHeight - e.clientHeight })()"
TARGETS = """[...document.querySelectorAll('button, a, input, textarea, summary')]
  .map(e => [e.className + ' ' + (e.dataset.code ?? e.innerText), e.getBoundingClientRect()])
  .filter(([name, box]) => box.width > 1 && !name.startsWith('unseen'))
  .map(([name, box]) => [name, Math.round(box.width), Math.round(box.height), Math.round(box.left), Math.round(innerWidth - box.right)])"""
TOO_WIDE = """[document.documentElement, ...document.querySelectorAll('.above, .dock, .bar, .tile, .button, .line, .chip')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.className + ' ' + (e.innerText ?? '').slice(0, 40))"""


@pytest.mark.shows("end-to-end-2")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_common_case_needs_no_scrolling(
    server: Server, chromium: Callable[..., Chromium], language: str
) -> None:
    phone = chromium(locale=f"{language}-CA", viewport=SMALL)
    sign_in(phone, server, "ama")
    phone.taps = 0
    phone.tap("[data-code=quick_log]")
    for screen, code in [*COMMON, ("look", "save")]:
        phone.wait(f"[data-screen={screen}]")
        if screen != "look":
            assert phone.run(SCROLLS) <= 0, screen
        tapped = f"[data-screen={screen}] [data-code={code}]"
        bottom = phone.run(f"document.querySelector({tapped!r}).getBoundingClientRect().bottom")
        assert 0 < bottom <= SMALL["height"], screen
        if screen != "look":
            phone.tap(tapped)
    save(phone)
    assert phone.taps == 7


def test_everything_that_is_tapped_is_large_enough_and_away_from_the_edge(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    small: dict[str, Any] = {}
    for name in past_screens(phone, server):
        for target, width, height, left, right in phone.run(TARGETS):
            in_text = target == " Check this phone"
            if not in_text and (min(width, height) < TARGET or min(left, right) < EDGE):
                small[f"{name}: {target}"] = (width, height, left, right)
    assert small == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_off_at_twice_the_text_size(
    server: Server, chromium: Callable[..., Chromium], language: str
) -> None:
    phone = chromium(locale=f"{language}-CA")
    phone.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"
    )
    cut = {name: wide for name in past_screens(phone, server) if (wide := phone.run(TOO_WIDE))}
    assert cut == {}
