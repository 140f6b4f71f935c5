"""Months that are kept as the records stand equal those counted from all records, whatever is written meanwhile."""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from peerpwa.accounts import people
from peerpwa.accounts.models import Centre
from peerpwa.exports import ahead
from peerpwa.exports.counting import count_months
from peerpwa.exports.months import parse_span
from peerpwa.exports.published import publish
from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.change import parse_change
from peerpwa.records.door import reading, writing
from peerpwa.records.refused import Aside, Refused
from peerpwa.records.settings import set_settings
from peerpwa.records.shelf import rebuild
from peerpwa.records.store import store, write
from peerpwa.records.viewer import Author
from peerpwa.storage import db
from tests.centre import NOW, Installation
from tests.databases import Database
from tests.measures.town import DAY, Town
from tests.reports.plain import count_plainly
from tests.reports.test_published import LATER, NAMES, settle
from tests.server import UP_SECONDS

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
ROUNDS, ACTS = 5, 10
LOG = {"safe_now": "yes", "heat": "h1", "types": ["noise"], "place": "main_room", "outcome": "agreement"}
ROLES = {"sol": "supervisor", "bea": "manager"}


@pytest.fixture(scope="module")
def centres(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("rolled") / "data", database)
    with made.context():
        yield made
        db.session.remove()


class Hand:
    """Writes on in a centre at random, late: new logs, corrections, withdrawals, settings, slips."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.random, self.now = centre, Random(seed), LATER
        self.ids = {one.name: one.id for one in people.list_accounts() if one.name in NAMES}
        self.more = Town(seed + 5000, self.ids)
        self.taken = 0

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


def differs(centre: Centre, months: tuple[str, ...], now: int) -> list[str]:
    """The populations whose numbers or keys aren't those of the plain way."""
    known = count_months(centre, (), now).months
    fresh = [month for month in months if month not in known]
    if not fresh:
        return []
    ours = count_months(centre, months, now)
    plain, keys = count_plainly(centre, fresh, now)
    wrong = [name for name, some in keys.items() if some != ours.keys[name]]
    for month in fresh:
        assert ours.months[month].lines == plain[month].lines
        wrong += [
            name for name, some in plain[month].counts.items() if some != ours.months[month].counts[name]
        ]
    return wrong


def kept(centre: Centre) -> dict[str, int]:
    """The months that are kept, each with the number of the feed up to which it stands."""
    rolled = models.rolled_month
    with reading() as connection:
        rows = connection.execute(select(rolled).where(rolled.c.centre == centre.id)).all()
    return {row.month: row.seq for row in rows}


@pytest.mark.shows("morning-3")
@pytest.mark.parametrize("seed", range(10))
def test_months_that_are_kept_are_those_that_all_records_give(centres: Installation, seed: int) -> None:
    centre = settle(700 + seed, 1 + seed % 3)
    hand = Hand(centre, seed)
    assert differs(centre, MONTHS, hand.now) == []
    for number in range(ROUNDS):
        for _ in range(hand.random.randrange(1, ACTS)):
            hand.act()
        months = tuple(sorted(hand.random.sample(MONTHS, hand.random.randrange(1, 5))))
        assert differs(centre, months, hand.now) == []
        if seed % 2 and number in (1, 3):
            span = parse_span("month", hand.random.choice(MONTHS))
            assert span is not None
            publish(centre, span, 5, hand.ids["bea"], hand.now)
    assert differs(centre, MONTHS, hand.now) == []
    assert hand.taken > ROUNDS


def spoil(centre: Centre) -> None:
    """Gives the months that are kept numbers of their own, so that one that is counted anew is known by its others."""
    with writing(centre.id) as door:
        here = update(models.rolled_month).where(models.rolled_month.c.centre == centre.id)
        door.connection.execute(here.values(counts={"spoiled": []}))


def counted_anew(centre: Centre, now: int) -> list[str]:
    found = count_months(centre, MONTHS, now).months
    return [month for month in MONTHS if "spoiled" not in found[month].counts]


def test_only_the_months_that_a_change_speaks_of_are_counted_again(centres: Installation) -> None:
    centre = settle(800, 3)
    hand = Hand(centre, 800)
    count_months(centre, MONTHS, hand.now)
    assert set(kept(centre)) == set(MONTHS)
    spoil(centre)
    assert counted_anew(centre, hand.now) == []
    log = hand.write("conflict", LOG | {"happened_at": "2026-09-15T12:00:00.000+00:00"}, hand.ids["ama"])
    assert counted_anew(centre, hand.now) == ["2026-09"]
    spoil(centre)
    moved = {"happened_at": "2026-11-15T12:00:00.000+00:00"}
    hand.write("conflict", moved, hand.ids["ama"], record=log)
    assert counted_anew(centre, hand.now) == ["2026-09", "2026-11"]
    spoil(centre)
    hand.write("conflict", LOG, hand.ids["ama"])
    assert counted_anew(centre, hand.now) == []
    hand.set()
    assert counted_anew(centre, hand.now) == [*MONTHS]


def test_months_are_counted_anew_with_the_lists(centres: Installation) -> None:
    centre = settle(801, 1)
    count_months(centre, MONTHS, LATER)
    with writing(centre.id) as door:
        rebuild(door)
    assert kept(centre) == {}


def test_the_months_of_every_centre_are_counted_ahead(centres: Installation) -> None:
    centre = settle(805, 1)
    centres.clock.now = LATER
    answer = centres.app.test_cli_runner().invoke(args=["reports", "count"])
    assert answer.exit_code == 0
    assert f"{centre.name}: 24 months stand." in answer.output
    assert set(MONTHS) <= set(kept(centre))


def test_the_embedded_server_counts_them_by_itself(
    centres: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = settle(806, 1)
    centres.clock.now = LATER
    monkeypatch.setattr(ahead, "FIRST_SECONDS", 0)
    ahead.start(centres.app)
    end = time.monotonic() + UP_SECONDS
    while not set(MONTHS) <= set(kept(centre)):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_month_that_is_not_over_is_not_kept(centres: Installation) -> None:
    centre = settle(802, 1)
    count_months(centre, ("2026-10", "2026-11"), NOW)
    assert set(kept(centre)) == {"2026-10"}


def test_no_name_and_no_word_is_kept(centres: Installation) -> None:
    centre = settle(803, 4)
    count_months(centre, MONTHS, LATER)
    rolled = models.rolled_month
    with reading() as connection:
        rows = connection.execute(select(rolled).where(rolled.c.centre == centre.id)).all()
    text = " ".join(str(tuple(row)) for row in rows).casefold()
    assert "h0_h1" in text
    assert [
        word for word in ("heron", "cedar", "finch", "willow", "power bar", "asks first") if word in text
    ] == []
