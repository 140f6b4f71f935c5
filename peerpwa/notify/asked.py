"""Requests for help as those see them who may be told: asked of `list_asks` for each supervisor, never of the tables.

So whoever is cut off from a tree can't be told of it, by the same rule as on the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import select

from peerpwa.accounts import duty, people
from peerpwa.accounts.models import Account, Centre, Membership
from peerpwa.practice import load
from peerpwa.records.asks import Ask, list_asks
from peerpwa.records.door import reading
from peerpwa.records.duty import Lead
from peerpwa.records.models import excluded
from peerpwa.records.viewer import LEADS, Viewer
from peerpwa.storage import db

RINGING = ("now", "within_1h")
UNKNOWN = "within_1h"


@dataclass(slots=True)
class Person:
    """Somebody who may be told, with their language."""

    lead: Lead
    language: str


@dataclass(slots=True)
class Asked:
    """A centre's open requests by id, who may know of each, and who is who."""

    zone: ZoneInfo
    asks: dict[str, Ask] = field(default_factory=dict)
    known_to: dict[str, set[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def rings(self, record: str) -> bool:
        """Whether somebody must still hear of it at once."""
        ask = self.asks.get(record)
        return ask is not None and ask.acknowledgement is None and level_of(ask) in RINGING

    def leads_for(self, record: str) -> list[Lead]:
        """Who is to be told of this one: whoever asked knows of it."""
        known = sorted(self.known_to.get(record, set()) - {self.asks[record].account})
        return [self.people[account].lead for account in known]

    def is_open_to(self, record: str, account: str) -> bool:
        """Whether nobody has it yet, and this account may know of it and take it."""
        ask = self.asks.get(record)
        waits = ask is not None and ask.acknowledgement is None
        return waits and account in (lead.account for lead in self.leads_for(record))

    def is_for(self, record: str, account: str) -> bool:
        """Whether this account may, and must, still hear of it."""
        return self.rings(record) and self.is_open_to(record, account)


def look(centre: str, now: int) -> Asked:
    """What stands now."""
    place = db.session.get_one(Centre, centre)
    found = Asked(people.zone_of(place))
    roles = find_leads(centre)
    for lead in duty.list_leads(centre):
        found.people[lead.account] = Person(lead, db.session.get_one(Account, lead.account).language)
        for ask in list_asks(Viewer(lead.account, centre, roles[lead.account]), now):
            found.asks[ask.record] = ask
            found.known_to.setdefault(ask.record, set()).add(lead.account)
    db.session.remove()
    return found


def find_leads(centre: str) -> Mapping[str, frozenset[str]]:
    """Supervisors and managers with their roles, in the order of their accounts."""
    query = select(Membership.account_id, Membership.role).where(Membership.centre_id == centre)
    found: dict[str, frozenset[str]] = {}
    for account, role in db.session.execute(query.order_by(Membership.account_id)):
        if role in LEADS:
            found[account] = found.get(account, frozenset()) | {role}
    return found


def level_of(ask: Ask) -> str:
    """How soon; a request that doesn't say is taken as urgent."""
    return ask.level or UNKNOWN


def minutes_of(level: str, within: Mapping[str, int] | None = None) -> int:
    """How long a supervisor has. `within`: where the centre chose its own."""
    option = load().option("er_level", level)
    return (within or {}).get(level, int(option["minutes"]) if option else 60)


def is_around(centre: str, root: str) -> bool:
    """Whether accounts of concern are cut off from this tree."""
    query = select(excluded.c.account).where(excluded.c.centre == centre, excluded.c.root == root)
    with reading() as connection:
        return connection.execute(query.limit(1)).first() is not None
