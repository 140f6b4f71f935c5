"""The word coach under a text box: soft, quiet when asked to be, never between the hand and Save."""

from collections.abc import Callable

import pytest

from tests.browser.coach_hand import leave_line, open_line, put_aside, wait_for_hints
from tests.browser.drivers import Chromium
from tests.browser.hand import quick_log, save, sign_in, unlock
from tests.browser.stores import sizes, wait_till_kept
from tests.browser.test_audits import find_violations
from tests.browser.test_budget import BUILT
from tests.server import Server

TYPE = """(async () => {
  const box = document.querySelector('textarea');
  const button = document.querySelector('.dock .main');
  const drawn = button.__e.onClick; // Preact's own list of handlers: another one each time it is drawn
  const {encrypt} = SubtleCrypto.prototype;
  const told = {drawn: typeof drawn, sealed: 0};
  SubtleCrypto.prototype.encrypt = function(...all) { told.sealed += 1; return encrypt.apply(this, all); };
  for (let i = 1; i <= 20; i += 1) {
    box.value = TEXT.slice(0, TEXT.length - 20 + i);
    box.dispatchEvent(new InputEvent('input', {bubbles: true}));
    for (let n = 0; n < 20; n += 1) await null;
  }
  told.same = button.__e.onClick === drawn;
  return told;
})()"""

DRAFT = "Heron was aggressive and always starts it."


def test_a_hint_tells_the_reason_and_another_way_and_twice_put_aside_is_quiet(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    assert not phone.run("performance.getEntriesByType('resource').some(one => one.name.includes('/coach-'))")
    open_line(phone)
    assert phone.run("document.querySelector('textarea').placeholder.split('\\n').length") == 3
    phone.page.locator("textarea").press_sequentially(DRAFT)
    wait_for_hints(phone, "E1", "E57", "E112")
    assert find_violations(phone) == []
    phone.tap("[data-code=hint-E1]")
    phone.wait("[data-hint=E1]")
    assert "Sums up a person" in phone.text("[data-hint=E1]")
    assert "stood close, shouted" in phone.text("[data-hint=E1]")
    assert find_violations(phone) == []
    phone.tap("[data-code=hint-leave]")
    wait_for_hints(phone, "E57", "E112")

    leave_line(phone)
    open_line(phone)
    wait_for_hints(phone, "E1", "E57", "E112")
    put_aside(phone, "E1")

    leave_line(phone)
    open_line(phone)
    wait_for_hints(phone, "E57", "E112")
    leave_line(phone)
    save(phone)
    phone.run("location.hash = '#/mine'")
    phone.press("[data-screen=mine] .line")
    phone.wait("[data-screen=record] .answers")
    assert DRAFT in phone.text(".answers")


def test_a_text_can_be_saved_without_the_coach(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    server.kill()
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")
    phone.run("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    [chunk] = [url for url in BUILT["precache"] if "/coach-" in url]
    assert phone.run(f"import({chunk!r}).then(() => 'there', () => 'gone')") == "gone"
    quick_log(phone)
    open_line(phone)
    phone.type("textarea", DRAFT)
    leave_line(phone)
    save(phone)


@pytest.mark.shows("ten-steps-4")
def test_a_key_draws_its_box_alone_and_the_last_one_is_kept(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    open_line(phone)
    before = sum(sizes(phone, "drafts"))
    phone.type("textarea", DRAFT)
    wait_for_hints(phone, "E1", "E57", "E112")
    text = f"{DRAFT} Then it was quiet again for a while."
    told = phone.run(TYPE.replace("TEXT", repr(text)))
    assert (told["drawn"], told["same"]) == ("function", True), "the screen was drawn at a key"
    assert told["sealed"] <= 2, "what waits for its turn is sealed once"
    phone.wait_for(f"document.querySelector('.fields .hint').innerText.includes('{200 - len(text)}')")
    wait_till_kept(phone, before + len(text))
    phone.page.reload()
    unlock(phone)
    phone.wait("textarea")
    assert phone.run("document.querySelector('textarea').value") == text
    leave_line(phone)
    assert text in phone.text("[data-screen=look] [data-code=saw]")


def test_harm_is_asked_about_in_detail_and_what_looks_private_is_asked_for(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium(locale="fr-CA")
    sign_in(phone, server, "ama")
    hot = [
        ("safe", "yes"),
        ("heat", "h2"),
        ("about", "space_seat"),
        ("where", "charging_spot"),
        ("ended", "agreement"),
    ]
    phone.tap("[data-code=quick_log]")
    for screen, code in hot:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-code=group-hurt]")
    phone.tap("[data-code=injury]")
    phone.tap(".dock .main")
    open_line(phone)
    phone.type("textarea", "C'était juste une blague. Il est au 416-555-0142.")
    wait_for_hints(phone, "F55", "phone")
    phone.tap("[data-code=hint-F55]")
    phone.wait("[data-hint=F55]")
    assert "Quel objet" in phone.text("[data-hint=F55]")
    phone.tap("[data-code=hint-phone]")
    phone.wait("[data-hint=phone]")
    assert "En a-t-on besoin" in phone.text("[data-hint=phone]")
    assert find_violations(phone) == []
