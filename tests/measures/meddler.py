"""Somebody who writes on in a centre at random, late: what is kept between looks must follow it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select, update

from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.change import parse_change
from peerpwa.records.door import reading, writing
from peerpwa.records.refused import Aside, Refused
from peerpwa.records.settings import set_settings
from peerpwa.records.store import store, write
from peerpwa.records.viewer import Author
from tests.centre import NOW
from tests.measures.town import DAY, Town
from tests.reports.test_published import LATER, NAMES

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
ROLES = {"sol": "supervisor", "bea": "manager"}


class Meddler:
    """Writes on in a centre at random, late: new logs, corrections, withdrawals, settings, slips."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.random, self.now = centre, Random(seed), LATER
        self.ids = self.names()
        self.more = Town(seed + 5000, self.ids)
        self.taken = 0

    @staticmethod
    def names() -> dict[str, str]:
        """The accounts of a town, by name."""
        return {one.name: one.id for one in people.list_accounts() if one.name in NAMES}

    def act(self) -> None:
        self.now += 60_000
        act = self.random.choice(
            (self.log_late, self.log_late, self.correct, self.correct, self.move, self.take_back, self.slip,
             self.thread, self.set, self.settle_fix)
        )  # fmt: skip
        try:
            act()
            self.taken += 1
        except (Refused, Aside):
            pass

    def log_late(self) -> None:
        """A handful of another town's changes, in any order."""
        few, self.more.changes = self.more.changes[:6], self.more.changes[6:]
        for row in few:
            author = self.author(row["account"])
            with writing(self.centre.id) as door:
                try:
                    store(door, author, [parse_change(row["body"])], envelope=None, now=self.now)
                except (Refused, Aside):
                    continue

    def correct(self) -> None:
        """What the practice asks is answered otherwise."""
        kind, values = self.random.choice(
            (
                ("conflict", {"heat": self.one("heat"), "settings": [self.one("setting")]}),
                ("conflict", {"flags": [self.one("flag")]}),
                ("check_in", {"visits": self.one("visits"), "reached": "reached"}),
                ("talk", {"outcome": self.one("outcome")}),
                ("party", {"handle": self.random.choice(("Heron", "Cedar", "Wren"))}),
            )
        )
        self.again(kind, values)

    def move(self) -> None:
        """It was another day, perhaps in another month."""
        kind, field = self.random.choice(
            (
                ("conflict", "happened_at"),
                ("check_in", "done_at"),
                ("follow_up", "due"),
                ("escalation", "learned_at"),
            )
        )
        at = NOW - self.random.randrange(-20, 110) * DAY
        said = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
        self.again(kind, {field: None if self.random.random() < 0.1 else said})

    def take_back(self) -> None:
        found = self.some()
        if found is not None:
            self.write("withdrawal", {"reason": "mistake"}, found.account, parent=found.id)

    def slip(self) -> None:
        month, answer = self.random.choice(MONTHS), self.random.choice(("yes", "no", "partly"))
        key = {"centre": self.centre.id, "month": month, "question": "heard", "answer": answer}
        with writing(self.centre.id) as door:
            here = [models.tally.c[name] == value for name, value in key.items()]
            more = update(models.tally).where(*here).values(total=models.tally.c.total + 1)
            if door.connection.execute(more).rowcount == 0:
                door.connection.execute(insert(models.tally), key | {"total": 1})

    def thread(self) -> None:
        some = [self.some("conflict") for _ in range(2)]
        lines = [{"record": one.id} for one in some if one is not None]
        self.again("thread", {"conflicts": lines})

    def set(self) -> None:
        set_settings(
            self.centre.id, {"open_days": self.random.choice((["mon", "tue"], ["sat", "sun"]))}, self.now
        )

    def settle_fix(self) -> None:
        self.again("fix", {"done": self.random.choice(("yes", "no"))})

    def again(self, kind: str, values: Mapping[str, Any]) -> None:
        if found := self.some(kind):
            self.write(kind, values, found.account, record=found.id)

    def write(self, kind: str, values: Mapping[str, Any], account: str, **at: str) -> str:
        self.now += 1000
        form = next(form.id for form in reversed(load().forms.values()) if kind in form.kinds)
        return write(self.centre.id, self.author(account), kind, form, dict(values), now=self.now, **at)

    def some(self, kind: str | None = None) -> Any:
        record = models.record
        query = select(record).where(record.c.centre == self.centre.id, record.c.account.is_not(None))
        with reading() as connection:
            rows = connection.execute(query if kind is None else query.where(record.c.kind == kind)).all()
        return self.random.choice(rows) if rows else None

    def author(self, account: str) -> Author:
        name = next(name for name, id in self.ids.items() if id == account)
        return Author(account, None, frozenset({ROLES.get(name, "worker")}), name)

    def one(self, vocabulary: str) -> str:
        return str(self.random.choice(load().vocabularies[vocabulary])["code"])
