"""Practising with pretend people: nothing of it is kept or sent, own work waits, and real help stays one tap away."""

from collections.abc import Callable
from typing import Any

from tests.browser.drivers import Chromium
from tests.browser.hand import quick_log, save, sign_in
from tests.server import Server

STORED = """(async () => {
  const opened = await new Promise((done) => {
    const asked = indexedDB.open('ground');
    asked.onsuccess = () => done(asked.result);
  });
  const count = (name) => new Promise((done) => {
    const asked = opened.transaction(name).objectStore(name).count();
    asked.onsuccess = () => done(asked.result);
  });
  const found = [await count('envelopes'), await count('drafts'), await count('private')];
  opened.close();
  return found;
})()"""


def begin(phone: Chromium) -> None:
    phone.run("location.hash = '#/settings'")
    phone.tap("[data-code=practise]")
    phone.wait("[data-code=practise_stop]")


def count_at_centre(server: Server) -> int:
    sol = server.phone("sol")
    sol.sync()
    return sum(one["kind"] in ("conflict", "escalation") for one in sol.held().values())


def test_what_is_practised_is_kept_nowhere_sent_nowhere_and_gone_at_the_end(
    quiet_server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone, posted = chromium("phone"), list[Any]()
    sign_in(phone, quiet_server, "ama")
    phone.tap("[data-code=quick_log]")
    phone.tap("[data-screen=safe] [data-code=yes]")
    phone.wait("[data-screen=heat]")
    phone.run("location.hash = '#/'")
    phone.wait("[data-screen=home]")
    kept = phone.run(STORED)
    assert kept[1] == 1, "a draft of her own"
    begin(phone)
    phone.page.on("request", lambda one: posted.append((one.post_data_json or {}).get("drop")))
    phone.wait_for("document.body.innerText.includes('Charging spot')")
    quick_log(phone)
    save(phone)
    phone.run("location.hash = '#/mine'")
    phone.wait("[data-screen=mine] .state-card, [data-screen=mine] .line")
    assert phone.run(STORED) == kept
    phone.tap("[data-code=practise_stop]")
    phone.wait("[data-screen=home]:not(:has([data-code=practise_stop]))")
    assert "Charging spot" not in phone.text("body")
    assert phone.run(STORED) == kept
    assert not any(posted) and count_at_centre(quiet_server) == 0
    phone.run("location.reload()")
    phone.wait("[data-screen=locked]")


def test_get_help_asks_first_whether_it_is_real_and_then_is(
    quiet_server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium("phone")
    sign_in(phone, quiet_server, "ama")
    begin(phone)
    phone.tap("[data-code=help]")
    phone.tap("[data-screen=is_it_real] [data-code=practise_help]")
    phone.tap("[data-screen=help] [data-code=ask_now]")
    phone.wait("[data-ask=not_sent]")
    assert phone.run("document.querySelectorAll('[data-screen=help] a[href^=tel]').length") == 0
    assert count_at_centre(quiet_server) == 0
    phone.run("location.hash = '#/guide'")
    phone.tap("[data-code=help]")
    phone.tap("[data-screen=is_it_real] [data-code=real]")
    phone.wait("[data-screen=help] [data-ask=sent]")
    assert not phone.run("document.querySelector('[data-code=practise_stop]') !== null")
    assert count_at_centre(quiet_server) == 1
