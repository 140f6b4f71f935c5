"""what was set aside can be left out"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quarantine") as altered:
        altered.add_column(sa.Column("left", sa.BigInteger(), nullable=True))
        altered.add_column(sa.Column("left_by", sa.String(length=36), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("quarantine") as altered:
        altered.drop_column("left_by")
        altered.drop_column("left")
