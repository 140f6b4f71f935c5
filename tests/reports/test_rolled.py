"""Months that are kept as the records stand equal those counted from all records, whatever is written meanwhile."""

import os
import signal
import threading
import time

import pytest
from sqlalchemy import select, update

from peerpwa.accounts.models import Centre
from peerpwa.exports import ahead
from peerpwa.exports.counting import count_months
from peerpwa.exports.months import parse_span
from peerpwa.exports.published import publish
from peerpwa.records import models
from peerpwa.records.door import reading, writing
from peerpwa.records.shelf import rebuild
from tests.centre import NOW, Installation
from tests.measures.meddler import MONTHS, Meddler
from tests.reports.plain import count_plainly
from tests.reports.test_published import LATER, settle
from tests.server import UP_SECONDS

ROUNDS, ACTS = 5, 10
LOG = {"safe_now": "yes", "heat": "h1", "types": ["noise"], "place": "main_room", "outcome": "agreement"}


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
def test_months_that_are_kept_are_those_that_all_records_give(towns: Installation, seed: int) -> None:
    centre = settle(700 + seed, 1 + seed % 3)
    hand = Meddler(centre, seed)
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


def test_only_the_months_that_a_change_speaks_of_are_counted_again(towns: Installation) -> None:
    centre = settle(800, 3)
    hand = Meddler(centre, 800)
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


def test_months_are_counted_anew_with_the_lists(towns: Installation) -> None:
    centre = settle(801, 1)
    count_months(centre, MONTHS, LATER)
    with writing(centre.id) as door:
        rebuild(door)
    assert kept(centre) == {}


def test_the_months_of_every_centre_are_counted_ahead(towns: Installation) -> None:
    centre = settle(805, 1)
    towns.clock.now = LATER
    answer = towns.app.test_cli_runner().invoke(args=["reports", "count"])
    assert answer.exit_code == 0
    assert f"{centre.name}: 24 months stand." in answer.output
    assert set(MONTHS) <= set(kept(centre))


def test_the_embedded_server_counts_them_by_itself(
    towns: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = settle(806, 1)
    towns.clock.now = LATER
    monkeypatch.setattr(ahead, "FIRST_SECONDS", 0)
    ahead.start(towns.app)
    assert wait_for_all(centre)


def wait_for_all(centre: Centre) -> bool:
    """Whether every month stands, soon."""
    end = time.monotonic() + UP_SECONDS
    while not set(MONTHS) <= set(kept(centre)) and time.monotonic() < end:
        time.sleep(0.05)
    return set(MONTHS) <= set(kept(centre))


def test_the_command_that_sends_notices_counts_them_too(
    towns: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = settle(807, 1)
    towns.clock.now = LATER
    monkeypatch.setattr(ahead, "FIRST_SECONDS", 0)
    found: list[bool] = []

    def stop() -> None:
        with towns.context():
            found.append(wait_for_all(centre))
        os.kill(os.getpid(), signal.SIGTERM)

    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    threading.Thread(target=stop).start()
    answer = towns.app.test_cli_runner().invoke(args=["notify", "run"])
    for number, handler in handlers.items():
        signal.signal(number, handler)
    assert answer.exit_code == 0 and found == [True], answer.output


def test_a_month_that_is_not_over_is_not_kept(towns: Installation) -> None:
    centre = settle(802, 1)
    count_months(centre, ("2026-10", "2026-11"), NOW)
    assert set(kept(centre)) == {"2026-10"}


def test_no_name_and_no_word_is_kept(towns: Installation) -> None:
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
