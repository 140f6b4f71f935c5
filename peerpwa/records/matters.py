"""Which ongoing matters a record belongs to, with the other records of each that the viewer may see. For supervisors:
the phone knows its own. Recurrence is a matter's, never a person's.
"""

from dataclasses import dataclass

from sqlalchemy import String, cast, select

from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.read import Filters, Summary, list_by_ids
from peerpwa.records.shelf import to_record
from peerpwa.records.viewer import Viewer

record = models.record


@dataclass(frozen=True, slots=True)
class Matter:
    """One ongoing matter: its title, whether it is closed, and its records besides the one asked about."""

    id: str
    title: str
    closed: bool
    others: list[Summary]


def list_matters(viewer: Viewer, root: str, now: int) -> list[Matter]:
    """The matters that link this record, open ones first."""
    if not viewer.leads:
        return []
    query = select(record).where(
        record.c.centre == viewer.centre,
        record.c.kind == "thread",
        record.c.withdrawn.is_(False),
        record.c.locked.is_(False),
        cast(record.c["values"], String).contains(root, autoescape=True),
    )
    with reading() as connection:
        threads = [to_record(row) for row in connection.execute(query.order_by(record.c.made, record.c.id))]
    linked = {one.id: [row.get("record") for row in one.values.get("conflicts") or []] for one in threads}
    wanted = {id for ids in linked.values() for id in ids if id and id != root}
    shown = {one.id: one for one in list_by_ids(viewer, wanted, Filters(kinds=("conflict",)))}
    matters = [
        Matter(
            one.id,
            one.values.get("title", ""),
            one.values.get("closed") == "yes",
            [shown[id] for id in linked[one.id] if id in shown],
        )
        for one in threads
        if root in linked[one.id]
    ]
    return sorted(matters, key=lambda one: one.closed)
