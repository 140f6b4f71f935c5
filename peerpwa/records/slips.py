"""A client's own slip (FU-11, FU-12; PRACTICE 0.6): month and answer are counted, and nothing else is kept of it.

No author, no device, no change in the feed. It is the one thing that isn't made anew from the changes.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from peerpwa.records import models, stamps
from peerpwa.records.change import Change
from peerpwa.records.door import Door, reading
from peerpwa.records.judge import judge
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import Shelf
from peerpwa.records.viewer import Author

SLIP = "slip"
tally = models.tally


def count_slip(door: Door, author: Author, change: Change, zone: ZoneInfo, now: int) -> None:
    """Adds one to each answer's count of the month in which it was given, in the centre's zone. Raises Refused."""
    if not change.makes:
        raise Refused("bad_change", "record")
    judge(author, [change], Shelf())
    given = datetime.fromtimestamp(stamps.wall_of(stamps.order_of(change.stamp, now)) / 1000, UTC)
    month = f"{given.astimezone(zone):%Y-%m}"
    for question, answer in change.set.items():
        if answer is not None:
            _add(door, {"centre": door.centre, "month": month, "question": question, "answer": answer})


def read_tally(centre: str) -> dict[tuple[str, str, str], int]:
    """How often each answer was given, by (month, question, answer)."""
    with reading() as connection:
        rows = connection.execute(select(tally).where(tally.c.centre == centre)).all()
    return {(row.month, row.question, row.answer): row.total for row in rows}


def _add(door: Door, key: dict[str, str]) -> None:
    here = [tally.c[name] == value for name, value in key.items()]
    counted = door.connection.execute(update(tally).where(*here).values(total=tally.c.total + 1))
    if counted.rowcount == 0:
        door.connection.execute(insert(tally), key | {"total": 1})
