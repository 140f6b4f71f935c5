"""What the sync keeps of envelopes: receipts, refusals to mend, and those that wait for a human."""

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table

from peerpwa.storage import db

ID = String(36)

server_key = Table(
    "server_key",
    db.metadata,
    Column("id", String(22), primary_key=True),
    Column("public", LargeBinary(32), nullable=False),
    Column("made", BigInteger, nullable=False),
)

envelope = Table(
    "envelope",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("sha256", String(43), nullable=False),
    Column("device", ID),  # None, as the time: it brought a slip, of which nothing else is kept
    Column("received", BigInteger),
)

refusal = Table(
    "refusal",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("device", ID, nullable=False),
    Column("code", String(40), nullable=False),
    Column("field", String(60)),
    Column("received", BigInteger, nullable=False),
)

quarantine = Table(
    "quarantine",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("sha256", String(43), primary_key=True),
    Column("device", ID, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("key", String(22), nullable=False),
    Column("signer", String(22), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("left", BigInteger),  # when a human left it out; it stays, and can still be taken in
    Column("left_by", ID),
)
