"""models"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feed_head") as head:
        head.add_column(sa.Column("models", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("record") as record:
        record.add_column(sa.Column("said", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("ix_record_centre_said", "record", ["centre", "said", "kind", "root"])
    op.drop_index("ix_record_centre_root", "record")
    op.create_index("ix_record_centre_root", "record", ["centre", "root", "kind"])


def downgrade() -> None:
    op.drop_index("ix_record_centre_root", "record")
    op.create_index("ix_record_centre_root", "record", ["centre", "root"])
    op.drop_index("ix_record_centre_said", "record")
    with op.batch_alter_table("record") as record:
        record.drop_column("said")
    with op.batch_alter_table("feed_head") as head:
        head.drop_column("models")
