"""A slow phone for benchmarks: Chromium with its CPU and network held back, and a floor page beside the app."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from tests.browser.drivers import Chromium
from tests.server import ROOT, Server, free_port

SLOWER = 4
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
FREE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
WATCH = """
addEventListener('DOMContentLoaded', () => {
  const look = () => {
    if (!document.querySelector(SELECTOR)) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.usable = performance.now(); }));
  };
  const seen = new MutationObserver(look);
  seen.observe(document, {childList: true, subtree: true, attributes: true});
  look();
});
"""
TIMED = """new Promise((done) => {
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (!document.querySelector(THERE)) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  });
  seen.observe(document, {childList: true, subtree: true, attributes: true});
  document.querySelector(TAPPED).click();
})"""
FLOOR = {
    "/": ("text/html", "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
          "<title>Floor</title><form>INPUTS</form><script src=/floor.js></script></html>"),
    "/floor.js": ("text/javascript", "document.querySelector('form').addEventListener('change', () => {});"
                  "document.body.dataset.ready = '1'; navigator.serviceWorker.register('/sw.js');"),
    "/sw.js": ("text/javascript", "addEventListener('install', (e) => e.waitUntil(caches.open('a').then((c) => c.addAll(['/', '/floor.js']))));"
               "addEventListener('activate', (e) => e.waitUntil(clients.claim()));"
               "addEventListener('fetch', (e) => e.respondWith(caches.match(e.request).then((r) => r ?? fetch(e.request))));"),
}  # fmt: skip


class Phone(Chromium):
    """Chromium with a wire of its own to hold CPU and network back."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        super().__init__(playwright, profile)
        self.wire = self.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")

    def hold_back(self, network: dict[str, Any], slower: int = SLOWER) -> None:
        self.wire.send("Network.emulateNetworkConditions", network)
        self.wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})

    def time_to(self, url: str, css: str) -> float:
        """ms from the navigation until `css` is there and painted."""
        self.page.add_init_script(WATCH.replace("SELECTOR", json.dumps(css)))
        self.goto(url)
        self.wait_for("globalThis.usable !== undefined")
        return float(self.run("globalThis.usable"))

    def time_tap(self, tapped: str, there: str) -> float:
        """ms from a tap until what it brings is there and painted."""
        self.wait(tapped)
        return float(
            self.run(TIMED.replace("THERE", json.dumps(there)).replace("TAPPED", json.dumps(tapped)))
        )


def count_inputs() -> int:
    """As many inputs as the quick log's first way through it offers: the options of its five questions."""
    practice = ROOT / "peerpwa" / "practice"
    form = json.loads((practice / "forms" / "quick_log@1.json").read_text("utf-8"))
    lists = json.loads((practice / "vocabularies.json").read_text("utf-8"))
    asked = {field for screen in form["screens"] if "when" not in screen for field in screen["fields"]}
    return sum(len(lists[q["options"]]["options"]) for q in form["questions"] if q["field"] in asked)


@contextmanager
def floor_page() -> Iterator[str]:
    """Serves the smallest page with as many inputs, one script, and a service worker that keeps both."""
    inputs = "".join(f"<label><input type=radio name=q value={i}>{i}</label>" for i in range(count_inputs()))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, text = FLOOR.get(self.path, ("text/plain", ""))
            body = text.replace("INPUTS", inputs).encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@contextmanager
def a_server_and_phones() -> Iterator[tuple[Server, Callable[[str], Phone]]]:
    """A demo, and a maker of phones by name: the same name is the same profile."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data")
        server.start()
        try:
            yield server, lambda name: Phone(playwright, Path(folder) / name)
        finally:
            server.kill()


def middle(values: list[float]) -> float:
    return float(median(values))
