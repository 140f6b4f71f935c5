"""A stage for the stories: a real installation with nothing written, a phone whose clock goes where the story goes, and
what the story states beside what is stored.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from peerpwa import create_app, start
from peerpwa.accounts import people
from peerpwa.clock import system_ms
from peerpwa.demo import ZONE, make_centres
from peerpwa.demo.stories import Calendar, Line, form_of, read_stories, with_ids
from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.shelf import to_record
from peerpwa.storage import db
from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in, unlock
from tests.centre import SECRET
from tests.server import Server

PASSWORD = "nothing-is-written-yet"
SOON_MS = 10 * 60_000
IDLE_MS = 2 * 60_000
OF_ITSELF = {("talk", "steps"), ("talk", "swaps")}


class EmptyCentre(Server):
    """A real installation, not a demo: the demo's centres and people, and not a word written."""

    def __init__(self, data: Path) -> None:
        super().__init__(data, {"PEERPWA_DEMO": "0", "SECRET_KEY": SECRET})
        self.app = create_app({"DATA": data, "SECRET_KEY": SECRET})
        with self.app.app_context():
            start.set_up(self.app, demo=False)
            make_centres(lambda: PASSWORD)
            db.engine.dispose()

    def password(self, name: str) -> str:
        return PASSWORD

    @contextmanager
    def context(self) -> Iterator[None]:
        with self.app.app_context():
            yield
            db.engine.dispose()

    def records(self) -> list[Record]:
        """Everything but the settings, in the order of its making."""
        query = select(models.record).where(models.record.c.kind != "setting").order_by(models.record.c.id)
        with self.context(), reading() as connection:
            return [to_record(row) for row in connection.execute(query)]

    def bodies(self) -> str:
        """Every change as it was signed."""
        with self.context(), reading() as connection:
            return "\n".join(bytes(row.body).decode() for row in connection.execute(select(models.change)))

    def names(self) -> dict[str, str]:
        with self.context():
            return {account.id: account.name for account in people.list_accounts()}


class Play:
    """One story: its author's phone, and the centre that is away while they work."""

    def __init__(self, story: str, centre: EmptyCentre, phone: Chromium) -> None:
        self.centre = centre
        self.phone = phone
        now = system_ms()
        self.days = Calendar.of(now, ZONE)
        self.lines = [line for line in read_stories(now, ZONE) if line.story == story]
        self.author = next(line.by for line in self.lines if line.kind == "conflict")
        self.at = now

    # The worker

    def open(self) -> None:
        """Signed in, at home, and the server gone."""
        sign_in(self.phone, self.centre, self.author)
        self.centre.kill()

    def until(self, at: str | int) -> None:
        """The phone's clock goes to “D-2 10:40”; one that lay untouched for two minutes is unlocked again."""
        before = self.at
        self.at = at if isinstance(at, int) else int(self.days.to_time(at).timestamp() * 1000)
        self.phone.page.clock.set_system_time(datetime.fromtimestamp(self.at / 1000, UTC))
        if not 0 <= self.at - before < IDLE_MS:
            self.phone.page.reload()
            unlock(self.phone)

    def go(self, place: str) -> None:
        self.phone.run(f"location.hash = '#/{place}'")

    def home(self) -> None:
        self.go("")
        self.phone.wait("[data-screen=home]")

    def said(self, kind: str) -> list[dict[str, Any]]:
        """The answers of each record of this kind, as they stand in the end."""
        return [values for _, values in self._final() if _.kind == kind]

    def due(self) -> dict[str, dict[str, Any]]:
        """The first check-in that is planned with each person."""
        planned: dict[str, dict[str, Any]] = {}
        for line in self.lines:
            if line.kind == "follow_up":
                planned.setdefault(line.below or "", line.values)
        return planned

    def attempts(self) -> list[Line]:
        """The check-ins, in their order."""
        return [line for line in self.lines if line.kind == "check_in"]

    # The others

    def deliver(self) -> None:
        """The centre is there again; nobody touches the phone but to look at it."""
        self.centre.start()
        self.home()
        self.phone.run("dispatchEvent(new Event('focus'))")
        self.phone.wait_for("document.querySelector('.all-states .waits') === null")

    def others_answer(self, *kinds: str) -> None:
        """What others wrote, and what no screen makes yet (`kinds`): each by a phone without a screen."""
        ids = self.match(lambda line: line.by == self.author and line.kind not in kinds)
        phones: dict[str, Any] = {}
        for line in self.lines:
            if line.by == self.author and line.kind not in kinds:
                continue
            phone = phones.setdefault(line.by, None) or self.centre.phone(line.by)
            phones[line.by] = phone
            change = phone.change(
                line.kind,
                form_of(line.kind),
                with_ids(line.values, ids),
                record=ids[line.name] if line.again else None,
                parent=ids[line.below] if line.below else None,
                at=line.at,
            )
            ids[line.name] = change["record"]
            phone.save(change)
            phone.sync()
            assert phone.verdicts[-1]["verdict"] == "accepted", (line, phone.verdicts[-1])

    # The comparison

    def match(self, wanted: Any = lambda line: True) -> dict[str, str]:
        """The records by the names that the story gives them."""
        return {line.name: record.id for line, _, record in self._pairs(wanted)}

    def compare(self) -> None:
        """Every record that the story states is there once, and each answer is as stated; nothing else is there."""
        names = self.centre.names()
        ids = self.match()
        for line, values, record in self._pairs(lambda line: True):
            where = (line.story, line.name)
            assert names[record.account or ""] == line.by, where
            assert record.above == (ids[line.below] if line.below else with_ids(values.get("about"), ids)), (
                where
            )
            assert abs(record.made - line.at) < SOON_MS, where
            stated = with_ids(values, ids)
            given = {f: v for f, v in record.values.items() if (line.kind, f) not in OF_ITSELF}
            assert set(given) == set(stated), where
            for field, value in stated.items():
                assert is_as_stated(line.kind, field, value, given[field]), (
                    *where,
                    field,
                    value,
                    given[field],
                )

    def _final(self) -> list[tuple[Line, dict[str, Any]]]:
        merged: dict[int, dict[str, Any]] = {}
        first: dict[str, int] = {}
        for i, line in enumerate(self.lines):
            at = first[line.name] if line.again else i
            first[line.name] = at
            merged[at] = merged.get(at, {}) | line.values
        return [(self.lines[i], values) for i, values in sorted(merged.items())]

    def _pairs(self, wanted: Any) -> list[tuple[Line, dict[str, Any], Record]]:
        """Stated and stored, kind by kind in the order of their making."""
        final = [one for one in self._final() if wanted(one[0])]
        stored = self.centre.records()
        pairs = []
        for kind in dict.fromkeys(line.kind for line, _ in final):
            here = [one for one in final if one[0].kind == kind]
            there = [record for record in stored if record.kind == kind]
            assert len(here) == len(there), (kind, [r.values for r in there])
            pairs += [(line, values, record) for (line, values), record in zip(here, there, strict=True)]
        assert {record.kind for record in stored} <= {line.kind for line, _ in final}
        return pairs


def is_as_stated(kind: str, field: str, stated: Any, given: Any) -> bool:
    """Times within ten minutes, what is due on its day; a check-in may have added to what was seen."""
    if load().by_field[(kind, field)].type == "time":
        times = [datetime.fromisoformat(text).astimezone(ZoneInfo(ZONE)) for text in (stated, given)]
        if field == "due":
            return times[0].date() == times[1].date()
        return abs((times[0] - times[1]).total_seconds()) * 1000 < SOON_MS
    if (kind, field) == ("escalation", "saw"):
        return bool(given.split("\n")[0] == stated)
    return bool(given == stated)
