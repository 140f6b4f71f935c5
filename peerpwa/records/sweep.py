"""Many records at once as one viewer may see them: for files that are made, not for pages.

The same rights as everywhere (`view_of`). Left out: what was taken back, what is its author's alone, and what nobody has
confirmed yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.rights import view_of
from peerpwa.records.shelf import load_shelf
from peerpwa.records.trees import AUTHOR, Rights
from peerpwa.records.viewer import Viewer

tree, excluded = models.tree, models.excluded


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as the viewer may see it. `forms`: the versions that its answers were given by."""

    id: str
    kind: str
    root: str
    above: str | None
    account: str | None
    order: str
    made: int
    masked: bool
    values: Mapping[str, Any]
    forms: tuple[str, ...]


def list_roots(viewer: Viewer, since: int | None, until: int | None) -> list[str]:
    """The topmost records that happened from `since` on and before `until` (ms), oldest first."""
    off = select(excluded.c.root).where(
        excluded.c.centre == viewer.centre, excluded.c.account == viewer.account
    )
    query = select(tree.c.root).where(
        tree.c.centre == viewer.centre,
        tree.c.kind.is_not(None),
        tree.c.kind != "setting",
        tree.c.withdrawn.is_(False),
        tree.c.root.not_in(off),
    )
    if since is not None:
        query = query.where(tree.c.happened >= since)
    if until is not None:
        query = query.where(tree.c.happened < until)
    with reading() as connection:
        return list(connection.execute(query.order_by(tree.c.happened, tree.c.root)).scalars())


def read_trees(viewer: Viewer, roots: Sequence[str], now: int) -> Iterator[Seen]:
    """Every record of these trees, each after the one above it."""
    with reading() as connection:
        shelf = load_shelf(connection, viewer.centre, roots)
    below: dict[str, list[Record]] = {}
    for made in sorted(shelf.records.values(), key=lambda one: (one.order, one.id)):
        if made.id != made.root:
            below.setdefault(made.above or "", []).append(made)
    for root in roots:
        if root in shelf.records:
            rights = shelf.trees.get(root, Rights())
            yield from _look(viewer, shelf.records[root], None, rights, below, now)


def _look(
    viewer: Viewer,
    made: Record,
    above: Record | None,
    rights: Rights,
    below: Mapping[str, Sequence[Record]],
    now: int,
) -> Iterator[Seen]:
    if made.withdrawn or made.locked or made.alone == AUTHOR:
        return
    seen = view_of(viewer, made, rights, above.account if above else None, now)
    if seen is None or not seen.exists:
        return
    yield Seen(
        made.id,
        made.kind,
        made.root,
        above.id if above else None,
        made.account,
        made.order,
        made.made,
        rights.masked,
        seen.fields,
        tuple(sorted({made.forms[field] for field in seen.fields})),
    )
    for child in below.get(made.id, ()):
        yield from _look(viewer, child, made, rights, below, now)
