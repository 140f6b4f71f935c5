"""Words that were taken out go from the envelopes in quarantine too: those are opened, cut and sealed anew to the
same key. Their signature goes with it; id, hash and reason stay.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, select, update

from peerpwa.practice import load
from peerpwa.records import words
from peerpwa.records.change import Change
from peerpwa.records.door import Door, writing
from peerpwa.records.store import make_change, store
from peerpwa.records.viewer import Author
from peerpwa.storage import wipe_log
from peerpwa.sync import keys
from peerpwa.sync.envelopes import Envelope, open_bytes, seal_bytes
from peerpwa.sync.models import quarantine


def take_words_out(centre: str, author: Author, record: str, field: str, reason: str, now: int) -> None:
    """For a page. Raises Refused as for any phone."""
    values = {"reason": reason, "field": field}
    change = make_change("withdrawal", load().latest("withdrawal").id, values, now=now, parent=record)
    with writing(centre) as door:
        store(door, author, [change], envelope=None, now=now, seen=door.seq)
        take_out_of_quarantine(door, [change])
    wipe_log()


def take_out_of_quarantine(door: Door, changes: Sequence[Change]) -> None:
    """For those of these changes that ask to take words out."""
    asked = {(c.parent, c.set["field"]) for c in changes if words.is_asked(c)}
    if not asked:
        return
    for row in door.connection.execute(select(quarantine).where(quarantine.c.centre == door.centre)).all():
        sealed = _cut(row, asked)
        if sealed is not None:
            here = (quarantine.c.centre == row.centre) & (quarantine.c.id == row.id)
            here &= quarantine.c.sha256 == row.sha256
            door.connection.execute(update(quarantine).where(here).values(sealed=sealed, sig=b""))


def _cut(row: Row[*tuple[Any, ...]], asked: set[tuple[str | None, str]]) -> bytes | None:
    """The envelope without the words; None where it has none of them, or can't be read."""
    envelope = Envelope(row.id, row.key, row.signer, row.sealed, row.sig)
    private = keys.find_private(row.key)
    if private is None:
        return None
    try:
        plain = msgspec.json.decode(open_bytes(envelope, private))
    except (InvalidTag, ValueError, zlib.error, RecursionError):
        return None
    if not _cut_changes(plain, asked):
        return None
    return seal_bytes(msgspec.json.encode(plain), private.public_key(), envelope.info)


def _cut_changes(plain: Any, asked: set[tuple[str | None, str]]) -> bool:
    changes = plain.get("changes") if isinstance(plain, dict) else None
    found = False
    for change in changes if isinstance(changes, list) else []:
        values = change.get("set") if isinstance(change, dict) else None
        for record, field in asked:
            if isinstance(values, dict) and change.get("record") == record and field in values:
                del values[field]
                found = True
    return found
