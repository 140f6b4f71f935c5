"""A centre made up from a seed: conflicts with all that can stand below them, some of it taken back, changed later, by
the wrong hand, about a colleague, in another zone, at midnight and on the day on which clocks change.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from peerpwa.practice import load
from peerpwa.records.change import encode_change
from peerpwa.records.stamps import to_text
from tests.centre import NOW

ZONES = ("America/Toronto", "America/St_Johns", "America/Vancouver", "Europe/Paris", "Pacific/Chatham")
HANDLES = ("Heron", "Cedar", "Finch", "Willow", "Otter", "Maple")
SPAN = 100
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


class Town:
    """`changes`: rows of the table `change`, in random order; `tally`: what slips were counted."""

    def __init__(self, seed: int, accounts: Mapping[str, str]) -> None:
        self.random = random.Random(seed)
        self.zone = self.random.choice(ZONES)
        self.accounts = accounts
        self.changes: list[dict[str, Any]] = []
        self.conflicts: list[tuple[str, int]] = []
        for _ in range(self.random.randint(0, 24)):
            self.story()
        for _ in range(self.random.randint(0, 8)):
            self.thread()
        for _ in range(self.random.randint(0, 12)):
            self.handover()
        for _ in range(self.random.randint(0, 5)):
            self.fix(None, self.moment())
        for id, at in self.conflicts:
            self.reading(id, at + HOUR)
        self.random.shuffle(self.changes)
        self.tally = [
            (month, question, answer, self.random.randint(1, 30))
            for month in ("2026-09", "2026-10", "2026-11")
            for question in ("heard", "same_treatment")
            for answer in ("yes", "partly", "no", "skip")
            if self.chance(0.8)
        ]

    # Choosing

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def one(self, vocabulary: str) -> str:
        return str(self.random.choice(load().vocabularies[vocabulary])["code"])

    def many(self, vocabulary: str, most: int) -> list[str]:
        codes = [o["code"] for o in load().vocabularies[vocabulary] if not o.get("alone")]
        return self.random.sample(codes, self.random.randint(0, most))

    def answers(self, chances: Mapping[str, tuple[float, Any]]) -> dict[str, Any]:
        return {field: value for field, (of, value) in chances.items() if self.chance(of)}

    def moment(self) -> int:
        """Some time in the span; often near midnight, or on the day on which clocks are set back."""
        day = self.random.randint(0, SPAN)
        at = datetime.fromtimestamp(NOW / 1000, UTC).astimezone(ZoneInfo(self.zone)) - timedelta(days=day)
        if self.chance(0.1):
            at = at.replace(month=11, day=1)
        edge = self.random.choice(((0, 0, 0), (23, 59, 59), (1, 30, 0), (5, 59, 59), (14, 0, 0)))
        hour, minute, second = (
            edge if self.chance(0.3) else (self.random.randrange(24), self.random.randrange(60), 0)
        )
        return min(
            NOW, int(at.replace(hour=hour, minute=minute, second=second, microsecond=0).timestamp() * 1000)
        )

    def later(self, at: int, *steps: int) -> int:
        return at + self.random.choice(steps)

    def said(self, at: int) -> str:
        """A time as a phone would store it, in the centre's offset or another."""
        zone = self.random.choice((ZoneInfo(self.zone), ZoneInfo("UTC")))
        return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="milliseconds")

    # Writing

    def write(
        self, kind: str, values: Mapping[str, Any], at: int, who: str, parent: str | None = None,
        record: str | None = None,
    ) -> str:  # fmt: skip
        at = min(at, NOW)
        bits = self.random.getrandbits(80)
        id = str(
            UUID(
                int=(at << 80) | (0x7 << 76) | ((bits >> 4 & 0xFFF) << 64) | (0b10 << 62) | bits & (2**62 - 1)
            )
        )
        form = next(f.id for f in load().forms.values() if kind in f.kinds)
        stamp = f"{to_text(at)}-0000-{self.random.getrandbits(64):016x}"
        change = encode_change(id, record or id, kind, parent, stamp, form, dict(values))
        leads = who in ("sol", "bea")
        self.changes.append(
            {
                "id": id, "record": change.record, "account": self.accounts[who], "device": None, "leads": leads,
                "ord": stamp, "body": change.raw, "envelope": None, "received": at,
            }
        )  # fmt: skip
        if self.chance(0.04):
            self.take_back(change.record, at + MINUTE, who if self.chance(0.7) else "tess")
        return change.record

    def take_back(self, id: str, at: int, who: str) -> None:
        self.write("withdrawal", {"reason": "mistake"}, at, who, id)

    def again(self, kind: str, record: str, values: Mapping[str, Any], at: int, who: str) -> None:
        """Says it again, or takes it back; perhaps by a hand that may not."""
        given = {field: None if self.chance(0.2) else value for field, value in values.items()}
        self.write(
            kind, given, at, who if self.chance(0.7) else self.random.choice(("tess", "sol")), record=record
        )

    # What happens

    def story(self) -> None:
        written, who = self.moment(), self.random.choice(("ama", "ben", "sol"))
        happened = written - self.random.choice((0, MINUTE, 59 * MINUTE, HOUR, 9 * HOUR, -MINUTE))
        values = {"safe_now": "yes", "place": "main_room", "types": ["noise"], "heat": self.one("heat")}
        values |= {"outcome": self.one("outcome")}
        values |= self.answers(
            {
                "happened_at": (0.8, self.said(happened)), "checkin_wish": (0.8, self.one("checkin_wish")),
                "settings": (0.7, self.many("setting", 3) or ["none"]), "flags": (0.4, self.many("flag", 2)),
                "concerns": (0.05, [self.accounts[self.random.choice(("sol", "bea"))]]),
            }
        )  # fmt: skip
        id = self.write("conflict", values, written, who)
        self.conflicts.append((id, happened))
        if self.chance(0.3):
            self.again(
                "conflict",
                id,
                {"heat": self.one("heat"), "outcome": self.one("outcome")},
                written + HOUR,
                who,
            )
        for _ in range(self.random.choice((0, 1, 1, 2))):
            self.talk(id, written + MINUTE, who)
        for _ in range(self.random.choice((0, 0, 1, 2))):
            self.person(id, written + MINUTE, who)
        if self.chance(0.2):
            self.check_ins(id, written, who, None)  # of nobody named: their author's alone
        for _ in range(self.random.choice((0, 0, 1, 2))):
            self.help(id, written, who)
        if self.chance(0.2):
            self.correction(id, written + DAY, who)
        if self.chance(0.2):
            self.fix(id, written + DAY)

    def talk(self, conflict: str, at: int, who: str) -> None:
        offers = [{"offer": "AC1", "answer": self.one("offer_answer")}] if self.chance(0.5) else []
        values = self.answers(
            {
                "mode": (0.8, self.one("talk_mode")), "outcome": (0.7, self.one("outcome")), "offers": (0.6, offers),
                "flags": (0.3, self.many("flag", 2) or ["none"]), "steps": (0.7, self.many("step", 6)),
            }
        )  # fmt: skip
        id = self.write("talk", values, at, who, conflict)
        for _ in range(self.random.choice((0, 1, 2))):
            self.person(id, at, who)
        if self.chance(0.4):
            self.write("promise", {"what": "Asks first", "by": "now on"}, at, who, id)
        if self.chance(0.3):
            self.write("plan", {"lines": ["PS13"], "ends_on": "2026-11-30"}, at, who, id)
        if self.chance(0.2):
            self.again(
                "talk", id, {"outcome": self.one("outcome"), "mode": self.one("talk_mode")}, at + HOUR, who
            )

    def person(self, parent: str, at: int, who: str) -> None:
        values = self.answers(
            {
                "handle": (0.9, self.random.choice(HANDLES)), "told": (0.8, self.one("safe_now")),
                "ok_with_it": (0.8, self.one("three_way")),
            }
        )  # fmt: skip
        id = self.write("party", values, at, who, parent)
        self.check_ins(id, at, who, values.get("handle"))

    def check_ins(self, parent: str, at: int, who: str, handle: str | None) -> None:
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            due = at + self.random.choice((0, HOUR, DAY, 7 * DAY, 7 * DAY))
            if self.chance(0.8):
                asked = {"due": self.said(due)} if self.chance(0.9) else {"how": "declined"}
                self.write("follow_up", asked, at, who, parent)
            if self.chance(0.8):
                at = due + self.random.choice((-HOUR, 0, HOUR, DAY, 2 * DAY))
                self.check_in(parent, at, who, handle)
            at += MINUTE

    def check_in(self, parent: str, at: int, who: str, handle: str | None) -> None:
        reached = self.random.choice(["reached"] * 4 + [o["code"] for o in load().vocabularies["reached"]])
        values: dict[str, Any] = {"reached": reached, "flags": ["none"]}
        values |= self.answers(
            {
                "done_at": (0.8, self.said(at - self.random.choice((0, HOUR)))), "person": (0.3, handle or "Heron"),
                "next": (0.8, self.one("next_step")), "flags": (0.1, self.many("flag", 1)),
            }
        )  # fmt: skip
        if reached == "reached":
            values |= self.answers(
                {
                    "since": (0.8, self.random.choice(("better", "same", "same", "worse", "skip"))),
                    "safe_here": (0.8, self.random.choice(("yes", "yes", "yes", "partly", "no", "skip"))),
                    "ok_with_it": (0.9, self.random.choice(("yes", "yes", "yes", "partly", "no", "skip"))),
                    "still_suits": (0.7, self.random.choice(("yes", "yes", "yes", "partly", "no", "skip"))),
                    "visits": (0.8, self.one("visits")),
                }
            )
        id = self.write("check_in", values, at, who, parent)
        if self.chance(0.1):
            self.help(id, at, who)

    def help(self, about: str, at: int, who: str) -> None:
        learned = at - self.random.choice((0, MINUTE, 20 * MINUTE, -MINUTE))
        values = self.answers({"learned_at": (0.9, self.said(learned)), "level": (0.9, self.one("er_level"))})
        tied = self.chance(0.4)
        id = self.write("escalation", values, at, who, None if tied else about)
        late = self.found() | ({"about": about} if tied and self.chance(0.8) else {})
        self.write("escalation", late, at + MINUTE, who, record=id)
        if self.chance(0.2):
            self.again("escalation", id, {"level": self.one("er_level")}, at + HOUR, "sol")
        for _ in range(self.random.choice((0, 1, 2))):
            told = {"role": "Sol"} | self.answers(
                {"told_at": (0.9, self.said(self.later(learned, -MINUTE, 4 * MINUTE, HOUR)))}
            )
            self.write("told", told | {"reached": self.one("yes_no")}, at, who, id)
        for _ in range(self.random.choice((0, 1, 2))):
            waited = self.later(learned, MINUTE, 15 * MINUTE, 16 * MINUTE, HOUR, 3 * HOUR, DAY, DAY + MINUTE)
            self.write("acknowledgement", {}, waited, self.random.choice(("sol", "bea")), id)
        for below in (id, about):
            if self.chance(0.4):
                waited = self.later(learned, -HOUR, HOUR, DAY, DAY + MINUTE)
                self.write("reply", {"text": "Thank you."}, waited, "sol", below)
        self.limits(id, at)
        for _ in range(self.random.choice((0, 1, 2))):
            answer = self.answers({"answer": (0.8, self.one("referral_answer"))})
            self.write("referral", {"to": self.one("referral")} | answer, at + DAY, "sol", id)
        for _ in range(self.random.choice((0, 1, 1, 2))):
            values = self.found() | self.answers(
                {"debrief": (0.6, self.one("debrief")), "reason": (0.6, self.one("close_reason"))}
            )
            self.write("closing", values, self.later(at, HOUR, DAY, 3 * DAY), "sol", id)

    def found(self) -> dict[str, Any]:
        """What a request says in the end, and a closing besides."""
        parts = [
            {"who": self.random.choice(HANDLES), "part": self.one("er_role")}
            for _ in range(self.random.randint(0, 3))
        ]
        return self.answers(
            {
                "outside": (0.5, self.many("external", 2)), "share_basis": (0.6, self.random.choice(("consent", "not_shared"))),
                "own_account": (0.6, self.one("own_account")), "parts": (0.5, parts),
                "support": (0.4, [{"offer": "AC1", "answer": "taken"}] if self.chance(0.6) else []),
            }
        )  # fmt: skip

    def limits(self, ask: str, at: int) -> None:
        for _ in range(self.random.choice((0, 0, 1, 2))):
            decided = at + self.random.choice((HOUR, DAY))
            ends = datetime.fromtimestamp(decided / 1000, UTC).date() + timedelta(
                days=self.random.randint(0, 9)
            )
            values = {"decision": self.one("limit_decision")} | self.answers(
                {
                    "reason": (0.8, "Safety"), "ends_on": (0.8, ends.isoformat()), "still_open": (0.8, "Meals"),
                    "appeal": (0.8, "Talk with Bea"),
                }
            )  # fmt: skip
            self.write("limit", values, decided, "sol", ask)

    def correction(self, about: str, at: int, who: str) -> None:
        note = {
            "text": "It was at ten.",
            "sort": self.random.choice(("correction", "correction", "addendum")),
        }
        id = self.write("note", note, at, who, about)
        for below in (id, about):
            if self.chance(0.4):
                self.write(
                    "reply",
                    {"text": "Done."},
                    self.later(at, -HOUR, DAY, 7 * DAY, 7 * DAY + MINUTE),
                    "sol",
                    below,
                )

    def fix(self, about: str | None, at: int) -> None:
        id = self.write("fix", {"what": f"A power bar {at}"}, at, "ama", about)
        for _ in range(self.random.choice((0, 1, 2))):
            at = self.later(at, HOUR, DAY, 9 * DAY)
            self.write(
                "fix", {"done": self.one("yes_no")}, at, self.random.choice(("ama", "sol", "ben")), record=id
            )

    def handover(self) -> None:
        at = self.moment()
        day = datetime.fromtimestamp(at / 1000, ZoneInfo(self.zone)).date() - timedelta(
            days=self.random.choice((0, 0, 1))
        )
        values = {"shift": self.one("part_of_day"), "day": day.isoformat(), "mood": "calm"} | self.answers(
            {
                "quiet": (0.3, self.one("yes_no")), "settings": (0.6, ["ran_out", *self.many("setting", 1)]),
                "settings_text": (0.6, f"Cups {at}"),
            }
        )  # fmt: skip
        self.write("handover", values, at, "ben")

    def reading(self, about: str, at: int) -> None:
        """Somebody read it; hardly ever, something hangs below that."""
        id = self.write("reading", {"reason": "checked"}, at, "sol", about)
        if self.chance(0.1):
            id = self.write("reading", {}, at, "bea", id)
        if self.chance(0.1):
            self.correction(id, at, "ama")
        if self.chance(0.1):
            self.fix(id, at)

    def thread(self) -> None:
        picked: Sequence[tuple[str, int]] = self.random.sample(
            self.conflicts, min(len(self.conflicts), self.random.randint(1, 3))
        )
        lines = [{"record": id} for id, _ in picked]
        self.write(
            "thread", {"title": "The plug"} | ({"conflicts": lines} if lines else {}), self.moment(), "sol"
        )
