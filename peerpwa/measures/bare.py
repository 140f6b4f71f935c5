"""A row without anybody's words or names: what may stay in the memory of the server. A name still tells one person from
another: in its place stands a sign for it that this process alone makes.
"""

import hmac
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec

from peerpwa.measures.book import Row
from peerpwa.practice import load
from peerpwa.records import ids

CODED = frozenset({"one", "many", "scale", "number", "time", "date"})
SIGNED = frozenset({"text", "handle", "rows"})
_key = secrets.token_bytes(32)


def to_bare(row: Row) -> Row:
    """The same row: its coded answers, and a sign for each text. What has another type is left out."""
    questions = load().by_field
    given: dict[str, Any] = {}
    for field, value in row.values.items():
        asked = questions.get((row.kind, field))
        if asked and asked.type in CODED:
            given[field] = value
        elif asked and asked.type in SIGNED:
            given[field] = _sign(value, asked.columns)
    return msgspec.structs.replace(row, values=given)


def _sign(value: Any, columns: Mapping[str, str]) -> Any:
    """A record's id stays, since nobody is called so; of a row, the columns that hold a code stay too."""
    if isinstance(value, str):
        return value if ids.is_id(value) else hmac.digest(_key, value.casefold().encode(), "sha256").hex()
    return [
        {
            name: _sign(cell, {}) if columns[name] == "text" else cell
            for name, cell in item.items()
            if name in columns
        }
        for item in value
    ]
