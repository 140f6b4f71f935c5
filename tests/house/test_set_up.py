"""What `.ci/fresh` relies on in an empty Debian: nothing but Python before the set-up, nothing twice after it."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from bootstrap import ROOT, Missing, Step
from tests.__main__ import to_test
from tests.server import free_port

pytestmark = pytest.mark.shows("end-to-end-1")
OURS = {"bootstrap", "tests"}  # tests.__main__ is one of these files itself
BEFORE = [
    "bootstrap.py",
    "app.py",
    "tests/__init__.py",
    "tests/__main__.py",
    "bench/__init__.py",
    "bench/__main__.py",
]


@pytest.mark.parametrize("name", BEFORE)
def test_only_the_standard_library_is_needed_before_the_set_up(name: str) -> None:
    for word in imported_first(ROOT / name):
        assert word in sys.stdlib_module_names | OURS, word


def imported_first(path: Path) -> list[str]:
    """Top packages that a file imports before it has called `bootstrap.enter`, or at all where it doesn't."""
    found: list[str] = []
    for node in statements(ast.parse(path.read_text("utf-8")).body):
        if isinstance(node, ast.Expr) and ast.unparse(node).startswith("bootstrap.enter("):
            break
        if isinstance(node, ast.Import):
            found += [name.name.split(".")[0] for name in node.names]
        if isinstance(node, ast.ImportFrom):
            found.append((node.module or "").split(".")[0])
    return found


def statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """In the order of a program's start: the first branch of an `if` only."""
    flat: list[ast.stmt] = []
    for node in body:
        flat += statements(node.body) if isinstance(node, ast.If | ast.FunctionDef | ast.ClassDef) else [node]
    return flat


def test_nothing_is_due_a_second_time() -> None:
    assert [step.name for step in [*bootstrap.to_run(), *to_test()] if bootstrap.is_due(step)] == []


def test_the_stated_tools_run_with_the_projects_own_python() -> None:
    assert Path(sys.executable) == bootstrap.PYTHON
    assert bootstrap.node().is_file()


def test_a_second_start_installs_nothing_and_answers(tmp_path: Path) -> None:
    """By the README's own command, with any Python of the machine."""
    outside = {**os.environ, "PORT": str(free_port()), "PEERPWA_DATA": str(tmp_path / "data")}
    outside.pop("PEERPWA_READY", None)
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=outside,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stderr
        lines: list[str] = []
        while "http://localhost:" not in (line := process.stdout.readline()):
            assert line, process.stderr.read()
            lines.append(line)
        os.killpg(process.pid, signal.SIGTERM)
        assert "[1/" not in process.stderr.read() + "".join(lines)


def test_a_step_is_due_once_what_it_is_made_from_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    source = tmp_path / "source"
    source.write_bytes(b"one")
    ran: list[bytes] = []
    step = Step("made", "Making it", source.read_bytes, lambda: ran.append(source.read_bytes()))
    assert bootstrap.make_ready([step]) == ["made"]
    assert bootstrap.make_ready([step]) == []
    source.write_bytes(b"two")
    assert bootstrap.make_ready([step]) == ["made"]
    assert ran == [b"one", b"two"]
    assert "[1/1] Making it" in capsys.readouterr().err


def test_a_step_that_failed_is_due_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    step = Step(
        "broken", "Breaking", lambda: b"", lambda: bootstrap.run(["sh", "-c", "echo no room; exit 3"])
    )
    with pytest.raises(Missing, match="no room"):
        bootstrap.make_ready([step])
    assert bootstrap.is_due(step)


def test_a_tool_that_is_missing_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing) as said:
        bootstrap.apt_install({"chromium", "caddy"})
    assert str(said.value) == "Please install: caddy chromium"
