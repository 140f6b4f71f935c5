"""Asking for help: one tap from anywhere; nobody has it until a human says so; who to call next."""

from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, quick_log, save, sign_in, wait_for_record
from tests.browser.help_hand import ask, asks_at_the_centre, choose_colleague
from tests.browser.talk_hand import begin_from_home
from tests.server import Server


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


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
    phone.press("[data-code=no_more]")
    phone.run("location.hash = '#/mine'")
    phone.tap("[data-screen=mine] .line")
    phone.wait("[data-screen=record]")
    ask(phone)
    phone.press("[data-code=no_more]")
    phone.run("location.hash = '#/'")
    begin_from_home(phone)
    ask(phone)


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
    assert phone.run("document.querySelector('[data-later=share_basis]') !== null")
    phone.tap("[data-code=hurt]")
    phone.tap("[data-screen=ask-one] [data-code=no]")
    phone.tap("[data-screen=ask] [data-code=save]")
    phone.wait("[data-screen=ask] .state-card[data-state=safe]")


@pytest.mark.shows("ten-steps-7")
def test_what_cannot_wait_stands_first_and_a_phone_that_cannot_call_shows_the_numbers(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    ask(phone)
    needs = phone.run("[...document.querySelectorAll('[data-need]')].map(e => e.dataset.need)")
    assert needs == ["hurt", "danger", "life"]
    assert phone.run("document.querySelector('[data-need=life] a').getAttribute('href')") == "tel:988"
    phone.tap("[data-code=cannot_call]")
    phone.wait(".call.shown")
    assert phone.run("document.querySelectorAll('a[href^=\"tel:\"]').length") == 0
    numbers = "[...document.querySelectorAll('.call .number')]"
    assert min(phone.run(f"{numbers}.map(e => parseFloat(getComputedStyle(e).fontSize))")) >= 28
    desk = "document.querySelector('.desk')"
    assert phone.run(f"{desk}.compareDocumentPosition(document.querySelector('.needs')) & 4")
    phone.page.reload()
    phone.wait("[data-screen=help] .call.shown")


def test_a_concern_about_a_worker_goes_to_the_second_contact_and_never_ahead_of_the_name(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-code=quick_log]")
    for screen, code in [*COMMON[:1], ("heat", "h2"), *COMMON[2:]]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-screen=flags] [data-code=group-vulnerable]")
    phone.tap("[data-screen=flags] [data-code=staff_conduct]")
    ask(phone)
    phone.wait("[data-ask=sent]")
    phone.wait("[data-next=Bea]")
    assert all("staff_conduct" not in request.get("why", []) for request in asks_at_the_centre(server))
    choose_colleague(phone, "Sol")
    phone.wait("[data-next=Bea]")
    phone.page.reload()
    phone.wait("[data-screen=help] [data-next=Bea]")
    bea = server.phone("bea")
    wait_for_record(phone, bea, lambda r: "staff_conduct" in r["set"].get("why", []))
    assert asks_at_the_centre(server) == []


def test_from_home_one_more_tap_says_that_it_is_about_a_worker_and_cuts_them_off(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    ask(phone)
    phone.wait("[data-ask=sent]")
    assert len(asks_at_the_centre(server)) == 1
    phone.tap("[data-code=about_worker]")
    phone.wait("[data-next=Bea]")
    choose_colleague(phone, "Sol")
    bea = server.phone("bea")
    wait_for_record(phone, bea, lambda r: "staff_conduct" in r["set"].get("why", []))
    assert asks_at_the_centre(server) == []
    phone.tap("[data-code=add_more]")
    phone.tap("[data-screen=ask] [data-code=why]")
    phone.wait("[data-screen=ask-one] [data-code=staff_conduct][aria-pressed=true]")


def test_a_reason_about_a_worker_is_not_saved_before_the_name(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    ask(phone)
    phone.tap("[data-code=add_more]")
    for code in ("staff_conduct", "discrimination"):
        phone.tap("[data-screen=ask] [data-code=why]")
        phone.tap(f"[data-screen=ask-one] [data-code={code}]")
        phone.tap("[data-screen=ask-one] [data-code=done]")
    phone.tap("[data-screen=ask] [data-code=save]")
    sol = server.phone("sol")
    found = wait_for_record(phone, sol, lambda r: "discrimination" in r["set"].get("why", []))
    assert "staff_conduct" not in found["why"]


def test_asked_in_a_talk_it_is_tied_to_the_log_of_that_talk(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    ask(phone)
    phone.run("history.back()")
    phone.tap("[data-screen=step-s1] [data-code=next]")
    sol = server.phone("sol")
    asked = wait_for_record(phone, sol, lambda r: r["kind"] == "escalation" and "about" in r["set"])
    wait_for_record(phone, sol, lambda r: r["kind"] == "talk" and r["parent"] == asked["about"])


def test_how_soon_follows_what_the_log_says_later_and_says_for_what(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-code=quick_log]")
    phone.tap("[data-screen=safe] [data-code=yes]")
    phone.wait("[data-screen=heat]")
    ask(phone)
    phone.wait("[data-level=this_shift]")
    phone.run("history.back()")
    for screen, code in [("heat", "h2"), *COMMON[2:]]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-screen=flags] [data-code=group-threat]")
    phone.tap("[data-screen=flags] [data-code=weapon_seen]")
    phone.tap("[data-screen=flags] .dock .main")
    phone.wait("[data-screen=look]")
    save(phone)
    sol = server.phone("sol")
    wait_for_record(phone, sol, lambda r: r["kind"] == "escalation" and r["set"].get("level") == "now")
    phone.run("location.hash = '#/help'")
    phone.wait("[data-level=now]")
    assert "weapon" in phone.text(".how-soon")
