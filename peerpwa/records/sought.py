"""The index of a search: each tree's texts in one table, kept in the transaction that changes them, and how each
database finds a word in it.

SQLite has FTS5 over that table, kept by triggers; PostgreSQL has GIN over tsvectors. Both are given words that texts.py
folded, and nothing is left to their own parsers: so both answer alike. Both indexes are made by migration 0009.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, text

from peerpwa.records import models
from peerpwa.records.door import Door
from peerpwa.records.texts import Text

sought = models.sought

VECTORS = {
    "words": "array_to_tsvector(string_to_array(words, ' '))",
    "names": "array_to_tsvector(string_to_array(names, ' '))",
    "both": "array_to_tsvector(string_to_array(btrim(words || ' ' || names), ' '))",
}
Part = Literal["words", "names", "both"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for, folded; `begins`: longer ones that begin so are meant too."""

    word: str
    begins: bool = False

    def fits(self, token: str | None) -> bool:
        return token is not None and (token.startswith(self.word) if self.begins else token == self.word)


def keep_texts(door: Door, texts: Mapping[str, Mapping[str, Text]]) -> None:
    """These trees have these texts, by root and who has them, and no other."""
    here = (sought.c.centre == door.centre) & sought.c.root.in_(texts)
    known = {(row.root, row.who): row for row in door.connection.execute(select(sought).where(here))}
    wanted = {(root, who): text for root, every in texts.items() for who, text in every.items()}
    for key, row in known.items():
        if wanted.get(key) == Text(row.words, row.names):
            del wanted[key]
        else:
            door.connection.execute(delete(sought).where(sought.c.n == row.n))
    _insert(door, [(root, who, text) for (root, who), text in wanted.items()])


def add_texts(door: Door, texts: Mapping[str, Mapping[str, Text]]) -> None:
    """As `keep_texts`, for trees that have none yet."""
    _insert(door, [(root, who, text) for root, every in texts.items() for who, text in every.items()])


def wipe_index(door: Door) -> None:
    """What was taken out leaves the index's own pages too; PostgreSQL's go with the next vacuum (decision 6)."""
    if door.connection.dialect.name == "sqlite":
        door.connection.execute(text("INSERT INTO sought_index (sought_index) VALUES ('optimize')"))


def matches(dialect: str, terms: Sequence[Term], part: Part) -> ColumnElement[bool]:
    """Rows of `sought` in which every one of these terms stands in that part."""
    return _in_sqlite(terms, part) if dialect == "sqlite" else _in_postgresql(terms, part)


def _in_sqlite(terms: Sequence[Term], part: Part) -> ColumnElement[bool]:
    within = "" if part == "both" else f"{part} : "
    asked = within + "(" + " AND ".join(f'"{one.word}"{"*" * one.begins}' for one in terms) + ")"
    found = text("sought.n IN (SELECT rowid FROM sought_index WHERE sought_index MATCH :asked)")
    return _condition(found, asked)


def _in_postgresql(terms: Sequence[Term], part: Part) -> ColumnElement[bool]:
    asked = " & ".join(f"'{one.word}'{':*' * one.begins}" for one in terms)
    return _condition(text(f"{VECTORS[part]} @@ CAST(:asked AS tsquery)"), asked)


def _condition(found: Any, asked: str) -> ColumnElement[bool]:
    return found.bindparams(bindparam("asked", asked, unique=True))  # type: ignore[no-any-return]


def _insert(door: Door, texts: Sequence[tuple[str, str, Text]]) -> None:
    rows = [
        {"centre": door.centre, "root": root, "who": who, "words": text.words, "names": text.names}
        for root, who, text in texts
    ]
    if rows:
        door.connection.execute(insert(sought), rows)
