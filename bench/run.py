"""Finds the benchmarks and prints their tables. Each is a module of this folder with `run() -> list[Row]`."""

import importlib
import json
import pkgutil
from dataclasses import asdict, dataclass

import bench

HELPERS = {"run", "phone"}


@dataclass(frozen=True)
class Row:
    """One measured thing in its `unit`, its floor or peer in the same run, the most that their ratio may be."""

    what: str
    value: float
    floor: str
    floor_value: float
    goal: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.value / self.floor_value


def names() -> list[str]:
    """Every benchmark, by name."""
    found = (module.name for module in pkgutil.iter_modules(bench.__path__))
    return sorted(name for name in found if name not in HELPERS and not name.startswith("_"))


def main(words: list[str]) -> int:
    """Answers 0, or 1 for a name that isn't there. A goal that is missed is said, never an error: machines are noisy."""
    wanted = [word for word in words if not word.startswith("-")]
    if not wanted:
        for name in names():
            said = importlib.import_module(f"bench.{name}").__doc__ or ""
            print(f"{name:<12}{said.splitlines()[0]}")
        return 0
    if unknown := [name for name in wanted if name not in names()]:
        print(f"There is no benchmark “{unknown[0]}”. There is: {', '.join(names())}.")
        return 1
    for name in wanted:
        rows: list[Row] = importlib.import_module(f"bench.{name}").run()
        print(to_json(rows) if "--json" in words else to_table(rows))
    return 0


def to_json(rows: list[Row]) -> str:
    return json.dumps([asdict(row) | {"ratio": round(row.ratio, 3)} for row in rows], indent=1)


def to_table(rows: list[Row]) -> str:
    lines = [f"{'what':<44}{'value':>9} {'unit':<7} {'against':<36}{'value':>9}{'ratio':>8}{'goal':>7}"]
    for row in rows:
        met = "" if row.ratio <= row.goal else "  missed"
        lines.append(
            f"{row.what:<44}{row.value:>9.1f} {row.unit:<7} {row.floor:<36}{row.floor_value:>9.1f}"
            f"{row.ratio:>8.2f}{row.goal:>7.2f}{met}"
        )
    return "\n".join(lines)
