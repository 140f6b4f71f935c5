"""A real installation by the words of docs/operating.md, used as it will be: phones and a laptop over HTTPS, through the
real Caddy, with its authority trusted.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import oak_house
from tests.browser.drivers import Chromium
from tests.browser.hand import enter_pin, quick_log, save, sign_in
from tests.databases import Database
from tests.server import Server


@pytest.fixture
def oak(tmp_path: Path, database: Database) -> Iterator[str]:
    """The address of Oak House: one process over SQLite, several over PostgreSQL."""
    given = database.empty(tmp_path / "ground")
    more = {name: value for name, value in given.items() if name == "DATABASE_URL"}
    with oak_house.serving(tmp_path, more) as url:
        yield url


def test_a_real_installation_takes_a_log_and_its_supervisor_answers(
    oak: str, chromium: Callable[..., Chromium], tmp_path: Path
) -> None:
    """A real browser sends no Referer with our forms, and over HTTPS that must not matter."""
    home = {**os.environ, "HOME": str(tmp_path)}
    phone = chromium("phone", env=home)
    phone.goto(f"{oak}/app/")
    phone.wait("[data-screen=sign_in]")
    phone.type("#name", "ama")
    phone.type("#password", oak_house.PASSWORD)
    phone.press(".dock .main")
    phone.wait("[data-screen=pin]")
    enter_pin(phone)
    phone.wait_for("document.querySelector('h1').innerText.includes('once more')")
    enter_pin(phone)
    phone.wait("[data-screen=home]")
    quick_log(phone)
    save(phone)
    phone.wait(".state-card[data-state=safe]")
    laptop = chromium("laptop", env=home)
    laptop.goto(f"{oak}/records")
    laptop.type("#name", "sol")
    laptop.type("#password", oak_house.PASSWORD)
    laptop.press("form.card button.main")
    laptop.wait(".rows li")
    assert laptop.run("location.pathname") == "/records"
    laptop.press(".rows li a")
    laptop.wait("textarea[name=text]")
    laptop.type("textarea[name=text]", "Thank you for this.")
    laptop.press("form[action$='/read'] button.main")
    laptop.wait(".said")
    assert "They will see it on their phone" in laptop.text(".said")
    log = phone.run("location.hash").rpartition("/")[2]
    phone.run(f"location.hash = '#/record/{log}'")
    phone.wait("[data-screen=record] .answers")
    phone.run("dispatchEvent(new Event('focus'))")
    phone.wait_for("document.querySelector('main').innerText.includes('Thank you for this.')")
    assert [one for one in (*phone.said, *laptop.said) if one.startswith("error")] == []


def test_the_capture_path_runs_over_https_with_the_centres_own_authority(
    server: Server, chromium: Callable[..., Chromium], tmp_path: Path
) -> None:
    with oak_house.caddy(tmp_path, server.port) as url:
        phone = chromium("secure", env={**os.environ, "HOME": str(tmp_path)})
        plain, server.url = server.url, url
        sign_in(phone, server, "ama")
        assert phone.run("location.protocol") == "https:"
        server.kill()
        quick_log(phone)
        save(phone)
        assert phone.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")
        server.url = plain
        server.start()
        phone.wait(".state-card[data-state=safe]")
