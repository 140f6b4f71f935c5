"""Lighthouse's speed score of the sign-in page, the app and two of a manager's pages, on its simulated phone: against 95, and the smallest page.

Medians of three looks: one alone says as much of what else the machine does (Lighthouse's own page on variability).
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.phone import a_server_and_phones, floor_page, middle
from bench.run import Row
from tests.browser.lighthouse import Look, look

LOOKS, MISSING = 3, 5.0
PAGES = {
    "the sign-in page": ("/sign-in", None),
    "the app": ("/app/", None),
    "the morning": ("/morning", "bea"),
    "the week": ("/week", "bea"),
}


def run() -> list[Row]:
    """Two rows a page: the points that its score lacks of 100, and its largest paint."""
    rows = []
    with floor_page() as bare, a_server_and_phones() as (server, _), TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        floor = [look(f"{bare}/", report) for _ in range(LOOKS)]
        for name, (path, who) in PAGES.items():
            cookie = server.cookie(who) if who else ""
            seen = [look(server.url + path, report, cookie) for _ in range(LOOKS)]
            lacking = middle([100.0 - one.scores["performance"] for one in seen])
            rows += [
                Row(f"points missing, {name}", lacking, "what may be missing", MISSING, 1.0, "points"),
                Row(f"largest paint, {name}", _paint(seen), "the smallest page", _paint(floor), 2.0),
            ]
    return rows


def _paint(looks: list[Look]) -> float:
    return middle([one.painted for one in looks])
