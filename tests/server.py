"""The real server as a process of its own, over a demo's data: started, killed and started again on one port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from peerpwa import create_app
from peerpwa.demo import make_people
from peerpwa.demo.phone import Phone
from peerpwa.storage import db

ROOT = Path(__file__).resolve().parents[1]
UP_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_quiet(data: Path, **config: Any) -> None:
    """The demo's centres and people in this folder, before anything happened there."""
    data.mkdir(mode=0o700, parents=True)
    app = create_app({"DATA": data, **config})
    with app.app_context():
        make_people(app)
        db.engine.dispose()


class Server:
    """`start` and `kill` as often as a test likes; `url` stays the same."""

    def __init__(self, data: Path, environment: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = dict(environment or {})
        self.tree = ROOT
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Up and answering when this returns."""
        given = {
            "PEERPWA_DATA": str(self.data),
            "PORT": str(self.port),
            "PEERPWA_DEMO": "1",
            "PEERPWA_READY": "1",
        }
        log = (self.data.parent / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=self.tree, env={**os.environ, **given, **self.environment},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()
        end = time.monotonic() + UP_SECONDS
        while not self.answers():
            assert self.process.poll() is None, (self.data.parent / "server.log").read_text()
            assert time.monotonic() < end, "the server didn't come up"
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/openapi.json", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Like a power cut: no farewell."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def password(self, name: str) -> str:
        people = json.loads((self.data / "demo.json").read_text("utf-8"))
        return next(str(one["password"]) for one in people if one["name"] == name)

    def cookie(self, name: str) -> str:
        """What a browser sends that is signed in to the pages."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar := CookieJar()))
        with opener.open(f"{self.url}/sign-in", timeout=20) as page:
            token = page.read().decode().split('name="csrf_token" value="')[1].split('"')[0]
        given = {"csrf_token": token, "name": name, "password": self.password(name)}
        opener.open(f"{self.url}/sign-in", urllib.parse.urlencode(given).encode(), timeout=20).close()
        return "; ".join(f"{one.name}={one.value}" for one in jar)

    def entry(self, name: str) -> str:
        """The demo's one tap."""
        return f"{self.url}/app/#demo={name}:{self.password(name)}"

    def phone(self, name: str) -> Phone:
        """A second phone, without a screen, over real HTTP."""
        phone = Phone(self._post, lambda: time.time_ns() // 1_000_000)
        answer = phone.enrol(name, self.password(name))
        assert "error" not in answer, answer
        return phone

    def _post(
        self, path: str, body: dict[str, Any], headers: Mapping[str, str]
    ) -> tuple[int, dict[str, Any]]:
        given = {"Content-Type": "application/json", **headers}
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), given)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)
