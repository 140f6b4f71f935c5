"""locked"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("change", "record"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table in ("record", "change"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("locked")
