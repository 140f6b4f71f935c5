"""Asking for help on a locked phone: it goes out at once, and waits for somebody to say whether it is theirs."""

from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import quick_log, save, sign_in, unlock, wait_for_record
from tests.browser.help_hand import ask, asks_at_the_centre, lock_and_ask
from tests.server import Server


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


@pytest.mark.shows("ten-steps-7")
def test_locked_and_without_signal_one_tap_asks_and_says_that_nobody_has_it(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    before = len(asks_at_the_centre(server))
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    server.kill()
    ask(phone)
    assert "NOT SENT" in phone.text("[data-ask=not_sent]")
    assert "555 0142" in phone.text("main")
    server.start()
    phone.wait("[data-ask=sent]")
    assert len(asks_at_the_centre(server)) == before + 1
    phone.run("location.hash = '#/'")
    unlock(phone)
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/help'")
    phone.wait("[data-ask=sent]")


def test_no_means_the_next_name_and_the_card_is_the_same_after_a_reload_and_locked(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    server.kill()
    ask(phone)
    phone.wait("[data-next='Sol, duty phone']")
    phone.tap("[data-code=reached-no]")
    phone.wait("[data-next=Bea]")
    phone.page.reload()
    phone.wait("[data-screen=help] [data-next=Bea]")
    phone.tap("[data-code=reached-yes]")
    phone.wait("[data-told=Bea]")
    phone.run("location.hash = '#/'")
    unlock(phone)
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/help'")
    phone.wait("[data-told=Bea]")
    server.start()
    phone.wait("[data-ask=sent]")
    sol = server.phone("sol")

    def told() -> list[tuple[str, str]]:
        sol.sync()
        rows = [r["set"] for r in sol.held().values() if r["kind"] == "told" and r["by"] == "Ama"]
        return sorted(
            (str(row["role"]), str(row["reached"]))
            for row in rows
            if row["role"] in ("Bea", "Sol, duty phone")
        )

    expected = [("Bea", "yes"), ("Sol, duty phone", "no")]
    for _ in range(100):
        if told() == expected:
            break
        phone.pause()
    assert told() == expected


def test_what_was_asked_locked_waits_for_mine_and_writes_nothing_by_itself(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    ask(phone)
    phone.tap("[data-code=reached-yes]")
    phone.wait("[data-ask=sent]")
    page = chromium("sol")
    page.goto(f"{server.url}/sign-in")
    page.page.get_by_role("button", name="Look as Sol").click()
    page.wait_for("document.body?.innerText.includes('Asked from a locked phone')")
    phone.run("location.hash = '#/'")
    unlock(phone)
    phone.wait_for('document.body?.innerText.includes("Waiting for you to say it\'s yours")')
    phone.run("location.hash = '#/help'")
    phone.tap("[data-locked] [data-code=mine]")
    phone.wait_for("document.querySelector('[data-locked]') === null")
    phone.tap("[data-code=add_more]")
    phone.wait("[data-screen=ask] [data-kind=told]")
    phone.wait("[data-screen=ask] .state-card[data-state=safe]")
    page.page.reload()
    page.wait_for("document.body?.innerText.includes('asked for help')")
    assert "Asked from a locked phone" not in page.run("document.body.innerText")


def test_called_off_a_locked_phone_asks_anew(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    ask(phone)
    phone.wait("[data-ask=sent]")
    phone.tap("[data-code=no_more]")
    phone.wait_for("document.querySelector('[data-ask]') === null")
    server.kill()
    phone.run("location.hash = '#/'")
    phone.wait("[data-screen=home]")
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    ask(phone)
    phone.wait("[data-ask=not_sent]")


def test_asked_locked_it_is_tied_to_what_its_author_did_just_before(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    lock_and_ask(phone)
    phone.run("location.hash = '#/'")
    unlock(phone)
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/help'")
    phone.wait("[data-locked]")
    assert "Is it yours?" in phone.text("[data-locked]") and "Charging" in phone.text("[data-locked]")
    phone.tap("[data-locked] [data-code=mine]")
    sol = server.phone("sol")
    asked = wait_for_record(phone, sol, lambda r: r["kind"] == "escalation" and "about" in r["set"])
    assert sol.held()[str(asked["about"])]["set"]["place"] == "charging_spot"


def test_said_not_to_be_theirs_it_stands_at_the_centre_and_not_on_their_phone(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    lock_and_ask(phone)
    phone.run("location.hash = '#/'")
    unlock(phone)
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/help'")
    phone.tap("[data-locked] [data-code=not_mine]")
    phone.wait_for("document.querySelector('[data-ask]') === null")
    page = chromium("sol")
    page.goto(f"{server.url}/sign-in")
    page.page.get_by_role("button", name="Look as Sol").click()
    page.wait_for("document.body?.innerText.includes('Somebody else asked.')")
    phone.run("location.hash = '#/'")
    phone.wait("[data-screen=home]")
    lock_and_ask(phone)
    assert len(asks_at_the_centre(server)) == 2
