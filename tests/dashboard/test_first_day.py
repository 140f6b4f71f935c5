"""Every page at a centre in which nothing was logged yet: a title, a sentence, and a way on (issue 4's fifth point)."""

import re

import pytest

from tests.centre import Installation, get

NO_PAGES = re.compile(r"/api/|/static/|/app/|/calendar/|/check$|/head$|/morning/parts$")
READERS = {"/": "ama", "/asked": "mira", "/sign-in": None}
LATER = (
    "/reports/funder?month=2026-10", "/reports/funder?month=2026-11", "/reports/funder?quarter=2026-Q3",
    "/reports/funder?year=2025", "/reports/funder?month=never", "/reports/funder?year=9998", "/records?state=unread", "/records?page=9",
    "/records?place=nowhere", "/week?until=2026-10-01", "/week?until=never",
    "/records/01890000-0000-7000-8000-000000000000", "/nowhere",
)  # fmt: skip


def pages(house: Installation) -> list[str]:
    """Every address that needs nothing filled in, read from the app itself: a new page is looked at from its first day."""
    found = [
        rule.rule
        for rule in house.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    ]
    return sorted(path for path in found if not NO_PAGES.search(path))


@pytest.mark.shows("morning-5")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_has_a_title_a_sentence_and_a_way_on(house: Installation, language: str) -> None:
    looked = pages(house)
    assert {
        "/morning",
        "/records",
        "/fixes",
        "/week",
        "/reports",
        "/reports/funder",
        "/duty",
        "/notices",
    } <= set(looked)
    browsers = {name: house.browser(name) for name in ("ama", "mira", "bea", None)}
    lacking = {}
    for path in [*looked, *LATER]:
        answer = get(browsers[READERS.get(path, "bea")], path, headers={"Accept-Language": language})
        assert answer.status_code in (200, 400, 404, 409), (path, answer.status_code)
        if fault := find_lack(answer.text):
            lacking[path] = fault
    assert lacking == {}


def find_lack(page: str) -> str:
    """What a page lacks; nothing where it has all three."""
    main = page.split("<main")[1].split("</main>")[0]
    title = re.search(r"<h1[^>]*>(.*?)</h1>", main, re.DOTALL)
    texts = [
        re.sub(r"<[^>]+>", " ", text).split() for text in re.findall(r"<p[^>]*>(.*?)</p>", main, re.DOTALL)
    ]
    if not title or not title[1].strip():
        return "title"
    if not any(len(words) >= 4 for words in texts):
        return "sentence"
    return "" if re.search(r"<a [^>]*href=|<button", main) else "way on"


def test_a_report_says_that_there_was_nothing_and_from_when_the_next_can_be_made(house: Installation) -> None:
    bea = house.browser("bea")
    page = get(bea, "/reports/funder?month=2026-10").text
    assert "Nothing was logged in this time" in page and 'href="/reports/funder">Choose another' in page
    assert "It can be from Tue 1 Dec on" in get(bea, "/reports/funder?month=2026-11").text
    house.log(house.phone("ama"), happened_at="2026-10-20T08:30:00.000-04:00")
    assert "Nothing was logged in this time" not in get(bea, "/reports/funder?month=2026-10").text
