"""What a manager puts live is on a worker's phone with the next sync, and stays there without signal."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peerpwa.demo import ZONE
from tests.browser.drivers import Chromium
from tests.browser.hand import LINE, add_names_and_a_line, quick_log, save, sign_in, unlock
from tests.server import Server

TAPS = [("safe", "yes"), ("heat", "h2"), ("about", "space_seat")]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture
def server(quiet_server: Server) -> Server:
    return quiet_server


def open_as_manager(page: Chromium, server: Server) -> None:
    page.goto(f"{server.url}/sign-in")
    page.type("#name", "bea")
    page.type("#password", server.password("bea"))
    page.press("form.card button")
    page.wait("[data-live]")


def put_live(page: Chromium) -> None:
    page.press("#edit .acts button")
    page.wait("#preview [value=live]")
    page.press("#preview [value=live]")
    page.wait(".said")


def test_a_place_and_the_open_days_reach_the_phone_and_hold_without_signal(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone, page = chromium("phone"), chromium("page")
    sign_in(phone, server, "ama")
    open_as_manager(page, server)
    page.goto(f"{server.url}/settings/places")
    page.type("#en-main_room", "Big hall")
    page.page.select_option("#shown-washroom", "closed")
    put_live(page)
    opens = datetime.now(ZoneInfo(ZONE)) + timedelta(days=3)
    page.goto(f"{server.url}/settings/days")
    for code in WEEK:
        page.page.set_checked(f"[name=open_days][value={code}]", code == WEEK[opens.weekday()])
    put_live(page)

    phone.run("dispatchEvent(new Event('focus'))")
    phone.tap("[data-code=quick_log]")
    for screen, code in TAPS:
        phone.wait(f"[data-screen={screen}]")
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    place = "[data-screen=where] [data-code=main_room]"
    phone.wait_for(f"document.querySelector('{place}')?.innerText.includes('Big hall')")
    server.kill()
    phone.goto(f"{server.url}/app/")
    unlock(phone)
    quick_log(phone, [*TAPS, ("where", "main_room"), ("ended", "agreement"), ("flags", "none")])
    assert "Big hall" in phone.text("[data-screen=look]")
    assert not phone.run("document.querySelector('[data-code=washroom]') !== null")
    add_names_and_a_line(phone, ["Heron"], LINE)
    save(phone)
    phone.tap("[data-screen=saved] [data-code=plan_check_in]")
    days = (
        "[...document.querySelectorAll('[data-who=Heron] [data-code^=due-2]')].map(one => one.dataset.code)"
    )
    phone.wait_for(f"{days}.length > 0")
    shown = [datetime.fromisoformat(code.removeprefix("due-")) for code in phone.run(days)]
    assert {day.weekday() for day in shown} == {opens.weekday()}


def test_a_question_of_the_centres_own_is_answered_without_signal_and_read_in_its_words(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone, page = chromium("phone"), chromium("page")
    sign_in(phone, server, "ama")
    open_as_manager(page, server)
    page.goto(f"{server.url}/settings/log-questions")
    page.type("[name=new_en]", "Was the TV on?")
    for at, (english, french) in enumerate([("Yes", "Oui"), ("No", "Non")]):
        page.page.locator("[name=new_answer_en]").nth(at).fill(english)
        page.page.locator("[name=new_answer_fr]").nth(at).fill(french)
    put_live(page)
    page.type("[name=new_en]", "What would have helped you?")
    page.page.select_option("[name=new_type]", "text")
    page.page.select_option("[name=new_who]", "lead")
    put_live(page)

    phone.run("dispatchEvent(new Event('focus'))")
    quick_log(phone, [*TAPS, ("where", "main_room"), ("ended", "agreement"), ("flags", "none")])
    phone.wait("[data-screen=look] [data-code=own_lead_text_1]")
    server.kill()
    phone.tap("[data-screen=look] [data-code=own_floor_one_1]")
    phone.wait_for("document.querySelector('h1').innerText === 'Was the TV on?'")
    phone.tap("[data-code=b]")
    phone.tap("[data-screen=look] [data-code=own_lead_text_1]")
    phone.wait("textarea")
    phone.type("textarea", "A second pair of hands.")
    phone.tap(".dock .main")
    phone.wait("[data-screen=look]")
    assert "Was the TV on? No" in " ".join(phone.text("[data-screen=look]").split())
    save(phone)
    server.start()
    phone.run("dispatchEvent(new Event('online'))")
    phone.wait(".state-card[data-state=safe]", 30)
    page.goto(f"{server.url}/records")
    page.press("main a[href*='/records/']")
    page.wait("dl.answers")
    answers = " ".join(page.text("main").split())
    assert "Was the TV on? No" in answers
    assert "What would have helped you? A second pair of hands." in answers
