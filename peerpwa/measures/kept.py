"""What the weekly view counts, kept between looks: rows without words or names (bare.py), in the memory of the process.

Whatever alters a tree is an entry of the feed. So what was kept at an entry holds at a later one, but for the trees that
the entries between are about and those that have to do with the days only now: these alone are read again. Writers pay
nothing, there is nothing that they could forget, and the link of the chain says that it is the same chain.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from sqlalchemy import Connection

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.bare import to_bare
from peerpwa.measures.book import Book, Rows
from peerpwa.measures.load import find_talks
from peerpwa.measures.period import Period
from peerpwa.measures.practice import Talk
from peerpwa.measures.rows import cut_off, find_done, read_again, read_rows
from peerpwa.measures.span import Days, find_named, roots_of
from peerpwa.practice import open_days_of
from peerpwa.records import models
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import reading
from peerpwa.records.feed import find_head, find_link, find_touched
from peerpwa.records.slips import read_tally
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db

MOST_ROWS = 40_000  # of all centres together, some 2 kB each
MOST_ENTRIES = 2_000  # since the look before: after more, all is read anew
WORDED = ("handover", "fix")  # of which the week shows words: these are read at each look
record = models.record


@dataclass(frozen=True, slots=True)
class Kept:
    """As it was at entry `seq` of the chain, for everybody. `named`: what the days have to do with by name, whether it
    has arrived or not (span.py); `talks`: those of the weeks until the last day, each with its root and writer.
    """

    days: Days
    seq: int
    link: bytes
    named: frozenset[str]
    roots: frozenset[str]
    rows: Rows
    talks: tuple[tuple[str, str | None, Talk], ...]


_kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
_lock = threading.Lock()


def load_week(centre: Centre, viewer: Viewer, period: Period) -> tuple[Book, list[tuple[Talk, int]]]:
    """What this viewer may count in the period and in the one before; and the talks of the eight weeks until its last
    day, each beside a number that stands for its writer, in this answer alone.
    """
    zone = zone_of(centre)
    with reading() as connection:
        own = find_settings(connection, centre.id)
        days = Days(period.before.first, period.last, zone, tuple(open_days_of(own)))
        kept = _look(connection, centre.id, days)
        off = set(connection.execute(cut_off(centre.id, viewer)).scalars())
        rows = kept.rows if kept.roots.isdisjoint(off) else kept.rows.renewed(off, ())
        ids = [row.id for kind in WORDED for row in rows.kinds.get(kind, ())]
        worded = read_again(connection, centre.id, ids)
        done = find_done(connection, centre.id, worded)
        book = Book(period, zone, rows.worded(worded), read_tally(centre.id), done, own)
    numbers: dict[str | None, int] = {}
    shown = [(writer, talk) for root, writer, talk in kept.talks if root not in off]
    return book, [(talk, numbers.setdefault(writer, len(numbers))) for writer, talk in shown]


def _look(connection: Connection, centre: str, days: Days) -> Kept:
    """What counts now: what is kept, brought up to date."""
    seq, link = find_head(connection, centre)
    key = str(db.engine.url), centre
    with _lock:
        known = _kept.get(key)
    if known is None or known.days != days:
        made = _read(connection, centre, days, seq, link)
    elif (known.seq, known.link) == (seq, link):
        return known
    elif _goes_on(connection, centre, known, seq):
        made = _renew(connection, centre, known, seq, link)
    else:
        made = _read(connection, centre, days, seq, link)
    with _lock:
        _kept[key] = made
        _kept.move_to_end(key)
        while len(_kept) > 1 and sum(len(one.rows.ids) for one in _kept.values()) > MOST_ROWS:
            _kept.popitem(last=False)
    return made


def _goes_on(connection: Connection, centre: str, known: Kept, seq: int) -> bool:
    """Whether the chain goes on from what is kept, and not for long."""
    near = known.seq < seq <= known.seq + MOST_ENTRIES
    return near and find_link(connection, centre, known.seq) == known.link


def _read(connection: Connection, centre: str, days: Days, seq: int, link: bytes) -> Kept:
    named = frozenset(find_named(connection, centre, days))
    where = record.c.root.in_(roots_of(centre, days, named))
    rows = Rows(map(to_bare, read_rows(connection, centre, None, where)))
    talks = find_talks(connection, centre, days)
    return Kept(days, seq, link, named, frozenset(rows.trees), rows, tuple(talks))


def _renew(connection: Connection, centre: str, known: Kept, seq: int, link: bytes) -> Kept:
    """Reads again what entries since then are about. A tree that has to do with the days no more may stay: formulas look
    at the days themselves.
    """
    days = known.days
    touched, _ = find_touched(connection, centre, known.seq)
    named = known.named | find_named(connection, centre, days, touched)
    query = roots_of(centre, days, named - known.named, touched)
    stale = touched & (known.roots | named) | set(connection.execute(query).scalars())
    fresh = map(to_bare, read_rows(connection, centre, None, record.c.root.in_(stale)))
    rows = known.rows.renewed(stale, fresh)
    talks = [one for one in known.talks if one[0] not in touched]
    talks += find_talks(connection, centre, days, touched)
    return Kept(days, seq, link, named, frozenset(rows.trees), rows, tuple(talks))
