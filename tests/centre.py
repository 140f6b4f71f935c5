"""Two centres with their cast, over a database of their own: what most tests start from.

Ama, Ben and Tess work at Tin Roof, Sol supervises it, Bea manages it, Mira mediates, Ada administers; Nia works at
Harbour, another centre, and must see nothing of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from peerpwa import create_app, start
from peerpwa.accounts import people, throttle
from peerpwa.demo.phone import Phone
from peerpwa.records.settings import set_settings
from peerpwa.storage import db
from tests.databases import Database

NOW = 1_795_430_400_000
SECRET = "a secret of tests, long enough for everybody"
PASSWORD = "correct horse battery"
TIN_ROOF, HARBOUR = "Tin Roof", "Harbour"
CAST = {
    "ama": ("worker", TIN_ROOF),
    "ben": ("worker", TIN_ROOF),
    "tess": ("worker", TIN_ROOF),
    "sol": ("supervisor", TIN_ROOF),
    "bea": ("manager", TIN_ROOF),
    "mira": ("mediator", TIN_ROOF),
    "ada": ("administrator", TIN_ROOF),
    "nia": ("worker", HARBOUR),
    "hal": ("supervisor", HARBOUR),
}
QUICK: dict[str, Any] = {
    "safe_now": "yes",
    "heat": "h1",
    "types": ["space_seat"],
    "place": "main_room",
    "outcome": "agreement",
}
HARM: dict[str, Any] = QUICK | {
    "safe_now": "no",
    "heat": "h3",
    "outcome": "escalated",
    "flags": ["weapon_seen"],
    "people": ["Heron", "Cedar"],
    "saw": "A planted sentence about a knife.",
}


class Clock:
    """The time of a test: it stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now

    def pass_ms(self, ms: int) -> None:
        self.now += ms


class Installation:
    """An app with both centres; `phone("ama")` is Ama's enrolled phone, `browser()` a browser at the pages."""

    def __init__(self, data: Path, database: Database) -> None:
        self.clock = Clock()
        made = database.copied(data, "cast", make_cast)
        self.config: dict[str, Any] = made | {"CLOCK": self.clock, "SECRET_KEY": SECRET}
        self.app = create_app(self.config)
        throttle.limiter.reset()

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs to work on the same."""
        url = {"DATABASE_URL": self.config["DATABASE_URL"]} if "DATABASE_URL" in self.config else {}
        return {"PEERPWA_DATA": str(self.config["DATA"]), "SECRET_KEY": SECRET, **url}

    def post(
        self, path: str, body: Any, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """One request to the API; every answer of it must be ours, and never a 5xx."""
        answer = self.app.test_client().post(path, json=body, headers=dict(headers or {}))
        assert answer.status_code < 500, answer.text
        assert answer.headers["Peerpwa"] == "1"
        return answer.status_code, answer.get_json()

    def phone(self, name: str) -> Phone:
        phone = Phone(self.post, self.clock)
        answer = phone.enrol(name, PASSWORD)
        assert "error" not in answer, answer
        return phone

    def log(self, phone: Phone, **values: Any) -> str:
        """A quick log saved and delivered; answers its record's id."""
        self.clock.pass_ms(1000)
        change = phone.change("conflict", "quick_log@1", QUICK | values)
        phone.save(change)
        phone.sync()
        return str(change["id"])

    def browser(self, name: str | None = None) -> FlaskClient:
        """A browser over HTTPS, signed in to the pages as `name`."""
        client = self.app.test_client()
        client.environ_base["wsgi.url_scheme"] = "https"
        if name is not None:
            client.get("/sign-in", base_url="https://localhost")
            answer = submit(client, "/sign-in", {"name": name, "password": PASSWORD})
            assert answer.status_code == 302, answer.text
        return client

    @contextmanager
    def context(self) -> Iterator[None]:
        with self.app.app_context():
            yield

    def centre_id(self, name: str = TIN_ROOF) -> str:
        with self.context():
            return str(people.get_centre(name).id)


def make_cast(config: Mapping[str, Any]) -> None:
    """A real installation, set up as its operator would."""
    app = create_app({**config, "CLOCK": Clock(), "SECRET_KEY": SECRET})
    with app.app_context():
        start.set_up(app, demo=False)
        for centre in (TIN_ROOF, HARBOUR):
            made = people.create_centre(centre, "America/Toronto", NOW)
            set_settings(made.id, {"duty": [{"label": "Duty phone", "number": "555 0142"}]}, NOW)
        for name, (role, centre) in CAST.items():
            people.create_account(name, centre=centre, role=role, password=PASSWORD, now=NOW)
        db.session.remove()
        db.engine.dispose()


def shut_to(name: str) -> int:
    """What a page for supervisors answers to whoever it isn't for: for a mediator (Mira) it isn't there at all."""
    return 404 if name == "mira" else 403


def token_of(page: str) -> str:
    """The form token in a page."""
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def submit(
    client: FlaskClient,
    path: str,
    fields: Mapping[str, str],
    page: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """Sends a form as a browser would, with the token of the page that it stands on."""
    shown = client.get(page or path, base_url="https://localhost")
    data = {**fields, "csrf_token": token_of(shown.text)}
    return client.post(
        path,
        data=data,
        base_url="https://localhost",
        headers={"Sec-Fetch-Site": "same-origin", **(headers or {})},
    )


def get(client: FlaskClient, path: str, **more: Any) -> Any:
    return client.get(path, base_url="https://localhost", **more)
