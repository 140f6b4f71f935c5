"""The word coach: its data fits, its own tests pass on the phone's side, and nothing of it ever leaves the phone."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from peerpwa.practice import load
from tests.house.test_checks import CLIENT, ROOT, run_client_tests
from tests.vectors import load_vectors

PRACTICE = ROOT / "peerpwa" / "practice"
COACH = json.loads((PRACTICE / "coach.json").read_text("utf-8"))
SCHEMA = json.loads((PRACTICE / "schema" / "coach.json").read_text("utf-8"))
ENTRIES = [entry for language in ("en", "fr") for entry in COACH["entries"][language]]
VECTORS = load_vectors("coach")
CHUNK = 20_000
OUT_OF_REACH = re.compile(
    r"\bfetch\(|XMLHttpRequest|sendBeacon|localStorage|indexedDB|caches\b|postMessage|console\."
)


def conditions() -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """Each entry with each of its conditions and its language."""
    for language in ("en", "fr"):
        for entry in COACH["entries"][language]:
            for condition in [*entry.get("unless", []), *entry.get("only", [])]:
                yield entry, condition, language


def test_the_data_fits_its_schema() -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(COACH)] == []


def test_all_entries_of_the_practice_are_there_in_their_order() -> None:
    codes = [entry["code"] for entry in ENTRIES]
    assert codes == [*(f"E{n}" for n in range(1, 157)), *(f"F{n}" for n in range(1, 58))]


def test_what_a_part_of_an_entry_speaks_of_is_one_of_its_patterns() -> None:
    for entry in ENTRIES:
        patterns = entry["find"].split(" / ")
        assert len(patterns) == len(set(patterns)), entry["code"]
        for key in ("slur", "unmixed"):
            assert set(entry.get(key, patterns[0]).split(" / ")) <= set(patterns), entry["code"]
    for entry, condition, _ in conditions():
        assert set(condition.get("of", entry["find"]).split(" / ")) <= set(entry["find"].split(" / ")), entry[
            "code"
        ]


def test_every_list_that_is_named_is_there_and_every_list_is_named() -> None:
    named = {"en": {"common", "speech", "person"}, "fr": {"common", "speech", "person"}}
    for language, lists in COACH["words"].items():
        everywhere = [*COACH["quiet"], *(c for _, c, of in conditions() if of == language), lists]
        texts = [text for one in everywhere for text in one.values() if isinstance(text, str)]
        named[language] |= set(re.findall(r"@(\w+)", " ".join(texts))) - {"name", "digit"}
        assert named[language] == set(lists), language


def test_flags_and_types_are_those_of_the_practice() -> None:
    flags = {option["code"]: option for option in load().vocabularies["flag"]}
    assert set(COACH["serious"]) == {code for code, option in flags.items() if option.get("stop")}
    assert {flag for _, condition, _ in conditions() for flag in condition.get("flag", "").split()} <= set(
        flags
    )
    assert set(COACH["insults"]["types"]) <= {
        option["code"] for option in load().vocabularies["conflict_type"]
    }


@pytest.mark.shows("ten-steps-4")
def test_the_coach_passes_the_practices_own_sentences_and_many_traps(tmp_path: Path) -> None:
    assert len(VECTORS["acceptance"]) >= 11
    ours = [*VECTORS["traps"], *VECTORS["hits"]]
    assert len(ours) >= 60
    assert len([one for one in ours if not one["hits"] and not one.get("asks")]) * 2 >= len(ours)
    assert set(VECTORS["entries"]) == {entry["code"] for entry in ENTRIES}
    assert Counter(one["why"].split()[1] for one in VECTORS["scenarios"]).keys() >= {
        "QL-10", "QL-18", "GM-40", "GM-51", "GM-52", "ER-06", "ER-12", "ER-14", "ER-18", "ER-19a", "HO-04", "HO-05", "HO-10",
    }  # fmt: skip
    assert all(one["hits"] == [] and "asks" not in one for one in VECTORS["scenarios"])
    assert run_client_tests(tmp_path, "coach") > len(ours)


@pytest.mark.shows("ten-steps-4")
def test_the_coach_can_reach_no_network_and_no_store() -> None:
    """Its memory of what was put aside goes through the phone's contract, to the sealed store for the author alone."""
    sources = [*(CLIENT / "practice").glob("coach*.ts"), *(CLIENT / "ui" / "coached").glob("*.ts*")]
    assert len(sources) > 8
    for source in sources:
        assert OUT_OF_REACH.findall(source.read_text("utf-8")) == [], source.name
    kept = "".join(source.read_text("utf-8") for source in sources)
    assert re.findall(r"phone\.(?!private\b|now\b)\w+\(.*", kept) == ["phone.keepPrivate(KEPT, code, next);"]


def test_the_server_knows_nothing_of_the_coach_but_the_list_that_comes_with_it() -> None:
    """The week's tip is chosen from the list by the week's number (tests/practice/test_tips.py)."""
    named = {s.name for s in (ROOT / "peerpwa").rglob("*.py") if "coach" in s.read_text("utf-8")}
    assert named == {"tips.py"}


def test_the_coach_is_a_small_chunk_of_its_own_and_no_part_of_the_first_load() -> None:
    built = json.loads((ROOT / "static" / "build" / "manifest.json").read_text("utf-8"))
    [chunk] = [url for url in built["precache"] if "/coach-" in url]
    assert chunk not in built["first"]
    assert (ROOT / f"{chunk.lstrip('/')}.br").stat().st_size <= CHUNK


def test_the_page_about_the_data_names_every_key() -> None:
    page = (ROOT / "docs" / "practice-data.md").read_text("utf-8")
    shapes = SCHEMA["properties"]["entries"]["properties"]["en"]["items"]["properties"]
    keys = {*SCHEMA["properties"], *shapes, *shapes["unless"]["items"]["properties"]} - {"version"}
    assert {key for key in keys if f"`{key}`" not in page} == set()
