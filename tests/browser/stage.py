"""A stage for the stories: a real installation with nothing written, a phone whose clock goes where the story goes, and
what the story states beside what is stored.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from peerpwa import create_app, start
from peerpwa.accounts import people
from peerpwa.clock import system_ms
from peerpwa.demo import ZONE, make_centres, to_change
from peerpwa.demo.phone import Phone
from peerpwa.demo.stories import Calendar, Line, read_stories, with_ids
from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.shelf import to_record
from peerpwa.records.slips import read_tally
from peerpwa.storage import db
from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in, unlock
from tests.centre import SECRET, get, submit
from tests.server import Server

PASSWORD = "nothing-is-written-yet"
SOON_MS = 10 * 60_000
IDLE_MS = 2 * 60_000
AS_IT_GOES_ON = ("talk", "party")
OF_ITSELF = {("talk", "steps"), ("talk", "swaps")}
FOR_ONE_ALONE = ("worker_ok", "own_tie", "minutes", "for_me", "heard", "same_treatment")


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

    def tally(self) -> dict[tuple[str, str, str], int]:
        """How often each answer was given on slips, by month and question."""
        with self.context():
            return read_tally(people.get_centre("Tin Roof").id)

    def names(self) -> dict[str, str]:
        with self.context():
            return {account.id: account.name for account in people.list_accounts()}


class Play:
    """One story: its author's phone, and the centre that is away while they work."""

    def __init__(self, story: str, centre: EmptyCentre, phone: Chromium) -> None:
        self.story = story
        self.centre = centre
        self.phone = phone
        now = system_ms()
        self.days = Calendar.of(now, ZONE)
        self.lines = [line for line in read_stories(now, ZONE) if line.story == story]
        self.author = next(line.by for line in self.lines if line.kind == "conflict")
        self.at = now
        self.phones: dict[str, Phone] = {}
        self.talked_ms = 0
        self.slips: Counter[tuple[str, str, str]] = Counter()

    # The worker

    def open(self) -> None:
        """Signed in, at home, and the server gone."""
        sign_in(self.phone, self.centre, self.author)
        self.centre.kill()

    def until(self, at: str | int) -> None:
        """The phone's clock goes to “D-2 10:40”; one that lay untouched for two minutes is unlocked again."""
        before = self.at
        self.at = at if isinstance(at, int) else self.days.to_ms(at)
        place = self.phone.run("location.hash")
        if place.startswith("#/help"):  # it works locked, so it wouldn't ask for the PIN
            self.home()
        self.phone.page.clock.set_system_time(datetime.fromtimestamp(self.at / 1000, UTC))
        if not 0 <= self.at - before < IDLE_MS:
            self.phone.page.reload()
            unlock(self.phone)
        self.phone.run(f"location.hash = {place!r}")

    def hear(self, minutes: int) -> None:
        """So long with one person, while the phone lies there."""
        self.talked_ms += minutes * 60_000
        self.until(self.at + minutes * 60_000)

    def count_slip(self, at: int, heard: str, same_treatment: str) -> None:
        """What a client answered alone, to be found in the month's tally."""
        month = f"{datetime.fromtimestamp(at / 1000, ZoneInfo(ZONE)):%Y-%m}"
        self.slips.update([(month, "heard", heard), (month, "same_treatment", same_treatment)])

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
        self.wake()
        self.phone.wait_for("document.querySelector('.all-states .waits') === null")

    def wake(self) -> None:
        self.phone.run("dispatchEvent(new Event('focus'))")

    def others(self) -> list[Line]:
        """What somebody else than the story's author wrote."""
        return [line for line in self.lines if line.by != self.author]

    def of(self, *kinds: str) -> list[Line]:
        """What the author wrote of these kinds."""
        return [line for line in self.lines if line.by == self.author and line.kind in kinds]

    def write(self, lines: Iterable[Line]) -> None:
        """These lines, each by a phone of its author's without a screen, as soon as the centre has the rest."""
        ids = {line.name: record.id for line, _, record in self._pairs()}
        for line in lines:
            if line.by not in self.phones:
                self.phones[line.by] = self.centre.phone(line.by)
            phone = self.phones[line.by]
            phone.save(to_change(phone, line, ids))
            phone.sync()
            assert phone.verdicts[-1]["verdict"] == "accepted", (line, phone.verdicts[-1])

    # The comparison

    def compare(self) -> None:
        """Every record that the story states is there once, each answer as stated, and nothing else is there."""
        names = self.centre.names()
        pairs = self._pairs()
        stated = Counter(line.kind for line, _ in self._final())
        assert Counter(record.kind for record in self.centre.records()) == stated
        ids = {line.name: record.id for line, _, record in pairs}
        happened = to_ms(self.said("conflict")[0]["happened_at"])
        for line, values, record in pairs:
            where = (line.story, line.name)
            assert names[record.account or ""] == line.by, where
            assert record.above == (ids[line.below] if line.below else with_ids(values.get("about"), ids)), (
                where
            )
            first = happened if line.kind in AS_IT_GOES_ON else line.at  # a talk is saved while it goes on
            assert first - SOON_MS < record.made < line.at + SOON_MS + self.talked_ms, where
            given = {f: v for f, v in record.values.items() if (line.kind, f) not in OF_ITSELF}
            assert set(given) == set(values), (*where, set(given) ^ set(values))
            for field, value in with_ids(values, ids).items():
                found = given[field]
                if (line.kind, field) == (
                    "escalation",
                    "saw",
                ):  # a check-in that tells a supervisor adds its line
                    found, *added = found.split("\n")
                    assert len(added) == self.count_worries(), (*where, added)
                assert is_as_stated(line.kind, field, value, found), (*where, field, value, found)
        assert self.centre.tally() == self.slips
        kept = [field for field in FOR_ONE_ALONE if f'"{field}"' in self.centre.bodies()]
        assert kept == [], "answers for the author alone left the phone"

    def count_worries(self) -> int:
        return sum(line.values.get("next") == "supervisor" for line in self.of("check_in"))

    def minutes_to_a_human(self) -> float:
        """From when the worker learned of it to whoever was reached first (M16)."""
        asked, *_ = (record for record in self.centre.records() if record.kind == "escalation")
        reached = [r.values["told_at"] for r in self.centre.records() if r.values.get("reached") == "yes"]
        return (min(map(to_ms, reached)) - to_ms(asked.values["learned_at"])) / 60_000

    def on_the_floor(self) -> Phone:
        """A phone that somebody else of the floor enrols now."""
        phone = self.centre.phone("ben" if self.author != "ben" else "ama")
        phone.sync()
        return phone

    def page_for(self, name: str) -> str:
        """The story's log with all below it, as this supervisor reads it."""
        (log,) = (record for record in self.centre.records() if record.kind == "conflict")
        with self.centre.context():
            browser = self.centre.app.test_client()
            browser.environ_base["wsgi.url_scheme"] = "https"
            submit(browser, "/sign-in", {"name": name, "password": PASSWORD})
            return str(get(browser, f"/records/{log.id}").text)

    def hidden(self) -> set[str]:
        """What the author wrote that the floor must not read: who, what harm, and every word."""
        words: set[str] = set()
        for line in self.of("conflict", "escalation", "party", "check_in"):
            for field in ("people", "handle", "flags", "why", "saw", "words", "wish_text", "share_rule"):
                given = line.values.get(field, [])
                words.update([given] if isinstance(given, str) else given)
        return words - {"none"}

    def _final(self) -> list[tuple[Line, dict[str, Any]]]:
        merged: dict[int, dict[str, Any]] = {}
        first: dict[str, int] = {}
        for i, line in enumerate(self.lines):
            at = first[line.name] if line.again else i
            first[line.name] = at
            merged[at] = merged.get(at, {}) | line.values
        return [(self.lines[i], values) for i, values in sorted(merged.items())]

    def _pairs(self) -> list[tuple[Line, dict[str, Any], Record]]:
        """Stated and stored, kind by kind in the order of their making, as far as they are there."""
        stored = self.centre.records()
        final = self._final()
        return [
            (line, values, record)
            for kind in dict.fromkeys(line.kind for line, _ in final)
            for (line, values), record in zip(
                (one for one in final if one[0].kind == kind),
                (record for record in stored if record.kind == kind),
                strict=False,
            )
        ]


def to_ms(stored: str) -> int:
    return int(datetime.fromisoformat(stored).timestamp() * 1000)


def is_as_stated(kind: str, field: str, stated: Any, given: Any) -> bool:
    """Times within ten minutes, what is due on its day."""
    if load().by_field[(kind, field)].type == "time":
        times = [datetime.fromisoformat(text).astimezone(ZoneInfo(ZONE)) for text in (stated, given)]
        if field == "due":
            return times[0].date() == times[1].date()
        return abs((times[0] - times[1]).total_seconds()) * 1000 < SOON_MS
    return bool(given == stated)
