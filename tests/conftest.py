"""Marks of the issues' numbered points: `--shows` lists them with their tests, `--shows NAME` runs one."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.centre import Installation


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


@pytest.fixture
def house(tmp_path: Path) -> Installation:
    """Both centres, freshly set up."""
    return Installation(tmp_path / "data")
