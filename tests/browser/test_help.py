"""Asking for help: one tap from anywhere, locked too; nobody has it until a human says so; who to call next."""

from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, quick_log, save, sign_in, unlock
from tests.browser.talk_hand import begin_from_home
from tests.server import Server

HELP = ".dock [data-code=help]"


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


def ask(phone: Chromium) -> None:
    """One tap; what it made stands on the card."""
    phone.taps = 0
    phone.tap(HELP)
    phone.wait("[data-screen=help] [data-ask]")
    assert phone.taps == 1


def asks_at_the_centre(server: Server) -> list[dict[str, object]]:
    sol = server.phone("sol")
    sol.sync()
    return [r["set"] for r in sol.held().values() if r["kind"] == "escalation" and r["by"] == "Ama"]


@pytest.mark.shows("ten-steps-7")
@pytest.mark.parametrize("at", range(len(COMMON)))
def test_one_tap_from_each_question_of_the_quick_log(
    server: Server, chromium: Callable[..., Chromium], at: int
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-code=quick_log]")
    for screen, code in COMMON[:at]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.wait(f"[data-screen={COMMON[at][0]}]")
    ask(phone)


@pytest.mark.shows("ten-steps-7")
def test_one_tap_from_home_a_record_and_a_step(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    save(phone)
    phone.tap("[data-code=done]")
    phone.wait("[data-screen=home]")
    ask(phone)
    phone.press("[data-ask] .quiet")
    phone.run("location.hash = '#/mine'")
    phone.tap("[data-screen=mine] .line")
    phone.wait("[data-screen=record]")
    ask(phone)
    phone.press("[data-ask] .quiet")
    phone.run("location.hash = '#/'")
    begin_from_home(phone)
    ask(phone)


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


def test_a_child_at_risk_is_the_workers_own_call_first(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-code=quick_log]")
    for screen, code in [
        ("safe", "yes"),
        ("heat", "h2"),
        ("about", "noise"),
        ("where", "main_room"),
        ("ended", "agreement"),
    ]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-screen=flags] [data-code=group-vulnerable]")
    phone.tap("[data-screen=flags] [data-code=child_safety]")
    phone.wait("[data-code=child_safety][aria-pressed=true]")
    ask(phone)
    phone.wait("[data-duty]")
    assert phone.run("document.querySelector('main section, main .card').dataset.duty !== undefined")
    assert "You call" in phone.text("[data-duty]") and "555 0150" in phone.text("[data-duty]")
    phone.wait("[data-level=within_1h], [data-level=now]")
    phone.run("history.back()")
    phone.tap("[data-screen=flags] .dock .main")
    phone.wait("[data-screen=look]")
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    sol = server.phone("sol")
    sol.sync()
    mine = {r["id"]: r for r in sol.held().values() if r["by"] == "Ama"}
    request = next(
        r
        for r in mine.values()
        if r["kind"] == "escalation" and "child_safety" in r["set"].get("why", []) and r["set"].get("about")
    )
    assert mine[request["set"]["about"]]["set"]["place"] == "main_room"


def test_the_worker_sees_who_has_it_and_what_was_answered(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    ask(phone)
    phone.wait("[data-ask=sent]")
    sol = server.phone("sol")
    sol.sync()
    request = max(
        (r for r in sol.held().values() if r["kind"] == "escalation" and r["by"] == "Ama"),
        key=lambda r: r["made"],
    )
    sol.save(sol.change("acknowledgement", "acknowledgement@1", {"said": "On my way."}, parent=request["id"]))
    sol.save(sol.change("reply", "reply@1", {"text": "Thank you for calling."}, parent=request["id"]))
    sol.sync()
    phone.wait("[data-ask=taken]")
    assert "Sol has it" in phone.text("[data-ask]")
    phone.tap("[data-code=add_more]")
    phone.wait("[data-screen=ask] [data-kind=reply]")
    assert "On my way." in phone.text(".what-next")
    assert phone.run("document.querySelectorAll('[data-later]').length") > 5
    phone.tap("[data-code=hurt]")
    phone.tap("[data-screen=ask-one] [data-code=no]")
    phone.tap("[data-screen=ask] [data-code=save]")
    phone.wait("[data-screen=ask] .state-card[data-state=safe]")
