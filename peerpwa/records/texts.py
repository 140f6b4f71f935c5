"""What the records of a tree say in people's own words, as it is compared by a search: without capitals or accents, the
same on every database.

Names stand apart from words, and are taken out of them: a search never lists what was logged about somebody
(PRACTICE 7.7). Only what stands is text: no earlier value, nothing taken back, nothing that nobody confirmed yet, and
nothing below those.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from peerpwa.practice import Question, load
from peerpwa.records import audience, ids

if TYPE_CHECKING:
    from peerpwa.records.fold import Record

SHARED = ""
TYPES = frozenset({"text", "handle", "handles", "rows", "lib"})
WORDLESS = frozenset(
    {"reading", "setting", "withdrawal"}
)  # codes, and what every phone needs to call for help
NAMING, CODES, LISTED = "who", "verbs", "checkins"
LONGEST = 250_000  # PostgreSQL's tsvector holds a megabyte
BETWEEN = " | "
WORD = re.compile(r"[^\W_]+")
APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a record in its words; `name`: it is what somebody is called."""

    tokens: Tokens
    name: bool


@dataclass(frozen=True, slots=True)
class Text:
    """What a search compares of one tree: its words without the names in it, and these."""

    words: str
    names: str


def to_tokens(text: str) -> Tokens:
    """The words of a text: neither capitals nor accents tell two apart."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(APART)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return tuple(WORD.findall(bare))


def to_texts(
    root: str, members: Sequence["Record"], gone: Collection[str], alone: Mapping[str, str]
) -> dict[str, Text]:
    """The texts of a tree by who has them: SHARED for all who lead; an account where words in it are that account's
    alone. `gone`: what was taken back; `alone`: the authors of what is theirs alone, by record.
    """
    texts = {}
    for who in {SHARED, *alone.values()}:
        hidden = {*gone, *(id for id, author in alone.items() if author != who)}
        said = [one for made in walk(root, members, hidden) for one in say(made.kind, _for_leads(made))]
        if said:
            texts[who] = _to_text(said)
    return {who: text for who, text in texts.items() if who == SHARED or text != texts.get(SHARED)}


def walk(root: str, members: Iterable["Record"], gone: Collection[str]) -> Iterator["Record"]:
    """The standing records of a tree, each after the one above it; what stands below a `gone` one is gone too."""
    below: dict[str, list[Record]] = {}
    top = None
    for made in members:
        if made.id == root:
            top = made
        else:
            below.setdefault(made.above or "", []).append(made)
    left = [top] if top is not None else []
    while left:
        made = left.pop()
        if made.id not in gone and not made.locked:
            yield made
            left += below.pop(made.id, [])


def say(kind: str, values: Mapping[str, Any]) -> Iterator[Said]:
    """These answers as texts: words as people wrote them, never a code or an id."""
    if kind in WORDLESS:
        return
    for field, value in values.items():
        asked = load().by_field.get((kind, field))
        if asked is None or asked.type not in TYPES or field == LISTED:
            continue
        for item in value if isinstance(value, list) else [value]:
            for text, name in _cells(item, asked):
                tokens = to_tokens(text)
                if tokens and not ids.is_id(text) and text not in _codes(asked.library):
                    yield Said(tokens, name)


def without(tokens: Sequence[str], names: Iterable[Tokens]) -> list[str | None]:
    """The words of a text, None in place of those that are part of a name in it."""
    left: list[str | None] = list(tokens)
    for name in names:
        for start in range(len(tokens) - len(name) + 1):
            if tuple(tokens[start : start + len(name)]) == name:
                left[start : start + len(name)] = [None] * len(name)
    return left


def to_names(names: str) -> set[Tokens]:
    """The names of a `Text`, each in its words."""
    return {tuple(one.split()) for one in names.split(BETWEEN) if one}


def _to_text(said: Sequence[Said]) -> Text:
    names = {one.tokens for one in said if one.name}
    words = (word for one in said if not one.name for word in without(one.tokens, names) if word is not None)
    return Text(_cut(" ".join(words)), _cut(BETWEEN.join(sorted(" ".join(name) for name in names))))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


def _for_leads(made: "Record") -> dict[str, Any]:
    """The answers that supervisors and managers see."""
    letters = audience.letters
    return {
        f: v for f, v in made.values.items() if letters(made.kind, f, made.forms[f]) & audience.LEAD_LETTERS
    }


def _cells(item: Any, asked: Question) -> Iterator[tuple[str, bool]]:
    if isinstance(item, dict):
        texts = (
            (name, cell) for name, cell in item.items() if asked.columns.get(name) == "text" and name != CODES
        )
        yield from ((str(cell), name == NAMING) for name, cell in texts)
    else:
        yield str(item), asked.type in ("handle", "handles")


@cache
def _codes(library: str | None) -> frozenset[str]:
    return frozenset(line["code"] for line in load().libraries.get(library or "", ()))
