"""A change as it came: parsed strictly, its bytes kept as they were signed. docs/sync-protocol.md §4."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from peerpwa.records import ids, stamps
from peerpwa.records.refused import Refused

Cell = str | bool | int
Value = str | bool | int | list[str] | list[dict[str, Cell]] | None
BIGGEST = 2**53
LONGEST_NAME = 60


class _Wire(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    record: str
    kind: str
    stamp: str
    form: str
    set: dict[str, str | bool | int | list[str | dict[str, Cell]] | None]
    parent: str | None = None


_decoder = msgspec.json.Decoder(_Wire)


@dataclass(frozen=True, slots=True)
class Change:
    """One addition to a record. `raw` is what was signed; the rest is read from it."""

    id: str
    record: str
    kind: str
    parent: str | None
    stamp: str
    form: str
    set: dict[str, Any]
    raw: bytes

    @property
    def makes(self) -> bool:
        """Whether this change makes its record: a record's id is the id of the change that makes it."""
        return self.id == self.record


def parse_change(raw: bytes) -> Change:
    """Reads one change. Raises Refused("bad_change") for any shape, id, stamp, text or number that isn't
    allowed.
    """
    change = _decode(raw)
    for part in ("id", "record"):
        if not ids.is_id(getattr(change, part)):
            raise Refused("bad_change", part)
    if change.parent is not None and not (
        change.makes and ids.is_id(change.parent) and change.parent != change.id
    ):
        raise Refused("bad_change", "parent")
    for name in (change.kind, change.form, *change.set):
        if not _is_name(name):
            raise Refused("bad_change")
    for field, value in change.set.items():
        if not _is_value(value):
            raise Refused("bad_change", field)
    return change


def read_stored(raw: bytes) -> Change:
    """Reads a change from our own store, where it was checked already."""
    wire = _decoder.decode(raw)
    return Change(wire.id, wire.record, wire.kind, wire.parent, wire.stamp, wire.form, wire.set, raw)


def encode_change(
    id: str, record: str, kind: str, parent: str | None, stamp: str, form: str, values: dict[str, Any]
) -> Change:
    """A change made on the server by a page or a command, in the phones' own form and under the same checks."""
    return parse_change(_encode(id, record, kind, parent, stamp, form, values))


def without(change: Change, fields: Iterable[str]) -> Change:
    """The change with these fields left out. Its bytes are ours from then on, and the same whenever it is done."""
    values = {name: value for name, value in change.set.items() if name not in fields}
    head = (change.id, change.record, change.kind, change.parent, change.stamp, change.form)
    return Change(*head, values, _encode(*head, values))


def _encode(
    id: str, record: str, kind: str, parent: str | None, stamp: str, form: str, values: dict[str, Any]
) -> bytes:
    wire = {"id": id, "record": record, "kind": kind, "stamp": stamp, "form": form, "set": values}
    return msgspec.json.encode(wire if parent is None else wire | {"parent": parent})


def _decode(raw: bytes) -> Change:
    try:
        change = read_stored(bytes(raw))
        stamps.parse(change.stamp)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as fault:
        raise Refused("bad_change") from fault
    return change


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isascii() and text.isprintable()


def _is_value(value: Any) -> bool:
    """Integers that JavaScript can hold, text without NUL or half a surrogate pair, lists of one sort alone."""
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return -BIGGEST < value < BIGGEST
    if isinstance(value, str):
        return _is_text(value)
    if all(isinstance(item, str) for item in value):
        return all(map(_is_text, value))
    if not all(isinstance(item, dict) for item in value):
        return False
    return all(_is_name(name) and _is_value(cell) for row in value for name, cell in row.items())


def _is_text(text: str) -> bool:
    return "\0" not in text and (text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text))
