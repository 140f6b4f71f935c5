"""A newer build of the phone app: offered and never forced, taken with one tap, and nothing is lost by it (FAULTS R20)."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import quick_log, save, sign_in, unlock
from tests.browser.stores import type_and_keep
from tests.server import ROOT, Server

TREE = ("app.py", "bootstrap.py", "peerpwa", "static", "templates", "migrations", "client")
OLD, NEW = 'quickLog: "Quick log"', 'quickLog: "Quick note"'
LOOK = "navigator.serviceWorker.getRegistration('/app/').then((one) => one.update()).then(() => true)"


@pytest.fixture
def moved(server: Server, tmp_path: Path) -> Server:
    """The same server, over a copy of the tree that a test may change."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, tree / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__")
            )
        else:
            shutil.copy(ROOT / name, tree)
    (tree / "client" / "node_modules").symlink_to(ROOT / "client" / "node_modules")
    server.kill()
    server.tree = tree
    server.start()
    return server


def deploy(server: Server) -> None:
    """Another word on the home screen, built and served."""
    words = server.tree / "client" / "words" / "en.ts"
    text = words.read_text("utf-8")
    assert text.count(OLD) == 1
    words.write_text(text.replace(OLD, NEW), "utf-8")
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or shutil.which("node") or "node"
    subprocess.run([node, "client/build.mjs"], cwd=server.tree, check=True, capture_output=True, timeout=120)
    server.kill()
    server.start()


def test_a_newer_build_is_offered_and_taken_and_what_waits_and_what_was_typed_are_still_there(
    moved: Server, chromium: Callable[..., Chromium]
) -> None:
    phone = chromium()
    sign_in(phone, moved, "ama")
    moved.kill()
    quick_log(phone)
    save(phone)
    phone.tap("[data-code=done]")
    quick_log(phone)
    phone.tap("[data-screen=look] [data-code=saw]")
    type_and_keep(phone, "textarea", "Half a line")
    deploy(moved)
    phone.run(LOOK)
    phone.page.reload()
    unlock(phone)
    phone.wait_for("document.querySelector('textarea')?.value === 'Half a line'")
    phone.run("location.hash = '#/settings'")
    phone.wait("[data-screen=settings]")
    assert phone.run("document.querySelector('[data-code=quick_log]') === null")
    offered = phone.page.get_by_role("button", name="Start the new version")
    offered.wait_for()
    moved.kill()
    offered.click()
    unlock(phone)
    phone.run("location.hash = '#/'")
    phone.wait_for("document.querySelector('[data-code=quick_log]')?.innerText.includes('Quick note')")
    moved.start()
    phone.run("location.hash = '#/mine'")
    phone.wait_for("document.querySelector('[data-screen=mine]')?.innerText.includes('Safe at the centre')")
    phone.run("location.hash = '#/'")
    phone.page.get_by_role("button", name="Quick log, started").click()
    phone.wait_for("document.querySelector('textarea')?.value === 'Half a line'")
