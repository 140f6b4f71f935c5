"""The demo's stories as pages show them: all of them at once, or one as far as it had come."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerpwa import create_app
from peerpwa.demo import ZONE, make_demo, to_change
from peerpwa.demo.stories import Calendar, read_stories
from peerpwa.storage import db
from tests.centre import NOW, Clock, Installation, get, token_of
from tests.databases import Database

STANDS_FOR = {"luc": "ben"}  # who isn't among the cast of the tests


def demo_config(data: Path, database: Database) -> dict[str, Any]:
    """An app's configuration over a demo that was made at NOW."""
    return database.copied(data, "demo", _make) | {"SERVES_DEMO": True, "CLOCK": Clock()}


def _make(config: Mapping[str, Any]) -> None:
    app = create_app({**config, "SERVES_DEMO": True, "CLOCK": Clock()})
    with app.app_context():
        make_demo(app)
        db.session.remove()
        db.engine.dispose()


class DemoPages:
    """A demo made at NOW, and its supervisor's pages."""

    def __init__(self, data: Path, database: Database) -> None:
        self.clock = Clock()
        self.app = create_app(demo_config(data, database) | {"CLOCK": self.clock})
        self.passwords = {p["name"]: p["password"] for p in json.loads((data / "demo.json").read_text())}

    def page(self, path: str = "/morning", *, name: str = "sol", language: str = "en") -> str:
        client = self.app.test_client()
        client.environ_base["wsgi.url_scheme"] = "https"
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        token = token_of(get(client, "/sign-in").text)
        data = {"csrf_token": token, "name": name, "password": self.passwords[name]}
        client.post("/sign-in", data=data, base_url="https://localhost")
        return str(get(client, path).text)


class Telling:
    """One story told to a centre step by step: `until("D-4 18:30")` writes what was written by then."""

    def __init__(self, house: Installation, story: str) -> None:
        self.house = house
        self.days = Calendar.of(NOW, ZONE)
        self.lines = [line for line in read_stories(NOW, ZONE) if line.story == story]
        house.clock.now = self.lines[0].at
        self.phones = {name: house.phone(name) for name in {self._by(line.by) for line in self.lines}}
        self.ids: dict[str, str] = {}

    def until(self, at: str) -> None:
        now = self.days.to_ms(at)
        while self.lines and self.lines[0].at <= now:
            line = self.lines.pop(0)
            phone, self.house.clock.now = self.phones[self._by(line.by)], line.at
            phone.save(to_change(phone, line, self.ids))
            phone.sync()
            assert phone.verdicts[-1]["verdict"] == "accepted", (line, phone.verdicts[-1])
        self.house.clock.now = now

    def _by(self, name: str) -> str:
        return STANDS_FOR.get(name, name)
