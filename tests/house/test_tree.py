"""The tree itself: documents that hold, no address of a registry, no path of a machine, files that stay small."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {".git", ".venv", "node_modules", "build", "__pycache__", "data", "shots", ".hypothesis"}
TEXT = {
    ".py",
    ".md",
    ".ts",
    ".tsx",
    ".mjs",
    ".json",
    ".css",
    ".html",
    ".txt",
    ".toml",
    ".yaml",
    ".webmanifest",
    "",
}
REGISTRIES = [
    "pypi." + "org", "pythonhosted." + "org", "npmjs." + "org", "npmjs." + "com", "yarnpkg." + "com",
    "deb.debian." + "org", "nodejs." + "org", "unpkg." + "com", "jsdelivr." + "net",
]  # fmt: skip
MACHINES = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")
LINES = {".py": 400, ".ts": 400, ".tsx": 400, ".mjs": 200, ".css": 500, ".html": 200}


def tree() -> list[Path]:
    """Every file that is ours to commit."""
    found: list[Path] = []
    for here, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ELSEWHERE and not name.endswith("_cache")]
        found += [Path(here, name) for name in names if Path(name).suffix in TEXT]
    return sorted(found)


FILES = tree()
PAGES = [path for path in FILES if path.suffix == ".md"]


def test_the_tree_is_found() -> None:
    assert ROOT / "README.md" in FILES and ROOT / "peerpwa" / "start.py" in FILES


def test_no_address_of_a_registry_stands_in_the_tree() -> None:
    assert [
        (str(path), host) for path in FILES for host in REGISTRIES if host in path.read_text("utf-8")
    ] == []


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    found = [(str(path), MACHINES.findall(path.read_text("utf-8"))) for path in FILES]
    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not link.startswith(("http:", "https:", "#")):
            assert (page.parent / link.split("#")[0]).exists(), link


def test_the_readme_names_both_commands_and_shows_two_pictures() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "\npython3 app.py\n" in text and "\npython3 -m tests\n" in text
    assert len(re.findall(r"!\[[^]]+\]\([^)]+\.png\)", text)) >= 2


def test_files_stay_small() -> None:
    long = [
        (str(path.relative_to(ROOT)), count)
        for path in FILES
        if "versions" not in path.parts
        and (count := path.read_text("utf-8").count("\n")) > LINES.get(path.suffix, 10**6)
    ]
    assert long == []


def test_nothing_third_party_and_no_secret_is_kept() -> None:
    names = {path.suffix for path in ROOT.rglob("*") if not ELSEWHERE & set(path.relative_to(ROOT).parts)}
    assert not names & {".sqlite3", ".key", ".pem", ".woff", ".woff2", ".crt"}
