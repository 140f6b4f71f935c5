"""A real server, and the browsers that the set-up found here: which tests exist is decided by it, none is skipped."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright, sync_playwright

from tests.browser.drivers import Chromium, Driver, Firefox, WebKit
from tests.server import Server, make_quiet

BROWSERS = os.environ.get("PEERPWA_BROWSERS", "chromium").split()
collect_ignore = [] if "caddy" in BROWSERS else ["test_https.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser at a time: they share a worker."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Running, with the demo in it."""
    made = Server(tmp_path / "data")
    made.start()
    yield made
    made.kill()


@pytest.fixture
def quiet_server(tmp_path: Path) -> Iterator[Server]:
    """Running, with the demo's people and none of its stories."""
    made = Server(tmp_path / "data")
    make_quiet(made.data)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def chromium(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Chromium]]:
    """Makes phones with Chromium in them: one profile a name, kept over a kill."""
    made: list[Chromium] = []

    def make(name: str = "phone", *flags: str, **more: Any) -> Chromium:
        made.append(Chromium(playwright, tmp_path / f"profile-{name}", flags, **more))
        return made[-1]

    yield make
    for driver in made:
        with suppress(Error):  # killed already
            driver.close()


ENGINES: dict[str, type[Driver]] = {"firefox": Firefox, "webkit": WebKit}


@pytest.fixture(params=[name for name in BROWSERS if name in ENGINES] or ["chromium"])
def engine(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """Every engine but Chromium; Chromium where it is alone."""
    if request.param == "chromium":
        yield request.getfixturevalue("chromium")()
    else:
        made = ENGINES[request.param]()
        yield made
        made.close()
