"""As a new supervisor would: from the link in the e-mail to help answered and a check-in planned, in ten clicks at most."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from peerpwa import create_app
from peerpwa.accounts import people
from peerpwa.clock import now_ms
from peerpwa.notify.choices import Choice, set_choice
from peerpwa.records.settings import set_settings
from peerpwa.storage import db
from tests.browser.drivers import Chromium
from tests.centre import QUICK
from tests.notify import mailbox
from tests.server import UP_SECONDS, Server, make_quiet

MOST_CLICKS = 10


def make_ready(data: Path) -> None:
    """Sol is told by e-mail; Ben's number stands on the on-call list."""
    make_quiet(data)
    app = create_app({"DATA": data})
    with app.app_context():
        centre = people.get_centre("Tin Roof").id
        sol = next(one.id for one in people.list_accounts() if one.name == "sol")
        set_choice(centre, sol, Choice(email="sol@example.org", by_email=True, digest_at=None))
        rows = [
            {"label": "Sol, duty phone", "number": "555 0142"},
            {"label": "Ben, floor", "number": "555 0143"},
        ]
        set_settings(centre, {"duty": rows}, now_ms())
        db.engine.dispose()


def ask(server: Server) -> str:
    """Ben logs something between two people and asks for help with it; answers the log's id."""
    ben = server.phone("ben")
    log = ben.change("conflict", "quick_log@1", QUICK | {"people": ["Heron", "Cedar"]})
    ben.save(log, ben.change("escalation", "escalation@1", {"level": "now"}, parent=log["id"]))
    ben.sync()
    assert ben.verdicts[-1]["verdict"] == "accepted", ben.verdicts[-1]
    return str(log["id"])


def link_in(box: mailbox.Mailbox) -> str:
    end = time.monotonic() + UP_SECONDS
    while not box.read():
        assert time.monotonic() < end, "no e-mail came"
        time.sleep(0.05)
    found = re.search(r"https?://\S+", str(box.read()[0].get_content()))
    assert found
    return found[0]


@pytest.mark.shows("morning-6")
@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["laptop", "phone"])
def test_from_the_link_in_the_e_mail_to_a_check_in_that_is_planned(
    tmp_path: Path, chromium: Callable[..., Chromium], size: tuple[int, int]
) -> None:
    data = tmp_path / "data"
    make_ready(data)
    with mailbox.serving(tmp_path) as box:
        server = Server(data, box.settings)
        server.environment["PEERPWA_URL"] = server.url
        server.start()
        try:
            log = ask(server)
            page = chromium("page", viewport={"width": size[0], "height": size[1]})
            page.goto(link_in(box))
            page.taps = 1
            page.wait("#name")
            page.type("#name", "sol")
            page.type("#password", server.password("sol"))
            page.tap("form.card button.main")
            page.tap("[data-line^=ask-] [data-act=have]")
            page.wait("[data-line^=having-]")
            call = "[data-line^=having-] a[href^='tel:']"
            assert page.run(f"document.querySelector({call!r}).href") == "tel:5550143"
            page.run(f"document.querySelector({call!r}).addEventListener('click', e => e.preventDefault())")
            page.tap(call)
            page.tap("[data-line^=having-] summary")
            page.tap("[data-line^=having-] details[open] button.chip")
            page.wait(".said")
            page.tap("[data-line^=having-] a[data-act=open]")
            page.tap("#plan summary")
            page.tap("#plan[open] button.main")
            page.wait(".said")
            assert "Planned. It is on your list." in page.text(".said")
            assert page.taps <= MOST_CLICKS
            ben = server.phone("ben")
            ben.sync()
            kinds = [(one["kind"], one["set"]) for one in ben.held().values()]
            assert {"acknowledgement", "reply", "follow_up"} <= {kind for kind, _ in kinds}
            (party,) = [one for one in ben.held().values() if one["kind"] == "party"]
            assert (party["parent"], party["set"]["handle"]) == (log, "Heron")
        finally:
            server.kill()
