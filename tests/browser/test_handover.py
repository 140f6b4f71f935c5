"""Shift handover: written without signal, read by the next shift, and its author sees who read it."""

from collections.abc import Callable

from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, quick_log, save, sign_in, unlock
from tests.browser.stores import type_and_keep
from tests.server import Server

MINUTE = 200  # words that are read in one
WHAT_IS_MISSING = """(() => {
  const button = document.querySelector('.dock .main:disabled');
  return document.getElementById(button.getAttribute('aria-describedby')).innerText;
})()"""
WAKE = "dispatchEvent(new Event('focus'))"


def log_with_care(phone: Chromium) -> None:
    for screen, code in COMMON[:-1]:
        phone.wait(f"[data-screen={screen}]")
        if screen == "about":
            phone.tap("[data-code=more]")
            code = "racism_discrimination"
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-screen=ended] [data-code=space_given]")
    phone.tap("[data-screen=flags] [data-code=group-threat]")
    phone.tap("[data-code=weapon_seen]")
    phone.tap(".dock .main")
    phone.wait("[data-screen=look]")
    save(phone)


def test_a_handover_is_written_without_signal_and_its_author_sees_who_read_it(
    quiet_server: Server, chromium: Callable[..., Chromium]
) -> None:
    ama, ben = chromium("ama"), chromium("ben")
    sign_in(ama, quiet_server, "ama")
    sign_in(ben, quiet_server, "ben")
    quiet_server.kill()
    quick_log(ama, [*COMMON[:-1], ("ended", "space_given")])
    save(ama)
    ama.tap("[data-code=done]")
    ama.tap("[data-code=quick_log]")
    log_with_care(ama)
    ama.tap("[data-code=done]")
    ama.taps = 0
    ama.tap("[data-screen=home] [data-code=handover]")
    ama.wait("[data-screen=handover] [data-item]")
    written = ama.text("[data-screen=handover] main")
    assert "Charging spot: Seat or space, Space for now" in written
    assert "Weapon" not in written and "Racism" not in written
    assert ama.run("document.querySelector('[data-code=save]').disabled"), "how the room is isn't guessed"
    assert ama.run(WHAT_IS_MISSING) == "First tap how the room is."
    ama.tap("[data-screen=handover] [data-code=busy]")
    ama.wait_for("!document.querySelector('.missing')")
    ama.tap("[data-item] [data-code=keep_eye]")
    type_and_keep(ama, "[data-item] input", "Sit near the plug.")
    ama.page.reload()
    unlock(ama)
    ama.wait("[data-screen=handover] [data-item] [data-code=keep_eye][aria-pressed=true]")
    ama.tap("[data-code=save]")
    ama.wait("[data-screen=handover-read] [data-state=saved]")
    assert ama.taps == 4, "open, how the room is, what to do about the one matter, save"
    ama.run("location.hash = '#/'")
    ama.wait_for(
        "document.querySelector('[data-code^=handover-]')?.innerText.includes('Saved on this phone')"
    )
    ama.tap("[data-code^=handover-]")
    quiet_server.start()
    ama.run(WAKE)
    ama.wait("[data-screen=handover-read] [data-state=safe]")
    assert "Nobody has said" in ama.text("main")

    ben.run(WAKE)
    ben.wait("[data-screen=home] [data-code^=handover-]")
    assert "Ama left a handover" in ben.text("[data-screen=home] main")
    ben.taps = 0
    ben.tap("[data-code^=handover-]")
    read = ben.text("[data-screen=handover-read] main")
    assert "Busy" in read and "Keep an eye" in read and "Sit near the plug." in read
    assert "needs care" in read or "need care" in read
    assert "weapon" not in read.lower() and "racism" not in read.lower()
    ben.tap("[data-code=read]")
    ben.wait("[data-kind=reading]")
    assert ben.taps == 2 and len(read.split()) < MINUTE
    ben.tap("[data-code=ask_back]")
    ben.type("textarea", "Which plug?")
    ben.tap("[data-screen=note] [data-code=save]")
    ben.wait("[data-screen=handover-read] [data-kind=note]")
    ben.run("location.hash = '#/'")
    ben.wait_for("document.querySelector('.all-states')?.innerText.includes('All safe')")
    assert not ben.run("document.querySelector('[data-code^=handover-]') !== null"), "read: no line on home"

    ama.run(WAKE)
    ama.wait("[data-screen=handover-read] [data-kind=reading]")
    ama.wait("[data-kind=note]")
    below = ama.text("main")
    assert "Ben read it" in below and "Which plug?" in below
    ama.run("location.hash = '#/'")
    ama.wait_for("document.querySelector('[data-screen=home] main')?.innerText.includes('Ben asks')")
