"""The capture path as a real phone has it: over HTTPS, through the real Caddy, with its authority trusted."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import quick_log, save, sign_in
from tests.server import ROOT, Server, free_port

UP_SECONDS = 20
HERE = "localhost"


@pytest.fixture
def caddy(server: Server, tmp_path: Path) -> Iterator[str]:
    """Caddy with the Caddyfile of docs/operating.md, moved to free ports; the address of the app behind it."""
    port = free_port()
    text = the_documents_caddyfile()
    text = text.replace("https://ground.lan", f"https://{HERE}:{port}").replace(
        "127.0.0.1:8000", f"127.0.0.1:{server.port}"
    )
    text = text.replace("{\n", f"{{\n\thttp_port {free_port()}\n\thttps_port {port}\n\tadmin off\n", 1)
    (tmp_path / "Caddyfile").write_text(text, "utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "caddy"), "HOME": str(tmp_path)}
    with (tmp_path / "caddy.log").open("wb") as log:
        process = subprocess.Popen(
            ["caddy", "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"],
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    authority = tmp_path / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    end = time.monotonic() + UP_SECONDS
    while not authority.is_file() or "serving initial configuration" not in (
        tmp_path / "caddy.log"
    ).read_text("utf-8"):
        assert process.poll() is None and time.monotonic() < end, (tmp_path / "caddy.log").read_text("utf-8")
        time.sleep(0.05)
    trust(authority, tmp_path)
    yield f"https://{HERE}:{port}"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def the_documents_caddyfile() -> str:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    return next(block for block in re.findall(r"```\n(.*?)```", text, re.DOTALL) if "tls internal" in block)


def trust(authority: Path, home: Path) -> None:
    """Puts the authority where this Chromium looks for those its user trusts."""
    for folder in (home / ".pki" / "nssdb", home / ".local" / "share" / "pki" / "nssdb"):
        folder.mkdir(parents=True)
        for words in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "centre", "-i", str(authority)]):
            subprocess.run(
                ["certutil", "-d", f"sql:{folder}", *words], check=True, capture_output=True, timeout=30
            )


def test_the_capture_path_runs_over_https_with_the_centres_own_authority(
    server: Server, caddy: str, chromium: Callable[..., Chromium], tmp_path: Path
) -> None:
    phone = chromium("secure", env={**os.environ, "HOME": str(tmp_path)})
    server.url = caddy
    sign_in(phone, server, "ama")
    assert phone.run("location.protocol") == "https:"
    server.kill()
    quick_log(phone)
    save(phone)
    assert phone.run("document.querySelector('.state-card').dataset.state") in ("saved", "on_its_way")
    server.url = f"http://localhost:{server.port}"
    server.start()
    phone.wait(".state-card[data-state=safe]")


def test_a_supervisor_signs_in_and_answers_over_https(
    server: Server, caddy: str, chromium: Callable[..., Chromium], tmp_path: Path
) -> None:
    """A real browser sends no Referer with our forms, and over HTTPS that must not matter."""
    laptop = chromium("laptop", env={**os.environ, "HOME": str(tmp_path)})
    laptop.goto(f"{caddy}/records")
    laptop.wait("#name")
    laptop.press("form:has([value=sol]) button")
    laptop.wait(".rows li")
    assert laptop.run("location.protocol") == "https:" and laptop.run("location.pathname") == "/records"
    laptop.goto(f"{caddy}/fixes")
    laptop.type("[name=what]", "A second kettle for the kitchen")
    laptop.press("form:has([name=what]) button")
    laptop.wait_for("document.querySelector('main').innerText.includes('A second kettle')")
