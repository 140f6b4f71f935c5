"""A walk past every screen of the phone and every page: for audits, and for eyes (`PEERPWA_SHOTS=FOLDER`)."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.browser.asked import answer, ask, deliver, open_list
from tests.browser.drivers import Chromium
from tests.browser.hand import (
    COMMON,
    LINE,
    add_names_and_a_line,
    ask_from_another_phone,
    enter_pin,
    quick_log,
    save,
)
from tests.browser.walk_talk import TALK, through_a_talk
from tests.server import ROOT, Server

FORM = json.loads((ROOT / "peerpwa" / "practice" / "forms" / "quick_log@1.json").read_text("utf-8"))
CHECK_IN = json.loads((ROOT / "peerpwa" / "practice" / "forms" / "check_in@1.json").read_text("utf-8"))
SCREENS = {
    *TALK,
    "sign_in", "pin", "home", "look", "saved", "record", "mine", "settings", "check", "help", "locked", "unsupported",
    "is_it_real", "not_in_practice",
    "handover", "handover-read", "handover-receive", "handover-send",
    "not_now", "pass_on", "view", "note", "for_me", "seen", "take_out", "thread", "person", "helps", "card", "referral",
    *(screen["id"] for screen in FORM["screens"]), *FORM["chips"],
    "due", "not_today", "give", "thanks", "plan_check_in",
    *(f"check_in-{screen['id']}" for screen in CHECK_IN["screens"] if screen["id"] != "reached"),
    *(f"check_in-{name}" for name in (*CHECK_IN["chips"], "look", "next", "next_on", "gone")),
}  # fmt: skip

READING = "**/api/sync"


def past_screens(phone: Chromium, server: Server) -> Iterator[str]:
    """Stops at each screen and says its name; some come twice, in another state."""
    yield from _before_home(phone, server)
    yield from _through_a_log(phone)
    yield from through_a_talk(phone)
    yield from _for_the_worker(phone)
    yield from _past_a_matter(phone)
    yield from _past_people(phone)
    yield from _past_a_handover(phone, server)
    yield from _past_cards(phone, server)
    yield from _around(phone, server)


def _past_practice(phone: Chromium) -> Iterator[str]:
    phone.run("location.hash = '#/settings'")
    phone.wait("[data-screen=settings]")
    yield "settings"
    phone.press("[data-code=practise]")
    phone.wait("[data-screen=home] [data-code=practise_stop]")
    yield "home, practising"
    phone.press("[data-code=help]")
    phone.wait("[data-screen=is_it_real]")
    yield "is it real"
    phone.run("location.hash = '#/handover/receive'")
    phone.wait("[data-screen=not_in_practice]")
    yield "not in practice"
    phone.press("[data-code=practise_stop]")
    phone.wait("[data-screen=home]:not(:has([data-code=practise_stop]))")


def _before_home(phone: Chromium, server: Server) -> Iterator[str]:
    phone.goto(f"{server.url}/app/")
    phone.wait("[data-screen=sign_in]")
    yield "sign_in"
    phone.type("#name", "ama")
    phone.type("#password", "not this one at all")
    phone.press(".dock .main")
    phone.wait(".fault")
    yield "sign_in, refused"
    phone.type("#password", server.password("ama"))
    phone.page.keyboard.press("Enter")
    phone.wait("[data-screen=pin]")
    yield "pin"
    title = phone.text("h1")
    enter_pin(phone)
    phone.wait_for(f"document.querySelector('h1').innerText !== {title!r}")
    phone.context.route(READING, lambda asked: asked.abort())  # a phone before any record
    enter_pin(phone)
    phone.wait("[data-screen=home]")
    phone.run("location.hash = '#/due'")
    phone.wait("[data-screen=due] .centred")
    yield "due, nobody"
    phone.context.unroute(READING)
    phone.run("location.hash = '#/'")
    phone.run("dispatchEvent(new Event('online'))")
    phone.wait("[data-screen=home] .line.room")
    yield "home"


def _through_a_log(phone: Chromium) -> Iterator[str]:
    phone.tap("[data-code=quick_log]")
    for screen, code in COMMON:
        phone.wait(f"[data-screen={screen}]")
        if screen != "about":
            yield screen
            phone.tap(f"[data-screen={screen}] [data-code={code}]")
            continue
        phone.tap("[data-code=more]")
        yield "about"
        phone.tap("[data-screen=about] [data-code=racism_discrimination]")
    phone.wait("[data-screen=flags]")
    phone.tap("[data-code=group-threat]")
    phone.tap("[data-code=weapon_seen]")
    yield "flags"
    phone.tap(".dock .main")
    for chip in FORM["chips"]:
        if chip == "flags":
            continue
        phone.tap(f"[data-screen=look] [data-code={chip}]")
        phone.wait(f"[data-screen={chip}]")
        if chip == "people":
            phone.type("#people", "Linden")
            phone.press(".fields .row .button")
            phone.wait(".chips .chip")
        if chip == "saw":
            phone.type("textarea", LINE)
        yield f"chip {chip}"
        phone.tap(".dock .main")
    phone.wait("[data-screen=look]")
    yield "look"
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    yield "saved"
    phone.press("[data-code=done]")
    quick_log(phone)
    yield "look, common"
    phone.press("[data-code=save]")
    phone.wait(".state-card[data-state=safe]")
    yield "saved, common"


def _for_the_worker(phone: Chromium) -> Iterator[str]:
    phone.run("location.hash = '#/'")
    quick_log(phone)
    phone.run("document.querySelector('[data-screen=look] .dock .row').lastElementChild.click()")
    phone.wait("[data-screen=not_now]")
    yield "not now"
    phone.tap("[data-code=pass_on]")
    phone.wait("[data-screen=pass_on]")
    yield "pass_on"
    phone.run("history.back()")
    phone.tap("[data-screen=not_now] [data-code=shiftEnd]")
    phone.wait("[data-screen=home]")
    yield "home, put off"
    phone.page.locator(".line.room", has_text="09:15").last.click()
    phone.tap("[data-code=saw_too]")
    phone.wait("[data-screen=view]")
    yield "view"
    phone.run("location.hash = '#/mine'")
    phone.wait_for("document.querySelectorAll('[data-screen=mine] > main > .lines .line').length > 2")
    phone.page.locator("[data-screen=mine] > main > .lines .line").nth(2).click()
    for code in ("addendum", "for_me", "take_out"):
        phone.wait(f"[data-screen=record] [data-code={code}]")
        phone.run(f"document.querySelector('[data-screen=record] [data-code={code}]').click()")
        phone.wait("[data-screen]:not([data-screen=record])")
        if code == "take_out":
            phone.tap("[data-screen=take_out] [data-code=people]")
        yield f"own log, {code}"
        phone.run("history.back()")
        phone.wait("[data-screen=record]")
    phone.run("location.hash = '#/seen'")
    phone.press("[data-form=quick_log] summary")
    yield "seen"


def _past_a_matter(phone: Chromium) -> Iterator[str]:
    phone.run("location.hash = '#/'")
    quick_log(phone)
    add_names_and_a_line(phone, ["Heron", "Cedar"], LINE)
    save(phone)
    phone.wait("[data-matter=offered]")
    yield "saved, same matter"
    phone.tap("[data-code=same_yes]")
    phone.wait("[data-matter=confirmed]")
    yield "saved, linked"
    phone.tap("[data-code=plan_check_in]")
    phone.wait("[data-screen=plan_check_in]")
    yield "plan_check_in"
    phone.press("[data-who=Heron] .chip")
    phone.wait("[data-who=Heron] [data-code=how-phone]")
    phone.press("[data-who=Cedar] [data-code=due-declined]")
    phone.wait("[data-who=Cedar] [aria-pressed=true]")
    yield "plan_check_in, planned"
    phone.tap("[data-screen=plan_check_in] [data-code=done]")
    phone.wait("[data-screen=saved]")
    yield "saved, planned"
    phone.tap("[data-code=thread]")
    phone.wait("[data-screen=thread]")
    yield "thread"


def _past_people(phone: Chromium) -> Iterator[str]:
    phone.run("location.hash = '#/'")
    quick_log(phone)
    phone.tap("[data-screen=look] [data-code=people]")
    phone.type("#people", "Cedars")
    phone.wait("[data-code=known-Cedar]")
    yield "a name that is here"
    phone.run("location.hash = '#/people'")
    phone.wait("[data-screen=people] .lines .line")
    phone.type("#search", "he")
    phone.wait("[data-code=person-Heron]")
    yield "people, search"
    phone.tap("[data-code=person-Heron]")
    phone.tap("[data-code=write]")
    phone.type("#line-0", "Tea first, then talk.")
    yield "what helps, written"
    phone.tap("[data-code=share_yes]")
    phone.wait("[data-card]")
    yield "what helps"


def _past_a_handover(phone: Chromium, server: Server) -> Iterator[str]:
    ben = server.phone("ben")
    told = {"shift": "night", "day": "2026-11-23", "mood": "calm", "good": "Soup for all", "care_count": 2}
    ben.save(ben.change("handover", "handover@1", told))
    ben.sync()
    phone.run("location.hash = '#/'")
    quick_log(phone, [*COMMON[:-1], ("ended", "space_given")])
    save(phone)
    phone.run("location.hash = '#/'")
    phone.tap("[data-screen=home] [data-code=handover]")
    phone.wait("[data-screen=handover] [data-item]")
    yield "handover"
    for tap in ("busy", "keep_eye"):
        phone.tap(f"[data-screen=handover] [data-code={tap}]")
    phone.type("[data-item] input", "Sit near the plug.")
    yield "handover, tapped"
    phone.tap("[data-code=save]")
    phone.wait("[data-screen=handover-read] [data-state=safe]")
    yield "handover, saved"
    phone.tap("[data-code=send]")
    phone.tap("[data-screen=handover-send] [data-code=scan]")
    phone.wait_for("document.querySelector('main > [role=status]:last-child')?.innerText.length > 40")
    yield "handover to show, no camera"
    phone.run("location.hash = '#/handover/receive'")
    phone.wait("canvas.code:not([width='300'])")
    yield "handover to take"
    phone.run("location.hash = '#/'; dispatchEvent(new Event('focus'))")
    phone.wait("[data-code^=handover-]")
    yield "home, handover"
    phone.tap("[data-code^=handover-]")
    phone.wait("[data-screen=handover-read] [data-code=read]")
    yield "handover, to read"


def _through_check_ins(phone: Chromium, server: Server) -> Iterator[str]:
    other, ben = server.phone("ama"), server.phone("ben")
    finch = ask(other, "Finch", days=-2, outcome="agreement")
    for handle, days in ((None, 0), ("Juniper", 0), ("Cedar", 3)):
        taken = ask(other, handle, days=days)
        if handle == "Juniper":
            ben.save(ben.change("taking", "taking@1", {}, parent=taken.follow_up))
            deliver(ben)
    phone.run("location.hash = '#/'")
    phone.run("dispatchEvent(new Event('focus'))")
    phone.wait("[data-code=due]")
    yield "home, check-ins"
    open_list(phone)
    phone.wait("[data-code=take_over]")
    phone.press("[data-due=later] .line")
    yield "due"
    phone.press("[data-due=owed] [data-code=not_today]")
    phone.wait("[data-screen=not_today]")
    yield "not_today"
    phone.press("[data-code=give]")
    phone.wait("[data-screen=give] .tile")
    yield "give"
    phone.run("location.hash = '#/check_in/nowhere'")
    phone.wait("[data-screen=check_in-gone]")
    yield "check_in-gone"
    phone.run("location.hash = '#/due'")
    phone.press(f"[data-follow-up='{finch.follow_up}'] [data-code=found]")
    for screen, code in (
        ("private", "yes"),
        ("since", "worse"),
        ("safe_here", "no"),
        ("ok_with_it", "partly"),
        ("still_suits", "no"),
        ("news", "serious"),
    ):
        phone.wait(f"[data-screen=check_in-{screen}]")
        yield f"check_in-{screen}"
        answer(phone, [(screen, code)])
    phone.press("[data-screen=check_in-flags] [data-code=group-fear]")
    phone.press("[data-code=exploitation]")
    yield "check_in-flags"
    phone.press("[data-code=done]")
    for chip in CHECK_IN["chips"]:
        phone.press(f"[data-screen=check_in-look] [data-code={chip}]")
        phone.wait(f"[data-screen=check_in-{chip}]")
        yield f"check_in-{chip}"
        if chip in ("visits", "how"):
            phone.press(".tile")
        else:
            if chip == "would_help":
                phone.press(".tile")
            phone.press("[data-code=done]")
        phone.wait("[data-screen=check_in-look]")
    phone.press("[data-code=next]")
    phone.wait("[data-screen=check_in-next]")
    yield "check_in-next"
    phone.press("[data-screen=check_in-next] [data-code=check_again]")
    phone.press("[data-screen=check_in-look] [data-code=next_on]")
    phone.wait("[data-screen=check_in-next_on]")
    yield "check_in-next_on"
    phone.press("[data-screen=check_in-next_on] .tile")
    phone.wait("[data-screen=check_in-look]")
    yield "check_in-look"
    phone.press("[data-code=save]")
    phone.wait("[data-screen=thanks] .state-card[data-state=safe]")
    yield "thanks"


def _past_cards(phone: Chromium, server: Server) -> Iterator[str]:
    for card in ("written", "complaint"):
        phone.run(f"location.hash = '#/cards/{card}'")
        phone.wait("[data-screen=card]")
        yield f"card, {card}"
    _, asked = ask_from_another_phone(server)
    phone.run("dispatchEvent(new Event('online'))")
    phone.run(f"location.hash = '#/cards/referral/{asked}'")
    phone.tap("[data-code=for-Heron]")
    yield "referral, asked"
    phone.tap("[data-code=said_yes]")
    phone.wait("[data-code=print]")
    yield "referral"


def _around(phone: Chromium, server: Server) -> Iterator[str]:
    phone.run("location.hash = '#/mine'")
    phone.wait("[data-screen=mine] .line")
    yield "mine"
    phone.press("[data-screen=mine] .line")
    phone.wait("[data-screen=record] .answers")
    phone.press("summary")
    phone.press("[data-code=mistake]")
    yield "record"
    yield from _past_practice(phone)
    for place in ("check", "help"):
        phone.run(f"location.hash = '#/{place}'")
        phone.wait(f"[data-screen={place}]")
        yield place
    phone.press("[data-screen=help] .main")
    phone.wait("[data-ask=sent]")
    yield "help, sent"
    yield from _through_check_ins(phone, server)
    server.kill()
    phone.goto(f"{server.url}/app/")
    phone.wait("[data-screen=locked]")
    yield "locked"
    phone.run("location.hash = '#/help'")
    phone.wait("[data-screen=help]")
    yield "help, locked"
    server.start()
    phone.page.add_init_script("localStorage.clear(); delete globalThis.CompressionStream")
    phone.goto(f"{server.url}/app/")
    phone.wait("[data-screen=unsupported]")
    yield "unsupported"


def keep_shot(driver: Chromium, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    driver.page.screenshot(path=str(folder / f"{name}.png".replace(", ", "-").replace(" ", "-")))
