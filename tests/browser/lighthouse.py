"""Lighthouse, as people run it: its scores of one page, on its simulated phone and network."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import bootstrap
from tests.browser.drivers import CHROMIUM, CHROMIUM_FLAGS
from tests.server import ROOT

LIGHTHOUSE = ROOT / "tests" / "browser" / "node_modules" / "lighthouse" / "cli" / "index.js"
TRIES = 3
UNSEEN = "(NO_NAVSTART)"


@dataclass(frozen=True)
class Look:
    """`scores` of 100 by category; `painted`: ms to the largest paint."""

    scores: dict[str, int]
    painted: float


def look(url: str, report: Path, cookie: str = "") -> Look:
    """One look, as whoever has this cookie. Now and then Chromium starts a page before its trace has begun: Lighthouse says so and scores nothing,
    and that was no look.
    """
    for _ in range(TRIES):
        if seen := _ask(url, report, cookie):
            return seen
    raise AssertionError("no trace began before its page, three times in a row")


def _ask(url: str, report: Path, cookie: str) -> Look | None:
    """None without a trace."""
    flags = " ".join(["--headless=new", *CHROMIUM_FLAGS])
    words = [
        bootstrap.node(), LIGHTHOUSE, url, "--quiet",
        "--only-categories=performance,accessibility,best-practices", "--output=json", f"--output-path={report}",
        f"--chrome-flags={flags}", f"--extra-headers={json.dumps({'Cookie': cookie})}",
    ]  # fmt: skip
    environment = {**os.environ, **bootstrap.to_environment(), "CHROME_PATH": CHROMIUM}
    done = subprocess.run(
        [str(word) for word in words], env=environment, capture_output=True, text=True, timeout=120
    )
    if UNSEEN in done.stderr:
        return None
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text("utf-8"))
    assert told["finalDisplayedUrl"] == url, f"it looked at {told['finalDisplayedUrl']}"
    scores = {name: round(one["score"] * 100) for name, one in told["categories"].items()}
    return Look(scores, told["audits"]["largest-contentful-paint"]["numericValue"])
