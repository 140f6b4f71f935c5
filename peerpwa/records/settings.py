"""The centre's own settings: for each field the value with the greatest (order, id) of all `setting` records.

Several managers, or the installation's commands, may each have made one; the latest word stands, whoever said it. A
`setting` is made once and never changed: what somebody puts live is a record of its own, so that a phone, which knows
of a record only what stands in it and when it was made, finds the latest word as the server does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peerpwa.practice import load
from peerpwa.records import store
from peerpwa.records.chosen import KIND, find_settings, list_said
from peerpwa.records.door import reading, writing
from peerpwa.records.viewer import INSTALLATION, Author

EMPTY: dict[str, Any] = {"text": "", "number": 0}


class Stale(Exception):
    """Something else stands than whoever writes had before them."""


@dataclass(frozen=True, slots=True)
class Version:
    """What stood after one change to some of the fields. `account`: None where the installation made it."""

    id: str
    at: int
    account: str | None
    values: Mapping[str, Any]


def get_settings(centre: str) -> dict[str, Any]:
    """What stands, by field; a field that nobody set is missing."""
    with reading() as connection:
        return find_settings(connection, centre)


def list_versions(centre: str, fields: Sequence[str]) -> list[Version]:
    """What stood of these fields after each change to one of them, newest first."""
    with reading() as connection:
        said = list_said(connection, centre)
    found: list[Version] = []
    standing: dict[str, Any] = {}
    for stored, given in said:
        ours = {field: given[field] for field in fields if field in given}
        if ours:
            standing = {field: value for field, value in (standing | ours).items() if value is not None}
            found.append(Version(stored.change.id, stored.at, stored.account, standing))
    return found[::-1]


def set_settings(centre: str, values: dict[str, Any], now: int) -> None:
    """Sets these fields as the installation itself. Raises Refused for an answer that can't be taken."""
    store.write(centre, INSTALLATION, KIND, load().latest(KIND).id, values, now=now)


def put_live(
    centre: str, author: Author, values: dict[str, Any], expected: Mapping[str, Any], now: int
) -> None:
    """Sets these fields as a manager. Raises Stale where another value stands of one of them than `expected` has, and
    Refused as for any phone.
    """
    change = store.make_change(KIND, load().latest(KIND).id, values, now=now, parent=None)
    with writing(centre) as door:
        standing = find_settings(door.connection, centre)
        if any(standing.get(field) != expected.get(field) for field in values):
            raise Stale
        store.store(door, author, [change], envelope=None, now=now, seen=door.seq)


def empty(field: str) -> Any:
    """The answer that says nothing: phones can't be told that a field of another record was taken back."""
    asked = load().by_field[KIND, field]
    return asked.default if asked.type == "one" else EMPTY.get(asked.type, [])
