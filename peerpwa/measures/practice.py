"""Which steps the team's talks took, under the house rules of PRACTICE 3.1: the team's alone, over eight weeks, from ten
talks by three writers on. There is no target: to leave a step out can be the skilled choice.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from peerpwa.measures.book import Row
from peerpwa.measures.definition import Part
from peerpwa.measures.period import DAY, Period
from peerpwa.measures.show import is_enough
from peerpwa.practice import load

WEEKS = 8
WRITERS = 3
NOT_ONE_OF_TEN = "fit"
Writers = Callable[[Collection[str]], int]


def weeks_until(period: Period) -> Period:
    """The eight weeks that end with the last of these days."""
    return replace(period, first=period.last - DAY * (7 * WEEKS - 1))


@dataclass(frozen=True, slots=True)
class Practised:
    """`parts`: for each step that may be shown, how many talks took it, of those in which it has a place."""

    period: Period
    parts: tuple[Part, ...] = ()


def look_at_practice(period: Period, talks: Iterable[Row], count_writers: Writers) -> Practised:
    """What these talks about what happened in the period took. A step for two people counts in talks of two alone."""
    every = [talk for talk in talks if talk.values.get("steps")]
    modes = {one["code"] for one in load().vocabularies["talk_mode"] if one.get("joint")}
    joint = [talk for talk in every if talk.values.get("mode") in modes]
    may_show = {of_two: _may_show(talks, count_writers) for of_two, talks in ((False, every), (True, joint))}
    parts = []
    for step in load().vocabularies["step"]:
        of_two = bool(step.get("joint"))
        if may_show[of_two] and step["code"] != NOT_ONE_OF_TEN:
            talks = joint if of_two else every
            taken = sum(step["code"] in talk.values["steps"] for talk in talks)
            parts.append(Part(step["code"], taken, len(talks)))
    return Practised(period, tuple(parts))


def _may_show(talks: Sequence[Row], count_writers: Writers) -> bool:
    return is_enough(len(talks)) and count_writers([talk.id for talk in talks]) >= WRITERS
