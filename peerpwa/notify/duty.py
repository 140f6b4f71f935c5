"""Who is told first of a request for help, who next when nobody has it, and who at last. Pure.

The centre's settings hold telephone numbers with a label (“Sol, duty phone”). Whose name heads a label of the duty
phone is told first; without such a name, the supervisors. Next come those named so by the second contact, without
such the managers. At last everybody. A concern about a worker begins with the second contact (PRACTICE 0.15).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lead:
    """A supervisor or manager who may see the request."""

    account: str
    name: str
    roles: frozenset[str]


def order_of_telling(
    leads: Sequence[Lead], settings: Mapping[str, Any], *, around: bool
) -> tuple[tuple[str, ...], ...]:
    """Steps of account ids; the last one is everybody. `around`: a worker is concerned."""
    first = _named(leads, settings.get("duty")) or _in_role(leads, "supervisor")
    rest = [lead for lead in leads if lead not in first]
    second = _named(rest, settings.get("second_contact")) or _in_role(rest, "manager") or rest
    if around:
        second = (
            _named(leads, settings.get("second_contact"))
            or [lead for lead in _in_role(leads, "manager") if lead not in first]
            or second
        )
        first = []
    steps = [first, second, leads]
    return tuple(tuple(lead.account for lead in step) for step in steps if step)


def _named(leads: Iterable[Lead], rows: Iterable[Mapping[str, str]] | None) -> list[Lead]:
    """In the order of the rows."""
    found: list[Lead] = []
    for row in rows or ():
        for lead in leads:
            named = re.match(rf"{re.escape(lead.name)}\b", row.get("label", ""), re.IGNORECASE)
            if named and lead not in found:
                found.append(lead)
    return found


def _in_role(leads: Iterable[Lead], role: str) -> list[Lead]:
    return [lead for lead in leads if role in lead.roles]
