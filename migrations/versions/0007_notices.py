"""notices"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
CODE = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("centre", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("target", ID, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("matter", sa.String(length=80), nullable=False),
        sa.Column("record", ID, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("fault", CODE, nullable=True),
        sa.Column("claim", ID, nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "centre", "matter", "account", "target", name=op.f("uq_notice_centre_matter_account_target")
        ),
    )
    with op.batch_alter_table("notice") as altered:
        altered.create_index("ix_notice_state_due", ["state", "due"])
        altered.create_index("ix_notice_centre_record", ["centre", "record"])
    op.create_table(
        "notice_cursor",
        sa.Column("centre", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("centre", name=op.f("pk_notice_cursor")),
    )
    op.create_table(
        "notice_round",
        sa.Column("centre", ID, nullable=False),
        sa.Column("record", ID, nullable=False),
        sa.Column("level", CODE, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("centre", "record", name=op.f("pk_notice_round")),
    )
    with op.batch_alter_table("notice_round") as altered:
        altered.create_index("ix_notice_round_next", ["next"])
    op.create_table(
        "notice_choice",
        sa.Column("centre", ID, nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("by_email", sa.Boolean(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("digest_at", sa.Integer(), nullable=True),
        sa.Column("digest_day", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("centre", "account", name=op.f("pk_notice_choice")),
    )
    op.create_table(
        "push_device",
        sa.Column("centre", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=43), nullable=False),
        sa.Column("public", sa.LargeBinary(length=65), nullable=False),
        sa.Column("auth", sa.LargeBinary(length=16), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("pk_push_device")),
        sa.UniqueConstraint("centre", "account", "digest", name=op.f("uq_push_device_centre_account_digest")),
    )
    op.create_table(
        "push_key",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("public", sa.LargeBinary(length=65), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_key")),
    )


def downgrade() -> None:
    for table in ("push_key", "push_device", "notice_choice", "notice_round", "notice_cursor", "notice"):
        op.drop_table(table)
