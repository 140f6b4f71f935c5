"""The fictional centre “Tin Roof”: made on an empty database, its stories entered as any phone's changes are."""

import json
import os
import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from flask import Flask

from peerpwa import start
from peerpwa.accounts import people
from peerpwa.clock import now_ms
from peerpwa.demo.phone import Phone, Post
from peerpwa.demo.stories import Line, form_of, read_stories, with_ids
from peerpwa.records.settings import set_settings

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
        "emergency": [{"label": "911", "number": "911"}],
        "crisis": [{"label": "988", "number": "988"}],
        "law": [{"label": "Child protection", "number": "555 0150"}],
        "desk": "Front desk, ext. 10",
        "open_days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "visits": 120,
        "ground_rules": [
            {
                "code": "GR_own_1",
                "en": "Dogs stay beside their person.",
                "fr": "Les chiens restent près de leur personne.",
                "shown": "more",
            }
        ],
    },
    "Harbour": {"duty": [{"label": "Duty phone", "number": "555 0162"}]},
}


def make_demo(app: Flask) -> None:
    """Fills an empty database. Call within the app's context; raises CannotStart where it isn't empty."""
    sign_ins = make_people(app)
    tell_stories(_in_process(app), {s["name"]: s["password"] for s in sign_ins}, now_ms())


def make_people(app: Flask) -> list[dict[str, Any]]:
    """The centres and who works there, before anything happened. Answers everybody's sign-in."""
    data = Path(app.config["DATA"])
    start.set_up(app, demo=True)
    app.config["SECRET_KEY"] = _make_secret(data)
    sign_ins = make_centres(_make_password)
    _write(data / "demo.json", json.dumps(sign_ins, indent=1))
    return sign_ins


def make_centres(make_password: Callable[[], str]) -> list[dict[str, Any]]:
    """Both centres and everybody in them, with nothing written yet. Call within the app's context."""
    for centre in ON_CALL:
        made = people.create_centre(centre, ZONE, now_ms())
        set_settings(made.id, ON_CALL[centre], now_ms())
    return [_make_account(*one, make_password()) for one in CAST]


def read_sign_ins(data: Path) -> list[dict[str, Any]]:
    """Who the demo offers, with their passwords: random for each installation."""
    return [s for s in json.loads((data / "demo.json").read_text("utf-8")) if s["offered"]]


def tell_stories(post: Post, passwords: Mapping[str, str], now: int) -> None:
    """Everybody's phone enrols and sends what its owner wrote, dated relative to today."""
    phones: dict[str, Phone] = {}
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    written = []
    for line in read_stories(now, ZONE):
        if line.by not in phones:
            phones[line.by] = Phone(post, lambda: now)
            phones[line.by].enrol(line.by, passwords[line.by], "Demo phone")
        written.append((line, to_change(phones[line.by], line, ids[line.story])))
    for (_, by, _), together in groupby(written, key=lambda one: (one[0].story, one[0].by, one[0].at)):
        phones[by].save(*(change for _, change in together))
    for phone in phones.values():
        phone.sync(pull=False)
        refused = [v for v in phone.verdicts if v["verdict"] != "accepted"]
        assert not refused, refused


def to_change(phone: Phone, line: Line, ids: dict[str, str]) -> dict[str, Any]:
    """The line as a change; `ids`: the records of its story so far, by name."""
    change = phone.change(
        line.kind,
        form_of(line.kind),
        with_ids(line.values, ids),
        record=ids[line.name] if line.again else None,
        parent=ids[line.below] if line.below else None,
        at=line.at,
    )
    ids[line.name] = change["record"]
    return change


def _make_account(
    name: str, shown: str, role: str, centre: str, offered: bool, language: str, password: str
) -> dict[str, Any]:
    people.create_account(
        name, centre=centre, role=role, password=password, now=now_ms(), display_name=shown, language=language
    )
    shape = {"name": name, "shown": shown, "role": role, "centre": centre}
    return shape | {"offered": offered, "password": password}


def _make_password() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(12))


def _in_process(app: Flask) -> Post:
    """Posts to the app's own doors without a network."""
    client = app.test_client()

    def post(path: str, body: dict[str, Any], headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        answer = client.post(path, json=body, headers=dict(headers))
        return answer.status_code, answer.get_json()

    return post


def _make_secret(data: Path) -> str:
    secret = secrets.token_hex(32)
    _write(data / "secret", secret)
    return secret


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
