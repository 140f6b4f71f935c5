"""Check-ins that are due, and how a hand goes through one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.demo import ZONE
from peerpwa.demo.phone import Phone
from tests.browser.drivers import Driver

LOG: dict[str, Any] = {
    "safe_now": "yes",
    "heat": "h1",
    "types": ["shared_resources"],
    "place": "charging_spot",
    "outcome": "cooled_down",
    "checkin_wish": "each",
}
TYPING = "document.querySelectorAll('main input, main textarea').length"


@dataclass(frozen=True)
class Asked:
    """Ids: the log, what the check-in stands below, and the check-in that is due."""

    log: str
    above: str
    follow_up: str


def ask(
    phone: Phone, handle: str | None = "Heron", *, days: int = 0, assigned: str | None = None, **log: Any
) -> Asked:
    """A check-in due in `days`, saved on another phone of its author's. Without a name it stands below the log."""
    at = datetime.now(ZoneInfo(ZONE)) + timedelta(days=days)
    due: dict[str, Any] = {"due": at.replace(hour=12, minute=0).isoformat(timespec="milliseconds")}
    if assigned:
        due["assigned"] = [assigned]
    happened = {"happened_at": (at - timedelta(days=1)).isoformat(timespec="milliseconds")}
    conflict = phone.change("conflict", "quick_log@1", LOG | happened | log)
    party = phone.change("party", "guided_talk@1", {"handle": handle}, parent=conflict["id"])
    above = party if handle else conflict
    follow_up = phone.change("follow_up", "guided_talk@1", due, parent=above["id"])
    phone.save(*([conflict, party] if handle else [conflict]), follow_up)
    deliver(phone)
    return Asked(conflict["id"], above["id"], follow_up["id"])


def deliver(phone: Phone) -> None:
    phone.sync()
    assert [v for v in phone.verdicts if v["verdict"] != "accepted"] == []


def open_list(driver: Driver) -> None:
    driver.tap("[data-screen=home] [data-code=due]")
    driver.wait("[data-screen=due] .due")


def answer(driver: Driver, taps: list[tuple[str, str]]) -> None:
    """One tap a question, and never a field to type in."""
    for screen, code in taps:
        driver.wait(f"[data-screen=check_in-{screen}]")
        assert driver.run(TYPING) == 0, screen
        driver.tap(f"[data-screen=check_in-{screen}] [data-code={code}]")
