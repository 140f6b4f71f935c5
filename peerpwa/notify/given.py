"""A request for help that a colleague gives to somebody by name: they are told at once, quiet hours or not."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from peerpwa.notify import words
from peerpwa.notify.asked import look
from peerpwa.notify.choices import Choice, find_choices, find_targets
from peerpwa.notify.outbox import Note, put
from peerpwa.records.door import writing_plain
from peerpwa.records.models import excluded


def find_takers(
    connection: Connection, centre: str, leads: Collection[str], roots: Collection[str]
) -> Mapping[str, list[str]]:
    """By tree, those of `leads` who may be given what stands in it: nobody who is cut off from it."""
    query = select(excluded.c.root, excluded.c.account)
    here = query.where(excluded.c.centre == centre, excluded.c.root.in_(roots))
    off = {(root, account) for root, account in connection.execute(here)} if roots else set()
    return {root: [lead for lead in leads if (root, lead) not in off] for root in roots}


def give(centre: str, record: str, to: str, now: int, *, mails: bool) -> bool | None:
    """Tells `to` of it. False where they have no way to be told: that stands on the page of what didn't reach whom.
    None where it isn't theirs to take: it is taken, closed or rings nobody, they asked it themselves, or may not know of it.
    """
    found = look(centre, now)
    if not found.is_for(record, to):
        return None
    body = words.of_giving(found.people[to].language)
    with writing_plain() as connection:
        choice = find_choices(connection, centre).get(to, Choice())
        targets = find_targets(connection, centre, to, choice, mails=mails)
        matter = f"given {record} {now // 1000}"
        put(connection, Note(centre, to, "help", matter, body, record), targets, now)
    return bool(targets)
