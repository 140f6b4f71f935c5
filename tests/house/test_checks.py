"""Format, lint, types and floors of everything, and the phone's own tests: each by its tool, as people run it."""

import os
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


def run(words: Sequence[str | Path], folder: Path = ROOT) -> None:
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


def test_the_phones_own_tests_pass(tmp_path: Path) -> None:
    sources = sorted((CLIENT / "tests").glob("*.test.ts"))
    assert sources
    options = [
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--out-extension:.js=.mjs",
        f"--outdir={tmp_path}",
    ]
    run([TOOLS / "esbuild", *sources, *options], CLIENT)
    run([bootstrap.node(), "--test", *sorted(tmp_path.glob("*.mjs"))])
