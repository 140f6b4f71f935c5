"""The centre's own settings: for each field the value with the greatest (order, id) of all `setting` records.

Several managers, or the installation's commands, may each have made one; the latest word stands, whoever said
it.
"""

from typing import Any

from sqlalchemy import Connection, select

from peerpwa.practice import load
from peerpwa.records import audience, models, store
from peerpwa.records.door import reading
from peerpwa.records.fold import find_maker
from peerpwa.records.shelf import stored_changes
from peerpwa.records.viewer import INSTALLATION

FIELDS = ("duty", "second_contact", "emergency", "danger", "crisis", "law", "desk", "zone")


def get_settings(centre: str) -> dict[str, Any]:
    """What stands, by field; a field that nobody set is missing."""
    with reading() as connection:
        return find_settings(connection, centre)


def find_settings(connection: Connection, centre: str) -> dict[str, Any]:
    """As `get_settings`, in a snapshot that is open already."""
    table = models.record
    ids = connection.execute(
        select(table.c.id).where(table.c.centre == centre, table.c.kind == "setting")
    ).scalars()
    latest: dict[str, tuple[str, str, Any]] = {}
    for changes in stored_changes(connection, centre, list(ids)).values():
        maker = find_maker(changes)
        for stored in changes:
            own = maker is not None and stored.account == maker.account
            for field, value in stored.change.set.items():
                given = (stored.order, stored.change.id, value)
                allowed = audience.may_set("setting", field, stored.change.form, own=own, leads=stored.leads)
                if allowed and (field not in latest or given[:2] > latest[field][:2]):
                    latest[field] = given
    return {field: given[2] for field, given in latest.items() if given[2] is not None}


def set_settings(centre: str, values: dict[str, Any], now: int) -> None:
    """Sets these fields as the installation itself. Raises Refused for an answer that can't be taken."""
    form = load().latest("setting").id
    store.write(centre, INSTALLATION, "setting", form, values, record=find_record(centre, None), now=now)


def find_record(centre: str, account: str | None) -> str | None:
    """The `setting` record that this author made, to be changed instead of making another; None where there
    is none.
    """
    table = models.record
    by = table.c.account.is_(None) if account is None else table.c.account == account
    query = select(table.c.id).where(table.c.centre == centre, table.c.kind == "setting", by)
    with reading() as connection:
        return connection.execute(query.order_by(table.c.id).limit(1)).scalar()
