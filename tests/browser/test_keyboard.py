"""Without a touch: where the focus goes, and a quick log by the keyboard alone."""

from collections.abc import Callable

from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, quick_log, sign_in
from tests.server import Server

MOST_TABS = 40
OPEN_AND_LOOK = """new Promise((done) => {
  new MutationObserver((_, seen) => {
    if (!document.querySelector('#people')) return;
    seen.disconnect();
    done(document.activeElement.tagName);
  }).observe(document, {childList: true, subtree: true});
  document.querySelector('[data-code=people]').click();
})"""


def test_a_new_screens_title_has_the_focus_before_anybody_can_type(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    """Taken a moment later, it would be taken from a field in which somebody types already."""
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    assert phone.run(OPEN_AND_LOOK) == "H1"
    phone.page.locator("#people").press_sequentially("Heron")
    phone.page.keyboard.press("Enter")
    phone.wait_for(
        "[...document.querySelectorAll('.chips .chip')].some(c => c.innerText.includes('Heron ×'))"
    )


def test_a_quick_log_needs_no_touch(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    press(phone, "quick_log")
    for screen, code in [*COMMON, ("look", "save")]:
        phone.wait(f"[data-screen={screen}]")
        press(phone, code)
    phone.wait("[data-screen=saved] .state-card[data-state]")


def press(phone: Chromium, code: str) -> None:
    """Tab until the focus is on it, then Enter."""
    for _ in range(MOST_TABS):
        if phone.run("document.activeElement.dataset.code") == code:
            phone.page.keyboard.press("Enter")
            return
        phone.page.keyboard.press("Tab")
    raise AssertionError(f"no way to {code} by the keyboard")
