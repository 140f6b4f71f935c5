"""A handover from phone to phone without a server: codes on one glass, a real video before the other's camera."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.drivers import Chromium
from tests.browser.film import Code, camera_of, codes_on, draw, torn, write_film
from tests.browser.hand import sign_in, unlock
from tests.browser.test_audits import look_at
from tests.server import Server

HOSTILE = ["https://example.org/?steal", "<img src=x onerror=alert(1)>", "x" * 700]
OTHER_SHEET = "G1.Ab_-1234.0badcafe.0.2." + "A" * 220
NO_KEY = "GR1." + "A" * 43
FADED = 73 * 3_600_000
ROWS = """new Promise((done) => {
  const asked = indexedDB.open('ground');
  asked.onsuccess = () => {
    const keys = asked.result.transaction('private').objectStore('private').getAllKeys();
    keys.onsuccess = () => { asked.result.close(); done(keys.result.filter((key) => key.startsWith('paper'))); };
  };
})"""
STOPPED = "document.querySelector('[data-camera]') === null"

Phones = Callable[..., Chromium]


class Pair:
    """Ama has a handover to give, Ben takes it; each camera sees the film that was written last."""

    def __init__(self, server: Server, chromium: Phones, folder: Path, **looks: Any) -> None:
        self.folder = folder
        self.ama, self.ben = (
            chromium(name, *camera_of(folder / f"{name}.y4m"), **looks) for name in ("ama", "ben")
        )
        for phone, name in ((self.ama, "ama"), (self.ben, "ben")):
            sign_in(phone, server, name)
        server.kill()
        self.ama.tap("[data-screen=home] [data-code=handover]")
        self.ama.tap("[data-screen=handover] [data-code=tense]")
        self.ama.type("#helped", "Tea at the door helped.")
        self.ama.tap("[data-code=cover_wish]")
        self.ama.tap("[data-code=save]")
        self.ama.wait("[data-screen=handover-read] [data-state=saved]")
        self.ama.tap("[data-code=send]")
        self.ben.tap("[data-screen=home] [data-code=handover]")
        self.ben.tap("[data-code=receive]")
        self.asked = codes_on(self.ben, 1)

    def see(self, phone: Chromium, codes: list[Code], until: str) -> None:
        """Turns the camera on before this film, until what should come of it is on the glass."""
        write_film(self.folder / f"{'ama' if phone is self.ama else 'ben'}.y4m", codes)
        for done in (STOPPED, f"!({STOPPED}) || {until}"):
            while not phone.holds(done):  # a second touch within 300 ms counts as none
                phone.run("document.querySelector('[data-code=scan]')?.click()")  # it may go as it is touched
                phone.pause()
        phone.wait_for(until)

    def sheet(self) -> list[Code]:
        """Ama's phone has read Ben's code: all that it shows now."""
        self.see(self.ama, self.asked, "document.querySelector('canvas.code') !== null")
        count = re.findall(r"\d+", self.ama.text("[data-screen=handover-send] .hint"))[0]
        return codes_on(self.ama, int(count))


def told(word: str) -> str:
    return f"document.querySelector('main [role=status]:last-child')?.innerText.includes({word!r})"


ARRIVED = "document.querySelector('[data-screen=handover-paper] .said') !== null"


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_a_sheet_goes_from_phone_to_phone_and_is_a_paper_until_the_centre_has_it(
    quiet_server: Server, chromium: Phones, tmp_path: Path, language: str, theme: str
) -> None:
    looks = {"locale": f"{language}-CA", "color_scheme": theme, "reduced_motion": "reduce"}
    found: dict[str, Any] = {}
    pair = Pair(quiet_server, chromium, tmp_path, **looks)
    ama, ben = pair.ama, pair.ben

    def look(phone: Chromium, name: str) -> None:
        look_at(phone, f"phone to phone, {name}", f"{language}-{theme}", found)

    look(ama, "1 to show")
    look(ben, "2 to take")
    assert not ben.run("document.querySelector('video') !== null"), "no camera before it is asked for"
    codes = pair.sheet()
    assert len(codes) > 1
    look(ama, "4 codes")
    pair.see(ben, codes[1:], told(f"{len(codes) - 1} "))
    look(ben, "5 camera")
    pair.see(ben, codes, ARRIVED)
    look(ben, "6 paper")
    assert not ben.run("document.querySelector('video') !== null"), "off when it is no longer needed"
    read = ben.text("[data-screen=handover-paper] main")
    assert "Tea at the door helped." in read
    assert "Cover or debrief" not in read and "Relève" not in read, "no more than the floor may see"
    ben.run("location.hash = '#/handover'")
    ben.wait("[data-screen=handover] [data-code=paper]")
    look(ben, "7 list")
    assert found == {}

    quiet_server.start()
    ama.run("dispatchEvent(new Event('focus'))")
    ama.tap("[data-code=done]")
    ama.wait("[data-screen=handover-read] [data-state=safe]")
    ben.run("dispatchEvent(new Event('focus'))")
    ben.wait("[data-screen=handover] [data-code^=handover-]")
    ben.wait_for("document.querySelector('[data-code=paper]') === null")
    ben.wait_for(f"{ROWS}.then((rows) => rows.length === 0)")
    sol = quiet_server.phone("sol")
    sol.sync()
    assert len([one for one in sol.held().values() if one["kind"] == "handover"]) == 1, (
        "none came of the paper"
    )


def test_any_other_code_gets_a_clear_word_and_costs_nothing_and_a_paper_fades_unopened(
    quiet_server: Server, chromium: Phones, tmp_path: Path
) -> None:
    pair = Pair(quiet_server, chromium, tmp_path)
    ama, ben = pair.ama, pair.ben
    for other in draw(*HOSTILE, OTHER_SHEET, NO_KEY):
        pair.see(ama, [other], told("That is another code"))
    codes = pair.sheet()
    first, rest = codes[:1], codes[1:]
    pair.see(ben, [torn(codes[0]), *rest, *rest], told(f"{len(rest)} of {len(codes)} read"))
    for other in [*draw(*HOSTILE, OTHER_SHEET, NO_KEY), pair.asked[0]]:
        pair.see(ben, [other], told("What was read is kept"))
    pair.see(ben, first, ARRIVED)
    assert ben.run("document.querySelector('main img') === null")

    assert len(ben.run(ROWS)) == 1
    ben.page.clock.install()
    ben.page.reload()
    unlock(ben)
    ben.wait_for(ARRIVED)
    ben.page.clock.fast_forward(FADED)  # the phone locks by itself
    ben.wait("[data-screen=locked]")
    ben.wait_for(f"{ROWS}.then((rows) => rows.length === 0)")
