"""ten steps"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("record") as record:
        record.add_column(sa.Column("led", sa.Boolean(), nullable=False, server_default=sa.true()))
        record.add_column(sa.Column("alone", sa.String(length=40)))
        record.add_column(sa.Column("moments", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("tree") as tree:
        tree.add_column(sa.Column("breaches", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("envelope") as envelope:
        envelope.alter_column("device", existing_type=sa.String(length=36), nullable=True)
        envelope.alter_column("received", existing_type=sa.BigInteger(), nullable=True)
    op.create_table(
        "tally",
        sa.Column("centre", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "month", "question", "answer", name=op.f("pk_tally")),
    )
    op.create_table(
        "taken_out",
        sa.Column("centre", sa.String(length=36), nullable=False),
        sa.Column("change", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=36), nullable=True),
        sa.Column("envelope", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("centre", "change", name=op.f("pk_taken_out")),
    )
    op.create_index("ix_taken_out_centre_account", "taken_out", ["centre", "account"])
    op.create_index("ix_feed_centre_ref", "feed", ["centre", "ref"])


def downgrade() -> None:
    op.drop_index("ix_feed_centre_ref", "feed")
    op.drop_index("ix_taken_out_centre_account", "taken_out")
    op.drop_table("taken_out")
    op.drop_table("tally")
    op.execute("DELETE FROM envelope WHERE device IS NULL")
    with op.batch_alter_table("envelope") as envelope:
        envelope.alter_column("received", existing_type=sa.BigInteger(), nullable=False)
        envelope.alter_column("device", existing_type=sa.String(length=36), nullable=False)
    with op.batch_alter_table("tree") as tree:
        tree.drop_column("breaches")
    with op.batch_alter_table("record") as record:
        record.drop_column("moments")
        record.drop_column("alone")
        record.drop_column("led")
