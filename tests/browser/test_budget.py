"""What a first visit loads, and what a phone keeps, in bytes over the wire."""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.drivers import WAIT, Chromium
from tests.browser.hand import sign_in
from tests.server import ROOT, Server

pytestmark = pytest.mark.shows("end-to-end-5")
FIRST_LOAD, REQUESTS, PRECACHE = 60_000, 6, 180_000
BUILT = json.loads((ROOT / "static" / "build" / "manifest.json").read_text("utf-8"))


def is_counted(url: str) -> bool:
    """Manifest and icons aren't; the service worker's own requests aren't the page's."""
    return not url.endswith(("manifest.webmanifest", ".svg", ".png", "/sw.js"))


def test_a_usable_quick_log_takes_few_requests_and_few_bytes(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    """At a centre without records yet: what a centre holds comes beside, in pages, and no quick log waits for it."""
    phone = chromium()
    wire = phone.context.new_cdp_session(phone.page)
    asked: dict[str, str] = {}
    sizes: dict[str, float] = {}
    wire.on("Network.requestWillBeSent", lambda told: note(asked, told))
    wire.on(
        "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]})
    )
    wire.send("Network.enable")
    sign_in(phone, server, "nia")
    phone.tap("[data-code=quick_log]")
    phone.wait("[data-screen=safe]")
    end = time.monotonic() + WAIT
    while missing := [url for id, url in asked.items() if is_counted(url) and id not in sizes]:
        assert time.monotonic() < end, missing
        phone.pause()
    counted = {url: sizes[id] for id, url in asked.items() if is_counted(url)}
    assert any(url.endswith("/api/enrol") for url in counted)
    assert sum(counted.values()) <= FIRST_LOAD, (sum(counted.values()), counted)
    assert len(counted) <= REQUESTS, counted


def note(asked: dict[str, str], told: dict[str, Any]) -> None:
    if told["request"]["url"].startswith("http"):
        asked[told["requestId"]] = told["request"]["url"]


def test_all_that_a_phone_keeps_both_languages_is_small(server: Server) -> None:
    sizes = {url: fetched(server.url + url) for url in [*BUILT["precache"], "/app/sw.js"]}
    assert "/app/" in sizes
    assert any("more-" in url for url in sizes)
    assert sum(sizes.values()) <= PRECACHE, sizes


def fetched(url: str) -> int:
    """Bytes of the body as a phone's browser gets it."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate, br"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return len(answer.read())


def test_built_files_come_compressed_and_stay_for_good(server: Server) -> None:
    for url in BUILT["first"]:
        request = urllib.request.Request(server.url + url, headers={"Accept-Encoding": "gzip, deflate, br"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert answer.headers["Content-Encoding"] == "br", url
            assert "immutable" in answer.headers["Cache-Control"], url
