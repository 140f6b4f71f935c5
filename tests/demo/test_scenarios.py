"""The eight stories of PRACTICE 8 as the demo holds them, read as pages and phones read them."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.demo import ZONE, make_demo
from peerpwa.demo.phone import Phone
from peerpwa.demo.stories import Calendar, Line, read_stories, with_ids
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.read import RecordView, get_record, list_asks
from peerpwa.records.shelf import to_record
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db
from tests.centre import NOW, Clock

MASKED = ("SC04", "SC06", "SC07", "SC08")
HIDDEN = ("people", "handle", "flags", "why", "saw", "words", "wish_text", "reason", "still_open", "title")
MINUTE = 60_000


class Demo:
    """A demo made at NOW, and whom it may be looked at as."""

    def __init__(self, data: Path) -> None:
        self.clock = Clock()
        self.app: Flask = create_app({"DATA": data, "SERVES_DEMO": True, "CLOCK": self.clock})
        with self.app.app_context():
            make_demo(self.app)
        self.lines = read_stories(NOW, ZONE)
        self.passwords = {p["name"]: p["password"] for p in json.loads((data / "demo.json").read_text())}

    def at(self, text: str) -> None:
        """From here on it is this time: “D-2 10:40”."""
        self.clock.now = ms(text)

    def phone(self, name: str) -> dict[str, dict[str, Any]]:
        """What a phone that this person enrols now gets of others' records, by id."""

        def post(path: str, body: Any, headers: Any) -> Any:
            answer = self.app.test_client().post(path, json=body, headers=dict(headers))
            return answer.status_code, answer.get_json()

        phone = Phone(post, self.clock)
        phone.enrol(name, self.passwords[name])
        phone.sync()
        self.text = json.dumps(phone.entries, ensure_ascii=False)
        return phone.held()

    def leads(self, name: str) -> Viewer:
        account = next(one for one in people.list_accounts() if one.name == name)
        roles = frozenset(membership.role for membership in account.memberships)
        return Viewer(account.id, account.memberships[0].centre_id, roles)

    def rows(self) -> list[Any]:
        """Every record but the settings, in the order of their making."""
        query = select(models.record).where(models.record.c.kind != "setting").order_by(models.record.c.id)
        with reading() as connection:
            return [to_record(row) for row in connection.execute(query)]

    def ids(self) -> dict[str, str]:
        """The conflict of each story."""
        made = [line for line in self.lines if not line.again]
        return {
            line.story: row.id for line, row in zip(made, self.rows(), strict=True) if line.kind == "conflict"
        }

    def story(self, id: str, name: str = "sol") -> RecordView:
        """A story's conflict and all below it, as this supervisor sees it."""
        return get_record(self.leads(name), self.ids()[id], self.clock.now)


def ms(text: str) -> int:
    return calendar().to_ms(text)


def ms_of(stored: str) -> int:
    return int(datetime.fromisoformat(stored).timestamp() * 1000)


def calendar() -> Calendar:
    return Calendar.of(NOW, ZONE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture
def demo(made: Demo) -> Iterator[Demo]:
    made.clock.now = NOW
    with made.app.app_context():
        yield made
        db.session.remove()


def test_days_are_counted_from_today_in_the_centres_zone() -> None:
    day = calendar()
    assert day.today.isoformat() == "2026-11-23"
    assert day.fill("conflict", "happened_at", "D-30 10:40") == "2026-10-24T10:40:00.000-04:00"
    assert day.fill("plan", "ends_on", "D+5") == "2026-11-28"
    assert day.fill("handover", "items", [{"text": "until {D-1}"}]) == [{"text": "until 2026-11-22"}]
    assert day.fill("conflict", "saw", "D-2 10:40") == "D-2 10:40"


def test_every_answer_of_every_story_is_stored_as_stated_by_whom_it_was_stated(demo: Demo) -> None:
    names = {account.id: account.name for account in people.list_accounts()}
    ids: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, Any]] = {}
    written: list[tuple[Line, Any]] = []
    rows = iter(demo.rows())
    for line in demo.lines:
        known = ids.setdefault(line.story, {})
        if not line.again:
            row = next(rows)
            known[line.name] = row.id
            written.append((line, row))
            below = known[line.below] if line.below else None
            assert (row.kind, row.parent, row.made) == (line.kind, below, line.at)
            assert names[row.account] == line.by
        given = with_ids(line.values, known)
        values[known[line.name]] = values.get(known[line.name], {}) | given
    assert next(rows, None) is None
    for line, row in written:
        assert row.values == values[row.id], (line.story, line.name)
    counts = Counter(line.kind for line, _ in written)
    assert counts == {
        "conflict": 8, "talk": 6, "party": 13, "option": 11, "promise": 6, "plan": 3, "follow_up": 16, "check_in": 13,
        "escalation": 4, "told": 5, "acknowledgement": 4, "reply": 4, "limit": 5, "referral": 5, "closing": 4,
        "handover": 8, "thread": 8,
    }  # fmt: skip


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize(("story", "minutes"), [("SC04", 18), ("SC06", 15), ("SC07", 7), ("SC08", 6)])
def test_the_time_to_a_human_runs_from_when_the_worker_learned_of_it(
    demo: Demo, story: str, minutes: int
) -> None:
    (asked,) = demo.story(story).find("escalation")
    (taken,) = asked.find("acknowledgement")
    learned = next(line for line in demo.lines if line.story == story and line.kind == "escalation")
    assert asked.values["learned_at"] == learned.values["learned_at"]
    assert taken.made - ms_of(asked.values["learned_at"]) == minutes * MINUTE
    reached = [told for told in asked.find("told") if told.values["reached"] == "yes"]
    assert [ms_of(told.values["told_at"]) for told in reached] == [taken.made]


@pytest.mark.shows("morning-1")
def test_a_first_call_that_reached_nobody_is_kept_and_the_second_counts(demo: Demo) -> None:
    (asked,) = demo.story("SC07").find("escalation")
    told = [(one.values["role"], one.values["reached"]) for one in asked.find("told")]
    assert told == [("Sol, duty phone", "no"), ("Bea", "yes")]
    assert [one.by for one in asked.find("acknowledgement")] == ["Bea"]


@pytest.mark.shows("morning-1")
def test_a_flag_at_a_check_in_makes_no_second_request_and_the_first_stays_open(demo: Demo) -> None:
    story = demo.story("SC04")
    assert len(story.find("escalation")) == 1
    (met,) = story.find("check_in")
    assert (met.values["flags"], met.values["next"]) == (["exploitation"], "supervisor")
    asks = {ask.root: ask for ask in list_asks(demo.leads("sol"), NOW)}
    ids = demo.ids()
    assert set(asks) == {ids["SC04"], ids["SC07"], ids["SC08"]}
    assert {s: asks[ids[s]].acknowledgement.by for s in ("SC04", "SC07", "SC08")} == {
        "SC04": "Sol",
        "SC07": "Bea",
        "SC08": "Sol",
    }


@pytest.mark.shows("morning-1")
def test_a_limit_says_why_until_when_what_stays_open_and_how_to_appeal(demo: Demo) -> None:
    limits = {s: [one.values for one in demo.story(s).find("limit")] for s in MASKED}
    assert [values["decision"] for values in limits["SC08"]] == ["under_review", "time_limited"]
    ends = [ms(f"{day} 00:00") - ms("D-5 00:00") for day in ("D-3", "D+2")]
    assert ends == sorted(ends) and ends[0] <= 3 * 86_400_000
    for values in (*limits["SC07"], *limits["SC08"]):
        assert all(values[part] for part in ("reason", "ends_on", "still_open", "appeal"))
    assert limits["SC04"] == [{"decision": "none"}]
    assert limits["SC06"] == [{"decision": "space_plan"}]


@pytest.mark.shows("morning-1")
def test_service_was_limited_for_a_time_only_after_the_other_persons_account_was_asked_for(
    demo: Demo,
) -> None:
    for story in ("SC07", "SC08"):
        (asked,) = demo.story(story).find("escalation")
        said = [line.at for line in asked.history if (line.field, line.value) == ("own_account", "yes")]
        limits = [one.made for one in asked.find("limit") if one.values["decision"] == "time_limited"]
        assert said[0] < limits[0]


def test_what_was_written_an_hour_after_it_happened_says_so_and_a_late_send_does_not(demo: Demo) -> None:
    late = {story: demo.story(story).written_later for story in demo.ids()}
    assert late == dict.fromkeys(late, False) | {"SC08": True}
    assert demo.story("SC08").made - demo.story("SC08").happened == 70 * MINUTE
    assert demo.story("SC03").happened == ms("D-2 09:15")


@pytest.mark.parametrize("story", MASKED)
def test_the_floor_gets_of_a_masked_story_what_to_do_and_nothing_else(demo: Demo, story: str) -> None:
    id = demo.ids()[story]
    demo.at("D-1 09:00")
    held = demo.phone("ben")
    here = {row["kind"]: row for row in held.values() if row["root"] == id}
    assert set(here) == ({"conflict", "plan"} if story == "SC04" else {"conflict"})
    shown = {"place", "happened_at"} | ({"safety_line"} if story == "SC08" else set())
    assert here["conflict"]["masked"] and set(here["conflict"]["set"]) == shown
    lines = {
        "SC04": "Support each person alone. Do not bring people together. Ask Sol, duty phone 555 0142.",
        "SC06": "Support each person alone. Do not bring people together. Ask Sol, duty phone 555 0142.",
        "SC07": "Support each person alone. Do not bring people together. Ask Sol, duty phone 555 0142.",
        "SC08": "Two workers at the yard door until closing",
    }
    assert here["conflict"]["care"]["line"]["en"] == lines[story]
    if story == "SC04":
        assert here["plan"]["set"] == {"lines": ["PS15", "PS16"], "ends_on": calendar().to_day("D+3")}
    hidden = [line.values.get(field) for line in demo.lines if line.story == story for field in HIDDEN]
    words = [word for given in hidden if given for word in ([given] if isinstance(given, str) else given)]
    assert len(words) > 8
    assert [word for word in words if word != "none" and word in demo.text] == []


def test_the_handover_says_how_many_matters_need_care_and_neither_who_nor_why(demo: Demo) -> None:
    demo.at("D-3 09:00")
    held = demo.phone("ben")
    (given,) = [
        row["set"] for row in held.values() if row["kind"] == "handover" and row["set"]["mood"] == "busy"
        and row["set"]["care_count"] == 1 and row["by"] == "Ama"
    ]  # fmt: skip
    assert given["items"][0]["line"] == "Desk: see supervisor"
    assert {plan["plan"] for plan in given["plans"]} == {"PS15", "PS16"}
    assert not any(word in json.dumps(given) for word in ("Robin", "Sage", "exploitation", "dependent_adult"))


def test_of_a_story_without_harm_the_floor_gets_the_handles_and_not_the_words(demo: Demo) -> None:
    held = demo.phone("tess")
    id = demo.ids()["SC01"]
    here = [row for row in held.values() if row["root"] == id]
    (log,) = [row for row in here if row["kind"] == "conflict"]
    assert log["set"]["people"] == ["Heron", "Cedar"] and not log["masked"] and log["care"] is None
    assert {row["set"]["handle"] for row in here if row["kind"] == "party"} == {"Heron", "Cedar"}
    assert "I have a call at eleven" not in demo.text and "Heron unplugged" not in demo.text


def test_a_check_in_that_was_declined_is_not_due(demo: Demo) -> None:
    (otter,) = [one for one in demo.story("SC03").find("party") if one.values["handle"] == "Otter"]
    assert [due.values for due in otter.find("follow_up")] == [{"how": "declined"}]
    assert [met.values["reached"] for met in demo.story("SC05").find("check_in")][1:] == [
        "not_found",
        "declined",
    ]


def test_the_other_centre_gets_nothing_of_any_story(demo: Demo) -> None:
    held = demo.phone("nia")
    assert [row for row in held.values() if row["kind"] != "setting"] == []
