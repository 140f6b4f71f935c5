"""People: names are found by two letters, never listed, counted or in an address; what helps them; cards and pages."""

from collections.abc import Callable

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import ask_from_another_phone, quick_log, sign_in, wait_for_record
from tests.server import Server


def open_person(phone: Chromium, letters: str, handle: str) -> None:
    phone.run("location.hash = '#/people'")
    phone.wait("[data-screen=people]")
    phone.type("#search", letters)
    phone.tap(f"[data-code='person-{handle}']")
    phone.wait("[data-screen=person]")


def write_lines(phone: Chromium, lines: list[str], answer: str) -> None:
    phone.tap("[data-code=write]")
    for n, line in enumerate(lines):
        phone.type(f"#line-{n}", line)
    phone.tap(f"[data-code={answer}]")
    phone.wait("[data-screen=person] [data-card]")


def test_a_name_is_offered_after_two_letters_and_a_word_for_whoever_has_none(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    quick_log(phone)
    phone.tap("[data-screen=look] [data-code=people]")
    phone.wait("[data-code=word]")
    word = phone.text("[data-code=word]").split("“")[1].split("”")[0]
    assert word not in ("Heron", "Cedar", "Finch", "Willow", "Otter", "Maple")
    phone.tap("[data-code=word]")
    phone.wait_for(f"document.querySelector('.fields > .chips').innerText.includes({word!r})")
    phone.type("#people", "h")
    assert not phone.run("document.querySelector('[data-code^=known-]') !== null")
    phone.type("#people", "he")
    phone.tap("[data-code=known-Heron]")
    phone.wait_for("document.querySelector('.fields > .chips').innerText.includes('Heron')")
    assert phone.run("document.querySelectorAll('.fields > .chips .chip').length") == 2, "no “he” beside it"
    phone.type("#people", "Cedars")
    phone.wait_for("document.querySelector('.hints').innerText.includes('Cedar is here already.')")
    phone.type("#people", "Mary Smith")
    phone.wait_for("document.querySelector('.hints').innerText.includes('looks like a full name')")


def test_the_search_lists_nobody_and_no_address_holds_a_name(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-screen=home] [data-code=people]")
    phone.wait("[data-screen=people]")
    for typed in ("", "h"):
        phone.type("#search", typed)
        assert not phone.run("document.querySelector('[data-code^=person-]') !== null")
    open_person(phone, "he", "Heron")
    assert "Heron" not in phone.run("location.href") + phone.run("document.title")
    assert not any(sign.isdigit() for sign in phone.text("main"))


@pytest.mark.parametrize("answer", ["share_yes", "share_no"])
def test_what_helps_somebody_is_on_the_floor_only_if_they_said_yes(
    server: Server, chromium: Callable[..., Chromium], answer: str
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    open_person(phone, "he", "Heron")
    write_lines(phone, ["Tea first", "Sit by the door"], answer)
    assert "Tea first" in phone.text("[data-card]")
    phone.run("location.hash = '#/'")
    phone.wait_for("document.querySelector('.all-states')?.innerText.includes('All safe')")
    ben = server.phone("ben")
    ben.sync()
    helps = [r["set"]["helps"] for r in ben.held().values() if r["kind"] == "person"]
    assert helps == (["Tea first\nSit by the door"] if answer == "share_yes" else [])
    open_person(phone, "he", "Heron")
    phone.wait("[data-card]")
    assert "Ends" in phone.text("[data-card]")


def test_a_page_for_a_referral_holds_one_person_alone_and_needs_their_yes(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone, sol = chromium(), server.phone("sol")
    log, asked = ask_from_another_phone(server)
    sign_in(phone, server, "ama")
    phone.wait_for("document.querySelector('.all-states')?.innerText.includes('All safe')")
    phone.run(f"location.hash = '#/record/{log}'")
    phone.tap("[data-code=referral]")
    phone.tap("[data-code=for-Heron]")
    phone.page.emulate_media(media="print")
    assert not phone.page.is_visible("[data-screen=referral] .page"), "nothing is printed without their yes"
    phone.page.emulate_media(media="screen")
    phone.tap("[data-code=said_yes]")
    phone.wait("[data-code=print]")
    phone.page.emulate_media(media="print")
    printed = phone.page.inner_text("body")
    assert "Another person pushed Heron's bag off the chair." in printed
    assert "I want [another person] to keep away." in printed and "That it stops" in printed
    assert "Heron said yes to sharing this page." in printed
    assert "Cedar" not in printed and "Get help" not in printed and "Raised" not in printed
    wait_for_record(phone, sol, lambda r: r["id"] == asked and r["set"].get("share_basis") == "consent")


def test_cards_say_what_is_written_and_how_to_complain_in_the_clients_language(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    phone.tap("[data-screen=home] [data-code=people]")
    phone.tap("[data-code=card-complaint]")
    phone.wait("[data-screen=card]")
    for line in ("How:", "or Bea 555", "By when:", "It costs nothing."):
        assert line in phone.text("main")
    phone.tap("[data-code=language]")
    phone.wait_for("document.querySelector('main').innerText.includes('Ça ne coûte rien.')")
    assert phone.run("document.documentElement.lang") == "en", "the worker's own language stays"
    phone.run("history.back()")
    phone.tap("[data-code=card-written]")
    phone.wait_for("document.querySelector('main').innerText.includes('Never your legal name.')")
