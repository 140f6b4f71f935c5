"""Marks of the issues' numbered points: `--shows` lists them with their tests, `--shows NAME` runs one. The databases
to run on: a test that asks for `database`, or for what stands on one, runs on each.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerpwa.storage import db
from tests.centre import Installation
from tests.databases import KINDS, Cluster, Database, Postgresql, Sqlite

ONE_ALONE = ["sync/test_processes.py", "web/test_postgresql.py"]
collect_ignore = [] if "postgresql" in KINDS else ONE_ALONE


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shows", nargs="?", const="", default=None, help="list the marks, or run the tests of one"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("--shows")
    if wanted is None:
        return
    marked: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("shows"):
            marked[mark.args[0]].append(item)
    if wanted == "":
        for name in sorted(marked):
            print(f"\n{name}", *(f"  {item.nodeid}" for item in marked[name]), sep="\n")
        items[:] = []
    else:
        items[:] = marked.get(wanted, [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A listing is not a failure although it runs nothing."""
    if session.config.getoption("--shows") == "" and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        session.exitstatus = pytest.ExitCode.OK


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", KINDS, indirect=True, scope="module")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Postgresql(cluster, tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    found: Database = request.getfixturevalue(request.param)
    yield found
    found.give_back(0)


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Installation]:
    """An installation for a module's made-up centres, within its context."""
    made = Installation(tmp_path_factory.mktemp("towns") / "data", database)
    with made.context():
        yield made
        db.session.remove()


@pytest.fixture(autouse=True)
def _given_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test alone used goes after it; what its module's fixtures made stays for them."""
    found = request.getfixturevalue("database") if "database" in request.fixturenames else None
    count = len(found.given) if found else 0
    yield
    if found:
        found.give_back(count)


@pytest.fixture
def house(tmp_path: Path, database: Database) -> Installation:
    """Both centres, freshly set up."""
    return Installation(tmp_path / "data", database)
