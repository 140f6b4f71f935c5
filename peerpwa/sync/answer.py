"""What a phone is answered: verdicts, a page of what it may know, keys, who took its requests for help."""

import hashlib
from collections.abc import Sequence
from typing import Any

from peerpwa.accounts import people
from peerpwa.accounts.models import Device
from peerpwa.records import feed, projection
from peerpwa.records.asks import find_taken
from peerpwa.records.encoding import to_base64url
from peerpwa.records.words import list_emptied
from peerpwa.sync import keys
from peerpwa.sync.cursor import Cursor, find_cursor, seal_cursor
from peerpwa.sync.drop import Received

START = '{"e":"start"}'


def to_answer(
    received: Sequence[Received], reader: Device | None, cursor: str | None, language: str, now: int
) -> dict[str, Any]:
    """The body of an answer. `reader`: the device whose bearer came along; without one there is no page."""
    answer: dict[str, Any] = {
        "v": 1,
        "verdicts": [one.to_wire() for one in received],
        "keys": keys.list_public(),
        "safe_through": None,
        "forget": list_emptied(reader.centre_id, reader.account_id) if reader else [],
        "answered": _answered(received),
        "mend": _mend(received, reader, language),
        "now": now,
    }
    if reader is not None:
        answer["page"] = _page(reader, cursor, now)
    return answer


def _page(reader: Device, text: str | None, now: int) -> dict[str, Any]:
    viewer = people.to_viewer(reader.account, reader.centre_id)
    rights = projection.rights_digest(viewer)
    cursor = find_cursor(text, reader.id) if text is not None else None
    fits = (
        cursor is not None
        and cursor.rights == rights
        and feed.link_at(viewer.centre, cursor.seq) == cursor.link
    )
    page = projection.read_page(viewer, cursor.seq if cursor and fits else 0, now)
    entries = page.entries if fits or text is None else [START, *page.entries]
    digest = hashlib.sha256("\n".join(entries).encode()).digest()
    return {
        "entries": entries,
        "cursor": seal_cursor(Cursor(page.seq, page.link, rights), reader.id),
        "more": page.more,
        "count": len(entries),
        "sha256": to_base64url(digest),
    }


def _answered(received: Sequence[Received]) -> list[dict[str, Any]]:
    """Of the requests for help in this drop, those that somebody took: the time, no name."""
    taken: dict[str, int] = {}
    asked: dict[str, set[str]] = {}
    for one in received:
        if one.device and one.verdict in ("accepted", "known"):
            made = {c.record for c in one.changes if c.kind == "escalation" and c.makes}
            asked.setdefault(one.device.centre_id, set()).update(made)
    for centre, ids in asked.items():
        taken |= find_taken(centre, ids)
    return [{"record": id, "at": at} for id, at in sorted(taken.items())]


def _mend(received: Sequence[Received], reader: Device | None, language: str) -> list[dict[str, Any]]:
    """Which field to mend, told to the author's own bearer alone."""
    found = []
    for one in received:
        fault, own = one.fault, one.device and reader and one.device.account_id == reader.account_id
        if fault and own and fault.field:
            sentence = (fault.sentence or {}).get(language, "")
            found.append({"id": one.id, "field": fault.field, "sentence": sentence})
    return found
