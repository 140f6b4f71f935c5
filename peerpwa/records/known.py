"""What an author's phone had when it wrote: its own earlier changes, and the feed as far as it had read.

A rule that looks at other changes refuses against this alone (DESIGN 4): what a worker couldn't know is never
held against what they wrote.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from peerpwa.records.change import read_stored
from peerpwa.records.door import Door
from peerpwa.records.fold import Stored, count_values, counting, find_maker
from peerpwa.records.models import change, feed
from peerpwa.records.viewer import Author


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stored change came from, and its number in the feed."""

    account: str | None
    device: str | None
    stamp: str
    seq: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the author of `envelope` had at its change number `index`, having read the feed up to `seen`."""

    author: Author
    envelope: Sequence[Stored]
    index: int
    origins: Mapping[str, Origin]
    seen: int

    def has(self, id: str) -> bool:
        """Whether the phone had this change, written or read."""
        return self.wrote(id) or self.has_read(id)

    def wrote(self, id: str) -> bool:
        """An earlier one of this very phone: a smaller stamp, or before it in the same envelope."""
        stamp = self.envelope[self.index].change.stamp
        for place, one in enumerate(self.envelope):
            if one.change.id == id:
                return place < self.index or (place != self.index and one.change.stamp < stamp)
        origin = self.origins.get(id)
        ours = (self.author.account, self.author.device)
        return origin is not None and ours == (origin.account, origin.device) and origin.stamp < stamp

    def has_read(self, id: str) -> bool:
        """In the feed up to where the phone had read; whether all of it was shown is another question."""
        origin = self.origins.get(id)
        return origin is not None and origin.seq <= self.seen

    def is_own(self, id: str) -> bool:
        """By the same account, from whatever phone: its feed brings such changes whole."""
        origin = self.origins.get(id)
        return origin is not None and origin.account == self.author.account


def find_standing(
    door: Door,
    author: Author,
    envelope: Sequence[Stored],
    index: int,
    held: Mapping[str, list[Stored]],
    seen: int,
) -> dict[str, Any]:
    """What stood of its record before change number `index` of the envelope, as its author's phone had it."""
    one = envelope[index]
    every = counting(
        [*held.get(one.change.record, []), *(s for s in envelope if s.change.record == one.change.record)]
    )
    maker = find_maker(every)
    if maker is None:
        return {}
    origins = find_origins(door.connection, door.centre, {s.change.id for s in every})
    known = Known(author, envelope, index, origins, seen)
    values: dict[str, Any] = {}
    for stored in sorted((s for s in every if known.has(s.change.id)), key=lambda s: (s.order, s.change.id)):
        if (stored.order, stored.change.id) < (one.order, one.change.id):
            values |= count_values(stored, maker)
    return values


def find_origins(connection: Connection, centre: str, ids: Collection[str]) -> dict[str, Origin]:
    """Where these changes came from, by id; what isn't stored is left out."""
    entry = (feed.c.centre == change.c.centre) & (feed.c.ref == change.c.id) & (feed.c.type == "c")
    query = select(change.c.id, change.c.account, change.c.device, change.c.body, feed.c.seq)
    query = query.select_from(change.join(feed, entry))
    query = query.where(change.c.centre == centre, change.c.id.in_(ids), change.c.body.is_not(None))
    return {
        row.id: Origin(row.account, row.device, read_stored(row.body).stamp, row.seq)
        for row in connection.execute(query)
    }


def find_refreshes(connection: Connection, centre: str, root: str, seen: int) -> list[int]:
    """The numbers of the refreshes of a tree that a phone has read by `seen`."""
    query = select(feed.c.seq).where(feed.c.centre == centre, feed.c.ref == root)
    return list(connection.execute(query.where(feed.c.type == "r", feed.c.seq <= seen)).scalars())
