"""What tools find: Chromium's own check of what can be installed, axe on every screen, Lighthouse."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.drivers import Chromium
from tests.browser.hand import sign_in
from tests.browser.lighthouse import Look, look
from tests.browser.walk import SCREENS, keep_shot, past_screens
from tests.browser.walk_pages import past_pages
from tests.server import ROOT, Server

pytestmark = pytest.mark.shows("end-to-end-4")
AUDITS = ROOT / "tests" / "browser" / "node_modules"
AXE = (AUDITS / "axe-core" / "axe.min.js").read_text("utf-8")
SHOTS = os.environ.get("PEERPWA_SHOTS")


def find_violations(driver: Chromium) -> list[tuple[str, list[str]]]:
    driver.run(AXE)
    found = driver.run("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


STEP = ("step ", "begin safe_now", "help")
AT_ARMS_LENGTH = """(() => {
  const said = [...document.querySelectorAll('.say p')].map(e => parseFloat(getComputedStyle(e).fontSize));
  const dock = document.querySelector('.dock').getBoundingClientRect();
  const seen = [...document.querySelectorAll('.above, .above *, .dock *')].filter(e => e.clientWidth > 1 && e.clientHeight > 1);
  const hides = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowY);
  const cut = seen.filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1
                               || (hides(e) && e.scrollHeight > e.clientHeight + 1));
  return {said: said.length === 0 ? [0] : said.filter(size => size < 22), top: Math.round(dock.top),
          height: Math.round(dock.height), low: Math.round(innerHeight - dock.bottom), cut: cut.map(e => String(e.className))};
})()"""
MOST_DOCK, LOWER_HALF = 260, 370


@pytest.mark.shows("ten-steps-2")
@pytest.mark.shows("ten-steps-8")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_on_any_screen(
    server: Server, chromium: Callable[..., Chromium], language: str, theme: str
) -> None:
    looks = {"locale": f"{language}-CA", "color_scheme": theme, "reduced_motion": "reduce"}
    phone = chromium("phone", **looks)
    seen: set[str] = set()
    found: dict[str, Any] = {}
    for name in past_screens(phone, server):
        seen.add(phone.run("document.querySelector('[data-screen]').dataset.screen"))
        assert phone.run("document.documentElement.lang") == language, name
        look_at(phone, name, f"{language}-{theme}", found)
        if name.startswith(STEP) and (faults := find_faults_at_arms_length(phone, name.startswith("step "))):
            found[f"{name}, at arm's length"] = faults
    assert seen == SCREENS
    page = chromium("page", **looks)
    for name in past_pages(page, server):
        look_at(page, name, f"{language}-{theme}", found)
    assert found == {}


def find_faults_at_arms_length(phone: Chromium, step: bool) -> dict[str, Any]:
    """Words to say too small or (on a `step`) none, the acts too high or too many for one thumb, anything cut off."""
    seen = phone.run(AT_ARMS_LENGTH)
    allowed = {
        "said": seen["said"] == [] or (seen["said"] == [0] and not step),
        "top": seen["top"] >= LOWER_HALF,
        "height": seen["height"] <= MOST_DOCK,
        "low": seen["low"] == 0,
        "cut": seen["cut"] == [],
    }
    return {what: seen[what] for what, fine in allowed.items() if not fine}


def look_at(driver: Chromium, name: str, variant: str, found: dict[str, Any]) -> None:
    if SHOTS:
        keep_shot(driver, Path(SHOTS) / variant, name)
    if violations := find_violations(driver):
        found[name] = violations


def test_chromium_can_install_it(server: Server, chromium: Callable[..., Chromium]) -> None:
    phone = chromium()
    sign_in(phone, server, "ama")
    wire = phone.context.new_cdp_session(phone.page)
    assert wire.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = wire.send("Page.getAppManifest")
    assert manifest["errors"] == []
    told = json.loads(manifest["data"])
    assert told["short_name"] == "Ground"
    assert told["display"] == "standalone"
    assert [shortcut["name"] for shortcut in told["shortcuts"]] == ["Quick log", "Check-ins"]
    assert {"any", "maskable"} <= {icon.get("purpose", "any") for icon in told["icons"]}


@pytest.mark.parametrize("path", ["/sign-in", "/app/"])
def test_lighthouse_is_content(server: Server, tmp_path: Path, path: str) -> None:
    """How fast it is stands in `bench/lighthouse.py`."""
    assert_content(look(server.url + path, tmp_path / "report.json"))


@pytest.mark.shows("morning-4")
@pytest.mark.parametrize("path", ["/morning", "/records", "/week", "/settings/places", "/reports/funder"])
def test_lighthouse_is_content_with_a_managers_pages(server: Server, tmp_path: Path, path: str) -> None:
    assert_content(look(server.url + path, tmp_path / "report.json", server.cookie("bea")))


def assert_content(seen: Look) -> None:
    assert (seen.scores["accessibility"], seen.scores["best-practices"]) == (100, 100)
