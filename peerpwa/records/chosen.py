"""What a centre chose, read in a snapshot that is open already: also for the judges, which stand below all writing."""

from typing import Any

from sqlalchemy import Connection, select

from peerpwa.records import audience, models
from peerpwa.records.fold import Stored, find_maker
from peerpwa.records.shelf import stored_changes

KIND = "setting"


def find_settings(connection: Connection, centre: str) -> dict[str, Any]:
    """What stands, by field; a field that nobody set is missing."""
    latest: dict[str, Any] = {}
    for _, given in list_said(connection, centre):
        latest |= given
    return {field: value for field, value in latest.items() if value is not None}


def list_said(connection: Connection, centre: str) -> list[tuple[Stored, dict[str, Any]]]:
    """Each change with what counts of it, oldest first."""
    table = models.record
    ids = connection.execute(
        select(table.c.id).where(table.c.centre == centre, table.c.kind == KIND)
    ).scalars()
    counted: list[tuple[Stored, dict[str, Any]]] = []
    for changes in stored_changes(connection, centre, list(ids)).values():
        maker = find_maker(changes)
        for stored in changes:
            own = maker is not None and stored.account == maker.account
            change, leads = stored.change, stored.leads
            given = {
                field: value
                for field, value in change.set.items()
                if audience.may_set(KIND, field, change.form, own=own, leads=leads)
            }
            counted.append((stored, given))
    return sorted(counted, key=lambda one: (one[0].order, one[0].change.id))
