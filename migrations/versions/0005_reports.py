"""reports"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(length=36)


def upgrade() -> None:
    op.create_table(
        "counted_month",
        sa.Column("centre", ID, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "month", name=op.f("pk_counted_month")),
    )
    op.create_table(
        "counted_item",
        sa.Column("centre", ID, nullable=False),
        sa.Column("population", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("centre", "population", "item", name=op.f("pk_counted_item")),
    )
    op.create_table(
        "funder_report",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre", ID, nullable=False),
        sa.Column("first", sa.String(length=7), nullable=False),
        sa.Column("last", sa.String(length=7), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funder_report")),
        sa.UniqueConstraint("centre", "first", "last", name=op.f("uq_funder_report_centre_first_last")),
    )
    op.create_table(
        "export_job",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre", ID, nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("approved", ID, nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_job")),
    )
    op.create_index("ix_export_job_centre", "export_job", ["centre", "made"])
    op.create_table(
        "calendar_link",
        sa.Column("account", ID, nullable=False),
        sa.Column("centre", ID, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "centre", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_link_secret_hash")),
    )


def downgrade() -> None:
    op.drop_table("calendar_link")
    op.drop_index("ix_export_job_centre", "export_job")
    op.drop_table("export_job")
    op.drop_table("funder_report")
    op.drop_table("counted_item")
    op.drop_table("counted_month")
