"""The tables of being told: the outbox, how far the feed was read, who is asked next, choices and devices."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from peerpwa.storage import db

ID = String(36)
CODE = String(40)

notice = Table(
    "notice",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("account", ID, nullable=False),
    Column("target", ID, nullable=False),  # EMAIL, NOBODY, or a device of push_device
    Column("kind", CODE, nullable=False),  # words.KINDS
    Column("matter", String(80), nullable=False),  # what it is about: told once to each target
    Column("record", ID),  # the request for help that it is about
    Column("body", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),  # not before
    Column("expires", BigInteger, nullable=False),  # not after
    Column("tries", Integer, nullable=False),
    Column(
        "state", CODE, nullable=False
    ),  # waiting, digest (said in counts, by no notice of its own), sent, missed, dropped
    Column("fault", CODE),  # why the last try didn't reach them
    Column("claim", ID),  # the sender that has it
    Column("claimed_until", BigInteger),
    Unique("centre", "matter", "account", "target"),
    Index("ix_notice_state_due", "state", "due"),
    Index("ix_notice_centre_record", "centre", "record"),
)

notice_cursor = Table(
    "notice_cursor",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

notice_round = Table(
    "notice_round",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("record", ID, primary_key=True),
    Column("level", CODE, nullable=False),
    Column("step", Integer, nullable=False),  # how many steps were told
    Column("next", BigInteger),  # when the next is told; None: there is none
    Index("ix_notice_round_next", "next"),
)

notice_choice = Table(
    "notice_choice",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("account", ID, primary_key=True),
    Column("email", String(254)),
    Column("by_email", Boolean, nullable=False),
    Column("quiet_from", Integer),  # minutes of the centre's day
    Column("quiet_until", Integer),
    Column("digest_at", Integer),
    Column("digest_day", String(10)),  # the last day on which it was looked at
)

push_device = Table(
    "push_device",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("account", ID, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("digest", String(43), nullable=False),  # of the endpoint, to find it by
    Column("public", LargeBinary(65), nullable=False),
    Column("auth", LargeBinary(16), nullable=False),
    Column("label", String(60), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("ended", BigInteger),  # the push service said that it takes no more
    Unique("centre", "account", "digest"),
)

push_key = Table(
    "push_key",
    db.metadata,
    Column("id", String(22), primary_key=True),
    Column("public", LargeBinary(65), nullable=False),
    Column("made", BigInteger, nullable=False),
)
