"""PRACTICE 7.7 and 8.2 point 6, over every address of the app: no parameter reaches a banned analysis."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import peerpwa
from tests.centre import Installation, get
from tests.dashboard.test_mediator import Asked
from tests.dashboard.test_sheet import told

KNOWN = {
    "here", "next", "reason", "until", "since", "state", "kind", "type", "place", "heat", "page", "month", "quarter", "year",
}  # fmt: skip
HOSTILE = (
    "by", "group", "group_by", "groupby", "axis", "tables", "author", "account", "worker", "person", "people", "handle",
    "who", "party", "sort", "order", "rank", "top", "score", "risk", "flag", "hour", "day", "week", "days", "race", "gender",
    "centre", "site", "viewer", "k", "fewest", "format", "limit", "per_page", "names", "q", "words",
)  # fmt: skip
NO_PAGES = re.compile(r"/static/|/app/|/api/|/check$|^/sign-in$")
CHANGING = re.compile(r'csrf[_-]token" (?:value|content)="[^"]*"|(?<=Who opened it</h3>).*?</ul>', re.DOTALL)
READERS = ("bea", "sol", "mira", "ama")
OPENED = (200, 302, 400, 403, 404, 409)


class House(Asked):
    """Tin Roof with a request that was passed on, and Harbour with a log of its own."""

    def __init__(self, house: Installation) -> None:
        super().__init__(house)
        for number in range(6):
            house.log(self.ama, people=["Heron"], happened_at=f"2026-10-{10 + number}T08:30:00.000-04:00")
        house.log(house.phone("ben"), people=["Cedar"])
        nia = house.phone("nia")
        self.theirs = house.log(nia, people=["Zebrawood"], saw="A sentence planted at Harbour.")
        self.their_part = told(nia, "party", "guided_talk@1", {"handle": "Zebrawood"}, self.theirs)
        nia.sync()
        self.parts = [row["id"] for row in self.below("party")]
        self.browsers = {name: house.browser(name) for name in READERS}
        house.clock.pass_ms(60_000)  # what a first look notes is a minute old for all that follow

    def pages(self) -> list[str]:
        """Every address that a browser can look at, with this centre's own ids where it needs any."""
        return sorted({path for rule in self._rules() for path in self._filled(rule, self._own())})

    def foreign(self) -> list[str]:
        """The same with ids of another centre."""
        theirs = {"id": [self.theirs, self.their_part], "party": [self.their_part]}
        return sorted(
            {path for rule in self._rules() if rule.arguments for path in self._filled(rule, theirs)}
        )

    def _rules(self) -> Iterator[Any]:
        for rule in self.house.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not NO_PAGES.search(rule.rule):
                yield rule

    def _own(self) -> dict[str, list[str]]:
        referral = self.path.removeprefix("/asked/")
        return {"id": [self.log, self.ask, referral], "name": ["calls", "places"], "party": self.parts}

    def _filled(self, rule: Any, ids: dict[str, list[str]]) -> list[str]:
        paths = [rule.rule]
        for name in rule.arguments:
            given = ids.get(name, ["x"])
            paths = [re.sub(rf"<(\w+:)?{name}>", one, path) for path in paths for one in given]
        return paths


@pytest.fixture
def full(house: Installation) -> House:
    return House(house)


def read(browser: FlaskClient, path: str, query: dict[str, str]) -> tuple[int, str]:
    """What an address answers, without what differs at each look: forms' tokens, and who looked."""
    answer = get(browser, path, query_string=query)
    return answer.status_code, CHANGING.sub("", answer.text)


def test_what_addresses_may_ask_is_known() -> None:
    """A parameter more must be thought about here: can it narrow anything to a person, a worker, an hour?"""
    found = set()
    for path in Path(peerpwa.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'request\.args(?:\.get\(|\.getlist\(|\[)"(\w+)"', text))
        found |= set(re.findall(r'"(\w+)" (?:not )?in request\.args', text))
        assert not re.search(r"request\.values|request\.args\.to_dict", text), path
    assert found <= KNOWN


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("name", READERS)
def test_what_no_page_knows_changes_no_page(full: House, name: str) -> None:
    browser = full.browsers[name]
    for path in full.pages():
        plain = read(browser, path, {})
        assert plain[0] in OPENED, (path, plain[0])
        for value in ("ama", "Heron", full.log, "2026-10-10", "1"):
            assert read(browser, path, dict.fromkeys(HOSTILE, value)) == plain, (path, value)


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("name", READERS)
def test_what_pages_know_reaches_nobody_elses_and_no_count_of_anybody(full: House, name: str) -> None:
    """Each known word with a person, a worker, one day, another centre's record in it."""
    browser = full.browsers[name]
    for path in full.pages():
        orders = listed(read(browser, path, {})[1])
        for value in ("Heron", "2026-10-10", full.theirs):
            status, text = read(browser, path, dict.fromkeys(KNOWN - {"reason"}, value))
            assert status in OPENED, (path, value, status)
            assert "Zebrawood" not in text and "planted at Harbour" not in text, (path, value)
            assert listed(text) == [one for one in orders if one in listed(text)], (path, value)
            assert not COUNTED.search(text), (path, value)


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("name", READERS)
def test_ids_of_another_centre_open_nothing(full: House, name: str) -> None:
    browser = full.browsers[name]
    for path in full.foreign():
        status, text = read(browser, path, dict.fromkeys(("centre", "viewer"), "Harbour"))
        assert status in (302, 403, 404), (path, status)
        assert "Zebrawood" not in text and "planted at Harbour" not in text, path


COUNTED = re.compile(
    r"(Heron|Cedar|Ama|Ben)\s*(</\w+>\s*)?(<[^>]+>\s*)?[(×:]?\s*\d+\s*(logs?|notes?|times|×)?\s*[)<]"
)


def listed(page: str) -> list[str]:
    """The records of a list, in its order."""
    return re.findall(r'data-record="([^"]+)"', page)
