"""When to check in, what counts as satisfied and settled, what comes next: by the vectors that the phone reads too."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from peerpwa.practice import clocks, load
from tests.vectors import load_vectors

VECTORS = load_vectors("clocks")


def by(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", VECTORS[name], ids=lambda vector: vector["why"])


def to_ms(text: str) -> int:
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@by("situations")
def test_the_rows_that_hold_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    assert [found.code for found in clocks.situations_of(vector["facts"])] == vector["codes"]


@by("due")
def test_check_ins_are_due_when_the_vector_says(vector: dict[str, Any]) -> None:
    due = clocks.check_ins(
        clocks.situations_of(vector["facts"]),
        to_ms(vector["at"]),
        vector["zone"],
        vector["open_days"],
        vector.get("ends_on"),
    )
    assert due == [to_ms(text) for text in vector["due"]]


@by("satisfied")
def test_a_check_in_is_as_satisfied_as_the_vector_says(vector: dict[str, Any]) -> None:
    assert clocks.satisfied(vector["values"]) == vector["is"]


@by("settled")
def test_a_matter_is_settled_where_the_vector_says(vector: dict[str, Any]) -> None:
    assert clocks.settled(vector["latest"], vector["agreed"], vector["quiet_days"]) is vector["is"]


@by("open_days_since")
def test_open_days_are_counted_as_the_vector_says(vector: dict[str, Any]) -> None:
    times = to_ms(vector["at"]), to_ms(vector["now"])
    assert clocks.open_days_since(*times, vector["zone"], vector["open_days"]) == vector["days"]


@by("next")
def test_the_next_step_is_that_of_the_vector(vector: dict[str, Any]) -> None:
    assert clocks.next_step(vector["values"], vector["tries"], vector["has_plan"]) == vector["next"]


def test_every_row_and_every_answer_has_a_vector() -> None:
    assert {code for v in VECTORS["situations"] for code in v["codes"]} == {
        situation.code for situation in load().clocks.situations
    }
    assert {v["is"] for v in VECTORS["satisfied"]} == {"satisfied", "partly", "not", "unknown"}
    assert {v["next"] for v in VECTORS["next"]} <= {o["code"] for o in load().vocabularies["next_step"]}
