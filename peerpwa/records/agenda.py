"""What waits for a supervisor or has its day, one line a record: a morning is read without reading the centre.

Lines are worked out from a tree's records and from no clock, and kept in the transaction that changes them; `at` is
when the thing is due, or since when it waits (ms). Days stand as their midnight in UTC.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import delete, insert

from peerpwa.practice import load
from peerpwa.records import models
from peerpwa.records.door import Door
from peerpwa.records.fold import Record

STILL_DUE = frozenset({"not_found", "not_safe_to_ask"})
CLOSE = "close"
LIMITS = frozenset({"short_break", "time_limited", "under_review"})
ASKING = frozenset({"correction", "question", "need_to_know"})
DISCRIMINATION = "discrimination"
FEWER = frozenset({"less", "stopped"})
TALKED = "talked"
AFFECTED, AFFECTED_MS = (
    "affected",
    24 * 3_600_000,
)  # PRACTICE 6.4: whoever it was done to has an answer in a day
Rule = Callable[["Members", Record], int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """`sort` is a name of `RULES`."""

    record: str
    sort: str
    at: int


class Dated(Protocol):
    """What tells whether a check-in is due, of a record as it stands or as somebody sees it."""

    @property
    def kind(self) -> str: ...
    @property
    def above(self) -> str | None: ...
    @property
    def order(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


class Members:
    """The standing records of one tree, in their order."""

    def __init__(self, standing: Iterable[Record]) -> None:
        self.all = list(standing)
        self.below: defaultdict[str, list[Record]] = defaultdict(list)
        for one in self.all:
            if one.above:
                self.below[one.above].append(one)

    def under(self, id: str | None, *kinds: str) -> list[Record]:
        return [one for one in self.below.get(id or "", ()) if one.kind in kinds]

    def is_latest(self, record: Record) -> bool:
        """Nothing of its kind was written after it below the same record."""
        return self.under(record.above, record.kind)[-1].id == record.id

    def is_seen(self, record: Record) -> bool:
        """A supervisor read or answered this very record; that somebody else was answered is another thing."""
        looks = (one for one in self.under(record.id, "reading", "reply") if one.led)
        return any(one.values.get("reason") != AFFECTED for one in looks)

    def is_answered(self, record: Record) -> bool:
        """This very record, or the one above it afterwards: the page of a record answers for all below it."""
        after = (one for one in self.under(record.above, "reply") if one.led and one.order > record.order)
        return self.is_seen(record) or any(after)


def find_lines(standing: Iterable[Record], withdrawn: Collection[str]) -> list[Line]:
    """The lines of one tree. `standing`: its records in their order, without those that supervisors may not see;
    what stands below a `withdrawn` one waits for nobody.
    """
    gone = set(withdrawn)
    kept = []
    for record in sorted(
        standing, key=lambda one: one.id
    ):  # what is below was made later, and so has a later id
        if record.above in gone:
            gone.add(record.id)
        else:
            kept.append(record)
    members = Members(sorted(kept, key=lambda one: (one.order, one.id)))
    lines = []
    for record in members.all:
        for sort, (kind, rule) in RULES.items():
            at = rule(members, record) if record.kind == kind else None
            if at is not None:
                lines.append(Line(record.id, sort, at))
    return lines


def keep_lines(door: Door, lines: Mapping[str, Sequence[Line]]) -> None:
    """These trees have these lines, by root, and no other."""
    table = models.agenda
    door.connection.execute(delete(table).where(table.c.centre == door.centre, table.c.root.in_(lines)))
    add_lines(door, lines)


def add_lines(door: Door, lines: Mapping[str, Sequence[Line]]) -> None:
    """As `keep_lines`, for trees that have none yet."""
    rows = [
        {"centre": door.centre, "root": root, "record": one.record, "sort": one.sort, "at": one.at}
        for root, every in lines.items()
        for one in every
    ]
    if rows:
        door.connection.execute(insert(models.agenda), rows)


def is_due(record: Dated, standing: Iterable[Dated]) -> bool:
    """A check-in that is due: no whole attempt since, or only ones that found nobody and didn't close it. One
    declined has no day.
    """
    if record.kind != "follow_up" or "due" not in record.values:
        return False
    attempts = (
        r for r in standing if r.kind == "check_in" and r.above == record.above and r.order > record.order
    )
    return all(r.values.get("reached") in STILL_DUE and r.values.get("next") != CLOSE for r in attempts)


def to_day_ms(text: str) -> int:
    """A day's midnight in UTC."""
    day = date.fromisoformat(text)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _check_in(members: Members, record: Record) -> int | None:
    if not is_due(record, members.all) or not members.is_latest(record):
        return None
    return int(datetime.fromisoformat(record.values["due"]).timestamp() * 1000)


def _plan(members: Members, record: Record) -> int | None:
    ends = record.values.get("ends_on")
    return to_day_ms(ends) if ends and members.is_latest(record) else None


def _limit(members: Members, record: Record) -> int | None:
    return (
        _plan(members, record)
        if record.values.get("decision") in LIMITS and not members.is_seen(record)
        else None
    )


def _review(members: Members, record: Record) -> int | None:
    day = record.values.get("review_on")
    return to_day_ms(day) if day and members.is_latest(record) and not members.is_seen(record) else None


def _referral(members: Members, record: Record) -> int | None:
    waits = record.values.get("answer") in (None, "waiting") and record.values.get("to") != "none"
    return record.made if waits else None


def _fix(members: Members, record: Record) -> int | None:
    by = record.values.get("by")
    return None if record.values.get("done") == "yes" else to_day_ms(by) if by else record.made


def _note(members: Members, record: Record) -> int | None:
    asks = record.values.get("sort") in ASKING and not record.led
    return record.made if asks and not members.is_answered(record) else None


def _idea(members: Members, record: Record) -> int | None:
    """An idea that is for the centre to carry out, until it became a fix or was answered."""
    ideas = load().libraries["options"]
    ours = any(one["code"] == record.values.get("idea") and one.get("fix") for one in ideas)
    done = members.under(record.id, "fix") or members.is_seen(record)
    return record.made if ours and not done else None


def _reply(members: Members, record: Record) -> int | None:
    """A request for help to which no word went back yet."""
    return None if record.led or _is_over(members, record) or members.is_answered(record) else record.made


def _affected(members: Members, record: Record) -> int | None:
    """Somebody was hurt by hate words or acts, and no supervisor has said yet that they answered them."""
    hurt = DISCRIMINATION in record.values.get("why", ())
    looks = members.under(record.id, "reading")
    answered = any(one.led and one.values.get("reason") == AFFECTED for one in looks)
    return record.made + AFFECTED_MS if hurt and not answered and not _is_over(members, record) else None


def _is_over(members: Members, record: Record) -> bool:
    return any("reason" in one.values for one in members.under(record.id, "closing"))


def _talk(members: Members, record: Record) -> int | None:
    wished = "yes" in (record.values.get("wish_to_talk"), record.values.get("cover_wish"))
    talked = any(
        one.led and one.values.get("reason") == TALKED for one in members.under(record.id, "reading")
    )
    return record.made if wished and not talked else None


def _worry(members: Members, record: Record) -> int | None:
    """A check-in that asks for a supervisor, until one did something in its tree."""
    wanted = record.values.get("next") == "supervisor" or record.values.get("safe_here") == "no"
    since = any(one.led and one.order > record.order for one in members.all)
    return record.made if wanted and not since else None


def _visits(members: Members, record: Record) -> int | None:
    """Somebody comes less: a warning about the place, never about them."""
    fewer = record.values.get("visits") in FEWER and members.is_latest(record)
    return record.made if fewer and not members.is_seen(record) else None


RULES: dict[str, tuple[str, Rule]] = {
    "check_in": ("follow_up", _check_in),
    "plan": ("plan", _plan),
    "limit": ("limit", _limit),
    "review": ("closing", _review),
    "referral": ("referral", _referral),
    "fix": ("fix", _fix),
    "note": ("note", _note),
    "idea": ("option", _idea),
    "reply": ("escalation", _reply),
    "affected": ("escalation", _affected),
    "talk": ("conflict", _talk),
    "cover": ("handover", _talk),
    "worry": ("check_in", _worry),
    "visits": ("check_in", _visits),
}
