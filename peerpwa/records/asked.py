"""What a mediator was asked: the referrals that give them a tree, with their own answer. Nothing else of the centre."""

from dataclasses import dataclass

from sqlalchemy import select

from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.fold import Record
from peerpwa.records.names import find_names
from peerpwa.records.rights import is_cut_off
from peerpwa.records.shelf import find_rights, to_record
from peerpwa.records.trees import TREE
from peerpwa.records.viewer import Viewer

record, granted = models.record, models.granted


@dataclass(frozen=True, slots=True)
class Asked:
    """One referral to a mediator: by whom and when, what is asked, and whether they said that they take it on."""

    referral: str
    root: str
    by: str
    at: int
    ask: str
    accepted: bool


def list_asked(viewer: Viewer) -> list[Asked]:
    """Every referral that stands for this mediator, those not yet answered first, the oldest on top."""
    if "mediator" not in viewer.roles:
        return []
    here = granted.c.centre == viewer.centre
    roots = select(granted.c.root).where(here, granted.c.account == viewer.account, granted.c.field == TREE)
    query = select(record).where(record.c.centre == viewer.centre, record.c.root.in_(roots))
    with reading() as connection:
        inside = [to_record(row) for row in connection.execute(query)]
        rights = find_rights(connection, viewer.centre, {made.root for made in inside})
        names = find_names(connection, viewer.centre)
    gone = {made.id for made in inside if made.withdrawn and made.id == made.root}
    last = _last_answers(inside, viewer.account)
    asked = [
        Asked(
            referral=made.id,
            root=made.root,
            by=names.get(made.account or "", ""),
            at=made.made,
            ask=made.values.get("ask", ""),
            accepted=last.get(made.id) == "accepted",
        )
        for made in inside
        if made.kind == "referral"
        and viewer.account in (made.values.get("who") or [])
        and not (made.withdrawn or made.locked or made.root in gone)
        and last.get(made.id) != "declined"
        and not is_cut_off(viewer, rights[made.root])
    ]
    return sorted(asked, key=lambda one: (one.accepted, one.at, one.referral))


def _last_answers(inside: list[Record], account: str) -> dict[str, str]:
    answers = sorted((r.order, r.id, r) for r in inside if r.kind == "answer" and r.account == account)
    return {r.above: r.values["answer"] for _, _, r in answers if r.above and "answer" in r.values}
