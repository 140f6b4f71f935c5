"""The guided talk in the worker's hand: few taps, no keyboard, nothing lost, nothing else for those who look at a card."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in, unlock, wait_for_record
from tests.browser.stores import wait_till_sent
from tests.browser.talk_hand import (
    TEXT_FIELDS,
    begin_from_home,
    end_talk,
    log_not_over,
    open_step,
    save_talk,
    tap_on,
    to_the_turn_card,
)
from tests.server import Server

JOINT = ("s3", "s5", "s7", "s8")
STEPS = ("s1", "s2", "fit", "s6", "s3", "s5", "s7", "s4", "s8", "s9", "s10")
PRESSED = "[...document.querySelectorAll('[aria-pressed=true]')].map(e => e.dataset.code).sort()"
SCREEN = "document.querySelector('[data-screen]').dataset.screen"
NUMBERS = "[...document.querySelectorAll('[data-of=OF] small')].map((one) => one.innerText)"
KILLS = 20
# Once a save is there, nothing more of a draft reaches the phone's store: as when it dies in that moment.
DIES_AFTER_A_SAVE = """
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, mode, ...more) {
  const made = begin.call(this, names, mode, ...more);
  const stores = [names].flat();
  const writes = mode === "readwrite" && sessionStorage.dies;
  if (writes && stores.includes("envelopes")) made.addEventListener("complete", () => (globalThis.died = true));
  else if (writes && globalThis.died && stores.includes("drafts")) made.abort();
  return made;
};
"""
SIX_MINUTES = 6 * 60_000


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


@pytest.mark.shows("ten-steps-7")
def test_from_not_over_yet_to_the_turn_card_takes_eight_taps(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_not_over(phone)
    phone.taps = 0
    to_the_turn_card(phone)
    assert phone.taps <= 8


@pytest.mark.shows("ten-steps-7")
def test_from_home_to_the_turn_card_takes_twelve_taps(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.taps = 0
    begin_from_home(phone)
    to_the_turn_card(phone)
    assert phone.taps <= 12


@pytest.mark.shows("ten-steps-7")
def test_no_step_has_a_keyboard_and_every_step_has_help_and_hide(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    for code in STEPS:
        open_step(phone, code)
        assert phone.run(TEXT_FIELDS) == 0, code
        assert phone.run("document.querySelector('.dock [data-code=help]') !== null"), code
        assert "Hide" in phone.text("header"), code


def test_a_talk_from_home_leaves_the_whole_record_behind(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    """Offline to the last tap; the supervisor then has the log, the talk and each part of it."""
    phone = chromium()
    sign_in(phone, server, "ama")
    server.kill()
    begin_from_home(phone)
    to_the_turn_card(phone)
    phone.tap("[data-code=swap]")
    phone.tap("[data-code=turn-done]")
    tap_on(phone, "step-s3", "turns-yes")
    open_step(phone, "s8")
    tap_on(phone, "step-s8", "idea-OP2-them")
    phone.tap("[data-code=promises]")
    for code in ("who-centre", "what-OP2", "by-today"):
        phone.tap(f"[data-screen=promises] [data-code={code}]")
    phone.wait(".promise")
    phone.tap("[data-code=done]")
    end_talk(phone, "agreement")
    phone.type("#handle-0", "Heron")
    save_talk(phone)
    server.start()
    phone.wait(".state-card[data-state=safe]")
    sol = server.phone("sol")
    sol.sync()
    made = {r["id"]: r for r in sol.held().values() if r["by"] == "Ama"}
    talk = next(r for r in made.values() if r["kind"] == "talk")
    log = made[talk["parent"]]
    assert log["set"] | {"place": "main_room", "outcome": "agreement", "people": ["Heron"]} == log["set"]
    assert talk["set"]["steps"] == ["s1", "fit", "s6", "s3", "s8"]
    assert talk["set"]["swaps"] == 1
    below = {r["kind"]: r["set"] for r in made.values() if r["parent"] == talk["id"]}
    assert below["option"] == {"idea": "OP2", "from": "them"}
    assert below["promise"]["side"] == "centre"
    assert below["fix"] == {"what": below["promise"]["what"]}
    assert "minutes" not in str(sol.entries)


def test_words_and_minutes_between_people_are_shown_to_the_author_afterwards_and_never_sent(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    to_the_turn_card(phone)
    phone.page.clock.install()
    phone.page.clock.fast_forward(90_000)
    assert "Words from each" not in phone.text("body")
    phone.tap("[data-code=swap]")
    phone.tap("[data-code=turn-done]")
    tap_on(phone, "step-s3", "turns-yes")
    open_step(phone, "s2")
    assert phone.run(NUMBERS.replace("OF", "words")) == ["0", "0"]
    end_talk(phone, "agreement")
    for i, text in enumerate(("I was here first, and he took my seat.", "It was free.")):
        phone.type(f"#handle-{i}", ("Heron", "Cedar")[i])
        phone.type(f".person-words:nth-of-type({i + 1}) textarea", text)
    save_talk(phone)
    phone.wait("[data-screen=talked] [data-of=words]")
    assert phone.run(NUMBERS.replace("OF", "words")) == ["9", "3"]
    phone.wait_for(f"{NUMBERS.replace('OF', 'minutes')}[0] !== '0'")
    assert "Heron" in phone.text(".balance") and "Only you see this." in phone.text(".balance")
    assert phone.run("document.querySelectorAll('.balance meter').length") == 4
    phone.wait(".state-card[data-state=safe]")
    sol = server.phone("sol")
    sol.sync()
    parties = [r["set"] for r in sol.held().values() if r["kind"] == "party" and r["by"] == "Ama"]
    assert {p["handle"] for p in parties} == {"Heron", "Cedar"}
    assert not [name for p in parties for name in p if name in ("minutes", "counted", "balance")]


def test_a_talk_is_not_called_safe_while_its_last_words_wait(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    to_the_turn_card(phone)
    phone.tap("[data-code=turn-done]")
    open_step(phone, "s2")
    end_talk(phone, "agreement")
    sol = server.phone("sol")
    wait_for_record(phone, sol, lambda r: r["kind"] == "talk" and r["set"].get("flags") == ["none"])
    wait_till_sent(phone)
    server.kill()
    phone.type("#handle-0", "Heron")
    save_talk(phone)
    phone.wait("[data-screen=talked] .state-card")
    assert phone.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")
    server.start()
    phone.wait(".state-card[data-state=safe]")


def test_a_flag_takes_the_joint_steps_away_at_once(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    to_the_turn_card(phone)
    phone.tap("[data-code=turn-done]")
    tap_on(phone, "step-s3", "turns-yes")
    phone.tap("header .start button")
    phone.wait("[data-screen=all-steps]")
    assert phone.run("document.querySelectorAll('.all-steps [data-code]').length") == len(STEPS)
    phone.tap("[data-code=finish]")
    phone.tap("[data-screen=end-place] [data-code=main_room]")
    phone.tap("[data-screen=end-outcome] [data-code=agreement]")
    phone.tap("[data-screen=end-flags] [data-code=group-fear]")
    tap_on(phone, "end-flags", "exploitation")
    phone.tap("header .start button")
    phone.tap("[data-screen=end-outcome] header .start button")
    phone.wait("[data-screen=all-steps]")
    left = phone.run("[...document.querySelectorAll('.all-steps [data-code]')].map(e => e.dataset.code)")
    assert left == [code for code in STEPS if code not in JOINT]
    open_step(phone, "fit")
    assert not phone.run("document.querySelector('[data-code=mode-together], [data-code=mode-shuttle]')")


@pytest.mark.shows("ten-steps-6")
def test_killed_at_twenty_moments_of_two_hours_not_a_tap_is_lost(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    chance = random.Random(20261124)
    phone = chromium()
    sign_in(phone, server, "ama")
    began = int(phone.run("Date.now()"))
    server.kill()
    begin_from_home(phone)
    address = phone.run("location.hash")
    for kill in range(KILLS):
        tap_something(phone, chance)
        before = look(phone)
        phone.kill()
        phone = chromium()
        phone.page.clock.install(time=(began + (kill + 1) * SIX_MINUTES) / 1000)
        phone.goto(f"{server.url}/app/{address}")
        unlock(phone)
        phone.wait("[data-screen^=step-], [data-screen=all-steps]")
        assert look(phone) == before, f"after kill {kill + 1}"


@pytest.mark.shows("ten-steps-7")
def test_a_phone_that_dies_between_a_save_and_its_next_tap_saves_nothing_twice(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    phone.context.add_init_script(DIES_AFTER_A_SAVE)
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    phone.run("sessionStorage.dies = 'yes'")
    phone.tap("header .start button")
    phone.wait_for("globalThis.died === true")
    phone.run("sessionStorage.removeItem('dies')")
    phone.page.reload()
    unlock(phone)
    open_step(phone, "s8")
    tap_on(phone, "step-s8", "idea-OP2-them")
    end_talk(phone, "agreement")
    save_talk(phone)
    phone.wait(".state-card[data-state=safe]")
    phone.run("location.hash = '#/mine'")
    phone.wait("[data-screen=mine] [data-state]")
    all_states = "[...document.querySelectorAll('[data-screen=mine] [data-state]')]"
    phone.wait_for(f"{all_states}.every((one) => one.dataset.state === 'safe')")


def look(phone: Chromium) -> tuple[Any, Any]:
    return phone.run(SCREEN), phone.run(PRESSED)


def tap_something(phone: Chromium, chance: random.Random) -> None:
    """Another step, or something on this one that stays chosen."""
    if chance.random() < 0.5 or phone.run(SCREEN) == "all-steps":
        open_step(phone, chance.choice([code for code in STEPS if code not in ("s10",)]))
    here = phone.run(SCREEN)
    codes = phone.run("[...document.querySelectorAll('.taps [aria-pressed]')].map(e => e.dataset.code)")
    if codes:
        tap_on(phone, here, chance.choice(codes))


@pytest.mark.shows("ten-steps-5")
@pytest.mark.parametrize("way_out", ["history.back()", "location.reload()", "location.hash = '#/mine'"])
def test_a_turned_card_leads_nowhere_but_to_the_lock(
    server: Server, chromium: Callable[..., Chromium], way_out: str
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    open_step(phone, "s6")
    tap_on(phone, "step-s6", "GR4")
    phone.tap("[data-code=show-rules]")
    phone.wait("[data-screen=show]")
    assert "No name-calling" in phone.text("main")
    phone.tap("[data-code=language]")
    phone.wait_for("document.querySelector('main').innerText.includes(\"Pas d'insultes\")")
    tapped = "[...document.querySelectorAll('button, a, summary, input')].map(e => e.dataset.code)"
    assert phone.run(tapped) == ["language", "give_back"]
    phone.run(way_out)
    phone.wait("[data-screen=locked]")
    other = phone.context.new_page()
    other.goto(f"{server.url}/app/")
    other.wait_for_selector("[data-screen=locked]")
    other.close()
    assert "name-calling" not in phone.run("document.body.innerText")


@pytest.mark.shows("ten-steps-5")
def test_the_card_given_back_locks_and_the_pin_leads_to_the_same_step(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    begin_from_home(phone)
    open_step(phone, "s6")
    tap_on(phone, "step-s6", "GR4")
    phone.tap("[data-code=show-rules]")
    phone.tap("[data-screen=show] [data-code=give_back]")
    unlock(phone)
    phone.wait("[data-screen=step-s6]")
    assert "GR4" in phone.run(PRESSED)


def test_untouched_for_two_minutes_a_curtain_falls_and_the_turn_card_goes_on(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.page.clock.install()
    begin_from_home(phone)
    to_the_turn_card(phone)
    phone.page.clock.fast_forward("02:10")
    phone.tap("[data-screen=turn] [data-code=swap]")
    phone.wait_for("document.querySelector('h1').innerText.includes('B')")
    phone.page.clock.fast_forward("02:10")
    phone.tap("[data-code=turn-done]")
    unlock(phone)
    phone.wait("[data-screen=turn]")
    phone.tap("[data-code=turn-done]")
    tap_on(phone, "step-s3", "turns-yes")
    phone.page.clock.fast_forward("02:10")
    phone.wait("[data-screen=curtain]")
    assert phone.run(PRESSED) == []
    phone.tap("[data-code=open]")
    unlock(phone)
    tap_on(phone, "step-s3", "turns-yes")
