"""Full-text search of what a viewer may see (docs/decisions/0016-finding.md).

The index proposes, the record page decides: every candidate is read as its page shows it, and counts only if the words
stand in what this viewer may see there. Newest first and no order by rank, because a rank tells of words in all records.

A word that somebody is called by finds what is still open and ongoing matters, never what was logged about them
(PRACTICE 7.7, 8.2.5). Which words are names is itself taken from what this viewer may see.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from peerpwa.records import models, veil
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.matters import Matter, list_ongoing
from peerpwa.records.read import Filters, Summary, list_by_ids, narrowed
from peerpwa.records.rights import view_of
from peerpwa.records.shelf import Shelf, load_shelf
from peerpwa.records.sought import Term, matches
from peerpwa.records.texts import SHARED, Said, Tokens, say, to_names, to_tokens, walk, without
from peerpwa.records.viewer import Viewer

KINDS = ("conflict", "handover", "escalation")
MOST = 100
BATCH = 50
SHORTEST = 2
MOST_WORDS = 12
QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]")
tree, sought, excluded = models.tree, models.sought, models.excluded


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every one of these groups of words; the words of a group stand side by side."""

    groups: tuple[tuple[Term, ...], ...]

    @property
    def terms(self) -> list[Term]:
        return list(dict.fromkeys(term for group in self.groups for term in group))


@dataclass(frozen=True, slots=True)
class Found:
    """The newest records in which it stands. `more`: there are older ones; `called`: what people are called that the
    words may mean, and then only what is still open is in `rows`; `matters`: ongoing ones of these people.
    """

    rows: list[Summary] = field(default_factory=list)
    more: bool = False
    called: list[str] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)


def parse_query(text: str) -> Query:
    """Words of two letters or more, what is in quotes side by side, the last word by how it begins. Empty where there is
    no such word.
    """
    groups: list[tuple[Term, ...]] = []
    rest = text
    for quoted in QUOTED.finditer(text):
        groups.append(tuple(map(Term, to_tokens(quoted[1]))))
        rest = rest.replace(quoted[0], " | ")
    single = [Term(word) for word in to_tokens(rest)]
    if single and rest.rstrip()[-1:] != "|":
        single[-1] = Term(single[-1].word, begins=True)
    groups += [(term,) for term in single]
    kept = [group for group in groups if any(len(term.word) >= SHORTEST for term in group)]
    return Query(tuple(kept[:MOST_WORDS]))


def find_records(viewer: Viewer, query: Query, filters: Filters, now: int) -> Found:
    """The records that fit the filters and in which this viewer may read all of it. Nothing for an empty query."""
    if not viewer.leads or not query.groups:
        return Found()
    with reading() as connection:
        names = find_names(connection, viewer, query.terms)
        roots = _find_roots(connection, viewer, query, filters, names, now)
        named = _find_named(connection, viewer, query.terms) if names else []
    rows = {one.id: one for one in list_by_ids(viewer, roots[:MOST], filters)}
    return Found(
        rows=[rows[root] for root in roots[:MOST] if root in rows],
        more=len(roots) > MOST,
        called=sorted(" ".join(name) for name in names),
        matters=list_ongoing(viewer, named),
    )


def find_names(connection: Connection, viewer: Viewer, terms: Iterable[Term]) -> set[Tokens]:
    """What people are called in records that this viewer may see, where one of these words may mean it."""
    names: set[Tokens] = set()
    for term in terms:
        held = (
            select(sought.c.names)
            .distinct()
            .where(_theirs(viewer), matches(_dialect(connection), [term], "names"))
        )
        for row in connection.execute(held):
            names |= {name for name in to_names(row.names) if any(map(term.fits, name))}
    return names


def is_anybody(viewer: Viewer, text: str) -> bool:
    """Whether somebody is called by one of these words, as far as this viewer may know."""
    terms = [Term(word) for word in to_tokens(text)]
    with reading() as connection:
        return bool(find_names(connection, viewer, terms))


def _find_roots(
    connection: Connection, viewer: Viewer, query: Query, filters: Filters, names: set[Tokens], now: int
) -> list[str]:
    """The newest that hold, one more than are shown at most."""
    candidates = narrowed(select(tree.c.root), viewer, filters).where(
        _proposed(connection, viewer, query, names)
    )
    candidates = candidates.order_by(tree.c.happened.desc(), tree.c.root.desc())
    found: list[str] = []
    for batch in connection.execute(candidates).scalars().partitions(BATCH):
        shelf = load_shelf(connection, viewer.centre, batch)
        members: dict[str, list[Record]] = {}
        for made in shelf.records.values():
            members.setdefault(made.root, []).append(made)
        for root in batch:
            said = list(_read(connection, viewer, shelf, root, members.get(root, []), now))
            if _holds(said, query, names, is_open=shelf.trees[root].open):
                found.append(root)
        if len(found) > MOST:
            break
    return found[: MOST + 1]


def _find_named(connection: Connection, viewer: Viewer, terms: Sequence[Term]) -> list[str]:
    """The records that name somebody whom these words may mean."""
    held = select(sought.c.root).where(
        _theirs(viewer), or_(*(matches(_dialect(connection), [term], "names") for term in terms))
    )
    inside = narrowed(select(tree.c.root), viewer, Filters())
    return list(connection.execute(inside.where(tree.c.root.in_(held))).scalars())


def _proposed(
    connection: Connection, viewer: Viewer, query: Query, names: set[Tokens]
) -> ColumnElement[bool]:
    """The trees in which the index has all of these words."""
    dialect, held = _dialect(connection), select(sought.c.root).where(_theirs(viewer))
    side_by_side = (_has(group) for group in query.groups if len(group) > 1)
    by_words = tree.c.root.in_(held.where(matches(dialect, query.terms, "words"), *side_by_side))
    if not names:
        return by_words
    return or_(by_words, tree.c.open & tree.c.root.in_(held.where(matches(dialect, query.terms, "both"))))


def _has(group: Sequence[Term]) -> ColumnElement[bool]:
    """Texts with these words side by side: no database keeps where its words stand."""
    return (" " + sought.c.words + " ").contains(
        f" {' '.join(term.word for term in group)} ", autoescape=True
    )


def _theirs(viewer: Viewer) -> ColumnElement[bool]:
    """Texts of this viewer's audience, without trees from which they are cut off. What was taken back has none."""
    off = select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )
    mine = sought.c.who.in_([SHARED, viewer.account])
    return (sought.c.centre == viewer.centre) & mine & sought.c.root.not_in(off)


def _read(
    connection: Connection, viewer: Viewer, shelf: Shelf, root: str, members: Sequence[Record], now: int
) -> Iterable[Said]:
    """What the page of this tree says to the viewer in people's own words, of what stands."""
    rights = shelf.trees[root]
    handovers = [made for made in members if made.kind == veil.HANDOVER]
    veiled = veil.find_veiled(connection, viewer, handovers, now) if handovers else veil.Veiled()
    shown: dict[str, Mapping[str, Any]] = {}
    for made in members:
        above, own = shelf.records.get(made.above or ""), made.account == viewer.account
        seen = view_of(viewer, made, rights, above.account if above else None, now)
        if seen is not None and not made.withdrawn and (seen.exists or own):
            shown[made.id] = made.values if own else seen.fields
    for made in walk(root, members, {one.id for one in members} - shown.keys()):
        values = shown[made.id]
        if made.kind == veil.HANDOVER and made.account != viewer.account:
            values = veil.unveil(made.id, values, veiled)
        yield from say(made.kind, values)


def _holds(said: Sequence[Said], query: Query, names: set[Tokens], *, is_open: bool) -> bool:
    """Whether all of it stands there. In what is over, what somebody is called is no word."""
    if is_open:
        texts: list[Sequence[str | None]] = [one.tokens for one in said]
    else:
        texts = [without(one.tokens, names) for one in said if not one.name]
    return all(any(_stands(group, text) for text in texts) for group in query.groups)


def _stands(group: Sequence[Term], text: Sequence[str | None]) -> bool:
    places = range(len(text) - len(group) + 1)
    return any(all(term.fits(text[start + n]) for n, term in enumerate(group)) for start in places)


def _dialect(connection: Connection) -> str:
    return connection.dialect.name
