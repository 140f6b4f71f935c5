"""A search the slow way, written apart from the product: every record page that a viewer can open, read word by word."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.read import Filters, NotFound, RecordView, get_record, list_records
from peerpwa.records.viewer import Viewer

KINDS = ("conflict", "handover", "escalation")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-.*")
Texts = list[list[str]]


def plain(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return re.findall(r"[a-z0-9]+", bare.replace("œ", "oe"))


class Scan:
    """All that one viewer's pages say in people's own words, and what they call people by."""

    def __init__(self, viewer: Viewer, now: int) -> None:
        self.pages: dict[str, tuple[bool, Texts, Texts]] = {}
        self.called: set[tuple[str, ...]] = set()
        listed = [
            row
            for kind in KINDS
            for row in list_records(viewer, Filters(kinds=(kind,), per_page=10_000), now)
        ]
        for row in listed:
            view = get_record(viewer, row.id, now)
            said = [one for record in _standing(view) for one in _say(record.kind, record.values)]
            words, names = [t for t, name in said if not name], [t for t, name in said if name]
            self.pages[row.id] = (row.open, words, names)
        for id in _elsewhere(viewer.centre, set(self.pages)) if viewer.leads else ():
            try:
                view = get_record(viewer, id, now)
            except NotFound:
                continue
            self.called |= {tuple(t) for r in _standing(view) for t, name in _say(r.kind, r.values) if name}
        self.called |= {tuple(name) for _, _, names in self.pages.values() for name in names}

    def names_of(self, asked: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """`asked`: groups of words, each ending in "*" where longer ones are meant too."""
        words = [word for group in asked for word in group]
        return {name for name in self.called if any(_is(word, part) for word in words for part in name)}

    def find(self, asked: list[tuple[str, ...]]) -> set[str]:
        names = self.names_of(asked)
        found = set()
        for id, (is_open, words, named) in self.pages.items():
            texts = [*words, *named] if is_open else [_blanked(text, names) for text in words]
            if all(any(_stands(group, text) for text in texts) for group in asked):
                found.add(id)
        return found

    @property
    def vocabulary(self) -> set[str]:
        return {word for _, words, names in self.pages.values() for text in [*words, *names] for word in text}


def _standing(view: RecordView) -> Iterator[RecordView]:
    if view.withdrawn or _is_locked(view.id):
        return
    yield view
    for one in view.below:
        yield from _standing(one)


def _is_locked(id: str) -> bool:
    with reading() as connection:
        return bool(
            connection.execute(select(models.record.c.locked).where(models.record.c.id == id)).scalar()
        )


def _elsewhere(centre: str, ids: set[str]) -> list[str]:
    """The topmost records that stand on no list."""
    tree = models.tree
    query = select(tree.c.root).where(
        tree.c.centre == centre, tree.c.kind.is_not(None), tree.c.withdrawn.is_(False)
    )
    with reading() as connection:
        return [id for id in connection.execute(query).scalars() if id not in ids]


def _say(kind: str, values: dict[str, Any]) -> Iterator[tuple[list[str], bool]]:
    if kind in ("reading", "withdrawal", "setting"):
        return
    for field, value in values.items():
        asked = load().by_field[kind, field]
        if asked.type not in ("text", "lib", "handle", "handles", "rows") or field == "checkins":
            continue
        codes = {line["code"] for line in load().libraries.get(asked.library or "", [])}
        for item in value if isinstance(value, list) else [value]:
            cells = item if isinstance(item, dict) else {"": item}
            for column, cell in cells.items():
                if (
                    column in ("verbs", "answer", "part")
                    or ID.fullmatch(cell)
                    or cell in codes
                    or not plain(cell)
                ):
                    continue
                yield plain(cell), column == "who" or asked.type.startswith("handle")


def _blanked(text: list[str], names: set[tuple[str, ...]]) -> list[str]:
    hidden = set()
    for name in names:
        for at in range(len(text)):
            if tuple(text[at : at + len(name)]) == name:
                hidden |= set(range(at, at + len(name)))
    return ["" if at in hidden else word for at, word in enumerate(text)]


def _stands(group: tuple[str, ...], text: list[str]) -> bool:
    starts = range(len(text) - len(group) + 1)
    return any(all(map(_is, group, text[at : at + len(group)])) for at in starts)


def _is(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word
