"""What must be true before anything is served; the operator's commands."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from peerpwa import create_app, start
from peerpwa.demo import make_demo
from peerpwa.errors import CannotStart
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.models import agenda, feed_head
from peerpwa.records.read import get_record
from peerpwa.records.viewer import Viewer
from peerpwa.serve import find_addresses, prepare, welcome
from peerpwa.storage import db, is_compared
from tests.centre import SECRET, Installation
from tests.server import free_port

ELSEWHERE = (
    "mysql://ground:hush@localhost/ground", "sqlite:///x.sqlite3", "postgresql://localhost", "ground:hush",
    "postgresql://ground:hush@localhost:many/ground",
)  # fmt: skip


def refusal_of(config: dict[str, Any]) -> str:
    app = create_app(config)
    with app.app_context(), pytest.raises(CannotStart) as refused:
        start.check_fit(app)
    return str(refused.value)


def test_an_empty_folder_a_missing_secret_and_a_missing_key_are_each_one_sentence(
    house: Installation, tmp_path: Path
) -> None:
    assert "db upgrade" in refusal_of({"DATA": tmp_path / "none", "SECRET_KEY": SECRET})
    assert "SECRET_KEY" in refusal_of(house.config | {"SECRET_KEY": "short"})
    shutil.rmtree(house.config["DATA"] / "keys")
    assert "key file" in refusal_of(house.config)


def test_the_newest_migration_can_be_taken_back_and_done_again_and_loses_nothing(house: Installation) -> None:
    log = house.log(house.phone("ama"))
    with house.context():
        downgrade(revision="0002")
        upgrade()
        compared = compare_metadata(
            MigrationContext.configure(db.session.connection(), opts={"include_name": is_compared}),
            db.metadata,
        )
        assert compared == []
        sol = Viewer("", house.centre_id(), frozenset({"supervisor"}))
        assert get_record(sol, log, house.clock()).values["place"] == "main_room"


def test_an_update_fills_the_lists_that_are_new_once_and_says_so(
    house: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {"level": "now"})
    ama.save(asked)
    ama.sync()
    with house.context():
        downgrade(revision="0005")
        upgrade(revision="0006")
        assert "Filling" not in capsys.readouterr().err
        with pytest.raises(CannotStart, match="db upgrade"):
            start.check_fit(house.app)
        upgrade()
        said = capsys.readouterr().err
        assert "Filling the lists of Tin Roof (" in said and "(2 of 2)" in said
        start.check_fit(house.app)
        upgrade()
        assert "Filling" not in capsys.readouterr().err
        with reading() as connection:
            kept = connection.execute(agenda.select()).all()
    assert [(line.record, line.sort) for line in kept] == [(asked["id"], "reply")]


def test_what_was_stopped_while_lists_were_filled_goes_on_where_it_was(house: Installation) -> None:
    with house.context():
        with writing_plain() as connection:
            connection.execute(feed_head.update().values(models=0))
        assert not start.is_up_to_date(house.app)
        upgrade()
        assert start.is_up_to_date(house.app)


def test_an_older_demo_is_brought_up_to_date_by_its_own_command(
    demo: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_app(demo).app_context():
        downgrade(revision="0005")
        db.engine.dispose()
    monkeypatch.setenv("PEERPWA_DATA", str(demo["DATA"]))
    monkeypatch.setenv("PEERPWA_DEMO", "1")
    app = prepare()
    assert app.config["READY"] and app.config["DEMO"]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_database_that_is_none_of_ours_is_refused_in_one_sentence_without_its_password(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(CannotStart, match="DATABASE_URL isn't an address of PostgreSQL") as refused:
        create_app({"DATA": tmp_path, "DATABASE_URL": url})
    assert "hush" not in str(refused.value)


def test_a_database_that_does_not_answer_is_one_sentence_too(tmp_path: Path) -> None:
    url = f"postgresql://ground:hush@127.0.0.1:{free_port()}/ground"
    with pytest.raises(CannotStart, match="doesn't answer") as refused:
        create_app({"DATA": tmp_path, "DATABASE_URL": url})
    assert "hush" not in str(refused.value)


@pytest.fixture
def demo(tmp_path: Path) -> dict[str, Any]:
    config = {"DATA": tmp_path / "demo", "SERVES_DEMO": True}
    app = create_app(config)
    with app.app_context():
        make_demo(app)
    return config


def test_a_demo_is_served_by_its_own_command_alone_and_on_loopback_alone(demo: dict[str, Any]) -> None:
    app = create_app(demo)
    with app.app_context():
        start.check_fit(app)
    assert "is a demo" in refusal_of(demo | {"SERVES_DEMO": False, "SECRET_KEY": SECRET})
    with pytest.raises(CannotStart, match="this machine alone"):
        find_addresses("0.0.0.0", "8000", demo=True)
    with pytest.raises(CannotStart, match="PORT"):
        find_addresses("localhost", "many", demo=True)


def test_a_demo_is_made_of_eight_stories_and_offers_four_people(demo: dict[str, Any]) -> None:
    app = create_app(demo)
    page = app.test_client().get("/sign-in").text
    for name in ("Ama", "Ben", "Sol", "Bea"):
        assert f" {name}<" in page
    assert "Nia" not in page
    assert "All people are made up." in page
    people = {one["name"]: one["password"] for one in json.loads((demo["DATA"] / "demo.json").read_text())}
    assert people["sol"] in welcome(app, "localhost", "8000")
    client = app.test_client()
    token = client.get("/sign-in").text.split('csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"csrf_token": token, "name": "sol", "password": people["sol"]})
    assert client.get("/records").text.count("data-record=") == 8


@pytest.mark.shows("end-to-end-7")
def test_two_installations_on_one_machine_have_other_passwords_cookies_and_secrets(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        app = create_app({"DATA": tmp_path / name, "SERVES_DEMO": True})
        with app.app_context():
            make_demo(app)
            start.make_ready(app)
        cookie = app.test_client().get("/sign-in").headers["Set-Cookie"].split("=")[0]
        demo = json.loads((tmp_path / name / "demo.json").read_text())
        found.append({cookie, app.config["SECRET_KEY"], demo[0]["password"]})
    assert not found[0] & found[1]


def test_the_commands_say_what_they_did_and_what_is_wrong(tmp_path: Path) -> None:
    app = create_app({"DATA": tmp_path, "SECRET_KEY": SECRET})
    run = app.test_cli_runner().invoke

    def say(*words: str, given: str | None = None, code: int = 0) -> str:
        done = run(args=list(words), input=given)
        assert done.exit_code == code, done.output
        return str(done.output)

    assert "Added Oak House" in say("centre", "add", "Oak House", "--zone", "America/Halifax")
    assert "already" in say("centre", "add", "Oak House", "--zone", "America/Halifax", code=1)
    assert "isn't a time zone" in say("centre", "add", "Elm", "--zone", "Mars/Base", code=1)
    ama = ("account", "add", "Ama", "--centre", "Oak House", "--role", "worker", "--password-stdin")
    assert "is a worker at Oak House" in say(*ama, given="long enough for this\n")
    assert "already" in say(*ama, given="another password\n", code=1)
    short = ("account", "add", "ben", "--centre", "Oak House", "--role", "worker", "--password-stdin")
    assert "8 to 200" in say(*short, given="short\n", code=1)
    nowhere = ("account", "add", "ben", "--centre", "Elm", "--role", "worker", "--password-stdin")
    assert "There is: Oak House" in say(*nowhere, given="long enough for this\n", code=1)
    assert "ama\tAma\tworker\tOak House" in say("account", "list")
    assert "isn't “Label: number”" in say("centre", "on-call", "Oak House", "--duty", "5550142", code=2)
    assert "Set for Oak House" in say(
        "centre", "on-call", "Oak House", "--duty", "Duty: 555 0142", "--desk", "10"
    )
    assert "1 entries, whole" in say("feed", "verify", "Oak House")
    assert "Made anew for Oak House" in say("feed", "rebuild", "Oak House")
    assert "Made" in say("keys", "add")
