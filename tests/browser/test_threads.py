"""The same people or matter again: offered from what the phone holds, linked by a yes, never a number beside a person."""

import re
from collections.abc import Callable

from tests.browser.drivers import Chromium
from tests.browser.hand import LINE, add_names_and_a_line, quick_log, save, sign_in, wait_for_record
from tests.server import Server

NUMBER = re.compile(r"(Heron|Cedar)\W{0,3}\d|\d\W{0,3}(Heron|Cedar)")


def log_again(phone: Chromium) -> None:
    quick_log(phone)
    add_names_and_a_line(phone, ["Heron", "Cedar"], LINE)
    save(phone)
    phone.wait("[data-matter=offered]")


def test_a_matter_is_offered_after_the_save_and_linked_by_a_yes(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_again(phone)
    assert "the same matter as on" in phone.text("[data-matter]")
    phone.tap("[data-code=same_yes]")
    phone.wait("[data-matter=confirmed]")
    assert "Second time · Seat or space · Charging spot" in phone.text("[data-matter]")
    assert phone.text("[data-matter] h2") == "What helped last time"
    phone.tap("[data-code=done]")
    log_again(phone)
    phone.tap("[data-code=same_yes]")
    phone.wait("[data-matter=confirmed]")
    assert "Third time" in phone.text("[data-matter]")
    assert "Ask your supervisor to look at it with you" in phone.text("[data-matter]")
    phone.tap("[data-code=thread]")
    phone.wait("[data-screen=thread]")
    assert phone.text("[data-screen=thread] h2") == "What helped last time"
    assert phone.run("document.querySelectorAll('ol .line').length") == 3
    assert not NUMBER.search(phone.text("body"))
    sol, ben = server.phone("sol"), server.phone("ben")
    held = wait_for_record(phone, sol, lambda r: r["kind"] == "thread" and len(r["set"]["conflicts"]) == 3)
    assert held["title"] == "Seat or space · Charging spot"
    ben.sync()
    assert not [r for r in ben.held().values() if r["kind"] == "thread"]


def test_no_is_kept_and_a_matter_can_be_over(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    log_again(phone)
    phone.tap("[data-code=same_no]")
    phone.wait_for("!document.querySelector('[data-matter]')")
    phone.run("location.hash = '#/mine'")
    phone.tap("[data-screen=mine] .line")
    phone.wait("[data-screen=record] [data-code=for_me]")
    phone.run("new Promise((done) => requestIdleCallback(done))")
    assert not phone.run("document.querySelector('[data-matter]') !== null")
    phone.run("location.hash = '#/'")
    log_again(phone)
    phone.tap("[data-code=same_yes]")
    phone.tap("[data-code=thread]")
    phone.tap("[data-screen=thread] [data-code=close]")
    phone.wait_for("document.body.innerText.includes('New logs aren')")
    phone.run("location.hash = '#/'")
    quick_log(phone)
    add_names_and_a_line(phone, ["Finch"], LINE)
    save(phone)
    assert not phone.run("document.querySelector('[data-matter]') !== null")
