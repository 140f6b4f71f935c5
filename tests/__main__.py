"""`python3 -m tests [pytest's arguments]`: everything ready, then every check; it ends with pytest's own line.

`--shows` lists the marks of the issues' numbered points and their tests; `--shows end-to-end-2` runs one of them.
Standard library only until the set-up is done.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bootstrap
from bootstrap import ROOT, Step

DEBIAN = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "caddy": "caddy",
    "certutil": "libnss3-tools",
}
BROWSERS = {
    "chromium": ("chromium",),
    "firefox": ("firefox-esr",),
    "webkit": ("WebKitWebDriver", "Xvfb", "dbus-run-session"),
    "caddy": ("caddy", "certutil"),
}
OLDEST_POSTGRESQL = 15
AUDITS = ROOT / "tests" / "browser"


def to_test() -> list[Step]:
    """What the tests need besides what the app needs."""
    return [
        Step("test-packages", "Installing the tests' packages", lambda: _files("requirements-tests.txt"), _pip),
        Step("browsers", "Installing browsers", lambda: repr(sorted(DEBIAN)).encode(), _fetch_browsers),
        Step("postgresql", "Installing PostgreSQL", lambda: b"postgresql", _fetch_postgresql),
        Step("audits", "Installing axe and Lighthouse", lambda: _files("tests/browser/package-lock.json"), _npm,
             lambda: not (AUDITS / "node_modules").is_dir()),
    ]  # fmt: skip


def main() -> None:
    given = sys.argv[1:]
    lists = given and given[-1] == "--shows"
    command = ["-m", "pytest", *(["-n", "0"] if lists else ["-n", "2", "--dist", "loadgroup"]), *given]
    try:
        bootstrap.make_ready([*bootstrap.to_run(), *to_test()])
    except bootstrap.Missing as fault:
        sys.exit(str(fault))
    found = find_browsers()
    postgresql = find_postgresql()
    databases = "SQLite and PostgreSQL" if postgresql else "SQLite alone: there is no PostgreSQL 15 or newer"
    print(f"Browser tests here: {', '.join(found)}. Databases: {databases}.", file=sys.stderr, flush=True)
    environment = {
        **os.environ,
        **bootstrap.to_environment(),
        "PEERPWA_BROWSERS": " ".join(found),
        "PEERPWA_POSTGRESQL": postgresql,
        "PLAYWRIGHT_NODEJS_PATH": str(bootstrap.node()),
    }
    os.chdir(ROOT)
    os.execve(bootstrap.PYTHON, [str(bootstrap.PYTHON), *command], environment)


def find_browsers() -> list[str]:
    """Which browser tests this machine can run: on Debian all four, elsewhere Chromium alone."""
    if _is_debian():
        return [name for name, tools in BROWSERS.items() if all(map(_which, tools))]
    return ["chromium"]


def find_postgresql() -> str:
    """The folder of PostgreSQL's programs, the newest there is; "" where there is none that is new enough."""
    on_path = shutil.which("initdb")
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found = {
        _version_of(folder): str(folder)
        for folder in [*folders, *([Path(on_path).parent] if on_path else [])]
    }
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST_POSTGRESQL else ""


def _version_of(folder: Path) -> int:
    words = [str(folder / "postgres"), "--version"]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    number = re.search(r"PostgreSQL\) (\d+)", said)
    return int(number[1]) if number else 0


def _fetch_postgresql() -> None:
    if _is_debian() and not find_postgresql():
        bootstrap.apt_install({"postgresql"})


def _fetch_browsers() -> None:
    if _is_debian():
        wanted = {package for tool, package in DEBIAN.items() if not _which(tool)}
        if wanted:
            bootstrap.apt_install(wanted)
    else:
        bootstrap.run([bootstrap.PYTHON, "-m", "playwright", "install", "chromium"])


def _is_debian() -> bool:
    return (
        platform.system() == "Linux"
        and Path("/etc/debian_version").is_file()
        and _which("apt-get") is not None
    )


def _which(tool: str) -> str | None:
    return shutil.which(
        tool, path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin{os.pathsep}/usr/bin"
    )


def _pip() -> None:
    bootstrap.pip_install("-r", ROOT / "requirements-tests.txt", "-c", ROOT / "constraints.txt")


def _npm() -> None:
    bootstrap.npm_ci(AUDITS)


def _files(*names: str) -> bytes:
    return bootstrap.hash_files(ROOT / name for name in names)


if __name__ == "__main__":
    main()
