"""What is made to be printed fits its paper, the funder's report one A4 page, the huddle sheet one A5; and each sheet
says whose it is, but for those that a client takes along.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.drivers import Chromium
from tests.browser.sheets import Sheet, read_sheets
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


def print_out(page: Chromium) -> list[Sheet]:
    """The pages that a printer gets."""
    return read_sheets(page.page.pdf(prefer_css_page_size=True))


def is_one(found: list[Sheet], paper: str) -> bool:
    wanted = SIZES[paper]
    return len(found) == 1 and all(abs(a - b) <= NEAR for a, b in zip(found[0].size, wanted, strict=True))


@pytest.mark.shows("morning-4")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_funders_report_is_one_page_and_the_huddle_sheet_one_small_one(
    desk: Callable[[str, str], Chromium], language: str
) -> None:
    over = datetime.now(UTC) - timedelta(days=35)  # a month that is over in every zone
    page = desk(language, f"/reports/funder?month={over:%Y-%m}")
    page.wait(".sheet")
    assert is_one(found := print_out(page), "a4"), found
    page.goto(page.page.url.split("/reports")[0] + "/huddle")
    page.wait("main h1")
    assert is_one(found := print_out(page), "a5"), found


@pytest.mark.shows("morning-4")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", r"Common Ground · Bea · \w{3} \d+ \w{3} 20\d\d, \d\d:\d\d"),
        ("fr", r"Common Ground · Bea · \w{3}\. \d+ \S+ 20\d\d, \d\d:\d\d"),
    ],
)
@pytest.mark.parametrize("path", ["/morning", "/records", "/week", "/huddle", "/reports/dictionary"])
def test_each_sheet_says_who_had_it_printed_and_when(
    desk: Callable[[str, str], Chromium], language: str, said: str, path: str
) -> None:
    page = desk(language, path)
    page.wait("main h1")
    found = print_out(page)
    assert found and all(len(re.findall(said, sheet.text)) == 1 for sheet in found), found
    assert all(f"{n} / {len(found)}" in sheet.text for n, sheet in enumerate(found, 1))


def test_what_a_client_takes_along_names_nobody_who_printed_it(
    desk: Callable[[str, str], Chromium],
) -> None:
    page = desk("en", "/records?type=line_turn")
    page.press("[data-record]")
    page.wait("a[href*='/copy/']")
    for path in page.run("[...document.querySelectorAll('a[href*=\"/copy/\"]')].map(one => one.href)"):
        page.goto(path)
        page.wait(".copy h1")
        assert not any("Bea" in sheet.text for sheet in print_out(page))
