"""What is made to be printed fits its paper: the funder's report one A4 page, the huddle sheet one A5."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.drivers import Chromium
from tests.server import Server

SIZES = {"a4": (595, 842), "a5": (420, 595)}
NEAR = 2


@pytest.fixture
def desk(server: Server, chromium: Callable[..., Chromium]) -> Callable[[str, str], Chromium]:
    """A manager's browser in this language at this address."""

    def at(language: str, path: str) -> Chromium:
        page = chromium(f"desk-{language}", locale=f"{language}-CA")
        page.goto(f"{server.url}/sign-in")
        page.type("#name", "bea")
        page.type("#password", server.password("bea"))
        page.press("form.card button.main")
        page.wait_for("location.pathname !== '/sign-in'")
        page.goto(server.url + path)
        return page

    return at


def sheets(page: Chromium) -> list[tuple[int, int]]:
    """The pages that a printer gets, in points."""
    pdf = page.page.pdf(prefer_css_page_size=True).decode("latin-1")
    boxes = re.findall(r"/Type /Page\b[^s].*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf, re.S)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def is_one(found: list[tuple[int, int]], paper: str) -> bool:
    wanted = SIZES[paper]
    return len(found) == 1 and all(abs(a - b) <= NEAR for a, b in zip(found[0], wanted, strict=True))


@pytest.mark.shows("morning-4")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_funders_report_is_one_page_and_the_huddle_sheet_one_small_one(
    desk: Callable[[str, str], Chromium], language: str
) -> None:
    over = datetime.now(UTC) - timedelta(days=35)  # a month that is over in every zone
    page = desk(language, f"/reports/funder?month={over:%Y-%m}")
    page.wait(".sheet")
    assert is_one(found := sheets(page), "a4"), found
    page.goto(page.page.url.split("/reports")[0] + "/huddle")
    page.wait("main h1")
    assert is_one(found := sheets(page), "a5"), found
