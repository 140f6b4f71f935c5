"""A request for help that a colleague gives to somebody by name. One that rings is told at once, quiet hours or not;
any other waits for the start of their shift, where the digest says that it was given to them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Literal

from sqlalchemy import Connection, select

from peerpwa.notify import words
from peerpwa.notify.asked import look
from peerpwa.notify.choices import Choice, find_choices, find_targets
from peerpwa.notify.models import notice
from peerpwa.notify.outbox import Note, put, put_off
from peerpwa.records.door import writing_plain
from peerpwa.records.models import excluded

Told = Literal["now", "digest", "no_way"]
MATTER = "given"


def find_takers(
    connection: Connection, centre: str, leads: Collection[str], roots: Collection[str]
) -> Mapping[str, list[str]]:
    """By tree, those of `leads` who may be given what stands in it: nobody who is cut off from it."""
    query = select(excluded.c.root, excluded.c.account)
    here = query.where(excluded.c.centre == centre, excluded.c.root.in_(roots))
    off = {(root, account) for root, account in connection.execute(here)} if roots else set()
    return {root: [lead for lead in leads if (root, lead) not in off] for root in roots}


def find_given(connection: Connection, centre: str, records: Collection[str]) -> Mapping[str, list[str]]:
    """By request, the accounts to whom it was given, in that order."""
    here = notice.c.centre == centre, notice.c.record.in_(records), notice.c.matter.startswith(f"{MATTER} ")
    query = select(notice.c.record, notice.c.account).where(*here).order_by(notice.c.made, notice.c.id)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for record, account in connection.execute(query) if records else ():
        found[record][account] = None
    return {record: list(accounts) for record, accounts in found.items()}


def give(centre: str, record: str, to: str, now: int, *, mails: bool) -> Told | None:
    """Tells `to` of it. `no_way`: nothing of ours reaches them; where it rings, that stands on the page of what didn't
    reach whom. None where it isn't theirs to take: it is taken or closed, they asked it themselves, or may not know of it.
    """
    found = look(centre, now)
    if not found.is_open_to(record, to):
        return None
    body = words.of_giving(found.people[to].language)
    with writing_plain() as connection:
        choice = find_choices(connection, centre).get(to, Choice())
        targets = find_targets(connection, centre, to, choice, mails=mails)
        note = Note(centre, to, "help", f"{MATTER} {record} {now // 1000}", body, record)
        if found.rings(record):
            put(connection, note, targets, now)
            return "now" if targets else "no_way"
        put_off(connection, note, now)
    return "digest" if targets and choice.digest_at is not None else "no_way"
