"""The measures a second time, by the words of PRACTICE 6.3 and 7.3, over the raw changes as they were signed.

Slow and plain on purpose: days are walked one by one, nothing is indexed, nothing of the product is imported.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests.measures.raw import DAY, Raw, Record

LISTS = json.loads((Path(__file__).parents[2] / "peerpwa/practice/vocabularies.json").read_text("utf-8"))
STOP = {
    "threat_harm", "weapon_mentioned", "weapon_seen", "injury", "medical_overdose", "self_harm_words", "child_safety",
    "dependent_adult", "discrimination", "sexual_harm", "partner_violence", "exploitation", "staff_conduct",
}  # fmt: skip
MINUTES = {"now": 15, "within_1h": 60, "within_24h": 24 * 60}


def codes(name: str) -> list[str]:
    return [option["code"] for option in LISTS[name]["options"]]


def median(numbers: list[float]) -> float | None:
    ordered, n = sorted(numbers), len(numbers)
    return None if n == 0 else ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def ninety(numbers: list[float]) -> float | None:
    """The smallest that at least nine in ten don't exceed."""
    fit = [x for x in numbers if 10 * sum(y <= x for y in numbers) >= 9 * len(numbers)]
    return min(fit, default=None)


def plain(
    n: int | None, of: int | None = None, unknown: int = 0, *, mid: float | None = None, high: float | None = None,
    parts: Any = None, texts: Iterable[str] = (), lacking: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return {
        "numerator": n, "denominator": of, "not_known": unknown, "middle": mid, "high": high, "parts": parts or {},
        "texts": list(texts), "lacking": lacking,
    }  # fmt: skip


def among(answers: list[bool | None]) -> dict[str, Any]:
    return plain(answers.count(True), answers.count(True) + answers.count(False), answers.count(None))


def says(check_in: Record) -> str:
    """6.3, in its order: not, unknown, partly, satisfied."""
    v = check_in["set"]
    flagged = any(flag in STOP for flag in v.get("flags", []))
    if v.get("ok_with_it") == "no" or v.get("safe_here") == "no" or v.get("since") == "worse" or flagged:
        return "not"
    if v["reached"] != "reached" or v.get("ok_with_it") in (None, "skip"):
        return "unknown"
    return {"partly": "partly", "yes": "satisfied"}[v["ok_with_it"]]


class Second(Raw):
    """Each method is a measure of PRACTICE 7.3."""

    def M1(self) -> dict[str, Any]:
        return plain(len(self.E))

    def M2(self) -> dict[str, Any]:
        sent = [
            h
            for h in self.kind("handover")
            if self.first.isoformat() <= h["set"]["day"] <= self.last.isoformat()
        ]
        quiet = {(h["set"]["day"], h["set"]["shift"]) for h in sent if h["set"].get("quiet") == "yes"}
        shifts = {(h["set"]["day"], h["set"]["shift"]) for h in sent}
        logged = {self.shift(self.time(c, "happened_at")) for c in self.kind("conflict")}
        with_log = {(day.isoformat(), part) for day, part in logged}
        return plain(len(shifts & (quiet | with_log)), len(shifts)) if shifts else plain(None, lacking=True)

    def M3(self) -> dict[str, Any]:
        visits = (self.own.get("visits") or 0) * self.days_open(self.own.get("open_days"))
        return plain(len(self.E), visits) if visits >= 500 else plain(len(self.E), lacking=True)

    def M4(self) -> dict[str, Any]:
        heats = Counter(e["set"].get("heat") for e in self.E)
        parts = {level: (heats[level], len(self.E)) for level in ("h0", "h1", "h2", "h3", "h4")}
        return plain(len(self.E) - heats[None], len(self.E), heats[None], parts=parts)

    def M5(self) -> dict[str, Any]:
        heats = Counter(e["set"].get("heat") for e in self.E)
        return plain(heats["h0"] + heats["h1"], len(self.E), heats[None])

    def M6(self) -> dict[str, Any]:
        ends = [self.outcome(e) for e in self.E]
        fine = {"agreement", "partial", "agree_to_disagree", "space_given", "cooled_down"}
        return among([None if end == "unknown" else end in fine for end in ends])

    def M7(self) -> dict[str, Any]:
        wishes = [e["set"].get("checkin_wish") for e in self.E]
        return plain(wishes.count("each") + wishes.count("one"), len(self.E), wishes.count(None))

    def M8(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for due in self.kind("follow_up"):
            if "due" not in due["set"] or not self.inside(self.time(due, "due")):
                continue
            day = self.day(self.time(due, "due"))
            if self.day(self.now) <= day:
                continue
            tries = [c for c in self.kind("check_in") if c["up"] == due["up"] and c["ord"] > due["ord"]]
            tries.sort(key=lambda c: (self.time(c, "done_at"), c["ord"], c["id"]))
            if not tries:
                found.append(False)
            elif tries[0]["set"]["reached"] in ("declined", "not_safe_to_ask"):
                found.append(None)
            else:
                found.append(self.day(self.time(tries[0], "done_at")) <= day)
        return among(found)

    def M9(self) -> dict[str, Any]:
        over = []
        for c in self.FU:
            again = c["set"]["reached"] in ("not_found", "not_safe_to_ask")
            if not again or c["set"].get("next") == "close":
                over.append(c["set"]["reached"] == "reached")
        return plain(sum(over), len(over))

    def M10(self) -> dict[str, Any]:
        answers: dict[str, list[tuple[Any, str]]] = {}
        for c in self.FU:
            handle = c["set"].get("person") or self.every[c["up"]]["set"].get("handle")
            name = handle.lower() if handle else c["up"]
            answers.setdefault(name, []).append(((self.time(c, "done_at"), c["ord"], c["id"]), says(c)))
        counts = Counter(
            max(((at, a) for at, a in given if a != "unknown"), default=(None, "unknown"))[1]
            for given in answers.values()
        )
        parts = {a: (counts[a], len(answers)) for a in ("satisfied", "partly", "not", "unknown")}
        known = len(answers) - counts["unknown"]
        return plain(counts["satisfied"], known, counts["unknown"], parts=parts)

    def M11(self) -> dict[str, Any]:
        if self.first.day != 1 or not ((self.last + DAY).day == 1 or self.last == self.day(self.now)):
            return plain(None, lacking=True)
        parts = {}
        for question in ("heard", "same_treatment"):
            n: Counter[str] = Counter()
            for month, asked, answer, total in self.tally:
                if (
                    asked == question
                    and self.first.replace(day=1) <= date.fromisoformat(f"{month}-01") <= self.last
                ):
                    n[answer] += total
            parts[question] = (n["yes"], n["yes"] + n["partly"] + n["no"], n["skip"])
        return plain(None, parts=parts)

    def M12(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for above in {c["up"] for c in self.kind("check_in")}:
            window = []
            for c in self.kind("check_in"):
                top = self.path(c)[-1]
                days = self.day(self.time(c, "done_at")) - self.day(self.time(top, "happened_at"))
                if c["up"] == above and DAY * 5 <= days <= DAY * 10:
                    window.append(c)
            window.sort(key=lambda c: (self.time(c, "done_at"), c["ord"], c["id"]))
            met = [c for c in window if c["set"]["reached"] == "reached"] or window
            if not met or not self.inside(self.time(met[0], "done_at")):
                continue
            answer = met[0]["set"].get("still_suits", "skip")
            if answer != "skip" or self.tree(met[0], "promise"):
                found.append(None if answer == "skip" else answer == "yes")
        return among(found)

    def M13(self) -> dict[str, Any]:
        counted = came = 0
        for thread in self.kind("thread"):
            named = {line["record"] for line in thread["set"].get("conflicts", [])}
            events = [c for c in self.kind("conflict") if c["id"] in named]
            known = [
                again for again, over in self.settlements(events) if self.inside(over) and over <= self.now
            ]
            counted += bool(known)
            came += any(known)
        return plain(came, counted)

    def settlements(self, events: list[Record]) -> list[tuple[bool, datetime]]:
        """Whether it came back within 30 days of each time that it was settled, and when they end. Day by day."""
        if not events:
            return []
        times = sorted(self.time(e, "happened_at") for e in events)
        moments = {self.time(c, "done_at") for e in events for c in self.tree(e, "check_in")}
        day, found, was = self.day(times[0]), [], False
        while day <= self.day(self.now):
            moments.add(datetime.combine(day, time(), self.zone).astimezone(UTC))
            day += DAY
        for moment in sorted([*moments, *times]):
            if moment < times[0]:
                continue
            if moment in times:
                was = False
            if not was and self.settled(events, moment):
                was = True
                over = datetime.combine(self.day(moment) + DAY * 30, time(), self.zone).astimezone(UTC)
                found.append((any(moment < t < over for t in times), over))
        return found

    def settled(self, events: list[Record], at: datetime) -> bool:
        so_far = [e for e in events if self.time(e, "happened_at") <= at]
        last = max(self.time(e, "happened_at") for e in so_far)
        week = self.own.get("open_days") or ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        since = [self.day(last) + DAY * n for n in range(1, (self.day(at) - self.day(last)).days + 1)]
        if sum(f"{day:%a}".lower() in week for day in since) < 14:
            return False
        suits = []
        for e in so_far:
            for party in self.tree(e, "party"):
                if not any("due" in f["set"] for f in self.below(party, "follow_up")):
                    continue
                told = [
                    ((self.time(c, "done_at"), c["ord"], c["id"]), c)
                    for c in self.below(party, "check_in")
                    if self.time(c, "done_at") <= at and says(c) != "unknown"
                ]
                latest = max(told, key=lambda pair: pair[0])[1] if told else None
                if latest is None or says(latest) == "not":
                    return False
                suits.append(latest["set"].get("still_suits", "skip"))
        if any(self.tree(e, "promise") for e in so_far):
            return "yes" in suits and not {"partly", "no"} & set(suits)
        return True

    def talks(self) -> list[Record]:
        return [talk for e in self.E for talk in self.tree(e, "talk")]

    def M14(self) -> dict[str, Any]:
        modes = Counter(t["set"].get("mode") for t in self.talks())
        n = modes.total()
        return plain(n - modes[None], n, modes[None], parts={m: (modes[m], n) for m in codes("talk_mode")})

    def M15(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for talk in self.talks():
            ended = talk["set"].get("outcome") in ("agreement", "partial")
            if not (ended or self.below(talk, "promise") or self.below(talk, "plan")):
                continue
            people = [p["set"] for p in self.below(talk, "party")]
            free = [p.get("told") == "yes" and p.get("ok_with_it", "skip") != "skip" for p in people]
            found.append(all(free) if free else None)
        return among(found)

    def wait(self, ask: Record) -> float | None:
        reached = [
            self.time(t, "told_at") for t in self.below(ask, "told") if t["set"].get("reached") == "yes"
        ]
        if not reached:
            return None
        minutes = (min(reached) - self.time(ask, "learned_at")) / timedelta(minutes=1)
        return max(minutes, 0)

    def M16(self) -> dict[str, Any]:
        parts = {}
        for level in codes("er_level"):
            asks = [self.wait(a) for a in self.ER if a["set"].get("level") == level]
            known = [w for w in asks if w is not None]
            parts[level] = (len(known), len(asks), len(asks) - len(known), median(known), ninety(known))
        waits = [self.wait(a) for a in self.ER]
        known = [w for w in waits if w is not None]
        unknown = waits.count(None)
        return plain(len(known), len(waits), unknown, mid=median(known), high=ninety(known), parts=parts)

    def M17(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for ask in self.ER:
            learned, level = self.time(ask, "learned_at"), ask["set"].get("level")
            if level in MINUTES:
                until = learned + timedelta(minutes=MINUTES[level])
            elif level == "this_shift":
                until = learned
                while self.shift(until) == self.shift(
                    learned
                ):  # the first minute that is another part of day
                    until = until.replace(second=0, microsecond=0) + timedelta(minutes=1)
            else:
                found.append(None)
                continue
            taken = [a["at"] for a in self.below(ask, "acknowledgement")]
            if not taken and self.now <= until:
                found.append(None)
            else:
                found.append(bool(taken) and min(taken) <= until)
        return among(found)

    def M18(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for ask in self.ER:
            if not any(c["set"].get("reason") for c in self.below(ask, "closing")):
                continue
            until = self.time(ask, "learned_at") + timedelta(hours=24)
            replies = [r for r in self.kind("reply") if r["up"] in (ask["id"], ask["up"])]
            found.append(any(r["ord"] > ask["ord"] and r["at"] <= until for r in replies))
        return among(found)

    def stands(self, ask: Record, field: str) -> Any:
        closings = [c["set"][field] for c in self.below(ask, "closing") if c["set"].get(field)]
        return closings[-1] if closings else ask["set"].get(field)

    def M19(self) -> dict[str, Any]:
        answers = []
        for r in self.kind("referral"):
            consent = self.stands(self.every[r["up"]], "share_basis") == "consent"
            if consent and r["set"]["to"] != "none" and self.inside(r["at"]):
                answers.append(r["set"].get("answer", "waiting"))
        n = Counter(answers)
        return plain(n["accepted"] + n["first_meeting"], len(answers), n["waiting"])

    def M20(self) -> dict[str, Any]:
        names = ("reason", "ends_on", "still_open", "appeal", "own_account")
        rows, lengths = [], []
        for r in self.kind("limit"):
            if r["set"]["decision"] in ("none", "space_plan") or not self.inside(r["at"]):
                continue
            ask = self.every[r["up"]]
            told = [
                n["set"].get("sort") in ("own_account", "account_declined") for n in self.below(ask, "note")
            ]
            asked = any(told) or self.stands(ask, "own_account") in ("yes", "declined")
            rows.append([name in r["set"] for name in names[:4]] + [asked])
            if "ends_on" in r["set"]:
                lengths.append((date.fromisoformat(r["set"]["ends_on"]) - self.day(r["at"])).days)
        parts = {name: (sum(row[n] for row in rows), len(rows)) for n, name in enumerate(names)}
        return plain(sum(map(all, rows)), len(rows), mid=median(lengths), parts=parts)

    def M21(self) -> dict[str, Any]:
        called = [set(self.stands(a, "outside") or []) for a in self.ER]
        parts = {k: (sum(k in c for c in called), len(self.E)) for k in codes("external") if k != "none"}
        some = sum(bool(c - {"none"}) for c in called)
        return plain(some, len(self.E), called.count(set()), parts=parts)

    def M22(self) -> dict[str, Any]:
        given = [set(e["set"].get("settings", [])) for e in self.E]
        parts = {s: (sum(s in g for g in given), len(given)) for s in codes("setting") if s != "none"}
        texts = [
            h["set"]["settings_text"]
            for h in self.kind("handover")
            if "ran_out" in h["set"].get("settings", []) and "settings_text" in h["set"]
            and self.first <= date.fromisoformat(h["set"]["day"]) <= self.last
        ]  # fmt: skip
        some = sum(bool(g - {"none"}) for g in given)
        return plain(some, len(given), given.count(set()), parts=parts, texts=texts)

    def M23(self) -> dict[str, Any]:
        done = [
            f for f in self.kind("fix") if f["set"].get("done") == "yes" and self.inside(f["set_at"]["done"])
        ]
        done.sort(key=lambda f: (f["set_at"]["done"], f["id"]))
        return plain(len(done), texts=[f["set"]["what"] for f in done])

    def M24(self) -> dict[str, Any]:
        people = offered = unnamed = 0
        for e in self.E:
            flags = {flag for r in self.tree(e) for flag in r["set"].get("flags", [])} - {"none"}
            if not flags:
                continue
            asks = self.tree(e, "escalation")
            rows = [row for a in asks for row in self.stands(a, "parts") or []]
            named = {row["who"].lower() for row in rows if row["part"] in ("affected", "both")}
            offers = sum(len(self.stands(a, "support") or []) for a in asks)
            offers += sum(len(t["set"].get("offers", [])) for t in self.tree(e, "talk"))
            people += len(named)
            offered += len(named) if offers else 0
            unnamed += 0 if named else 1
        return plain(offered, people, unnamed)

    def M25(self) -> dict[str, Any]:
        hot = [e for e in self.E if e["set"].get("heat") in ("h3", "h4")]
        said = [[c["set"].get("debrief") for c in self.tree(e, "closing")] for e in hot]
        offered = sum("yes_taken" in given or "yes_declined" in given for given in said)
        return plain(offered, len(hot), sum(not any(given) for given in said))

    def M26(self) -> dict[str, Any]:
        met = [c["set"].get("visits", "skip") for c in self.FU if c["set"]["reached"] == "reached"]
        return among([None if visit == "skip" else visit == "usual" for visit in met])

    def M27(self) -> dict[str, Any]:
        hours = [max((e["at"] - self.time(e, "happened_at")) / timedelta(hours=1), 0.0) for e in self.E]
        return plain(sum(h >= 1 for h in hours), len(hours), mid=median(hours))

    def M28(self) -> dict[str, Any]:
        found: list[bool | None] = []
        for note in self.kind("note"):
            if note["set"].get("sort") != "correction" or not self.inside(note["at"]):
                continue
            until = note["at"] + timedelta(days=7)
            replies = [r for r in self.kind("reply") if r["up"] in (note["id"], note["up"])]
            answered = any(r["ord"] > note["ord"] and r["at"] <= until for r in replies)
            found.append(True if answered else None if self.now <= until else False)
        return among(found)
