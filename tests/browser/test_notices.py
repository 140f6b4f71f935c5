"""“Tell this laptop” in a real browser: it subscribes, is sent a real push, opens it and shows it.

What Chromium has no service for here, the subscribing itself, is ours: its endpoint and key are those of the test.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from peerpwa import create_app, start
from peerpwa.demo import make_people
from peerpwa.notify.sender import Sender
from tests.browser.drivers import WAIT, Chromium
from tests.notify import push_service
from tests.notify.push_service import PushService
from tests.server import free_port

SUBSCRIBE = """
PushManager.prototype.subscribe = async (asked) => {
  globalThis.asked = asked;
  if (sessionStorage.silent) await new Promise(() => {});
  return { toJSON: () => (%s) };
};
const later = globalThis.setTimeout;
globalThis.setTimeout = (act, ms) => later(act, ms === 15000 && sessionStorage.silent ? 50 : ms);
"""


class Laptops:
    """An installation served in this process, so that it may call our push service on loopback."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.app = create_app({"DATA": data, "SERVES_DEMO": True, "PUSH_TO_LOOPBACK": True})
        with self.app.app_context():
            self.people = make_people(self.app)
            start.make_ready(self.app)
        self.server = make_server("localhost", free_port(), self.app, threaded=True)
        self.url = f"http://localhost:{self.server.port}"

    def open_mine(self, browser: Chromium) -> None:
        password = next(str(one["password"]) for one in self.people if one["name"] == "sol")
        browser.goto(f"{self.url}/sign-in")
        browser.type("#name", "sol")
        browser.type("#password", password)
        browser.press("form.card button.main")
        browser.wait_for("location.pathname !== '/sign-in'")
        browser.goto(f"{self.url}/notices/mine")
        browser.wait("form[data-push-key]:not([hidden])")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    made = Laptops(tmp_path / "data")
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service.serving() as found:
        yield found


@pytest.mark.shows("morning-2")
def test_a_laptop_is_told_by_a_push_that_its_own_service_worker_opens_and_shows(
    laptops: Laptops, service: PushService, chromium: Callable[..., Chromium]
) -> None:
    browser, theirs = chromium("laptop"), service.browser()
    browser.context.add_init_script(SUBSCRIBE % json.dumps(theirs.to_wire()))
    browser.context.grant_permissions(["notifications"], origin=laptops.url)
    laptops.open_mine(browser)
    browser.tap("form[data-push-key] button")
    browser.wait(".devices li")
    assert "This laptop" in browser.text(".devices")
    browser.tap("form[action='/notices/test'] button")
    browser.wait(".said")
    sender = Sender(laptops.app, 5.0)
    sender.look()
    sender.finish()
    (arrived,) = service.arrived
    shown = deliver(browser, laptops.url, json.dumps(theirs.read(arrived)))
    assert shown == {"Title": "Common Ground", "Body": "This is a test. Notices reach you here."}
    assert [line for line in browser.said if line.startswith("error")] == []


def test_a_browser_that_says_no_or_nothing_is_answered_in_words(
    laptops: Laptops, service: PushService, chromium: Callable[..., Chromium]
) -> None:
    browser = chromium("laptop")
    browser.context.add_init_script(SUBSCRIBE % "{}")
    laptops.open_mine(browser)
    browser.tap("form[data-push-key] button")
    browser.wait_for("document.querySelector('[role=status]').innerText.includes('said no')")
    browser.context.grant_permissions(["notifications"], origin=laptops.url)
    browser.run("sessionStorage.silent = 'yes'")
    browser.goto(f"{laptops.url}/notices/mine")
    browser.tap("form[data-push-key] button")
    browser.wait_for("document.querySelector('[role=status]').innerText.includes('gave no answer')")


def deliver(browser: Chromium, origin: str, data: str) -> dict[str, str]:
    """What the browser does with a push that has reached it, once it is decrypted; the notice that it then shows.

    The browser's own log says what it showed. Asking the worker (`getNotifications`) in the moment between a notice's
    being written down and its being drawn makes Chromium forget it: it takes it for one that was closed.
    """
    session = browser.context.new_cdp_session(browser.page)
    found: list[str] = []
    shown: list[dict[str, str]] = []

    def note_registration(event: dict[str, Any]) -> None:
        found.extend(r["registrationId"] for r in event["registrations"] if "/static/build/" in r["scopeURL"])

    def note_event(event: dict[str, Any]) -> None:
        one = event["backgroundServiceEvent"]
        if one["eventName"] == "Notification displayed":
            shown.append({entry["key"]: entry["value"] for entry in one["eventMetadata"]})

    session.on("ServiceWorker.workerRegistrationUpdated", note_registration)
    session.on("BackgroundService.backgroundServiceEventReceived", note_event)
    session.send("ServiceWorker.enable")
    session.send("BackgroundService.setRecording", {"shouldRecord": True, "service": "notifications"})
    session.send("BackgroundService.startObserving", {"service": "notifications"})
    hear(browser, found)
    pushed = {"origin": origin, "registrationId": found[0], "data": data}
    session.send("ServiceWorker.deliverPushMessage", pushed)
    hear(browser, shown)
    return shown[0]


def hear(browser: Chromium, said: list[Any]) -> None:
    """Waits until the browser has said something that our listeners keep."""
    end = time.monotonic() + WAIT
    while not said:
        assert time.monotonic() < end, browser.text("body")
        browser.pause()
