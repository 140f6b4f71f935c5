"""Which steps the team's talks took, under the house rules of PRACTICE 3.1: the team's alone, over eight weeks, from ten
talks by three writers on. There is no target: to leave a step out can be the skilled choice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

import msgspec

from peerpwa.measures.definition import Part
from peerpwa.measures.period import DAY, Period
from peerpwa.measures.show import is_enough
from peerpwa.practice import load

WEEKS = 8
WRITERS = 3
NOT_ONE_OF_TEN = "fit"


class Talk(msgspec.Struct, frozen=True):
    """What is asked of a talk here."""

    mode: str | None = None
    steps: frozenset[str] = frozenset()


def weeks_until(period: Period) -> Period:
    """The eight weeks that end with the last of these days."""
    return replace(period, first=first_of_weeks(period.last))


def first_of_weeks(last: date) -> date:
    """The first day of the eight weeks that end with this one."""
    return last - DAY * (7 * WEEKS - 1)


@dataclass(frozen=True, slots=True)
class Practised:
    """`parts`: for each step that may be shown, how many talks took it, of those in which it has a place."""

    period: Period
    parts: tuple[Part, ...] = ()


def look_at_practice(period: Period, talks: Sequence[tuple[Talk, int]]) -> Practised:
    """What these talks about what happened in the period took, each beside a number for its writer. A step for two people
    counts in talks of two alone.
    """
    every = [(talk, writer) for talk, writer in talks if talk.steps]
    modes = {one["code"] for one in load().vocabularies["talk_mode"] if one.get("joint")}
    joint = [(talk, writer) for talk, writer in every if talk.mode in modes]
    counted = {of_two: some for of_two, some in ((False, every), (True, joint)) if _may_show(some)}
    taken = {
        of_two: Counter(chain.from_iterable(talk.steps for talk, _ in some))
        for of_two, some in counted.items()
    }
    parts = []
    for step in load().vocabularies["step"]:
        code, of_two = step["code"], bool(step.get("joint"))
        if of_two in counted and code != NOT_ONE_OF_TEN:
            parts.append(Part(code, taken[of_two][code], len(counted[of_two])))
    return Practised(period, tuple(parts))


def _may_show(talks: Sequence[tuple[Talk, int]]) -> bool:
    return is_enough(len(talks)) and len({writer for _, writer in talks}) >= WRITERS
