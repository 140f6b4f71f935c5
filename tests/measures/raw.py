"""A centre as its raw changes tell it, for the second calculation (second.py): what a record says, what was taken
back, who may know of it and when it was. It imports nothing of the product and reads no read model.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SUPERVISORS_SET = {("escalation", "level"), ("fix", "done"), ("fix", "who"), ("conflict", "cleared")}
HOURS = {"morning": (6, 11), "midday": (11, 14), "afternoon": (14, 17), "evening": (17, 22)}
DAY = timedelta(days=1)
Record = dict[str, Any]


def fold(changes: Iterable[Record]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    ordered = sorted(changes, key=lambda c: (c["ord"], c["id"]))
    for c in ordered:
        if c["id"] == c["record"]:
            at = datetime.fromisoformat(c["ord"][:23] + "+00:00")
            head = {k: c[k] for k in ("id", "kind", "parent", "account", "ord")}
            records[c["id"]] = {**head, "at": at, "set": {}, "set_at": {}}
    for c in ordered:
        record = records[c["record"]]
        for field, value in c["set"].items():
            if c["account"] == record["account"] or (
                c["leads"] and (record["kind"], field) in SUPERVISORS_SET
            ):
                record["set"][field] = value
                record["set_at"][field] = datetime.fromisoformat(c["ord"][:23] + "+00:00")
    for record in records.values():
        record["set"] = {field: value for field, value in record["set"].items() if value is not None}
        about = record["set"].get("about") if record["kind"] == "escalation" else None
        record["up"] = record["parent"] or about
    return records


class Raw:
    """`who` looks; the days from `first` to `last`, as known at `now`; `own`: the centre's own settings."""

    def __init__(
        self, changes: Iterable[Record], tally: list[tuple[str, str, str, int]], zone: str, who: str, first: date,
        last: date, now: datetime, own: Mapping[str, Any],
    ) -> None:  # fmt: skip
        self.own = own
        self.zone, self.first, self.last, self.now, self.tally = ZoneInfo(zone), first, last, now, tally
        self.every = fold(changes)
        self.paths = {id: self.walk(r) for id, r in self.every.items()}
        self.trees: dict[str, list[Record]] = {}
        for r in sorted(self.every.values(), key=lambda r: (r["ord"], r["id"])):
            self.trees.setdefault(self.paths[r["id"]][-1]["id"], []).append(r)
        self.records = [r for r in self.every.values() if self.counts(r, who)]
        self.ids = {r["id"] for r in self.records}
        self.kinds: dict[str, list[Record]] = {}
        for r in sorted(self.records, key=lambda r: (r["ord"], r["id"])):
            self.kinds.setdefault(r["kind"], []).append(r)
        self.E = [r for r in self.kind("conflict") if self.inside(self.time(r, "happened_at"))]
        self.ER = [r for r in self.kind("escalation") if self.inside(self.time(r, "learned_at"))]
        self.FU = [r for r in self.kind("check_in") if self.inside(self.time(r, "done_at"))]

    # What counts

    def path(self, r: Record) -> list[Record]:
        """The record itself, and all above it."""
        return self.paths[r["id"]]

    def walk(self, r: Record) -> list[Record]:
        path = [r]
        while path[-1]["up"]:
            path.append(self.every[path[-1]["up"]])
        return path

    def taken_back(self, r: Record) -> bool:
        return any(
            w["kind"] == "withdrawal"
            and w["parent"] == r["id"]
            and w["account"] == r["account"]
            and not self.taken_back(w)
            for w in self.trees[self.path(r)[-1]["id"]]
        )

    def authors_alone(self, r: Record) -> bool:
        top = self.path(r)[-1]
        for one in self.path(r):
            if one["kind"] == "escalation":
                return False
            if one["kind"] in ("follow_up", "check_in") and self.every[one["up"]]["kind"] != "party":
                asked = [
                    e for e in self.trees[top["id"]] if e["kind"] == "escalation" and e["up"] == one["id"]
                ]
                return all(self.taken_back(e) for e in asked)
        return False

    def counts(self, r: Record, who: str) -> bool:
        top = self.path(r)[-1]
        tree = self.trees[top["id"]]
        concerned = any(who in one["set"].get("concerns", []) for one in tree) and top["account"] != who
        return not (concerned or any(map(self.taken_back, self.path(r))) or self.authors_alone(r))

    def kind(self, kind: str) -> list[Record]:
        return self.kinds.get(kind, [])

    def below(self, r: Record, kind: str) -> list[Record]:
        return [one for one in self.kind(kind) if one["up"] == r["id"]]

    def tree(self, r: Record, kind: str | None = None) -> list[Record]:
        inside = self.trees[self.path(r)[-1]["id"]]
        return [one for one in inside if one["id"] in self.ids and kind in (None, one["kind"])]

    def outcome(self, event: Record) -> str:
        ends = [t["set"]["outcome"] for t in self.tree(event, "talk") if "outcome" in t["set"]]
        return str(ends[-1] if ends else event["set"].get("outcome", "unknown"))

    # When

    def days_open(self, weekdays: list[str] | None) -> int:
        """Of the period, until today; without weekdays every day is one."""
        last = min(self.last, self.now.astimezone(self.zone).date())
        days = [self.first + DAY * n for n in range((last - self.first).days + 1)]
        return sum(not weekdays or f"{day:%a}".lower() in weekdays for day in days)

    def time(self, r: Record, field: str) -> datetime:
        text = r["set"].get(field)
        return datetime.fromisoformat(text).astimezone(UTC) if text else r["at"]

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def inside(self, at: datetime) -> bool:
        return self.first <= self.day(at) <= self.last

    def shift(self, at: datetime) -> tuple[date, str]:
        local = at.astimezone(self.zone)
        for name, (first, end) in HOURS.items():
            if first <= local.hour < end:
                return local.date(), name
        return local.date() - (DAY if local.hour < 6 else DAY * 0), "night"
