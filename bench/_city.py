"""A city made up: centres with a year of logs each, the first written through the door as phones' envelopes are.

A day of a centre is a few envelopes: its workers' logs with talks, people, check-ins and requests for help, and what
its supervisor answered. Proportions are made up; nobody in it is anybody.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from peerpwa.accounts import people
from peerpwa.practice import load
from peerpwa.records import ids, models
from peerpwa.records.change import Change, encode_change
from peerpwa.records.door import writing
from peerpwa.records.settings import set_settings
from peerpwa.records.shelf import rebuild
from peerpwa.records.stamps import Clock, order_of
from peerpwa.records.store import store
from peerpwa.records.viewer import Author

ZONE = "America/Toronto"
PASSWORD = "a password of benchmarks"
DAYS, HOUR, DAY = 365, 3_600_000, 86_400_000
DAYS_AT_ONCE, AT_ONCE = 10, 5000
WORKERS = ("ama", "ben", "luc", "tess")
ROLES = dict.fromkeys(WORKERS, "worker") | {"sol": "supervisor", "bea": "manager"}
HANDLES = ("Heron", "Cedar", "Wren", "Otter", "Finch", "Badger", "Alder", "Tern")
CLOSED: dict[str, Any] = {
    "why": ["no_progress"], "safe_now": "yes", "actions": ["gave_space"], "saw": "A seat.", "own_account": "yes",
    "review_on": "2026-01-31", "legal_report": "no", "parts": [{"who": "Heron", "part": "affected"}], "hurt": "no", "outside": ["none"], "support": [],
    "reason": "settled", "debrief": "yes_taken",
}  # fmt: skip
MET: dict[str, Any] = {
    "reached": "reached", "private": "yes", "news": "no", "since": "same", "safe_here": "yes", "ok_with_it": "yes",
    "visits": "usual", "still_suits": "yes", "next": "close", "flags": ["none"],
}  # fmt: skip
TYPES = ("space_seat", "queue_turn", "noise", "cleanliness", "shared_resources", "rule_dispute", "animals")
STEPS = tuple(f"s{number}" for number in range(1, 11))
FLAGS = ("threat_harm", "weapon_seen", "injury", "discrimination")
OFTEN = {"heat": (40, 35, 15, 7, 3)}


def make_centre(number: int, conflicts: int, now: int) -> None:
    """One more centre with so many conflicts in the year before `now`. `sol0` leads centre 0."""
    centre, accounts = _found(number, now)
    set_settings(centre, {"duty": [{"label": "Duty phone", "number": "555 0142"}]}, now)
    authors = {who: Author(id, None, frozenset({ROLES[who]}), who) for who, id in accounts.items()}
    year = list(_Year(number, conflicts, now).days())
    for first in range(0, DAYS, DAYS_AT_ONCE):
        with writing(centre) as door:
            for at, written in year[first : first + DAYS_AT_ONCE]:
                for who, changes in written.items():
                    store(door, authors[who], changes, envelope=ids.new_id(at), now=at, seen=door.seq)


def pour_centre(number: int, conflicts: int, now: int) -> None:
    """One more centre with a year of its own, stored in one go: the changes and the feed as the door writes them, the
    lists by `rebuild`. What is left out is what it costs to judge each envelope; it takes a quarter of the time.
    """
    centre, accounts = _found(number, now)
    written = [
        (at, who, change)
        for at, by in _Year(number, conflicts, now).days()
        for who, changes in by.items()
        for change in changes
    ]
    with writing(centre) as door:
        for first in range(0, len(written), AT_ONCE):
            some = written[first : first + AT_ONCE]
            rows = [_row(centre, accounts[who], ROLES[who], change, at) for at, who, change in some]
            door.connection.execute(insert(models.change), rows)
            door.append([("c", change.id, change.raw) for _, _, change in some])
        rebuild(door)


def _row(centre: str, account: str, role: str, change: Change, at: int) -> dict[str, Any]:
    return {
        "centre": centre, "id": change.id, "record": change.record, "account": account, "device": None,
        "leads": role != "worker", "locked": False, "ord": order_of(change.stamp, at), "body": change.raw,
        "envelope": None, "received": at,
    }  # fmt: skip


def _found(number: int, now: int) -> tuple[str, dict[str, str]]:
    """A centre's id, and those of its accounts."""
    name = _name(number)
    centre = people.create_centre(name, ZONE, now).id
    return centre, {
        who: people.create_account(f"{who}{number}", centre=name, role=role, password=PASSWORD, now=now).id
        for who, role in ROLES.items()
    }


def _name(number: int) -> str:
    return f"Centre {number}"


class _Year:
    """What is written on each day, by whom, in its order. What is due later waits in `later`."""

    def __init__(self, seed: int, conflicts: int, now: int) -> None:
        self.random = Random(seed)
        self.counts = [conflicts * (day + 1) // DAYS - conflicts * day // DAYS for day in range(DAYS)]
        self.begins = now - DAYS * DAY
        self.clock = Clock()
        self.today: dict[str, list[Change]] = {}
        self.later: defaultdict[int, list[tuple[str, str, dict[str, Any], str]]] = defaultdict(list)
        self.day = 0

    def days(self) -> Iterator[tuple[int, Mapping[str, list[Change]]]]:
        for day, count in enumerate(self.counts):
            self.day, self.today = day, {}
            for kind, parent, values, who in self.later.pop(self.day, ()):
                self.write(kind, values, self.moment(), who, parent)
            for _ in range(count):
                self.story()
            if count:
                self.handover()
            yield self.begins + (self.day + 1) * DAY, self.today

    def story(self) -> None:
        at, who = self.moment(), self.random.choice(WORKERS)
        heat = self.one("heat")
        values = {
            "safe_now": "yes",
            "heat": heat,
            "types": [self.random.choice(TYPES)],
            "place": self.one("place"),
        }
        values |= {"outcome": self.one("outcome"), "checkin_wish": self.one("checkin_wish")}
        values |= {
            "happened_at": self.said(at - self.random.choice((0, 0, HOUR))),
            "saw": "Words about a seat. " * 6,
        }
        values |= {"settings": [self.one("setting")], "people": self.random.sample(HANDLES, 2)}
        values["flags"] = [self.random.choice(FLAGS)] if self.chance(0.04) else ["none"]
        log = self.write("conflict", values, at, who)
        if values["flags"] == ["none"] and self.chance(0.25):
            self.talk(log, at, who)
        if heat in ("h3", "h4") or self.chance(0.02):
            self.help(log, at, who)
        if self.chance(0.85):
            self.wait(1, "reading", log, {"reason": "checked"})
        if self.chance(0.02):
            lines = [{"record": log}]
            self.write("thread", {"title": "The plug", "conflicts": lines}, at, who)

    def talk(self, log: str, at: int, who: str) -> None:
        steps = self.random.sample(STEPS, 6)
        values = {"mode": "together", "outcome": "agreement", "steps": steps}
        talk = self.write("talk", values, at, who, log)
        for handle in self.random.sample(HANDLES, 2):
            told = {"handle": handle, "told": "yes", "ok_with_it": self.one("three_way")}
            part = self.write("party", told, at, who, talk)
            self.write("follow_up", {"due": self.said(at + 7 * DAY)}, at, who, part)
            if self.chance(0.95):
                self.wait(7, "check_in", part, MET, who)

    def help(self, log: str, at: int, who: str) -> None:
        values = {"level": self.one("er_level"), "learned_at": self.said(at)}
        ask = self.write("escalation", values, at, who, log)
        self.write("told", {"role": "Sol", "told_at": self.said(at), "reached": "yes"}, at, who, ask)
        self.wait(0, "acknowledgement", ask, {})
        self.wait(0, "reply", ask, {"text": "Thank you."})
        self.wait(1, "closing", ask, CLOSED)

    def handover(self) -> None:
        day = datetime.fromtimestamp(self.begins / 1000, UTC) + timedelta(days=self.day)
        values = {"shift": "afternoon", "day": day.date().isoformat(), "mood": "calm"}
        self.write("handover", values, self.moment(), "ama")

    def wait(self, days: int, kind: str, parent: str, values: dict[str, Any], who: str = "sol") -> None:
        if days == 0:
            self.write(kind, values, self.moment(), who, parent)
        else:
            self.later[self.day + days].append((kind, parent, values, who))

    def write(
        self, kind: str, values: Mapping[str, Any], at: int, who: str, parent: str | None = None
    ) -> str:
        id = ids.new_id(at)
        form = next(f.id for f in load().forms.values() if kind in f.kinds)
        change = encode_change(id, id, kind, parent, self.clock.make(at), form, dict(values))
        self.today.setdefault(who, []).append(change)
        return id

    def moment(self) -> int:
        return self.begins + self.day * DAY + self.random.randrange(8 * HOUR, 20 * HOUR)

    def said(self, at: int) -> str:
        return datetime.fromtimestamp(at / 1000, ZoneInfo(ZONE)).isoformat(timespec="milliseconds")

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def one(self, vocabulary: str) -> str:
        codes = [option["code"] for option in load().vocabularies[vocabulary]]
        return str(self.random.choices(codes, OFTEN.get(vocabulary))[0])
