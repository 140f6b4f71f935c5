"""A centre with a busy autumn: enough logs, talks and fixes for every picture of the week to have something to draw."""

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from peerpwa.demo.phone import Phone
from tests.server import Server

PLACES = (
    ["main_room"] * 5
    + ["charging_spot"] * 4
    + ["meal_area"] * 3
    + ["entrance", "lineup_outside", "service_desk"]
)
PLACES += ["washroom", "washroom", "shower_laundry", "yard_parking", "smoking_area", "quiet_room"]
TYPES = (
    ["space_seat"] * 4
    + ["noise"] * 3
    + ["queue_turn", "shared_resources", "shared_resources", "property_belongings"]
)
TYPES += ["cleanliness", "language_misunderstanding"]
SETTINGS = [
    ["crowded"],
    ["crowded", "ran_out"],
    ["ran_out"],
    ["meal_time"],
    ["long_wait", "crowded"],
    ["closing_time"],
    ["none"],
]
OUTCOMES = ["agreement"] * 3 + [
    "space_given",
    "cooled_down",
    "cooled_down",
    "partial",
    "agree_to_disagree",
    "not_resolved",
]
HEATS = ["h0", "h0", "h1", "h1", "h1"]
STEPS = ["s1", "s2", "s6", "s3", "s5", "s7", "s4", "s8", "s9", "s10"]
HOURS = [8, 9, 10, 11, 12, 12, 12, 13, 15, 16, 18, 20]
FIXES = [
    (35, "Two more plugs at the charging spot", "charging_spot"),
    (9, "Meals in two turns", None),
    (3, "A hook in the washroom", "washroom"),
]


def fill(server: Server) -> None:
    """The last seventy days of Tin Roof, written by three workers and a supervisor, each line when it is said to be."""
    chance = random.Random(7)
    phones = {name: server.phone(name) for name in ("ama", "ben", "tess", "sol")}
    for days in range(69, 0, -1):
        for _ in range(chance.randint(1, 6 if days < 8 else 4)):
            _log(phones[chance.choice(["ama", "ben", "tess"])], _moment(days, chance.choice(HOURS)), chance)
        for back, what, place in FIXES:
            if back == days:
                values = {"what": what, "done": "yes"} | ({"place": place} if place else {})
                _write(phones["sol"], _moment(days, 9), "fix", "fix@1", values)
    for phone in phones.values():
        phone.sync(pull=False)
        assert {one["verdict"] for one in phone.verdicts} <= {"accepted"}, phone.verdicts[:1]


def _log(phone: Phone, at: datetime, chance: random.Random) -> None:
    values = {
        "safe_now": "yes", "happened_at": at.isoformat(timespec="milliseconds"), "place": chance.choice(PLACES),
        "types": [chance.choice(TYPES)], "heat": chance.choice(HEATS), "outcome": chance.choice(OUTCOMES),
        "checkin_wish": "not_offered", "settings": chance.choice(SETTINGS),
    }  # fmt: skip
    log = _write(phone, at, "conflict", "quick_log@1", values)
    if chance.random() < 0.2:
        taken = [step for n, step in enumerate(STEPS) if chance.random() < 0.95 - n * 0.06]
        talk = {
            "mode": chance.choice(["together", "shuttle"]),
            "steps": taken,
            "outcome": values["outcome"],
            "flags": ["none"],
        }
        _write(phone, at + timedelta(minutes=20), "talk", "guided_talk@1", talk, log)


def _write(
    phone: Phone, at: datetime, kind: str, form: str, values: dict[str, Any], parent: str | None = None
) -> str:
    """One change, in an envelope that waits for the next sync."""
    change = phone.change(kind, form, values, parent=parent, at=int(at.timestamp() * 1000))
    phone.save(change)
    return str(change["id"])


def _moment(days: int, hour: int) -> datetime:
    """So many days ago at this hour of Toronto's winter."""
    today = datetime.fromtimestamp(time.time(), UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days) + timedelta(hours=5)
