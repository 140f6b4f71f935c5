"""A real installation, set up and served by the very words of docs/operating.md, behind the real Caddy."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.server import ROOT, free_port

UP_SECONDS = 30
PASSWORD = "a password of Oak House"
ROLES = {"ama": "worker", "sol": "supervisor"}
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")


@contextmanager
def serving(folder: Path, more: Mapping[str, str]) -> Iterator[str]:
    """The address of its pages. `more`: settings besides the folder's and the secret, such as DATABASE_URL."""
    env = {
        **os.environ,
        "PEERPWA_DATA": str(folder / "ground"),
        "SECRET_KEY": "signs of Oak House " * 3,
        **more,
    }
    set_up(env)
    port = free_port()
    command = shlex.split(find_line(r"gunicorn .*--workers [2-9].*" if more else r"gunicorn .*--workers 1.*"))
    command = [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in command]
    up = running([sys.executable, "-m", *command], env, folder / "gunicorn.log", "Booting worker")
    with up, caddy(folder, port) as url:
        yield url


def set_up(env: Mapping[str, str]) -> None:
    """Centre, numbers and accounts, as the page says."""
    text = OPERATING.partition("\n## Serve\n")[0].replace("\\\n", " ")
    for command in re.findall(r"^flask (--app app centre .*)$", text, re.MULTILINE):
        flask(env, *shlex.split(command))
    for name, role in ROLES.items():
        words = ("--app", "app", "account", "add", name, "--centre", "Oak House", "--role", role)
        flask(env, *words, "--password-stdin", given=PASSWORD)


def flask(env: Mapping[str, str], *words: str, given: str = "") -> None:
    command = [sys.executable, "-m", "flask", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=env, input=given, text=True, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def find_line(pattern: str) -> str:
    found = re.search(f"^{pattern}$", OPERATING, re.MULTILINE)
    assert found, f"docs/operating.md has no line {pattern}"
    return found[0]


@contextmanager
def caddy(folder: Path, port: int) -> Iterator[str]:
    """Caddy with the page's Caddyfile, moved to free ports, before the app on `port`; its authority is trusted by a
    Chromium whose HOME is the folder.
    """
    secure = free_port()
    text = next(
        block for block in re.findall(r"```\n(.*?)```", OPERATING, re.DOTALL) if "tls internal" in block
    )
    text = text.replace("https://ground.lan", f"https://localhost:{secure}").replace(
        "127.0.0.1:8000", f"127.0.0.1:{port}"
    )
    text = text.replace("{\n", f"{{\n\thttp_port {free_port()}\n\thttps_port {secure}\n\tadmin off\n", 1)
    (folder / "Caddyfile").write_text(text, "utf-8")
    env = {**os.environ, "XDG_DATA_HOME": str(folder / "caddy"), "HOME": str(folder)}
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, env, folder / "caddy.log", "serving initial configuration"):
        trust(folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt", folder)
        yield f"https://localhost:{secure}"


def trust(authority: Path, home: Path) -> None:
    """Puts the authority where this Chromium looks for those its user trusts."""
    for folder in (home / ".pki" / "nssdb", home / ".local" / "share" / "pki" / "nssdb"):
        folder.mkdir(parents=True)
        for words in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "centre", "-i", str(authority)]):
            subprocess.run(
                ["certutil", "-d", f"sql:{folder}", *words], check=True, capture_output=True, timeout=30
            )


@contextmanager
def running(command: list[str], env: Mapping[str, str], log: Path, up: str) -> Iterator[None]:
    """A process of its own, from when its log says that it is up."""
    with log.open("wb") as kept:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=kept, stderr=kept, start_new_session=True
        )
    try:
        end = time.monotonic() + UP_SECONDS
        while up not in log.read_text("utf-8"):
            assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.05)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
