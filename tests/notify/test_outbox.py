"""The outbox: told once whoever sends, and not lost whenever a sender dies."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from peerpwa.notify import outbox
from peerpwa.notify.outbox import LEASE_MS, Note
from peerpwa.notify.sender import Sender
from peerpwa.records.door import writing_plain
from tests.notify.conftest import QUICKLY, Told
from tests.notify.push_service import HANG
from tests.server import ROOT

pytestmark = pytest.mark.shows("morning-2")
CHILD = """
import sys
from peerpwa import create_app
from peerpwa.notify.sender import Sender
now = int(sys.argv[1])
app = create_app({"CLOCK": lambda: now, "PUSH_TO_LOOPBACK": True})
sender = Sender(app, 60.0)
sender.look()
sender.finish()
"""


def test_two_senders_at_the_same_time_tell_nobody_twice(told: Told) -> None:
    told.laptop("sol")
    asked = [told.ask("now") for _ in range(12)]
    senders = [Sender(told.house.app, QUICKLY) for _ in range(3)]
    start = threading.Barrier(len(senders))

    def send(sender: Sender) -> None:
        start.wait()
        for _ in range(8):
            sender.look()
            sender.finish()

    threads = [threading.Thread(target=send, args=(sender,)) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    topics = [one.headers["Topic"] for one in told.service.arrived]
    assert len(topics) == len(set(topics)) == len(asked)
    assert {row.state for row in told.rows()} == {"sent"}


def test_a_sender_killed_between_writing_and_sending_loses_nothing(told: Told) -> None:
    sol = told.laptop("sol")
    told.ask("now")
    told.service.answers = [HANG]
    words = [sys.executable, "-c", CHILD, str(told.house.clock())]
    environment = {**os.environ, **told.house.environment, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(words, cwd=ROOT, env=environment)
    told.service.wait_for(1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    told.service.over.set()
    assert [row.state for row in told.rows()] == ["waiting"]
    assert told.send() == []
    told.house.clock.pass_ms(LEASE_MS)
    (again,) = told.send()
    assert sol.read(again)["id"] == told.rows()[0].id
    assert again.headers["Topic"] == told.service.arrived[0].headers["Topic"]
    assert [row.state for row in told.rows()] == ["sent"]


def test_a_stop_before_anything_was_written_loses_nothing_either(told: Told) -> None:
    told.laptop("sol")
    told.ask("now")
    assert told.rows() == []
    assert len(told.send()) == 1


def test_a_sender_that_comes_back_after_its_claim_ended_changes_nothing(told: Told) -> None:
    told.laptop("sol")
    told.ask("now")
    slow = Sender(told.house.app, 5.0)
    told.service.answers = [HANG]
    slow.look()
    told.service.wait_for(1)
    told.house.clock.pass_ms(LEASE_MS)
    assert len(told.send()) == 1
    told.service.over.set()
    slow.finish()
    assert [(row.state, row.tries) for row in told.rows()] == [("sent", 2)]


def test_what_came_too_late_to_matter_is_missed_and_not_sent(told: Told) -> None:
    told.laptop("sol")
    note = Note(told.house.centre_id(), told.account("sol"), "test", "test 1", "A test.")
    with told.house.context():
        with writing_plain() as connection:
            outbox.put(connection, note, ["email"], told.house.clock())
        assert outbox.is_due(told.house.clock())
    told.house.clock.pass_ms(outbox.LIVES_MS["test"])
    assert told.send() == []
    assert [(row.state, row.fault) for row in told.rows()] == [("missed", "too_late")]


def test_one_account_is_told_so_much_in_an_hour_and_the_rest_stands_on_the_page(told: Told) -> None:
    account, centre = told.account("sol"), told.house.centre_id()
    with told.house.context(), writing_plain() as connection:
        for n in range(outbox.MOST_PER_HOUR + 2):
            note = Note(centre, account, "test", f"test {n}", "A test.")
            outbox.put(connection, note, ["email"], told.house.clock())
    faults = [row.fault for row in told.rows() if row.state == "missed"]
    assert faults == ["too_many"] * 2


def test_what_was_said_is_forgotten_after_a_week(told: Told) -> None:
    told.laptop("sol")
    asked = told.ask("now")
    told.send()
    told.say("sol", "acknowledgement", "acknowledgement@1", {}, asked)
    assert len(told.rows()) == 1
    told.house.clock.pass_ms(outbox.SENT_KEPT_MS + 60_000)
    told.send()
    assert told.rows() == []
