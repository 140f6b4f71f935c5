"""A check-in planned without a talk: from the saved screen and from the record, in few taps and without a keyboard."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peerpwa.demo import ZONE
from tests.browser.asked import TYPING, open_list
from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, LINE, add_names_and_a_line, quick_log, save, sign_in, wait_for_record
from tests.server import Server

PLAN = "[data-screen=plan_check_in]"


@pytest.fixture
def server(quiet_server: Server) -> Server:
    """What other stories hold would stand beside what is looked for here."""
    return quiet_server


def day(ahead: int) -> str:
    return (datetime.now(ZoneInfo(ZONE)) + timedelta(days=ahead)).date().isoformat()


def day_of(due: str) -> str:
    """The day at the centre, wherever the phone's own clock is."""
    return datetime.fromisoformat(due).astimezone(ZoneInfo(ZONE)).date().isoformat()


def of(handle: str, code: str) -> str:
    return f"{PLAN} [data-who='{handle}'] [data-code='{code}']"


def chosen(phone: Chromium, handle: str, code: str, *, is_so: bool = True) -> None:
    phone.wait_for(f'document.querySelector("{of(handle, code)}")?.ariaPressed === "{str(is_so).lower()}"')


def log_with_names(phone: Chromium, *names: str) -> None:
    quick_log(phone)
    add_names_and_a_line(phone, list(names), LINE)
    save(phone)
    phone.wait("[data-screen=saved] [data-code=plan_check_in]")


def test_two_people_are_planned_in_four_taps_after_the_save_without_signal(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_with_names(phone, "Heron", "Cedar")
    server.kill()
    phone.taps = 0
    phone.tap("[data-screen=saved] [data-code=plan_check_in]")
    phone.wait(PLAN)
    assert "Usual here: tomorrow" in phone.text(PLAN)
    assert phone.run(TYPING) == 0
    phone.tap(of("Heron", f"due-{day(1)}"))
    chosen(phone, "Heron", f"due-{day(1)}")
    phone.tap(of("Cedar", f"due-{day(7)}"))
    chosen(phone, "Cedar", f"due-{day(7)}")
    phone.tap(f"{PLAN} [data-code=done]")
    assert phone.taps == 4
    phone.wait("[data-screen=saved] [data-code=plan_check_in]")
    assert "Heron: tomorrow" in phone.text("[data-code=plan_check_in]")
    server.start()
    ben = server.phone("ben")
    due = wait_for_record(phone, ben, lambda r: r["kind"] == "follow_up" and day_of(r["set"]["due"]) > day(2))
    assert day_of(due["due"]) == day(7)
    held = list(ben.held().values())
    handles = {row["id"]: row["set"].get("handle") for row in held if row["kind"] == "party"}
    assert sorted(str(handles[row["parent"]]) for row in held if row["kind"] == "follow_up") == [
        "Cedar",
        "Heron",
    ]
    other = chromium("ben")
    sign_in(other, server, "ben")
    open_list(other)
    assert all(name in other.text("[data-screen=due]") for name in ("Heron", "Cedar"))


def test_how_is_added_no_thanks_is_an_answer_and_a_second_tap_takes_it_back(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_with_names(phone, "Heron", "Cedar")
    phone.tap("[data-screen=saved] [data-code=plan_check_in]")
    phone.tap(of("Heron", f"due-{day(1)}"))
    phone.tap(of("Heron", "how-phone"))
    chosen(phone, "Heron", "how-phone")
    phone.tap(of("Cedar", "due-declined"))
    chosen(phone, "Cedar", "due-declined")
    sol = server.phone("sol")
    first = wait_for_record(phone, sol, lambda r: r["kind"] == "follow_up" and r["set"].get("how") == "phone")
    assert day_of(first["due"]) == day(1)
    wait_for_record(phone, sol, lambda r: r["kind"] == "follow_up" and r["set"] == {"how": "declined"})
    phone.tap(of("Heron", f"due-{day(1)}"))
    chosen(phone, "Heron", f"due-{day(1)}", is_so=False)
    phone.run("location.hash = '#/due'")
    phone.wait("[data-screen=due] .centred")


def test_of_nobody_named_it_is_planned_from_the_record_and_its_authors_alone(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    phone.run("location.hash = '#/mine'")
    phone.tap("[data-screen=mine] .line")
    phone.tap("[data-screen=record] [data-code=plan_check_in]")
    phone.wait(PLAN)
    assert "Only you see this" in phone.text(PLAN)
    phone.tap(f"{PLAN} [data-code=due-more]")
    phone.tap(of("", f"due-{day(5)}"))
    chosen(phone, "", f"due-{day(5)}")
    phone.tap(f"{PLAN} [data-code=done]")
    phone.wait("[data-screen=record] .state-card[data-state=safe]")
    assert "You know who: " in phone.text("[data-code=plan_check_in]")
    wait_for_record(phone, server.phone("sol"), lambda r: r["set"].get("checkin_wish") == "one")
    for name in ("sol", "ben"):
        other = server.phone(name)
        other.sync()
        assert not [row for row in other.held().values() if row["kind"] == "follow_up"]
    phone.run("location.hash = '#/due'")
    phone.wait("[data-screen=due] [data-due=later]")


def test_where_care_is_needed_the_floor_learns_no_name_and_one_plan_comes_after_the_other(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "luc")
    phone.tap("[data-code=quick_log]")
    for screen, code in [("safe", "yes"), ("heat", "h3"), *COMMON[2:]]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.tap("[data-screen=flags] [data-code=group-threat]")
    phone.tap("[data-screen=flags] [data-code=weapon_seen]")
    phone.tap("[data-screen=flags] .dock .main")
    add_names_and_a_line(phone, ["Badger", "Bracken"], LINE)
    save(phone)
    phone.tap("[data-screen=saved] [data-code=plan_check_in]")
    phone.wait(PLAN)
    assert "Someone a supervisor names" in phone.text(PLAN)
    for handle in ("Bracken", "Badger"):
        phone.tap(of(handle, f"due-{day(1)}"))
        chosen(phone, handle, f"due-{day(1)}")
    phone.wait_for(f"document.querySelectorAll('{PLAN} [data-state=safe]').length === 2")
    sol, ben = server.phone("sol"), server.phone("ben")
    sol.sync()
    ben.sync()
    parties = [row for row in sol.held().values() if row["kind"] == "party"]
    assert [row["set"]["handle"] for row in sorted(parties, key=lambda row: row["id"])] == [
        "Bracken",
        "Badger",
    ]
    due = [row for row in sol.held().values() if row["kind"] == "follow_up"]
    assert [set(row["set"]) for row in due] == [{"due"}, {"due"}]
    assert "Bracken" not in str(ben.held()) and "Badger" not in str(ben.held())
