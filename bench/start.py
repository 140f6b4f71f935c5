"""From an address to a usable quick log, first visit and offline, against the smallest page with as many inputs.

A phone that isn't open asks for a sign-in or a PIN first. What is timed is the app's share of the way: until that
screen can be used, and from the tap on "Quick log" until its first question can. What the person types, and the
stretching of the PIN (made slow on purpose), are not in it.
"""

from collections.abc import Callable

from bench.phone import FREE, SLOW_4G, Phone, a_server_and_phones, floor_page, middle
from bench.run import Row
from tests.browser.hand import sign_in, unlock
from tests.server import Server

ROUNDS = 9
GONE = {**FREE, "offline": True}
TAP = ("[data-code=quick_log]", "[data-screen=safe]")


def run() -> list[Row]:
    """Two rows; medians of nine rounds, floor and app turn by turn, each in a browser started for it."""
    with floor_page() as bare, a_server_and_phones() as (server, make):
        floor, ours = _first_visits(bare, server, make)
        first = Row("first visit, 4× CPU, Slow 4G", ours, "the smallest page", floor, 1.6)
        floor, ours = _offline_starts(bare, server, make)
        again = Row("offline by service worker, 4× CPU", ours, "the same, kept", floor, 2.0)
    return [first, again]


def _first_visits(bare: str, server: Server, make: Callable[[str], Phone]) -> tuple[float, float]:
    floor, ours = [], []
    for i in range(ROUNDS):
        phone = make(f"bare-{i}")
        phone.hold_back(SLOW_4G)
        floor.append(phone.time_to(bare, "[data-ready]"))
        phone.close()
        phone = make(f"app-{i}")
        phone.hold_back(SLOW_4G)
        shown = phone.time_to(f"{server.url}/app/", "[data-screen=sign_in] input")
        phone.hold_back(FREE, 1)
        sign_in(phone, server, "ama")
        phone.hold_back(SLOW_4G)
        ours.append(shown + phone.time_tap(*TAP))
        phone.close()
    return middle(floor), middle(ours)


def _offline_starts(bare: str, server: Server, make: Callable[[str], Phone]) -> tuple[float, float]:
    """Profiles that have both pages kept, with their servers out of reach."""
    floor, ours = [], []
    phone = make("bare-0")
    phone.goto(bare)
    phone.wait_for("navigator.serviceWorker.controller !== null")
    phone.close()
    server.kill()
    for _ in range(ROUNDS):
        phone = make("bare-0")
        phone.hold_back(GONE)
        floor.append(phone.time_to(bare, "[data-ready]"))
        phone.close()
        phone = make("app-0")
        phone.hold_back(GONE)
        shown = phone.time_to(f"{server.url}/app/", "[data-screen=locked] .key")
        phone.hold_back(GONE, 1)
        unlock(phone)
        phone.hold_back(GONE)
        ours.append(shown + phone.time_tap(*TAP))
        phone.close()
    return middle(floor), middle(ours)
