"""What must have come before (PRACTICE 2.4, ER-15, ER-18, ER-19a): the person who asked is answered before their request
is closed; the other side's own account is asked for before service is limited; a limit keeps its four parts.

Judged against what the author's phone had: one that couldn't know of the request is never refused.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from peerpwa.practice import check, load, open_days_between, open_days_of
from peerpwa.records import care
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import Door
from peerpwa.records.fold import Record, Stored, fold
from peerpwa.records.known import Known, find_origins
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import Shelf, records_with, stored_changes
from peerpwa.records.trees import find_roots
from peerpwa.records.viewer import FLOOR, Author

LIMITING = frozenset({"short_break", "time_limited", "under_review"})
ASKED = frozenset({"yes", "declined"})
ACCOUNTS = frozenset({"own_account", "account_declined"})
INTERIM_DAYS = 3
REPLY_FIRST = {
    "en": "Answer the person who asked first. Then close it.",
    "fr": "Répondez d'abord à la personne qui a demandé. Fermez ensuite.",
}
ACCOUNT_FIRST = {
    "en": "Ask the other side for their own account first. In danger, “Under review” may stand for 3 open days.",
    "fr": "Demandez d'abord sa version à l'autre personne. En cas de danger, «\u00a0À l'étude\u00a0» peut durer 3 jours d'ouverture.",
}


@dataclass(frozen=True, slots=True)
class _Write:
    """One change of an envelope, with the records as they will stand and what its author's phone had."""

    door: Door
    author: Author
    envelope: Sequence[Stored]
    index: int
    records: Mapping[str, Record]
    seen: int

    @property
    def made(self) -> Record | None:
        return self.records.get(self.envelope[self.index].change.record)

    @property
    def above(self) -> Record | None:
        return self.records.get(self.made.above or "") if self.made else None

    @property
    def open_days(self) -> list[int]:
        return open_days_of(find_settings(self.door.connection, self.door.centre))

    def known(self, ids: Iterable[str]) -> Known:
        origins = find_origins(self.door.connection, self.door.centre, set(ids))
        return Known(self.author, self.envelope, self.index, origins, self.seen)


def judge_before(
    door: Door,
    author: Author,
    envelope: Sequence[Stored],
    held: Mapping[str, list[Stored]],
    shelf: Shelf,
    seen: int,
) -> None:
    """Raises Refused for the first change that came too early, or isn't this author's to write."""
    if not any(_matters(one, author) for one in envelope):
        return
    records = records_with(shelf, held, envelope)
    for index, one in enumerate(envelope):
        if _matters(one, author):
            write = _Write(door, author, envelope, index, records, seen)
            _JUDGES.get(one.change.kind, _judge_asked)(write)


def _matters(one: Stored, author: Author) -> bool:
    given = one.change.set
    if one.change.kind == "closing":
        return given.get("reason") is not None
    return one.change.kind in _JUDGES or not author.roles & FLOOR


def is_asked_for(ask: Record, below: Iterable[Record]) -> bool:
    """Whether the other side's own account was asked for, as the request, a closing or a note below it says."""
    if ask.values.get("own_account") in ASKED:
        return True
    said = (one for one in below if one.above == ask.id and not (one.locked or one.withdrawn))
    return any(
        one.values.get("own_account") in ASKED
        if one.kind == "closing"
        else one.kind == "note" and one.values.get("sort") in ACCOUNTS
        for one in said
    )


def _judge_closing(write: _Write) -> None:
    ask = write.above
    if ask is None or not write.known([ask.id]).has(ask.id):
        return
    roots = find_roots(write.records)
    for one in write.records.values():
        answers = one.kind == "reply" and not (one.locked or one.withdrawn)
        if answers and (one.above == ask.id or (roots[one.id] == roots[ask.id] and one.order > ask.order)):
            return
    raise Refused("reply_first", "reason", REPLY_FIRST)


def _judge_limit(write: _Write) -> None:
    limit, ask = write.made, write.above
    if limit is None:
        return
    change = write.envelope[write.index].change
    for fault in check(load().forms[change.form], "limit", limit.values, making=True):
        if fault.code == "missing":
            sentence = {"en": fault.sentence(False), "fr": fault.sentence(True)}
            raise Refused("bad_answer", fault.field, sentence, fault.code)
    decides = {"decision", "ends_on"} & change.set.keys()
    if ask is None or not decides or limit.values["decision"] not in LIMITING:
        return
    if not write.known([ask.id]).has(ask.id) or is_asked_for(ask, write.records.values()):
        return
    if limit.values["decision"] == "under_review" and _is_danger(ask) and _is_interim(limit, write.open_days):
        return
    if not _knew_it_asked(write, ask):
        raise Refused("account_first", "decision", ACCOUNT_FIRST)


def _knew_it_asked(write: _Write, ask: Record) -> bool:
    """Whether the phone had it as asked, although another hand has said otherwise since."""
    ids = [ask.id, *(one.id for one in write.records.values() if one.above == ask.id)]
    every = stored_changes(write.door.connection, write.door.centre, ids)
    known = write.known(s.change.id for changes in every.values() for s in changes)
    had = [fold(s for s in changes if known.has(s.change.id)) for changes in every.values()]
    found = [one for one in had if one is not None]
    return any(is_asked_for(one, found) for one in found if one.id == ask.id)


def _is_danger(ask: Record) -> bool:
    marks = care.safety_codes() & set(ask.values.get("why") or [])
    return bool(marks) or ask.values.get("level") == "now" or ask.values.get("safe_now") in ("no", "not_sure")


def _is_interim(limit: Record, open_days: Collection[int]) -> bool:
    """Three open days from the decision's own day, wherever on earth that was."""
    made = datetime.fromtimestamp(limit.made / 1000, UTC) + timedelta(hours=14)
    ends = date.fromisoformat(limit.values["ends_on"])
    return open_days_between(made.date(), ends, open_days) <= INTERIM_DAYS


def _judge_asked(write: _Write) -> None:
    """An answer, and whatever somebody writes who is not of the floor, stands below a referral that names them."""
    referral = write.above
    named = referral.values.get("who") or [] if referral and referral.kind == "referral" else []
    if write.author.account not in named:
        raise Refused("not_yours")


_JUDGES = {"closing": _judge_closing, "limit": _judge_limit, "answer": _judge_asked}
