"""visits"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("funder_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("visits", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("funder_report", schema=None) as batch_op:
        batch_op.alter_column("visits", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("funder_report", schema=None) as batch_op:
        batch_op.drop_column("visits")
