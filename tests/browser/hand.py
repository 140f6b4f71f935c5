"""What a worker's hand does on the phone, in any engine."""

import time
from collections.abc import Callable
from typing import Any

from peerpwa.demo.phone import Phone
from tests.browser.drivers import WAIT, Driver
from tests.server import Server

PIN = "271828"
LINE = "Heron and Cedar both wanted the plug."
COMMON = [
    ("safe", "yes"),
    ("heat", "h1"),
    ("about", "space_seat"),
    ("where", "charging_spot"),
    ("ended", "agreement"),
]

ASK = {
    "saw": "Cedar pushed Heron's bag off the chair.",
    "parts": [{"who": "Heron", "part": "affected"}, {"who": "Cedar", "part": "actions_reported"}],
    "wishes": ["it_stops"],
    "wish_text": "I want Cedar to keep away.",
}


def enter_pin(driver: Driver, pin: str = PIN) -> None:
    for digit in pin:
        driver.press(f"[data-code='{digit}']")
    driver.press("[data-code='enter']")


def sign_in(driver: Driver, server: Server, name: str) -> None:
    """The demo's one tap, a PIN twice, home; and the shell is kept for later."""
    driver.goto(server.entry(name))
    for title in ("first", "second"):
        driver.wait("[data-screen=pin]")
        driver.wait_for(f"document.querySelectorAll('.keypad').length === 1 && {title!r} !== ''")
        enter_pin(driver)
        driver.wait_for(
            "document.querySelector('[data-screen=home]') || document.querySelector('h1').innerText.includes('once more') || document.querySelector('h1').innerText.includes('encore')"
        )
    driver.wait("[data-screen=home]")
    driver.wait_for("navigator.serviceWorker.controller !== null")


def unlock(driver: Driver) -> None:
    driver.wait("[data-screen=locked]")
    enter_pin(driver)
    driver.wait_for("!document.querySelector('[data-screen=locked]')")


def quick_log(driver: Driver, taps: list[tuple[str, str]] | None = None) -> None:
    """From home to look and save, one tap a question."""
    driver.tap("[data-code=quick_log]")
    for screen, code in taps or COMMON:
        driver.wait(f"[data-screen={screen}]")
        driver.tap(f"[data-screen={screen}] [data-code={code}]")
    driver.wait("[data-screen=look]")


def save(driver: Driver) -> None:
    driver.tap("[data-code=save]")
    driver.wait("[data-screen=saved] .state-card[data-state]")


def add_names_and_a_line(driver: Driver, names: list[str], line: str) -> None:
    """The two chips that need a keyboard."""
    driver.tap("[data-screen=look] [data-code=people]")
    for name in names:
        driver.type("#people", name)
        driver.press(".fields .row .button")
        driver.wait_for(
            f"[...document.querySelectorAll('.chips .chip')].some(c => c.innerText.includes({name!r}))"
        )
    driver.tap(".dock .main")
    driver.tap("[data-screen=look] [data-code=saw]")
    driver.type("textarea", line)
    driver.wait_for(f"document.querySelector('textarea')?.value === {line!r}")
    driver.tap(".dock .main")
    driver.wait("[data-screen=look]")


def states(driver: Driver) -> list[str]:
    """The states that my logs say, as their words."""
    return list(
        driver.run(
            "[...document.querySelectorAll('[data-screen=mine] [data-state]')].map(e => e.dataset.state)"
        )
    )


def ask_from_another_phone(server: Server) -> tuple[str, str]:
    """Ama asks for help about her log of Heron and Cedar: the ids of the log and of the request."""
    phone = server.phone("ama")
    phone.sync()
    changes = [entry["change"] for entry in phone.entries if entry["e"] == "change"]
    log = next(change["id"] for change in changes if "Heron" in change["set"].get("people", []))
    asked = phone.change("escalation", "escalation@1", ASK, parent=log)
    phone.save(asked)
    phone.sync()
    assert phone.verdicts[-1]["verdict"] == "accepted", phone.verdicts
    return str(log), str(asked["id"])


def wait_for_record(driver: Driver, other: Phone, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """A record as another's phone has it, once it is there as it should be."""
    end = time.monotonic() + WAIT
    while True:
        other.sync()
        found = next((record for record in other.held().values() if fits(record)), None)
        if found:
            return dict(found["set"])
        assert time.monotonic() < end, other.held()
        driver.pause()
