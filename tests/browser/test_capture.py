"""The main job, in real browsers, with the server's process gone: from a phone without signal to the supervisor."""

import json
from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium, Driver
from tests.browser.hand import LINE, add_names_and_a_line, enter_pin, quick_log, save, sign_in, states, unlock
from tests.server import Server

HIDDEN = ["Linden", "planted words", "weapon_seen"]


def log_offline_and_on(driver: Driver, server: Server) -> None:
    """Two logs with the server gone, the first in seven taps and no typing."""
    server.kill()
    driver.goto(f"{server.url}/app/")
    unlock(driver)
    driver.wait("[data-screen=home]")
    driver.taps = 0
    quick_log(driver)
    save(driver)
    assert driver.taps == 7
    assert driver.run("document.querySelectorAll('input, textarea').length") == 0
    assert driver.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")
    driver.tap("[data-code=done]")
    quick_log(driver)
    add_names_and_a_line(driver, ["Heron", "Cedar"], LINE)
    save(driver)
    assert driver.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")


def show_both_safe(driver: Driver, server: Server) -> None:
    """The server comes back: nobody touches the phone, and within five seconds both are safe."""
    driver.run("location.hash = '#/mine'")
    driver.wait("[data-screen=mine]")
    server.start()
    driver.wait_for(
        "[...document.querySelectorAll('[data-screen=mine] [data-state]')].filter(e => e.dataset.state === 'safe').length >= 4",
        5,
    )


def check_what_others_get(server: Server) -> None:
    """The supervisor everything, a colleague the floor's part, another centre nothing."""
    sol, ben, nia = server.phone("sol"), server.phone("ben"), server.phone("nia")
    for phone in (sol, ben, nia):
        phone.sync()
    logs = [
        r for r in sol.held().values() if r["kind"] == "conflict" and r["set"].get("place") == "charging_spot"
    ]
    lined = [r for r in logs if r["set"].get("saw") == LINE]
    assert len(logs) == 3, "two new ones and the demo's own: each stored once"
    assert [r["set"]["people"] for r in lined] == [["Heron", "Cedar"]]
    floor = ben.held()[lined[0]["id"]]["set"]
    assert set(floor) == {
        "safe_now",
        "heat",
        "types",
        "place",
        "outcome",
        "happened_at",
        "checkin_wish",
        "tell_next",
        "people",
    }
    assert LINE not in json.dumps(ben.entries)
    assert not [e for e in nia.entries if e["e"] == "record" and e["kind"] != "setting"]


@pytest.mark.shows("end-to-end-2")
def test_chromium_from_no_signal_over_a_kill_to_the_supervisors_list(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_offline_and_on(phone, server)
    phone.kill()

    phone = chromium()
    phone.goto(f"{server.url}/app/#/mine")
    unlock(phone)
    phone.wait("[data-screen=mine]")
    assert states(phone)[:2] == ["saved", "saved"]
    show_both_safe(phone, server)
    check_what_others_get(server)

    page = chromium("sol")
    page.goto(f"{server.url}/sign-in")
    page.page.get_by_role("button", name="Look as Sol").click()
    page.wait("[data-live]")
    page.press(".places a[href='/records']")
    page.wait("[data-record]")
    assert page.run("document.querySelectorAll('[data-record]').length") == 10
    page.press("[data-record]")
    page.wait(".answers")
    assert "Charging spot" in page.text(".answers")


@pytest.mark.shows("end-to-end-2")
def test_the_same_path_in_another_engine(server: Server, engine: Driver) -> None:
    sign_in(engine, server, "ama")
    log_offline_and_on(engine, server)
    show_both_safe(engine, server)
    check_what_others_get(server)


@pytest.mark.shows("end-to-end-3")
def test_with_a_stop_flag_a_colleagues_phone_shows_the_care_line_and_got_no_hidden_word(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ama, ben = chromium("ama"), chromium("ben")
    received = listen(ben)
    sign_in(ama, server, "ama")
    sign_in(ben, server, "ben")
    ama.tap("[data-code=quick_log]")
    for screen, code in (
        ("safe", "yes"),
        ("heat", "h3"),
        ("about", "noise"),
        ("where", "washroom"),
        ("ended", "space_given"),
    ):
        ama.wait(f"[data-screen={screen}]")
        ama.tap(f"[data-screen={screen}] [data-code={code}]")
    ama.wait("[data-screen=flags]")
    ama.tap("[data-code=group-threat]")
    ama.tap("[data-code=weapon_seen]")
    ama.tap(".dock .main")
    add_names_and_a_line(ama, ["Linden"], "Some planted words.")
    save(ama)
    ama.wait(".state-card[data-state=safe]")
    ben.wait_for("document.body.innerText.includes('Two workers at Washroom.')", 70)
    assert "Needs care, see supervisor" in ben.text("main")
    assert any("Two workers at Washroom" in text for text in received)
    for words in HIDDEN:
        assert not [text for text in received if words in text]
        assert words not in ben.run("document.body.innerText")


@pytest.mark.shows("end-to-end-2")
def test_a_common_case_with_flags_takes_eight_taps(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.taps = 0
    quick_log(
        phone,
        [
            ("safe", "yes"),
            ("heat", "h2"),
            ("about", "noise"),
            ("where", "main_room"),
            ("ended", "agreement"),
            ("flags", "none"),
        ],
    )
    save(phone)
    assert phone.taps == 8


def test_a_wrong_pin_opens_nothing_and_waits_grow(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    assert "Charging" not in phone.run("document.body.innerText")
    for _ in range(5):
        enter_pin(phone, "999111")
        phone.wait(".fault")
        phone.wait_for("document.querySelector('.dots').innerText === '–'")
    assert "Too many tries" in phone.text(".fault")
    enter_pin(phone)
    phone.wait_for("document.querySelector('.fault')?.innerText.includes('Too many tries')")


def listen(phone: Chromium) -> list[str]:
    """The text of every answer of the API that this phone gets from here on."""
    texts: list[str] = []
    phone.page.on("response", lambda got: texts.append(got.text()) if "/api/" in got.url else None)
    return texts
