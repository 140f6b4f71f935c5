"""The tables of the records, every one keyed by its centre.

`change` and the feed are the truth; `record`, `tree`, `agenda`, `sought`, `excluded` and `granted` are read models, made
from the changes in the same transaction and made anew from them alone by `shelf.rebuild`. `rolled_month` is made from
these when it is asked for. `taken_out` names the changes
that lost words, `tally` counts slips, `audit` says who looked.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
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
CODE = String(40)
STAMP = String(46)
VERSION = (
    2  # of the read models: one more where an update makes them otherwise, so that they are made anew once
)

feed_head = Table(
    "feed_head",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("link", LargeBinary(32), nullable=False),
    Column("models", Integer, nullable=False),  # the VERSION that made the centre's read models
)

feed = Table(
    "feed",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "type", String(1), nullable=False
    ),  # c: a change, ref is its id; r: a refresh, ref is a tree's root
    Column("ref", ID, nullable=False),
    Column("salt", LargeBinary(32)),  # the protocol's r; None once erased, or words were taken out
    Column("commitment", LargeBinary(32), nullable=False),
    Column("link", LargeBinary(32), nullable=False),
    Index("ix_feed_centre_ref", "centre", "ref"),
)

change = Table(
    "change",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("record", ID, nullable=False),
    Column("account", ID),  # None: the installation itself
    Column("device", ID),
    Column("leads", Boolean, nullable=False),  # the author was supervisor or manager when it came
    Column("locked", Boolean, nullable=False),  # signed by the phone's second key, while it was locked
    Column("ord", STAMP, nullable=False),
    Column("body", LargeBinary),  # the bytes as they were signed; None once erased
    Column("envelope", ID),
    Column("received", BigInteger, nullable=False),
    Index("ix_change_centre_record", "centre", "record"),
    Index("ix_change_centre_received", "centre", "received"),
)

record = Table(
    "record",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("id", ID, primary_key=True),
    Column("root", ID, nullable=False),  # the topmost record known above it
    Column("parent", ID),
    Column("above", ID),  # the parent, or what an escalation asked from home was tied to later
    Column("kind", CODE, nullable=False),
    Column("account", ID),
    Column("ord", STAMP, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("said", BigInteger, nullable=False),  # the time that it speaks of: fold.spoken_of
    Column("withdrawn", Boolean, nullable=False),
    Column("led", Boolean, nullable=False),  # its author was supervisor or manager
    Column("locked", Boolean, nullable=False),  # made on a locked phone, and not yet confirmed by its author
    Column("alone", CODE),  # trees.AUTHOR, trees.HELP: a check-in of nobody named; None for all others
    Column("values", JSON, nullable=False),
    Column("forms", JSON, nullable=False),  # field: the form's version that its standing value was given by
    Column("others", JSON, nullable=False),  # fields whose standing value another hand than the author's gave
    Column(
        "marks", JSON, nullable=False
    ),  # every flag and type that any change ever named: masks depend on it
    Column(
        "firsts", JSON, nullable=False
    ),  # accounts of concern that came in the envelope that made the record
    Column("moments", JSON, nullable=False),  # what bears on a joint talk: joint.py
    Index("ix_record_centre_root", "centre", "root", "kind"),
    Index("ix_record_centre_kind", "centre", "kind", "made"),
    Index("ix_record_centre_said", "centre", "said", "kind", "root"),
)

tree = Table(
    "tree",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("root", ID, primary_key=True),
    Column("kind", CODE),  # of the root; None while it hasn't arrived
    Column("account", ID),
    Column("made", BigInteger),
    Column("happened", BigInteger),
    Column("place", CODE),
    Column("types", String(200), nullable=False),  # "," + codes joined by "," + ",": asked with LIKE
    Column("heat", CODE),
    Column("outcome", CODE),  # the latest talk's, else the record's own
    Column("masked", Boolean, nullable=False),
    Column("care", CODE),
    Column("open", Boolean, nullable=False),
    Column("floor_until", BigInteger),
    Column("withdrawn", Boolean, nullable=False),
    Column("asked", BigInteger),  # when the oldest request for help that is not closed was made
    Column("read", BigInteger),  # when a supervisor last marked it as read
    Column("breaches", JSON, nullable=False),  # joint talk written while a stop flag stood: joint.py
    Index("ix_tree_centre_kind_happened", "centre", "kind", "happened", "root"),
    Index("ix_tree_centre_asked", "centre", "asked"),
    Index("ix_tree_centre_masked", "centre", "masked", "read", "happened"),
)

agenda = Table(
    "agenda",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("record", ID, primary_key=True),
    Column("sort", CODE, primary_key=True),  # a name of agenda.RULES
    Column("root", ID, nullable=False),
    Column("at", BigInteger, nullable=False),  # when it is due, or since when it waits
    Index("ix_agenda_centre_sort", "centre", "sort", "at"),
    Index("ix_agenda_centre_root", "centre", "root"),
)

sought = Table(
    "sought",
    db.metadata,
    Column("n", Integer, primary_key=True),
    Column("centre", ID, nullable=False),
    Column("root", ID, nullable=False),
    Column("who", ID, nullable=False),  # an account; texts.SHARED: whoever leads
    Column("words", Text, nullable=False),
    Column("names", Text, nullable=False),
    UniqueConstraint("centre", "root", "who"),
)

excluded = Table(
    "excluded",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("root", ID, primary_key=True),
    Column("account", ID, primary_key=True),
    Column("late", Boolean, nullable=False),  # named after the tree was begun: they may have held some of it
    Index("ix_excluded_centre_account", "centre", "account"),
)

granted = Table(
    "granted",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("record", ID, primary_key=True),
    Column("account", ID, primary_key=True),
    Column("root", ID, nullable=False),
    Column("field", CODE),  # that field alone; None: the whole record
    Index("ix_granted_centre_root", "centre", "root"),
)

rolled_month = Table(  # kept by exports/rolled.py, and emptied wherever read models are made anew
    "rolled_month",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("seq", BigInteger, nullable=False),  # the feed's number up to which it is known to stand
    Column("made_by", String(64), nullable=False),  # what counted it: another program, or zone, counts anew
    Column("slips", Integer, nullable=False),  # how many slips the month had then
    Column("roots", JSON, nullable=False),  # the trees that it was counted from
    Column("counts", JSON, nullable=False),  # population: [figure, events, people, authors]
    Column("lines", JSON, nullable=False),
    Column("keys", JSON, nullable=False),  # population: what was counted, each by its key
)

taken_out = Table(
    "taken_out",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("change", ID, primary_key=True),  # a change that lost words: its body isn't what was signed
    Column("account", ID),
    Column("envelope", ID),  # in which it came: its author's phones drop it
    Index("ix_taken_out_centre_account", "centre", "account"),
)

tally = Table(
    "tally",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("question", CODE, primary_key=True),
    Column("answer", CODE, primary_key=True),
    Column("total", Integer, nullable=False),
)

author_name = Table(
    "author_name",
    db.metadata,
    Column("centre", ID, primary_key=True),
    Column("account", ID, primary_key=True),
    Column("name", String(80), nullable=False),
)

audit = Table(
    "audit",
    db.metadata,
    Column("n", Integer, primary_key=True),
    Column("centre", ID),  # None: not of one centre, such as a sign-in that failed
    Column("at", BigInteger, nullable=False),
    Column("account", ID),
    Column("device", ID),
    Column("act", CODE, nullable=False),
    Column("record", ID),
    Column("reason", Text),
    Index("ix_audit_centre_at", "centre", "at"),
    Index("ix_audit_centre_record", "centre", "record"),
)
