"""A change is read strictly: what isn't exactly one is refused."""

import json
from typing import Any

import pytest

from peerpwa.records.change import parse_change
from peerpwa.records.refused import Refused

ID = "0199aaaa-0000-7000-8000-000000000000"
OTHER = "0199aaaa-0000-7000-8000-000000000001"
GOOD: dict[str, Any] = {
    "id": ID,
    "record": ID,
    "kind": "conflict",
    "stamp": "2026-11-23T10:40:03.120Z-0000-9f3c0a17b2d4e685",
    "form": "quick_log@1",
    "set": {"heat": "h1", "types": ["noise"], "n": 2**53 - 1, "b": True, "gone": None, "rows": [{"a": "b"}]},
}


def test_bytes_are_kept_as_they_were_signed() -> None:
    raw = json.dumps(GOOD, indent=3, ensure_ascii=False).encode()
    change = parse_change(raw)
    assert change.raw == raw
    assert change.makes
    assert change.set == GOOD["set"]


BAD: list[tuple[str, Any]] = [
    ("no object", []), ("an unknown key", GOOD | {"author": "me"}), ("no id", {k: v for k, v in GOOD.items() if k != "id"}),
    ("a version 4 id", GOOD | {"id": "0199aaaa-0000-4000-8000-000000000000"}), ("an upper-case id", GOOD | {"id": ID.upper()}),
    ("its own parent", GOOD | {"parent": ID}), ("a parent in a later change", GOOD | {"record": OTHER, "parent": OTHER}),
    ("a bad stamp", GOOD | {"stamp": "yesterday"}), ("a float", GOOD | {"set": {"n": 1.5}}), ("2**53", GOOD | {"set": {"n": 2**53}}),
    ("a list of numbers", GOOD | {"set": {"n": [1]}}), ("lists in lists", GOOD | {"set": {"n": [["a"]]}}),
    ("a bare object", GOOD | {"set": {"n": {"a": "b"}}}), ("a mixed list", GOOD | {"set": {"n": ["a", {"a": "b"}]}}),
    ("NUL", GOOD | {"set": {"n": "a\0b"}}), ("NUL in a list", GOOD | {"set": {"n": ["a\0b"]}}),
    ("half a sign", GOOD | {"set": {"n": "\ud800"}}), ("half a sign in a row", GOOD | {"set": {"n": [{"a": "\udc00"}]}}),
    ("an empty field name", GOOD | {"set": {"": "x"}}), ("a long field name", GOOD | {"set": {"x" * 61: "x"}}),
    ("a field name that isn't ASCII", GOOD | {"set": {"é": "x"}}), ("a number as kind", GOOD | {"kind": 3}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "change"), BAD, ids=[why for why, _ in BAD])
def test_anything_else_is_refused(why: str, change: Any) -> None:
    with pytest.raises(Refused) as refused:
        parse_change(json.dumps(change).encode())
    assert refused.value.code == "bad_change"


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 100_000, b'{"set":' * 10_000, b'{"n":1e999}'])
def test_broken_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        parse_change(raw)
