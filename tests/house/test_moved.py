"""HOST, PORT and PEERPWA_DATA move a running app anywhere; the marks of the issue are all there."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT, Server

pytestmark = pytest.mark.shows("end-to-end-7")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    servers = (Server(tmp_path / "one" / "data"), Server(tmp_path / "two" / "data"))
    for server in servers:
        server.data.parent.mkdir()
        server.start()
    yield servers
    for server in servers:
        server.kill()


def test_two_at_once_on_one_machine_do_not_meet(two: tuple[Server, Server]) -> None:
    one, two_ = two
    assert one.password("ama") != two_.password("ama")
    phone, other = one.phone("ama"), two_.phone("ama")
    phone.sync()
    other.sync()
    assert phone.keys != other.keys
    assert not set(phone.held()) & set(other.held())
    phone.bearer = other.bearer
    assert "error" in phone.sync()


def test_host_says_where_it_listens(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", {"HOST": "127.0.0.1"})
    server.url = f"http://127.0.0.1:{server.port}"
    server.start()
    try:
        with urllib.request.urlopen(f"{server.url}/sign-in", timeout=5) as page:
            assert page.status == 200
    finally:
        server.kill()


def test_every_numbered_point_has_its_mark_and_its_tests() -> None:
    words = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--shows"]
    done = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    blocks = {block.split("\n")[0]: block.split("\n")[1:] for block in done.stdout.strip().split("\n\n")}
    for number in range(1, 8):
        tests = blocks.get(f"end-to-end-{number}", [])
        assert [line for line in tests if "::test_" in line], number
