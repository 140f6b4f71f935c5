"""A supervisor's morning put together: what needs them, what they owe, the day, what is new, the room, the team, fixes.

One snapshot of the records, each list bounded (records/morning.py); phones and their last contact from the accounts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peerpwa.accounts.devices import list_phones
from peerpwa.accounts.duty import list_leads
from peerpwa.accounts.models import Device
from peerpwa.accounts.pages import Visitor
from peerpwa.accounts.people import zone_of
from peerpwa.dashboard.own import own_settings
from peerpwa.measures.period import day_of, start_of
from peerpwa.notify.given import find_given, find_takers
from peerpwa.practice import answer_by, minutes_within, shift_of
from peerpwa.records import morning
from peerpwa.records.agenda import to_day_ms
from peerpwa.records.asks import Ask, list_asks
from peerpwa.records.door import reading
from peerpwa.records.morning import Handover, Item, Logged
from peerpwa.records.names import find_names
from peerpwa.sync.aside import count_aside

HOUR = 3_600_000
DAY = 24 * HOUR
UNSAID = "within_1h"
REFERRAL_DAYS, TALK_DAYS, SMALL_DAYS, VISIT_DAYS, ROOM_DAYS, AWAY_DAYS, FIX_DAYS = 7, 14, 14, 30, 7, 14, 180
TWICE = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request for help. `until`: when somebody must have it; `replied`: a word went back to who asked; `takers`: the
    colleagues to whom it can be given; `given`: those to whom it was.
    """

    ask: Ask
    until: int | None
    late: bool
    replied: bool
    takers: Sequence[str]
    given: Sequence[str]


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone: whose, when it was last heard from, and since when it holds something back, where that is a day."""

    account: str
    name: str
    seen: int
    stuck: int | None


@dataclass(frozen=True, slots=True)
class Phones:
    """`since`: from when on all that aren't quiet were heard from."""

    every: Sequence[Contact]
    quiet: Sequence[Contact]
    since: int | None

    @property
    def stuck(self) -> list[Contact]:
        """Something lies unsent there for a day or longer: whom to call, never what it is."""
        return [one for one in self.every if one.stuck is not None]


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who works here asked to talk, or for cover; `ids` are the records in which they did."""

    account: str | None
    at: int
    cover: bool
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Day:
    """Everything on the page. `left`: since when things are new to this person; `first`: they were never here before;
    `aside`: how much came in and was set aside for a human.
    """

    now: int
    left: int
    first: bool
    started: bool
    asks: Sequence[Waiting]
    worries: Sequence[Item]
    having: Sequence[Waiting]
    notes: Sequence[Item]
    affected: Sequence[Item]
    ideas: Sequence[Item]
    small: Sequence[Logged]
    late: Sequence[Item]
    due: Sequence[Item]
    plans: Sequence[Item]
    reviews: Sequence[Item]
    referrals: Sequence[Item]
    visits: Sequence[Item]
    care: Sequence[Logged]
    logged: Sequence[Logged]
    room: Handover | None
    wishes: Sequence[Wish]
    hard: Sequence[str]
    fixes: Sequence[Item]
    done: int
    phones: Phones
    aside: int
    names: Mapping[str, str]
    settings: Mapping[str, Any]

    @property
    def needs(self) -> int:
        """How many things need somebody now."""
        return len(self.asks) + len(self.worries) + len(self.phones.stuck)

    @property
    def cut(self) -> bool:
        """More waits than is shown of some sort."""
        lists = (
            self.notes,
            self.affected,
            self.ideas,
            self.plans,
            self.reviews,
            self.referrals,
            self.visits,
            self.care,
            self.fixes,
        )
        due = len(self.late) + len(self.due)
        return max(due, len(self.having), *map(len, lists)) >= morning.MOST

    @property
    def next(self) -> Item | None:
        """The next check-in of today."""
        return next((one for one in self.due if one.at >= self.now), None)

    def number_of(self, account: str | None) -> str | None:
        """The number on the duty list beside whose name this is."""
        name = self.names.get(account or "", "")
        rows = [*(self.settings.get("duty") or []), *(self.settings.get("second_contact") or [])]
        named = (row for row in rows if name and re.match(rf"{re.escape(name)}\b", str(row.get("label", ""))))
        return next((str(row["number"]) for row in named if row.get("number")), None)


def look_at_day(visitor: Visitor, now: int) -> Day:
    """The morning of this person at this centre."""
    viewer, zone = visitor.viewer, zone_of(visitor.centre)
    today = datetime.fromtimestamp(now / 1000, zone).date()
    begins, ends = start_of(today, zone), start_of(today + timedelta(days=1), zone)
    on = to_day_ms(today.isoformat())
    left = max(visitor.left or now - DAY, now - AWAY_DAYS * DAY)
    asks = list_asks(viewer, now)
    phones = look_at_phones(viewer.centre, zone, now)
    others = [lead.account for lead in list_leads(viewer.centre) if lead.account != viewer.account]
    with reading() as connection:
        lines = morning.list_agenda(connection, viewer, _spans(now, ends, on))
        owed = {one.id for one in lines["reply"]}
        takers = find_takers(connection, viewer.centre, others, {ask.root for ask in asks})
        given = find_given(connection, viewer.centre, {ask.record for ask in asks})
        settings = own_settings()
        within = minutes_within(settings)
        waiting = [
            Waiting(
                ask,
                until := _until(ask, zone, within),
                late=until is not None and until < now,
                replied=ask.record not in owed,
                takers=[one for one in takers[ask.root] if one != ask.account],
                given=given.get(ask.record, ()),
            )
            for ask in asks
        ]
        care = morning.list_care(connection, viewer)
        logged = morning.list_logged(connection, viewer, left)
        room = morning.find_handover(connection, viewer, now - ROOM_DAYS * DAY)
        month = start_of(today.replace(day=1), zone)
        return Day(
            now=now,
            left=left,
            first=not visitor.left,
            started=bool(phones.every or logged or care or room),
            asks=[one for one in waiting if one.ask.acknowledgement is None],
            worries=lines["worry"],
            having=[one for one in waiting if one.ask.acknowledgement is not None][: morning.MOST],
            notes=lines["note"],
            affected=lines["affected"],
            ideas=lines["idea"],
            small=morning.list_small(connection, viewer, now - SMALL_DAYS * DAY),
            late=[one for one in lines["check_in"] if one.at < begins],
            due=[one for one in lines["check_in"] if one.at >= begins],
            plans=lines["plan"],
            reviews=lines["limit"] + lines["review"],
            referrals=lines["referral"],
            visits=lines["visits"],
            care=care,
            logged=_newest_first(one for one in logged if one.id not in {old.id for old in care}),
            room=room,
            wishes=_by_person(lines["talk"] + lines["cover"]),
            hard=_hard(morning.list_hot(connection, viewer, begins - DAY), zone),
            fixes=lines["fix"],
            done=len(morning.list_done(connection, viewer, now - FIX_DAYS * DAY, month)),
            phones=phones,
            aside=count_aside(connection, viewer.centre),
            names=find_names(connection, viewer.centre),
            settings=settings,
        )


def _spans(now: int, ends: int, today: int) -> dict[str, morning.Span]:
    """From when to when each sort of line is on the page. Days stand as their midnight in UTC."""
    always, past = dict.fromkeys(("reply", "affected", "worry", "note", "idea", "fix"), morning.ALWAYS), 0
    return always | {
        "check_in": (past, ends - 1),
        "plan": (today, today + DAY),
        "limit": (past, today + DAY),
        "review": (past, today),
        "referral": (past, now - REFERRAL_DAYS * DAY),
        "visits": (now - VISIT_DAYS * DAY, now),
        "talk": (now - TALK_DAYS * DAY, now),
        "cover": (now - TALK_DAYS * DAY, now),
    }


def _newest_first(logged: Iterable[Logged]) -> list[Logged]:
    return sorted(logged, key=lambda one: (-one.happened, one.id))


def _until(ask: Ask, zone: ZoneInfo, within: Mapping[str, int]) -> int | None:
    said = ask.values.get("learned_at")
    learned = int(datetime.fromisoformat(said).timestamp() * 1000) if said else ask.asked
    return answer_by(ask.level or UNSAID, learned, zone, within)


def look_at_phones(centre: str, zone: ZoneInfo, now: int) -> Phones:
    """Quiet are those not heard from since yesterday began; all are shown by the name of who carries them."""
    begins = start_of(day_of(now, zone), zone)
    every = [
        Contact(one.account_id, one.account.display_name, one.last_seen, _stuck(one, now))
        for one in list_phones(centre)
    ]
    quiet = [one for one in every if one.seen < begins - DAY]
    since = min((one.seen for one in every if one not in quiet), default=None)
    return Phones(every, quiet, since)


def _stuck(phone: Device, now: int) -> int | None:
    since = phone.waiting_since
    return since if since is not None and since < now - DAY else None


def _by_person(items: Sequence[Item]) -> list[Wish]:
    """One line a person, the longest waiting first."""
    theirs: dict[str | None, list[Item]] = {}
    for one in sorted(items, key=lambda item: (item.made, item.id)):
        theirs.setdefault(one.account, []).append(one)
    return [
        Wish(account, every[0].made, any(one.sort == "cover" for one in every), [one.id for one in every])
        for account, every in theirs.items()
    ]


def _hard(hot: Sequence[tuple[str, int]], zone: ZoneInfo) -> list[str]:
    """Accounts with two hard moments or more in one shift, since yesterday: care is offered, nothing is counted."""
    shifts: Counter[tuple[str, tuple[date, str]]] = Counter(
        (account, shift_of(at, zone)) for account, at in hot
    )
    return sorted({account for (account, _), times in shifts.items() if times >= TWICE})
