"""Format, lint, types and floors of everything, and the phone's own tests: each by its tool, as people run it."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "client"
TOOLS = CLIENT / "node_modules" / ".bin"
BIN = Path(sys.executable).parent


def run(words: Sequence[str | Path], folder: Path = ROOT) -> str:
    """What the tool said. Fails with it where the tool does."""
    environment = {**os.environ, **bootstrap.to_environment()}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


CHECKS: dict[str, tuple[Sequence[str | Path], Path]] = {
    "format of Python": ([BIN / "ruff", "format", "--check", "."], ROOT),
    "lint of Python": ([BIN / "ruff", "check", "."], ROOT),
    "types of Python": ([BIN / "mypy"], ROOT),
    "floors": ([BIN / "lint-imports"], ROOT),
    "types of the client": ([TOOLS / "tsc", "--noEmit"], CLIENT),
    "lint of the client": ([TOOLS / "oxlint", "--deny-warnings"], CLIENT),
    "format of the client": ([TOOLS / "prettier", "--check", ".", "../static/*.css"], CLIENT),
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_code_passes(name: str) -> None:
    words, folder = CHECKS[name]
    run(words, folder)


def run_client_tests(folder: Path, *names: str) -> int:
    """Runs the phone's own tests (all, or `client/tests/NAME.test.ts`), built into `folder`. Answers how many passed."""
    every = sorted((CLIENT / "tests").glob("*.test.ts"))
    sources = [path for path in every if not names or path.name.removesuffix(".test.ts") in names]
    assert sources
    options = [
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--out-extension:.js=.mjs",
        f"--outdir={folder}",
    ]
    run([TOOLS / "esbuild", *sources, *options], CLIENT)
    said = run([bootstrap.node(), "--test", "--test-reporter=tap", *sorted(folder.glob("*.mjs"))])
    return int(re.findall(r"^# pass (\d+)$", said, re.MULTILINE)[-1])


def test_the_phones_own_tests_pass(tmp_path: Path) -> None:
    assert run_client_tests(tmp_path) > 100
