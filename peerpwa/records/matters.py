"""Which ongoing matters a record belongs to, with the other records of each that the viewer may see. For supervisors:
the phone knows its own. Recurrence is a matter's, never a person's.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, cast, select

from peerpwa.records import models
from peerpwa.records.door import reading
from peerpwa.records.read import Filters, Summary, list_by_ids
from peerpwa.records.shelf import to_record
from peerpwa.records.viewer import Viewer

record = models.record


@dataclass(frozen=True, slots=True)
class Matter:
    """One ongoing matter: its title, whether it is closed, and its records, without the one asked about."""

    id: str
    title: str
    closed: bool
    others: list[Summary]


def list_matters(viewer: Viewer, root: str, now: int) -> list[Matter]:
    """The matters that link this record, open ones first."""
    if not viewer.leads:
        return []
    matters = _read_matters(
        viewer,
        _threads(viewer).where(cast(record.c["values"], String).contains(root, autoescape=True)),
        {root},
    )
    for one in matters:
        one.others[:] = [other for other in one.others if other.id != root]
    return sorted(matters, key=lambda one: one.closed)


def list_ongoing(viewer: Viewer, roots: Collection[str]) -> list[Matter]:
    """The matters that link one of these records and aren't closed."""
    if not viewer.leads or not roots:
        return []
    return [one for one in _read_matters(viewer, _threads(viewer), roots) if not one.closed]


def list_open(viewer: Viewer) -> list[Matter]:
    """Every matter that isn't closed and of which the viewer may see a record, that of the latest record first."""
    if not viewer.leads:
        return []
    matters = [one for one in _read_matters(viewer, _threads(viewer), None) if one.others and not one.closed]
    for one in matters:
        one.others.sort(key=lambda other: (other.happened, other.id), reverse=True)
    return sorted(matters, key=lambda one: (one.others[0].happened, one.id), reverse=True)


def _threads(viewer: Viewer) -> Select[Any]:
    query = select(record).where(
        record.c.centre == viewer.centre,
        record.c.kind == "thread",
        record.c.withdrawn.is_(False),
        record.c.locked.is_(False),
    )
    return query.order_by(record.c.made, record.c.id)


def _read_matters(viewer: Viewer, query: Select[Any], roots: Collection[str] | None) -> list[Matter]:
    """These matters, where they link one of `roots` (None: all), with all of their records that the viewer may have."""
    with reading() as connection:
        threads = [to_record(row) for row in connection.execute(query)]
    linked = {one.id: [row.get("record") for row in one.values.get("conflicts") or []] for one in threads}
    if roots is not None:
        threads = [one for one in threads if not set(roots).isdisjoint(linked[one.id])]
    wanted = {id for one in threads for id in linked[one.id] if id}
    shown = {one.id: one for one in list_by_ids(viewer, wanted, Filters())}
    return [
        Matter(
            one.id,
            one.values.get("title", ""),
            one.values.get("closed") == "yes",
            [shown[id] for id in linked[one.id] if id in shown],
        )
        for one in threads
    ]
