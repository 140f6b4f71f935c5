"""What comes back to its author: words that were taken out elsewhere, and what the centre refused."""

from collections.abc import Callable

from playwright.sync_api import Route

from tests.browser.drivers import Chromium
from tests.browser.hand import LINE, quick_log, save, sign_in, unlock, wait_for_record
from tests.browser.stores import sizes, type_and_keep
from tests.browser.test_worker import open_a_log_with_a_line
from tests.server import Server


def test_an_open_screen_does_not_bring_words_back_that_were_taken_out(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    open_a_log_with_a_line(phone)
    log = phone.run("location.hash").rpartition("/")[2]
    phone.tap("[data-code=change]")
    phone.tap("[data-screen=look] [data-code=saw]")
    phone.wait_for(f"document.querySelector('textarea')?.value === {LINE!r}")
    sol = server.phone("sol")
    sol.save(sol.change("withdrawal", "withdrawal@1", {"reason": "asked", "field": "saw"}, parent=log))
    sol.sync()
    phone.run("dispatchEvent(new Event('focus'))")
    phone.wait_for("document.querySelector('textarea')?.value === ''")
    type_and_keep(phone, "textarea", "Calm again.")
    phone.page.reload()
    unlock(phone)
    phone.wait_for("document.querySelector('textarea')?.value === 'Calm again.'")


def test_what_the_centre_refused_is_mended_and_made_anew_under_its_own_id(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    phone.context.route("**/api/sync", refuse)
    save(phone)
    phone.wait(".state-card[data-state=attention]")
    phone.wait_for("document.querySelector('.state-card')?.innerText.includes('How hot')")
    phone.context.unroute("**/api/sync")
    log = phone.run("location.hash").rpartition("/")[2]
    kept = len(sizes(phone, "envelopes"))
    phone.tap("[data-code=mend]")
    phone.tap("[data-screen=look] [data-code=heat]")
    phone.tap("[data-code=h0]")
    phone.wait("[data-screen=look]")
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    assert len(sizes(phone, "envelopes")) == kept, "in place of what was refused"
    found = wait_for_record(phone, server.phone("sol"), lambda r: r["id"] == log and r["kind"] == "conflict")
    assert (found["heat"], found["place"]) == ("h0", "charging_spot")
    phone.page.reload()
    unlock(phone)
    phone.wait(".state-card[data-state=safe]")


def refuse(asked: Route) -> None:
    """As a centre that finds a fault in the heat; nothing of the save gets to ours."""
    body = asked.request.post_data_json
    sent = [one["id"] for one in body["drop"]]
    answer = asked.fetch(post_data=body | {"drop": []})
    verdicts = [{"id": id, "verdict": "refused", "code": "bad_answer"} for id in sent]
    mend = [{"id": id, "field": "heat", "sentence": ""} for id in sent]
    asked.fulfill(response=answer, json=answer.json() | {"verdicts": verdicts, "mend": mend})
