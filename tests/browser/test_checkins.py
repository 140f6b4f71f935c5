"""Check-ins on the phone: found, not found, not safe, without signal, by two at once, and of nobody named."""

import re
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from peerpwa.demo import ZONE
from tests.browser.asked import LOG, answer, ask, deliver, open_list
from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in, unlock
from tests.server import Server

WELL = [
    ("private", "yes"),
    ("since", "better"),
    ("safe_here", "yes"),
    ("ok_with_it", "yes"),
    ("news", "no"),
    ("flags", "none"),
]
BLAME = re.compile(r"fault|fail|miss|late\b|overdue|blame", re.IGNORECASE)


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


def account_of(server: Server, name: str) -> str:
    """The account's id, as a supervisor's phone learns it from what they wrote."""
    phone = server.phone(name)
    phone.save(phone.change("conflict", "quick_log@1", LOG))
    deliver(phone)
    return next(str(e["account"]) for e in phone.entries if e["e"] == "change")


def save(driver: Chromium) -> None:
    driver.tap("[data-screen=check_in-look] [data-code=save]")
    driver.wait("[data-screen=thanks] .state-card[data-state]")


def held(server: Server, name: str, kind: str) -> list[dict[str, Any]]:
    """Others' records of a kind, as a fresh phone of this person gets them."""
    phone = server.phone(name)
    phone.sync()
    return [row for row in phone.held().values() if row["kind"] == kind]


@pytest.mark.shows("ten-steps-7")
def test_a_check_in_takes_ten_taps_at_most_and_no_keyboard(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    asked = ask(server.phone("ama"), outcome="agreement")
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.taps = 0
    open_list(phone)
    assert "Heron" in phone.text(".due")
    phone.tap("[data-code=found]")
    answer(phone, [*WELL[:4], ("still_suits", "yes"), *WELL[4:]])
    save(phone)
    assert phone.taps <= 10
    phone.wait(".state-card[data-state=safe]")
    (saved,) = held(server, "sol", "check_in")
    assert saved["parent"] == asked.above
    told = {"reached": "reached", "private": "yes", "since": "better", "safe_here": "yes", "flags": ["none"]}
    told |= {"ok_with_it": "yes", "still_suits": "yes", "news": "no", "next": "check_again"}
    assert told.items() <= saved["set"].items()
    assert len(held(server, "sol", "follow_up")) == 2, "day 7 is asked for in the same envelope"


def test_found_and_well_closes_it_without_signal_too(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"), days=-3)
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.wait_for("document.querySelector('[data-code=due]')?.innerText.includes('1 still owed')")
    server.kill()
    open_list(phone)
    assert phone.text("[data-screen=due] h2") == "Still owed"
    phone.tap("[data-code=found]")
    answer(phone, WELL)
    phone.wait("[data-screen=check_in-look]")
    assert phone.text("[data-screen=check_in-look] [data-code=next] b") == "Close it"
    save(phone)
    assert phone.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")
    server.start()
    phone.wait(".state-card[data-state=safe]", 30)
    phone.tap("[data-code=done]")
    phone.wait("[data-screen=due] .centred")
    assert len(held(server, "sol", "check_in")) == 1
    assert len(held(server, "sol", "follow_up")) == 1


def test_not_safe_here_tells_the_supervisor_and_says_not_sent_until_it_is(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    server.kill()
    phone.tap("[data-code=found]")
    answer(phone, [(field, "no" if field == "safe_here" else code) for field, code in WELL])
    phone.wait("[data-level=this_shift]")
    assert "This also tells your supervisor" in phone.text("[data-level]")
    assert "not safe here" in phone.text("[data-level]")
    save(phone)
    assert "NOT SENT" in phone.text("[data-ask=not_sent]")
    assert phone.run("document.querySelector('[data-ask] a').getAttribute('href')") == "tel:5550142"
    server.start()
    phone.wait("[data-ask=sent]", 30)
    (check_in,) = held(server, "sol", "check_in")
    assert check_in["set"]["next"] == "supervisor"
    (request,) = [row for row in held(server, "sol", "escalation") if row["parent"] == check_in["id"]]
    assert request["set"]["level"] == "this_shift"


def test_a_flag_is_added_to_the_help_that_is_asked_for_already(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    other = server.phone("ama")
    asked = ask(other)
    request = other.change(
        "escalation", "escalation@1", {"why": ["dependent_adult"], "level": "this_shift"}, parent=asked.log
    )
    other.save(request)
    deliver(other)
    before = len(held(server, "sol", "escalation"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    phone.tap("[data-code=found]")
    answer(phone, [*WELL[:-1], ("flags", "group-fear"), ("flags", "exploitation"), ("flags", "done")])
    phone.wait("[data-level]")
    assert "Help is asked for already" in phone.text("[data-level]")
    save(phone)
    phone.wait("[data-ask=sent]")
    rows = held(server, "sol", "escalation")
    assert len(rows) == before
    assert [row["set"]["why"] for row in rows if row["id"] == request["id"]] == [
        ["dependent_adult", "exploitation"]
    ]


def test_not_found_twice_closes_it_and_blames_nobody(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    other = server.phone("ama")
    asked = ask(other, days=-1)
    yesterday = (datetime.now(ZoneInfo(ZONE)) - timedelta(days=1)).date().isoformat()
    once = {"reached": "not_found", "flags": ["none"], "next": "check_again", "next_on": yesterday}
    other.save(other.change("check_in", "check_in@1", once, parent=asked.above))
    deliver(other)
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    assert "asked once" in phone.text(".due")
    seen = phone.text("main")
    phone.taps = 0
    phone.tap("[data-code=not_today]")
    phone.tap("[data-screen=not_today] [data-code=not_found]")
    answer(phone, [("flags", "none")])
    phone.wait("[data-screen=check_in-look]")
    seen += phone.text("main")
    save(phone)
    assert phone.taps == 4
    seen += phone.text("main")
    assert "You tried, and that counts" in seen
    assert BLAME.findall(seen) == []
    phone.tap("[data-code=done]")
    phone.wait("[data-screen=due] .centred")


def test_two_workers_who_do_it_at_once_without_signal_both_stay(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    tess = account_of(server, "tess")
    asked = ask(server.phone("ama"), assigned=tess)
    phones = [chromium("ben"), chromium("luc", locale="fr-CA")]
    for phone, name in zip(phones, ("ben", "luc"), strict=True):
        sign_in(phone, server, name)
        phone.run("location.hash = '#/due'")
        phone.wait(f"[data-follow-up='{asked.follow_up}'] [data-code=take_over]")
    assert "Tess has this" in phones[0].text(".due")
    server.kill()
    for phone in phones:
        phone.tap("[data-code=take_over]")
        phone.tap("[data-code=found]")
        answer(phone, WELL)
        save(phone)
    server.start()
    for phone in phones:
        phone.wait(".state-card[data-state=safe]", 30)
        phone.tap("[data-code=done]")
    rows = held(server, "sol", "check_in")
    assert sorted(row["by"] for row in rows) == ["Ben", "Luc"]
    assert {row["parent"] for row in rows} == {asked.above}
    assert sorted(row["by"] for row in held(server, "sol", "taking")) == ["Ben", "Luc"]
    for phone in phones:
        phone.wait("[data-screen=due] .centred")


def test_a_check_in_of_nobody_named_is_on_its_authors_list_alone(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    mine = ask(server.phone("ama"), handle=None)
    named = ask(server.phone("ama"), "Cedar")
    ama, ben = chromium("ama"), chromium("ben")
    for phone, name in ((ama, "ama"), (ben, "ben")):
        sign_in(phone, server, name)
        phone.run("location.hash = '#/due'")
        phone.wait(f"[data-follow-up='{named.follow_up}']")
    line = ama.text(f"[data-follow-up='{mine.follow_up}']")
    assert "You know who" in line
    assert "Only you see this" in line
    assert not ben.run(f"""document.querySelector("[data-follow-up='{mine.follow_up}']")""")


def test_not_now_stays_on_this_phone_and_says_that_nothing_rings(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    phone.tap("[data-code=found]")
    answer(phone, [("private", "yes"), ("since", "same")])
    phone.wait("[data-screen=check_in-safe_here]")
    phone.tap("[data-code=not_now]")
    phone.tap("[data-screen=not_today] [data-code=inAnHour]")
    phone.wait("[data-screen=due] .due .kept")
    phone.page.reload()
    unlock(phone)
    phone.wait("[data-screen=due] .due .kept")
    assert "It can't ring while the app is closed" in phone.text(".kept")
    phone.tap("[data-code=found]")
    phone.wait("[data-screen=check_in-safe_here]")
    assert held(server, "sol", "check_in") == []


def test_no_private_place_offers_to_ask_later_and_asks_nothing_more_of_them(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    phone.tap("[data-code=found]")
    answer(phone, [("private", "no")])
    phone.wait("[data-screen=not_today]")
    phone.tap("[data-code=go_on]")
    answer(phone, [("news", "no"), ("flags", "none")])
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    (saved,) = held(server, "sol", "check_in")
    assert saved["set"]["next"] == "check_again"
    assert len(held(server, "sol", "follow_up")) == 2


def test_something_serious_and_new_begins_a_log_of_the_same_matter(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    phone.tap("[data-code=found]")
    answer(phone, [(field, "serious" if field == "news" else code) for field, code in WELL])
    save(phone)
    phone.tap("[data-code=log_news]")
    phone.wait("[data-screen=safe]")


def test_given_to_a_co_worker_it_is_on_their_list(server: Server, chromium: Callable[..., Chromium]) -> None:
    asked = ask(server.phone("ama"))
    ama, ben = chromium("ama"), chromium("ben")
    sign_in(ama, server, "ama")
    open_list(ama)
    ama.tap("[data-code=not_today]")
    ama.tap("[data-screen=not_today] [data-code=give]")
    ama.wait("[data-screen=give] .tile")
    ama.page.get_by_role("button", name="Ben").click()
    ama.wait_for("document.querySelector('.due .holder')?.innerText === 'Ben has this'")
    sign_in(ben, server, "ben")
    ben.run("location.hash = '#/due'")
    ben.wait(f"[data-follow-up='{asked.follow_up}'] [data-code=found]")
    assert "You have this" in ben.text(".due")


@pytest.mark.shows("ten-steps-5")
def test_two_questions_are_answered_by_the_client_alone_on_a_card_that_leads_nowhere(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    ask(server.phone("ama"))
    phone = chromium()
    sign_in(phone, server, "ama")
    open_list(phone)
    phone.tap("[data-code=found]")
    answer(phone, WELL)
    save(phone)
    phone.tap("[data-screen=thanks] [data-code=questions]")
    for field, code in (("heard", "yes"), ("same_treatment", "partly")):
        phone.tap(f"[data-screen=show] [data-code={field}-{code}]")
    phone.wait("[data-screen=show] .big")
    phone.tap("[data-code=give_back]")
    unlock(phone)
    counted: list[tuple[str, str, int]] = []
    for _ in range(200):
        with sqlite3.connect(next(server.data.glob("*.sqlite3"))) as database:
            counted = database.execute(
                "SELECT question, answer, total FROM tally ORDER BY question"
            ).fetchall()
        if counted:
            break
        phone.pause()
    assert counted == [("heard", "yes", 1), ("same_treatment", "partly", 1)]
