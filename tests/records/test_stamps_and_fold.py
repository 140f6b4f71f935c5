"""Stamps, ids and the fold: by the phone's own vectors, and in any order, with any repeats."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerpwa.records import ids, stamps
from peerpwa.records.change import encode_change
from peerpwa.records.fold import Stored, fold, winners
from tests.records.conftest import NOW, QUICK
from tests.vectors import load_vectors

STAMPS = load_vectors("stamps")


def test_stamps_sort_as_text() -> None:
    assert STAMPS["sorted"] == sorted(STAMPS["sorted"])
    assert [stamps.parse(s).wall for s in STAMPS["sorted"]] == sorted(
        stamps.parse(s).wall for s in STAMPS["sorted"]
    )


@pytest.mark.parametrize("vector", STAMPS["order_of"], ids=lambda v: v["why"])
def test_the_order_is_cut_down_to_the_time_of_receipt(vector: dict[str, Any]) -> None:
    assert stamps.order_of(vector["stamp"], vector["received"]) == vector["order"]


@pytest.mark.parametrize("vector", STAMPS["make"], ids=lambda v: v["why"])
def test_a_clock_makes_stamps_that_grow(vector: dict[str, Any]) -> None:
    clock = stamps.Clock(vector["node"])
    for step in vector["steps"]:
        if "see" in step:
            clock.see(step["see"], step["now"])
        else:
            made = [clock.make(step["now"]) for _ in range(step.get("times", 1))]
            assert made[-1] == step["stamp"]


@pytest.mark.parametrize("text", STAMPS["bad"])
def test_what_is_no_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        stamps.parse(text)


@pytest.mark.parametrize("vector", load_vectors("fold"), ids=lambda v: v["why"])
def test_the_fold_is_that_of_the_vector_in_any_order(vector: dict[str, Any]) -> None:
    changes = list(vector["changes"])
    for seed in range(5):
        random.Random(seed).shuffle(changes)
        by_id = {c["id"]: c["set"] for c in changes}
        won = winners((c.get("order", c["stamp"]), c["id"], c["set"]) for c in changes)
        standing = {f: by_id[id][f] for f, id in won.items() if by_id[id][f] is not None}
        assert standing == vector["fold"]


def test_ids_are_told_from_what_is_not_one_and_sort_as_text() -> None:
    known = load_vectors("ids")
    assert [id for id in known["good"] if not ids.is_id(id)] == []
    assert [id for id in known["bad"] if ids.is_id(id)] == []
    assert sorted(known["sorted"]) == known["sorted"]


@given(st.lists(st.integers(NOW, NOW + 3), min_size=2, max_size=200))
def test_ids_grow_whatever_the_clock_does(times: list[int]) -> None:
    made = [ids.new_id(now) for now in times]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(map(ids.is_id, made))


heats = st.sampled_from(["h0", "h1", "h2", None])


@given(st.lists(st.tuples(heats, st.integers(0, 4), st.booleans()), max_size=6), st.randoms())
def test_a_record_is_the_same_whatever_the_order_and_the_repeats(
    later: list[tuple[Any, int, bool]], shuffled: random.Random
) -> None:
    maker = ids.new_id(NOW)
    clock = stamps.Clock()
    changes = [encode_change(maker, maker, "conflict", None, clock.make(NOW), "quick_log@1", QUICK)]
    for heat, after, _ in later:
        clock = stamps.Clock()
        values = {"heat": heat}
        changes.append(
            encode_change(
                ids.new_id(NOW), maker, "conflict", None, clock.make(NOW + after), "quick_log@1", values
            )
        )
    stored = [Stored(c, "a", False, c.stamp, None, NOW) for c in changes]
    foreign = Stored(
        encode_change(ids.new_id(NOW), maker, "conflict", None, clock.make(NOW + 9), "quick_log@1", {"heat": "h4"}),
        "somebody else", False, clock.make(NOW + 9), None, NOW,
    )  # fmt: skip
    expected = fold(stored)
    mixed = [*stored, *(s for s, (_, _, twice) in zip(stored[1:], later, strict=True) if twice), foreign]
    shuffled.shuffle(mixed)
    found = fold(mixed)
    assert found is not None
    assert expected is not None
    assert json.dumps(found.values, sort_keys=True) == json.dumps(expected.values, sort_keys=True)
