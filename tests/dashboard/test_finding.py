"""Finding by words on the supervisor's list, what travels in which part of a request, and filters kept by name."""

import re
from html import unescape
from pathlib import Path

import pytest

from peerpwa.accounts import people
from peerpwa.accounts.models import Account
from peerpwa.records import audit
from peerpwa.records.finding import KINDS, find_records, parse_query
from peerpwa.records.read import Filters
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db
from tests.centre import HARM, Installation, get, shut_to, submit
from tests.dashboard.demo import DemoPages
from tests.databases import Database
from tests.records.scan import Scan, plain

KEPT = "/records/filters"


def find(browser: object, words: str, filters: str = "") -> str:
    answer = submit(browser, f"/records/find{filters}", {"words": words}, page=f"/records{filters}")  # type: ignore[arg-type]
    assert answer.status_code == 200
    return unescape(answer.text)


def test_a_supervisor_finds_a_record_by_its_words_and_the_words_stand_in_no_address_title_or_log(
    house: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    id = house.log(house.phone("ama"), saw="Two people, one kettle.")
    other = house.log(house.phone("ben"))
    page = find(house.browser("sol"), "Kettle peo")
    assert id in page and other not in page
    assert "Not read yet" in page
    addresses = re.findall(r'(?:href|action)="([^"]*)"', page) + re.findall(r"<title>(.*)</title>", page)
    assert addresses and not any("kettle" in one.lower() for one in addresses)
    assert "kettle" not in caplog.text.lower()
    with house.context():
        latest = audit.list_entries(house.centre_id())[0]
    assert (latest.act, latest.record, latest.reason) == ("search", None, None)


def test_words_in_an_address_look_for_nothing(house: Installation) -> None:
    id = house.log(house.phone("ama"), saw="A kettle.")
    page = get(house.browser("sol"), "/records?words=nowhere").text
    assert id in page and "nowhere" not in page


@pytest.mark.parametrize(
    "path", ["/morning", "/fixes", "/matters", "/week", "/reports", "/duty", "/phones", "/nowhere"]
)
def test_whoever_leads_may_find_from_any_page(house: Installation, path: str) -> None:
    kettle = house.log(house.phone("ama"), saw="A kettle.")
    page = get(house.browser("sol"), path).text
    assert page.count('action="/records/find"') == page.count('id="find"') == 1
    assert kettle in submit(house.browser("sol"), "/records/find", {"words": "kettle"}, page=path).text


def test_nobody_else_has_a_box(house: Installation) -> None:
    ama = house.browser("ama")
    assert "/records/find" not in get(ama, "/").text
    assert submit(ama, "/records/find", {"words": "kettle"}, page="/").status_code == 403


def test_nothing_found_says_so_and_leads_out(house: Installation) -> None:
    id = house.log(house.phone("ama"), saw="A kettle.")
    sol = house.browser("sol")
    page = find(sol, "teapot", "?place=main_room")
    assert "These words stand in nothing that you may read here." in page
    assert "Find in everything" in page and 'href="/records?place=main_room"' in page
    assert id not in page
    assert "two letters or more" in find(sol, "a")
    assert id in find(sol, "kettle", "?place=main_room")
    assert id not in find(sol, "kettle", "?place=washroom")


def test_on_the_first_day_the_list_says_what_will_come(house: Installation) -> None:
    page = find(house.browser("sol"), "kettle")
    assert "Nothing has been logged yet." in get(house.browser("sol"), "/records").text
    assert "These words stand in nothing that you may read here." in page


def test_a_name_lists_no_past_and_has_no_number_beside_it(house: Installation) -> None:
    ama = house.phone("ama")
    past = house.log(ama, people=["Heron", "Cedar"], saw="Heron and a plug.")
    still = house.log(ama, people=["Heron"], outcome="not_over")
    sol = house.browser("sol")
    page = find(sol, "Heron")
    assert "Somebody is called “Heron”." in page
    assert still in page and past not in page
    assert past in find(sol, "plug")
    assert past not in find(sol, "plug Heron")


def test_whom_it_concerns_finds_nothing_of_it(house: Installation) -> None:
    ama = house.phone("ama")
    with house.context():
        sol = next(p["id"] for p in people.colleagues_of(house.centre_id()) if p["name"] == "Sol")
    id = house.log(ama, **(HARM | {"flags": ["staff_conduct"], "concerns": [sol]}))
    for words in ("planted", "knife", "Heron"):
        page = find(house.browser("sol"), words)
        assert id not in page and "Somebody is called" not in page
    assert id in find(house.browser("bea"), "knife")


@pytest.mark.parametrize("name", ["ama", "mira", "ada"])
def test_the_door_is_shut_to_all_others(house: Installation, name: str) -> None:
    browser, own = house.browser(name), "/asked" if name == "mira" else "/"
    for path in ("/records/find", KEPT, f"{KEPT}/drop"):
        answer = submit(browser, path, {"words": "kettle", "name": "x"}, page=own)
        assert answer.status_code == shut_to(name), path


def test_without_its_token_a_search_is_refused(house: Installation) -> None:
    answer = house.browser("sol").post(
        "/records/find", data={"words": "kettle"}, base_url="https://localhost"
    )
    assert answer.status_code == 400


def test_filters_are_kept_by_name_dropped_and_kept_again(house: Installation) -> None:
    sol = house.browser("sol")
    query = "?place=washroom&state=unread&words=Heron&page=3&other=1"
    for _ in range(2):
        submit(sol, f"{KEPT}{query}", {"name": "  Washroom,   not read "}, page=f"/records{query}")
    page = unescape(get(sol, "/records").text)
    assert page.count('href="/records?state=unread&place=washroom"') == 1, "only filters, and once"
    assert "Washroom, not read" in page
    assert "Washroom, not read" not in get(house.browser("bea"), "/records").text
    answer = submit(sol, f"{KEPT}/drop", {"name": "Washroom, not read"}, page="/records")
    assert answer.headers["Location"] == "/records?state=unread&place=washroom"
    again = unescape(get(sol, answer.headers["Location"]).text)
    assert "keep them again" in again and f'action="{KEPT}?state=unread&place=washroom"' in again
    assert "Washroom, not read" not in again
    for name in ("nothing", "a\x00b"):
        assert submit(sol, f"{KEPT}/drop", {"name": name}, page="/records").location == "/records"


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("?place=washroom", "", "Give it a name"),
        ("?place=washroom", "x" * 41, "Give it a name"),
        ("?place=washroom", "a\x00b", "Give it a name"),
        ("?place=nowhere", "Mornings", "Choose a filter first"),
        ("?place=washroom", "heron's days", "Somebody is called that"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_kept_is_refused_in_words(
    house: Installation, query: str, name: str, said: str
) -> None:
    house.log(house.phone("ama"), people=["Heron"])
    sol = house.browser("sol")
    answer = submit(sol, f"{KEPT}{query}", {"name": name}, page="/records")
    assert said in get(sol, answer.headers["Location"]).text
    assert KEPT + "/drop" not in get(sol, "/records").text


def test_twelve_are_kept_at_most(house: Installation) -> None:
    sol = house.browser("sol")
    for n in range(13):
        submit(sol, f"{KEPT}?place=washroom", {"name": f"Set {n}"}, page="/records?place=washroom")
    page = get(sol, "/records").text
    assert "You keep twelve already." in page
    assert page.count(f'action="{KEPT}/drop"') == 12


def test_it_speaks_french(house: Installation) -> None:
    sol = house.browser("sol")
    sol.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr-CA"
    assert "Ces mots ne sont dans rien" in find(sol, "bouilloire")


@pytest.mark.shows("morning-1")
def test_every_word_of_the_demo_is_found_where_its_pages_show_it_and_nowhere_else(
    tmp_path: Path, database: Database
) -> None:
    demo = DemoPages(tmp_path / "demo", database)
    with demo.app.app_context():
        now = demo.clock()
        viewers = {
            a.name: people.to_viewer(a, people.get_centre("Tin Roof").id) for a in db.session.query(Account)
        }
        scans = {name: Scan(viewer, now) for name, viewer in viewers.items()}
        everything = set().union(*(scan.vocabulary for scan in scans.values()))
        words = sorted(word for word in everything if len(word) > 1)
        assert len(words) > 300
        hits = {name: {word: look(viewers[name], word, now) for word in words} for name in viewers}
    for name, scan in scans.items():
        for word in words:
            assert hits[name][word] == scan.find([(word,)]), (name, word)
    assert not any(any(hits[name].values()) for name in ("ama", "ben", "luc", "tess", "nia"))
    shown = {
        id: set(plain(unescape(re.sub(r"<[^>]*>", " ", demo.page(f"/records/{id}")))))
        for id in scans["sol"].pages
    }
    for word, found in hits["sol"].items():
        assert all(word in shown[id] for id in found), word


def look(viewer: Viewer, word: str, now: int) -> set[str]:
    """A word as it is, without longer ones."""
    return {row.id for row in find_records(viewer, parse_query(f'"{word}"'), Filters(kinds=KINDS), now).rows}
