"""The week's pictures in a browser: as many marks as their tables say, within the page's policy, with and without script."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.busy import fill
from tests.browser.drivers import Chromium
from tests.browser.test_morning import open_morning
from tests.server import Server

pytestmark = pytest.mark.shows("morning-4")
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
SCREENS = 3
SEEN = """[...document.querySelectorAll('section:has(> .picture)')].map(section => {
  const table = section.querySelector('table');
  const cells = [...table.tBodies[0].rows].map(row => [...row.cells].slice(1));
  const has = at => cells.filter(row => row[at] && Number(row[at].dataset.size) > 0).length;
  const rects = kind => section.querySelectorAll(`.picture g[class^='${kind}'] rect`).length;
  const texts = kind => [...section.querySelectorAll(`.picture g[class^='${kind}'] text`)].map(one => one.textContent).sort();
  const names = [...table.tBodies[0].rows].map(row => row.cells[0].dataset.name).sort();
  const grid = table.dataset.picture === 'grid';
  return {id: section.id, marks: grid ? [rects('level-')] : [rects('now'), rects('before')],
          cells: grid ? [cells.flat().length] : [has(0), has(1)],
          numbers: texts('number'), said: cells.flat().map(cell => cell.textContent).sort(),
          drawn: texts('name').map(name => name.replace(/\\s/g, '')), names: names.map(name => name.replace(/\\s/g, ''))};
})"""
STYLED = "document.querySelectorAll('style, [style]').length"
DRAWN = "document.querySelectorAll('.picture svg').length === document.querySelectorAll('.picture').length"


def open_week(page: Chromium, server: Server, size: dict[str, int]) -> None:
    open_morning(page, server, size=size)
    page.goto(f"{server.url}/week")
    page.wait(".picture svg")
    page.wait_for(DRAWN)


def check(pictures: list[dict[str, Any]]) -> None:
    for one in pictures:
        assert one["marks"] == one["cells"], one
        assert one["numbers"] == one["said"], one
        assert one["drawn"] == one["names"], one


def test_every_picture_shows_what_its_table_says_at_both_widths(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    fill(server)
    page = chromium("page")
    open_week(page, server, LAPTOP)
    pictures = page.run(SEEN)
    assert {"where", "types", "M4", "M22", "outcomes", "M10", "M14", "practice"} < {
        one["id"] for one in pictures
    }
    assert sum(one["id"].startswith("change-") for one in pictures) == 2
    check(pictures)
    assert page.run("document.documentElement.scrollHeight") <= SCREENS * LAPTOP["height"]
    page.page.set_viewport_size(PHONE)
    page.wait_for("[...document.querySelectorAll('.picture svg')].every(one => one.clientWidth < 360)")
    check(page.run(SEEN))
    assert page.run("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.run(STYLED) == 0
    assert page.said == []


def test_without_the_script_the_sentences_and_tables_are_there(
    server: Server, chromium: Callable[..., Chromium]
) -> None:
    page = chromium("page")
    page.page.route("**/pictures-*.js", lambda route: route.abort())
    open_morning(page, server)
    page.goto(f"{server.url}/week")
    assert not page.run("document.querySelector('.picture').checkVisibility()")
    assert "Crowded, 3." in page.text("#says-M22")
    page.press("#M22 summary")
    assert "Ran out of something" in page.text("#M22 table")
