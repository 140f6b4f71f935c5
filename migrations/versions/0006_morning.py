"""morning"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda",
        sa.Column("centre", sa.String(length=36), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("sort", sa.String(length=40), nullable=False),
        sa.Column("root", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "record", "sort", name=op.f("pk_agenda")),
    )
    op.create_index("ix_agenda_centre_sort", "agenda", ["centre", "sort", "at"])
    op.create_index("ix_agenda_centre_root", "agenda", ["centre", "root"])
    op.create_index("ix_change_centre_received", "change", ["centre", "received"])
    op.create_index("ix_tree_centre_masked", "tree", ["centre", "masked", "read", "happened"])
    op.create_index("ix_device_centre_id", "device", ["centre_id"])
    op.create_table(
        "last_visit",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("centre_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_last_visit_account_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_last_visit_centre_id")),
        sa.PrimaryKeyConstraint("account_id", "centre_id", name=op.f("pk_last_visit")),
    )
    with op.batch_alter_table("device") as device:
        device.add_column(sa.Column("waiting_since", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("page_session") as session:
        session.add_column(sa.Column("left", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("page_session") as session:
        session.drop_column("left")
    with op.batch_alter_table("device") as device:
        device.drop_column("waiting_since")
    op.drop_table("last_visit")
    op.drop_index("ix_device_centre_id", "device")
    op.drop_index("ix_tree_centre_masked", "tree")
    op.drop_index("ix_change_centre_received", "change")
    op.drop_index("ix_agenda_centre_root", "agenda")
    op.drop_index("ix_agenda_centre_sort", "agenda")
    op.drop_table("agenda")
