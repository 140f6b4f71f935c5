"""A client's own copy: their part and what is shared, and never the other's words (PRACTICE 8.2 point 11)."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from peerpwa import create_app
from peerpwa.records import audit
from tests.centre import Installation, get, shut_to, submit
from tests.dashboard.demo import demo_config
from tests.databases import Database
from tests.reports.pages import main_of


def talk_of_two(house: Installation) -> tuple[str, dict[str, str]]:
    """Heron and Cedar talked, and agreed. Answers the log's id and each one's part."""
    ama = house.phone("ama")
    id = house.log(ama, people=["Heron", "Cedar"], saw="Planted by the worker.")
    talk = ama.change("talk", "guided_talk@1", {
        "mode": "together", "rules": ["GR1", "Cedar lets Heron finish"], "goals": ["CG6"], "outcome": "agreement",
        "offers": [{"offer": "AC13", "answer": "taken"}], "summary": "Heron needs a charged phone. Cedar wants to be asked first.", "flags": ["none"],
    }, parent=id)  # fmt: skip
    parts = {}
    changes = [talk]
    for name, words in (("Heron", "Planted words of the first."), ("Cedar", "Planted words of the second.")):
        part = ama.change(
            "party",
            "guided_talk@1",
            {"handle": name, "words": words, "feelings": ["worried"]},
            parent=talk["id"],
        )
        parts[name] = part["id"]
        promise = {
            "who": name,
            "side": "client",
            "what": f"Asks before unplugging, says {name.upper()}",
            "by": "now on",
        }
        check = {"reached": "reached", "private": "yes", "since": "better", "safe_here": "yes", "ok_with_it": "yes",
                 "flags": ["none"], "next": "close", "news": "no", "person": name, "words": f"Said later by {name}"}  # fmt: skip
        changes += [part, ama.change("promise", "guided_talk@1", promise, parent=talk["id"]),
                    ama.change("check_in", "check_in@1", check, parent=part["id"])]  # fmt: skip
    for change in changes:
        ama.save(change)
    ama.sync()
    return id, parts


def test_on_it_stand_their_part_and_the_agreement_and_nothing_of_the_others(house: Installation) -> None:
    id, parts = talk_of_two(house)
    page = main_of(get(house.browser("sol"), f"/records/{id}/copy/{parts['Heron']}").text)
    for words in (
        "Planted words of the first.", "Said later by Heron", "One person talks at a time.", "Heron needs a charged phone.",
        "The other person", "You:", "says the other person", "A fair turn for everyone.",
    ):  # fmt: skip
        assert words in page, words
    for hidden in (
        "Cedar",
        "CEDAR",
        "counsellor",
        "words of the second",
        "Planted by the worker",
        "Said later by Cedar",
        "Ama",
    ):
        assert hidden not in page, hidden


def test_the_agreement_names_nobody(house: Installation) -> None:
    id, _ = talk_of_two(house)
    page = main_of(get(house.browser("bea"), f"/records/{id}/copy/agreement").text)
    assert "What we agreed" in page and "Person 1 needs a charged phone. Person 2 wants" in page
    for hidden in ("Heron", "Cedar", "Planted", "Said later"):
        assert hidden not in page.replace("Back to the record", ""), hidden


def test_only_supervisors_and_managers_of_the_centre_make_one_and_it_is_noted(house: Installation) -> None:
    id, parts = talk_of_two(house)
    path = f"/records/{id}/copy/{parts['Heron']}"
    for name in ("ama", "mira", "ada", "nia"):
        assert get(house.browser(name), path).status_code == shut_to(name)
    assert get(house.browser("hal"), path).status_code == 404
    assert get(house.browser(), path).status_code == 302
    sol = house.browser("sol")
    assert get(sol, path).status_code == 200
    with house.context():
        acts = [one.act for one in audit.list_entries(house.centre_id(), record=parts["Heron"])]
    assert acts == ["copy"]
    other, _ = talk_of_two(house)
    for odd in (
        f"/records/{other}/copy/{parts['Heron']}",
        f"/records/{id}/copy/{id}",
        f"/records/{id}/copy/x",
    ):
        assert get(sol, odd).status_code == 404
    assert f'href="{path}"' in get(sol, f"/records/{id}").text


def test_a_log_without_an_agreement_says_so(house: Installation) -> None:
    id = house.log(house.phone("ama"), people=["Heron"])
    page = get(house.browser("sol"), f"/records/{id}/copy/agreement").text
    assert "Nothing was agreed here yet." in page and "Heron" not in page


@pytest.fixture
def demo(tmp_path: Path, database: Database) -> FlaskClient:
    """Sol's browser at the demo."""
    app = create_app(demo_config(tmp_path / "data", database))
    signs = {
        one["name"]: one["password"] for one in json.loads((tmp_path / "data" / "demo.json").read_text())
    }
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    submit(client, "/sign-in", {"name": "sol", "password": signs["sol"]})
    return client


@pytest.mark.shows("morning-1")
def test_every_copy_of_the_demo_names_only_whose_it_is(demo: FlaskClient) -> None:
    """Heron's copy in SC01 and all others: no other handle, no word of another's part."""
    names = [
        "Heron",
        "Cedar",
        "Finch",
        "Willow",
        "Otter",
        "Maple",
        "Robin",
        "Sage",
        "Tern",
        "Alder",
        "Wren",
        "Poplar",
        "Juniper",
        "Hawk",
        "Badger",
        "Bracken",
    ]
    made = 0
    for id in re.findall(r'data-record="([^"]+)"', get(demo, "/records").text):
        for path in re.findall(rf'href="(/records/{id}/copy/[^"]+)"', get(demo, f"/records/{id}").text):
            page = main_of(get(demo, path).text)
            title = page.split("<h1>")[1].split("</h1>")[0]
            assert [name for name in names if name in page] == [name for name in names if name in title], path
            made += 1
    assert made > 8
