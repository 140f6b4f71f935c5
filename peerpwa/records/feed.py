"""Reading the chain: where it ends, which link a number has, and whether it is whole. docs/sync-protocol.md
§7.
"""

import hmac

from sqlalchemy import Connection, select, union

from peerpwa.records.door import START_LINK, next_link, reading
from peerpwa.records.models import change, feed, feed_head, record

PAGE = 1000


def head(centre: str) -> tuple[int, bytes]:
    """The centre's last number and link; (0, 32 zero bytes) before anything was written."""
    with reading() as connection:
        return find_head(connection, centre)


def find_head(connection: Connection, centre: str) -> tuple[int, bytes]:
    """As `head`, in a snapshot that is open already."""
    query = select(feed_head.c.seq, feed_head.c.link).where(feed_head.c.centre == centre)
    row = connection.execute(query).first()
    return (row.seq, row.link) if row else (0, START_LINK)


def link_at(centre: str, seq: int) -> bytes | None:
    """The link of entry `seq`, or None where there is none: a cursor with another link is not of this chain."""
    with reading() as connection:
        return find_link(connection, centre, seq)


def find_link(connection: Connection, centre: str, seq: int) -> bytes | None:
    """As `link_at`, in a snapshot that is open already."""
    if seq == 0:
        return START_LINK
    return connection.execute(select(feed.c.link).where(feed.c.centre == centre, feed.c.seq == seq)).scalar()


def find_touched(connection: Connection, centre: str, since: int) -> tuple[set[str], bool]:
    """The roots of all trees that entries since then are about; whether a setting of the centre is among them."""
    here = feed.c.centre == centre, feed.c.seq > since
    at = (change.c.centre == feed.c.centre) & (change.c.id == feed.c.ref)
    of = (record.c.centre == change.c.centre) & (record.c.id == change.c.record)
    written = select(record.c.root, record.c.kind).select_from(feed.join(change, at).join(record, of))
    refreshed = select(feed.c.ref, feed.c.type).where(*here, feed.c.type == "r")
    rows = connection.execute(union(written.where(*here, feed.c.type == "c"), refreshed)).all()
    return {root for root, _ in rows}, any(kind == "setting" for _, kind in rows)


def verify(centre: str) -> str | None:
    """Walks the whole chain. None when it holds, else one sentence saying where it breaks first."""
    link, seq = START_LINK, 0
    joined = feed.outerjoin(change, (change.c.centre == feed.c.centre) & (change.c.id == feed.c.ref))
    query = (
        select(feed, change.c.body).select_from(joined).where(feed.c.centre == centre).order_by(feed.c.seq)
    )
    with reading() as connection:
        with connection.execute(query.execution_options(yield_per=PAGE)) as rows:
            for row in rows:
                seq += 1
                if row.seq != seq:
                    return f"Entry {seq} is missing."
                body = row.body if row.type == "c" else row.ref.encode()
                if row.salt is not None and (
                    body is None or hmac.digest(row.salt, body, "sha256") != row.commitment
                ):
                    return f"Entry {seq} is not what was written."
                link = next_link(link, seq, row.type, row.commitment)
                if row.link != link:
                    return f"The chain breaks at entry {seq}."
        at_end = (seq, link) == find_head(connection, centre)
    return None if at_end else f"The chain should not end at entry {seq}."
