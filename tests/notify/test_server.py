"""The real server, and the real command, as processes: what a phone asks over HTTP stands in a mailbox."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.notify.choices import Choice, set_choice
from peerpwa.storage import db
from tests.notify import mailbox
from tests.server import ROOT, UP_SECONDS, Server, make_quiet

pytestmark = pytest.mark.shows("morning-2")


def choose_email(data: Path) -> None:
    """Sol wants e-mail, and no digest."""
    app = create_app({"DATA": data})
    with app.app_context():
        account = next(one.id for one in people.list_accounts() if one.name == "sol")
        choice = Choice(email="sol@example.org", by_email=True, digest_at=None)
        set_choice(people.get_centre("Tin Roof").id, account, choice)
        db.engine.dispose()


def wait_for(found: Callable[[], object]) -> None:
    end = time.monotonic() + UP_SECONDS
    while not found():
        assert time.monotonic() < end, "it didn't come"
        time.sleep(0.05)


def test_the_server_itself_sends_what_a_phone_asked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_quiet(data)
    choose_email(data)
    with mailbox.serving(tmp_path) as box:
        server = Server(data, box.settings)
        server.start()
        try:
            ask(server)
            wait_for(box.read)
        finally:
            server.kill()
        assert [mail["To"] for mail in box.read()] == ["sol@example.org"]


def test_what_a_killed_server_had_not_sent_a_command_sends_and_it_stops_when_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_quiet(data)
    server = Server(data)
    server.start()
    ask(server)
    server.kill()
    choose_email(data)
    with mailbox.serving(tmp_path) as box:
        environment = {**os.environ, "PEERPWA_DATA": str(data), **box.settings}
        words = [sys.executable, "-m", "flask", "--app", "app", "notify", "run"]
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            first = process.stdout.readline() if process.stdout else ""
            assert first == f"Sending notices. E-mail: MailServer(127.0.0.1:{box.port}, none).\n"
            wait_for(box.read)
            process.send_signal(signal.SIGTERM)
            assert process.wait(UP_SECONDS) == 0
        finally:
            process.kill()
            process.communicate()


def ask(server: Server) -> None:
    ama = server.phone("ama")
    ama.save(ama.change("escalation", "escalation@1", {"level": "now"}))
    assert ama.sync()["verdicts"][0]["verdict"] == "accepted"
