"""The audit log: who opened what, who signed in. Only added to; the hash chain over it comes with the
hardening.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from peerpwa.records.door import reading, writing_plain
from peerpwa.records.models import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. It names ids and acts, never an answer."""

    at: int
    account: str | None
    act: str
    record: str | None
    reason: str | None
    device: str | None


def note(
    centre: str | None,
    account: str | None,
    act: str,
    *,
    now: int,
    record: str | None = None,
    reason: str | None = None,
    device: str | None = None,
    connection: Connection | None = None,
) -> None:
    """Adds a line: with a connection into its transaction (commit or fail together), else in one of its own."""
    line = {"centre": centre, "at": now, "account": account, "device": device, "act": act}
    line |= {"record": record, "reason": reason}
    if connection is not None:
        connection.execute(insert(audit), line)
        return
    with writing_plain() as own:
        own.execute(insert(audit), line)


def list_entries(centre: str, *, record: str | None = None, limit: int = 200) -> list[Entry]:
    """The newest lines of a centre, or of one record."""
    query = select(audit).where(audit.c.centre == centre).order_by(audit.c.n.desc()).limit(limit)
    if record is not None:
        query = query.where(audit.c.record == record)
    with reading() as connection:
        rows = connection.execute(query).all()
    return [Entry(r.at, r.account, r.act, r.record, r.reason, r.device) for r in rows]
