"""What PRACTICE 8's stories expect of the supervisor's pages, where no test of a page holds it already."""

import re
from pathlib import Path

import pytest

from tests.centre import Installation, get
from tests.dashboard.demo import DemoPages, Telling
from tests.databases import Database

HANDLES = (
    "Heron", "Cedar", "Finch", "Willow", "Otter", "Maple", "Robin", "Sage", "Tern", "Alder", "Wren", "Poplar", "Juniper",
    "Hawk", "Badger", "Bracken",
)  # fmt: skip
DAY = 86_400_000


@pytest.fixture
def demo(tmp_path: Path, database: Database) -> DemoPages:
    return DemoPages(tmp_path / "data", database)


def record_of(house: Installation, story: str, *, language: str, query: str = "") -> str:
    """The record's page as Sol reads it once the story is told."""
    told = Telling(house, story)
    told.until("D+0 12:00")
    id = next(id for name, id in told.ids.items() if name.endswith("conflict"))
    headers = {"Accept-Language": language}
    return str(get(house.browser("sol"), f"/records/{id}{query}", headers=headers).text)


@pytest.mark.shows("morning-1")
def test_the_week_names_the_charging_spot_and_what_made_it_harder_and_counts_nobody(demo: DemoPages) -> None:
    """SC01, and 7.7: of no person and no worker stands any number."""
    page = demo.page("/week")
    assert "Charging spot" in page and "Crowded" in page and "Ran out of something" in page
    assert [name for name in (*HANDLES, "Ama", "Ben", "Luc", "Tess") if re.search(rf"\b{name}\b", page)] == []


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize(("language", "label"), [("en", "Quiet room"), ("fr", "Salle calme")])
def test_what_was_written_in_french_is_read_as_written_beside_labels_in_ones_own_language(
    house: Installation, language: str, label: str
) -> None:
    """SC03: the same codes in both languages."""
    page = record_of(house, "SC03", language=language)
    assert label in page and "Maple a demandé deux fois de baisser." in page
    assert "La musique, ça m&#39;aide à tenir." in page


@pytest.mark.shows("morning-1")
def test_what_was_written_later_says_so_without_a_word_of_blame(house: Installation) -> None:
    """SC08: seventy minutes later; and Badger's own words reach whoever reviews it."""
    page = record_of(house, "SC08", language="en", query="?reason=review")
    assert "written later" in page and "I was scared too. He had my phone." in page
    assert not re.search(r"too late|delay|overdue", page)


@pytest.mark.shows("morning-1")
def test_the_funders_report_of_the_demo_says_serious_matters_as_one_number_and_names_nobody(
    demo: DemoPages,
) -> None:
    """SC06: a racist word in the meal line is in no line of its own, and no story can be told from it."""
    demo.clock.pass_ms(10 * DAY)
    page = demo.page("/reports/funder?month=2026-11", name="bea")
    serious = page.split("data-serious")[1].split("</section>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', serious) == [
        ("Serious matters, all kinds", "fewer than 5")
    ]
    for hidden in (*HANDLES, "Racis", "Discrimination", "Weapon", "Meal area", "Charging spot"):
        assert hidden not in page, hidden
