"""What was counted and published, what waits to be made, and who may read a calendar.

A month that was counted stays as it was counted, and a report as it was shown: the guard builds on both.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from peerpwa.storage import db

ID = String(36)
MONTH = String(7)

counted_month = Table(
    "counted_month",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("month", MONTH, primary_key=True),
    Column("counts", JSON, nullable=False),  # population: [figure, events, people, authors]
    Column("lines", JSON, nullable=False),  # changes of the place, by the practice's own lines
)

counted_item = Table(
    "counted_item",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("population", String(40), primary_key=True),
    Column("item", String(80), primary_key=True),
)

funder_report = Table(
    "funder_report",
    db.metadata,
    Column("id", ID, primary_key=True),
    Column("centre", ID, nullable=False),
    Column("first", MONTH, nullable=False),
    Column("last", MONTH, nullable=False),
    Column("k", Integer, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("account", ID, nullable=False),
    Column("shown", JSON, nullable=False),  # population: its cells as they were shown
    Column("lines", JSON, nullable=False),
    Column("visits", Integer, nullable=False),  # as the centre said then; 0: it didn't
    UniqueConstraint("centre", "first", "last"),
)

export_job = Table(
    "export_job",
    db.metadata,
    Column("id", ID, primary_key=True),
    Column("centre", ID, nullable=False),
    Column("account", ID, nullable=False),  # who asked, and alone may fetch it
    Column("kind", String(20), nullable=False),
    Column("wish", JSON, nullable=False),  # what was asked for
    Column("reason", Text),
    Column("state", String(10), nullable=False),
    Column("approved", ID),  # the second person, where one is needed
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("beat", BigInteger, nullable=False),  # when work on it was last heard of
    Column("ends", BigInteger, nullable=False),
    Column("name", String(80)),
    Column("result", LargeBinary),
    Index("ix_export_job_centre", "centre", "made"),
)

calendar_link = Table(
    "calendar_link",
    db.metadata,
    Column("account", ID, primary_key=True),
    Column("centre", ID, primary_key=True),
    Column("secret_hash", String(64), nullable=False),
    Column("made", BigInteger, nullable=False),
    UniqueConstraint("secret_hash"),
)
