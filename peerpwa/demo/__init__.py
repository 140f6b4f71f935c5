"""The fictional centre “Tin Roof”: made on an empty database, its stories entered as any phone's changes are."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from peerpwa import start
from peerpwa.accounts import people
from peerpwa.clock import now_ms
from peerpwa.demo.phone import Phone, Post
from peerpwa.practice import load
from peerpwa.records.settings import set_settings

HERE = Path(__file__).parent
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
ZONE = "America/Toronto"
CAST = (
    ("ama", "Ama", "worker", "Tin Roof", True, "en"),
    ("ben", "Ben", "worker", "Tin Roof", True, "en"),
    ("luc", "Luc", "worker", "Tin Roof", False, "fr"),
    ("tess", "Tess", "worker", "Tin Roof", False, "en"),
    ("sol", "Sol", "supervisor", "Tin Roof", True, "en"),
    ("bea", "Bea", "manager", "Tin Roof", True, "en"),
    ("nia", "Nia", "worker", "Harbour", False, "en"),
)
ON_CALL: dict[str, dict[str, Any]] = {
    "Tin Roof": {
        "duty": [{"label": "Sol, duty phone", "number": "555 0142"}],
        "second_contact": [{"label": "Bea", "number": "555 0143"}],
        "emergency": [{"label": "Emergency", "number": "911"}],
        "crisis": [{"label": "Crisis line", "number": "988"}],
        "law": [{"label": "Child protection", "number": "555 0150"}],
        "desk": "Front desk, ext. 10",
    },
    "Harbour": {"duty": [{"label": "Duty phone", "number": "555 0162"}]},
}


def make_demo(app: Flask) -> None:
    """Fills an empty database. Call within the app's context; raises CannotStart where it isn't empty."""
    data = Path(app.config["DATA"])
    start.set_up(app, demo=True)
    app.config["SECRET_KEY"] = _make_secret(data)
    for centre in ON_CALL:
        made = people.create_centre(centre, ZONE, now_ms())
        set_settings(made.id, ON_CALL[centre], now_ms())
    sign_ins = [_make_account(*one) for one in CAST]
    _write(data / "demo.json", json.dumps(sign_ins, indent=1))
    tell_stories(_in_process(app), {s["name"]: s["password"] for s in sign_ins}, now_ms())


def read_sign_ins(data: Path) -> list[dict[str, Any]]:
    """Who the demo offers, with their passwords: random for each installation."""
    return [s for s in json.loads((data / "demo.json").read_text("utf-8")) if s["offered"]]


def tell_stories(post: Post, passwords: Mapping[str, str], now: int) -> None:
    """Each author's phone enrols and sends their quick logs, dated relative to today."""
    stories = json.loads((HERE / "scenarios.json").read_text("utf-8"))
    form = load().latest("quick_log").id
    for name in dict.fromkeys(story["author"] for story in stories):
        phone = Phone(post, lambda: now)
        phone.enrol(name, passwords[name], "Demo phone")
        for story in stories:
            if story["author"] == name:
                values = story["set"] | {
                    "happened_at": _day(story["happened"], now).isoformat(timespec="milliseconds")
                }
                saved = int(_day(story["saved"], now).timestamp() * 1000)
                phone.save(phone.change("conflict", form, values, at=saved))
        phone.sync()
        refused = [v for v in phone.verdicts if v["verdict"] != "accepted"]
        assert not refused, refused


def _make_account(
    name: str, shown: str, role: str, centre: str, offered: bool, language: str
) -> dict[str, Any]:
    password = "".join(secrets.choice(SIGNS) for _ in range(12))
    people.create_account(
        name, centre=centre, role=role, password=password, now=now_ms(), display_name=shown, language=language
    )
    shape = {"name": name, "shown": shown, "role": role, "centre": centre}
    return shape | {"offered": offered, "password": password}


def _in_process(app: Flask) -> Post:
    """Posts to the app's own doors without a network."""
    client = app.test_client()

    def post(path: str, body: dict[str, Any], headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        answer = client.post(path, json=body, headers=dict(headers))
        return answer.status_code, answer.get_json()

    return post


def _day(text: str, now: int) -> datetime:
    """“D-2 10:40”: two days before today at 10:40 in the centre's zone."""
    zone = ZoneInfo(ZONE)
    days, clock = text[1:].split()
    day = datetime.fromtimestamp(now / 1000, zone).date() + timedelta(days=int(days))
    return datetime.combine(day, time.fromisoformat(clock), zone)


def _make_secret(data: Path) -> str:
    secret = secrets.token_hex(32)
    _write(data / "secret", secret)
    return secret


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
