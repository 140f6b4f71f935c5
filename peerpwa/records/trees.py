"""What holds for a whole tree (DESIGN 3): masked, care, open, until when the floor has it, withdrawn, who is
cut off.

All of it is worked out from the set of the tree's records and from no clock, so it can't depend on what
arrived first, and a rebuild makes the same. When the rights of a tree alter, a `refresh` follows (shelf.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peerpwa.records import audience, care, joint
from peerpwa.records.agenda import Line, find_lines, is_due
from peerpwa.records.fold import Record, happened_ms, spoken_of
from peerpwa.records.texts import Text, to_texts

FLOOR_MS = 72 * 3_600_000
TAKEN = frozenset({"follow_up", "promise", "fix"})
CHECK_INS = frozenset({"follow_up", "check_in"})
AUTHOR, HELP = "author", "help"
TREE = "*"


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may see a tree. Two that differ mean that a `refresh` is due.

    `excluded`: (account, late); late are those named after the tree was begun. `granted`: (record, account,
    field or None for all of it), who counts as its author besides; TREE: a mediator for the whole tree.
    """

    masked: bool = False
    care: str | None = None
    open: bool = False
    floor_until: int | None = None
    withdrawn: frozenset[str] = frozenset()
    excluded: frozenset[tuple[str, bool]] = frozenset()
    granted: frozenset[tuple[str, str, str | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree's rights, the columns that pages list and filter by, `alone`: which records are their author's alone
    (AUTHOR), or their author's and supervisors' since help was asked from them (HELP); `said`: the time that each
    speaks of; `lines`: what waits in it; `texts`: what a search finds it by.
    """

    root: str
    rights: Rights
    columns: Mapping[str, Any]
    alone: Mapping[str, str]
    said: Mapping[str, int]
    lines: Sequence[Line]
    texts: Mapping[str, Text]


def find_roots(records: Mapping[str, Record]) -> dict[str, str]:
    """The root of each record: the topmost id known above it, arrived or not.

    A link to a kind below which it may not stand, or not by this hand, is no link: nothing is lost by it, the
    record stands alone.
    """
    roots: dict[str, str] = {}
    for id in records:
        path: list[str] = []
        at = id
        while at not in roots:
            if at in path:  # a ring, which only a hostile phone can make: its smallest id stands for all
                roots[at] = min(path[path.index(at) :])
                break
            path.append(at)
            above = _link(records, at)
            if above is None:
                roots[at] = at
                break
            at = above
        for passed in path:
            roots[passed] = roots[at]
    return roots


def to_tree(root: str, members: Iterable[Record]) -> Tree:
    """Works out a tree from its folded records; the root itself may still be missing."""
    found = sorted(members, key=lambda r: (r.order, r.id))
    top = next((r for r in found if r.id == root), None)
    excluded = _excluded(top, found)
    withdrawn = _withdrawn(found, {account for account, _ in excluded})
    alone = _alone(found, withdrawn)
    standing = [r for r in found if r.id not in withdrawn]
    shared = [r for r in standing if r.id not in alone and not r.locked]
    outcome = _outcome(top, standing)
    asked = _open_requests(standing)
    given = frozenset(code for r in found for code in r.marks)
    cleared = frozenset(code for r in found if not r.locked for code in r.values.get("cleared", []))
    code = care.code_of(given, cleared)
    rights = Rights(
        masked=code is not None,
        care=code,
        open=care.is_open(outcome) or bool(asked) or any(is_due(r, shared) for r in shared),
        floor_until=_floor_until(top, standing),
        withdrawn=frozenset(withdrawn),
        excluded=excluded,
        granted=frozenset(_granted(root, shared)),
    )
    columns = _columns(top, standing, outcome, asked) | {"breaches": joint.find_breaches(found, withdrawn)}
    lines = [] if root in withdrawn else find_lines(shared, withdrawn)
    said = {r.id: spoken_of(r, top) for r in found}
    return Tree(
        root, rights, columns, alone, said, lines, to_texts(root, found, withdrawn, _own(found, alone))
    )


def _link(records: Mapping[str, Record], id: str) -> str | None:
    record = records.get(id)
    if record is None or record.above is None:
        return None
    above = records.get(record.above)
    allowed = above is None or audience.may_hang(record.kind, above.kind, led=record.led)
    return record.above if allowed else None


def _withdrawn(found: list[Record], cut_off: set[str]) -> set[str]:
    """Ids taken back by their own author, a referral by whoever leads and isn't cut off; a withdrawal can itself be
    withdrawn. One that names a field takes words out (words.py), not the record.
    """
    by_target: dict[str, list[Record]] = {}
    for record in found:
        if record.kind == "withdrawal" and record.above and not (record.locked or record.values.get("field")):
            by_target.setdefault(record.above, []).append(record)
    by_id = {r.id: r for r in found}
    known: dict[str, bool] = {}

    def is_withdrawn(id: str, above: frozenset[str]) -> bool:
        if id not in known:
            if id in above or len(above) > 50:
                return False
            below = [w for w in by_target.get(id, []) if id in by_id and may_take_back(w, by_id[id])]
            known[id] = any(not is_withdrawn(w.id, above | {id}) for w in below)
        return known[id]

    def may_take_back(withdrawal: Record, target: Record) -> bool:
        leads = target.kind == "referral" and withdrawal.led and withdrawal.account not in cut_off
        return leads or withdrawal.account == target.account

    return {id for id in by_target if id in by_id and is_withdrawn(id, frozenset())}


def _alone(found: list[Record], withdrawn: set[str]) -> dict[str, str]:
    """Check-ins of nobody named, with all below them (PRACTICE 0.7): those that stand below no party.

    A request for help made from one is a request like any other, and opens that check-in to supervisors.
    """
    by_id = {r.id: r for r in found}
    asked = {r.above for r in found if r.kind == "escalation" and r.id not in withdrawn}
    alone: dict[str, str] = {}
    for record in found:
        at: Record | None = record
        passed: set[str] = set()
        while at is not None and at.id not in passed and at.kind != "escalation":
            passed.add(at.id)
            above = by_id.get(at.above or "")
            if at.kind in CHECK_INS and (above is None or above.kind != "party"):
                alone[record.id] = HELP if at.id in asked else AUTHOR
            at = above
    return alone


def _own(found: list[Record], alone: Mapping[str, str]) -> dict[str, str]:
    """Whose alone these records are."""
    return {r.id: r.account or AUTHOR for r in found if alone.get(r.id) == AUTHOR}


def _outcome(top: Record | None, standing: list[Record]) -> str | None:
    """The latest talk's outcome, else the record's own (PRACTICE 0.2)."""
    talks = [r.values["outcome"] for r in standing if r.kind == "talk" and "outcome" in r.values]
    if talks:
        return str(talks[-1])
    return top.values.get("outcome") if top else None


def _open_requests(standing: list[Record]) -> list[Record]:
    closed = {r.above for r in standing if is_end(r)}
    return [r for r in standing if r.kind == "escalation" and r.id not in closed]


def is_end(record: Record) -> bool:
    """Whether this closes the request above it: a closing says why. One that doesn't yet only says what was found."""
    return record.kind == "closing" and "reason" in record.values and not record.locked


def _floor_until(top: Record | None, standing: list[Record]) -> int | None:
    """The end of the floor's window where nothing holds it open: 72 hours, or the last day of a plan in
    force. The floor has nothing that isn't confirmed.
    """
    if top is None or top.locked:
        return None
    ends = [
        care.day_end(r.values["ends_on"])
        for r in standing
        if "ends_on" in r.values and (r.kind in ("plan", "person") or care.is_line(r.kind, r.values))
    ]
    return max([top.made + FLOOR_MS, *ends])


def _excluded(top: Record | None, found: list[Record]) -> frozenset[tuple[str, bool]]:
    """The accounts of concern, the topmost record's own author too (what they wrote stays on their phone); nobody
    cuts themselves off, and what was written locked names nobody.
    """
    theirs = ((r, account) for r in found if not r.locked for account in r.values.get("concerns", []))
    named = {account for r, account in theirs if account != r.account}
    firsts = set(top.firsts) if top else set()
    return frozenset((account, account not in firsts) for account in named)


def _granted(root: str, standing: list[Record]) -> Iterable[tuple[str, str, str | None]]:
    """Who a check-in is assigned to, or who took something over, counts as its author, with the handle and
    plan. A mediator has the tree of a referral that names them, until they decline.
    """
    by_id = {r.id: r for r in standing}
    for record in standing:
        target = by_id.get(record.above or "")
        if record.kind == "taking" and target and target.kind in TAKEN and record.account:
            yield from _grant(target, record.account, by_id)
        if record.kind == "referral" and not _is_declined(record, standing):
            for account in record.values.get("who", []):
                yield root, account, TREE
        if record.kind == "follow_up":
            for account in record.values.get("assigned", []):
                yield from _grant(record, account, by_id)


def _is_declined(referral: Record, standing: list[Record]) -> bool:
    """Whether the mediator's last word on it was no."""
    answers = (r for r in standing if r.kind == "answer" and r.above == referral.id)
    last = max(answers, key=lambda r: (r.order, r.id), default=None)
    return last is not None and last.values.get("answer") == "declined"


def _grant(
    record: Record, account: str, by_id: Mapping[str, Record]
) -> Iterable[tuple[str, str, str | None]]:
    yield record.id, account, None
    party = by_id.get(record.above or "") if record.kind == "follow_up" else None
    if party is None:
        return
    yield party.id, account, "handle"
    for plan in by_id.values():
        if plan.kind == "plan" and plan.above == party.above:
            yield plan.id, account, None


def _columns(
    top: Record | None, standing: list[Record], outcome: str | None, asked: list[Record]
) -> dict[str, Any]:
    values = top.values if top else {}
    types = values.get("types", []) if top else []
    return {
        "kind": top.kind if top else None,
        "account": top.account if top else None,
        "made": top.made if top else None,
        "happened": happened_ms(top) if top else None,
        "place": values.get("place"),
        "types": "".join(f",{code}" for code in types) + ",",
        "heat": values.get("heat"),
        "outcome": outcome,
        "asked": min((r.made for r in asked), default=None),
        "read": max((r.made for r in standing if r.kind == "reading" and r.led), default=None),
    }
