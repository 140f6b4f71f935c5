"""A day after it was made a log stands: its author may add what is missing, and asks a supervisor to correct the
rest (PRACTICE 1.2: a correction is added beside, nothing is silently overwritten).

What raises care may always be added, and what wasn't over may always be said to have ended.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from peerpwa.practice import Question, load
from peerpwa.records import audience
from peerpwa.records.door import Door
from peerpwa.records.fold import Stored, find_maker
from peerpwa.records.known import find_standing
from peerpwa.records.refused import Refused
from peerpwa.records.viewer import Author

HOUR_MS = 3_600_000
SENTENCE = {"en": "After a day, ask for a correction.", "fr": "Après un jour, demandez une correction."}


def judge_corrections(
    door: Door, author: Author, envelope: Sequence[Stored], held: Mapping[str, list[Stored]], seen: int
) -> None:
    """Raises Refused("after_a_day") for an answer that replaces one given before, by the changes' own orders."""
    for index, one in enumerate(envelope):
        hours = load().kinds[one.change.kind].settled_after
        every = [
            *held.get(one.change.record, []),
            *(s for s in envelope if s.change.record == one.change.record),
        ]
        maker = find_maker(every)
        if hours is None or maker is None or maker.account != author.account:
            continue
        if one.at - maker.at <= hours * HOUR_MS:
            continue
        standing = find_standing(door, author, envelope, index, held, seen)
        for field, value in one.change.set.items():
            if _replaces(one, field, standing.get(field), value):
                raise Refused("after_a_day", field, SENTENCE)


def _replaces(one: Stored, field: str, before: Any, value: Any) -> bool:
    kind, form = one.change.kind, one.change.form
    asked = load().forms[form].fields[(kind, field)]
    if before is None or before == value or not audience.may_set(kind, field, form, own=True, leads=False):
        return False
    if isinstance(before, str) and any(
        (load().option(name, before) or {}).get("open") for name in asked.options
    ):
        return False
    raises_care = field == "concerns" or audience.marks(kind, field, form)
    return not (raises_care and _only_adds(asked, before, value))


def _only_adds(asked: Question, before: list[str], value: Any) -> bool:
    """“None of these” is no answer that must stay."""
    return isinstance(value, list) and set(before) - asked.alone <= set(value) - asked.alone
