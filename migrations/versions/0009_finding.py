"""finding"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

GONE = "INSERT INTO sought_index (sought_index, rowid, words, names) VALUES ('delete', old.n, old.words, old.names);"
HERE = "INSERT INTO sought_index (rowid, words, names) VALUES (new.n, new.words, new.names);"
SQLITE = (
    "CREATE VIRTUAL TABLE sought_index USING fts5"
    "(words, names, content='sought', content_rowid='n', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER sought_in AFTER INSERT ON sought BEGIN {HERE} END",
    f"CREATE TRIGGER sought_out AFTER DELETE ON sought BEGIN {GONE} END",
)
POSTGRESQL = (
    "CREATE INDEX sought_index_words ON sought USING gin (array_to_tsvector(string_to_array(words, ' ')))",
    "CREATE INDEX sought_index_names ON sought USING gin (array_to_tsvector(string_to_array(names, ' ')))",
    "CREATE INDEX sought_index_both ON sought"
    " USING gin (array_to_tsvector(string_to_array(btrim(words || ' ' || names), ' ')))",
)


def upgrade() -> None:
    op.create_table(
        "sought",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(length=36), nullable=False),
        sa.Column("root", sa.String(length=36), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_sought")),
        sa.UniqueConstraint("centre", "root", "who", name=op.f("uq_sought_centre_root_who")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.create_table(
        "saved_filter",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("centre_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_saved_filter_account_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_saved_filter_centre_id")),
        sa.PrimaryKeyConstraint("account_id", "centre_id", "name", name=op.f("pk_saved_filter")),
    )


def downgrade() -> None:
    op.drop_table("saved_filter")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE sought_index")
        for trigger in ("sought_in", "sought_out"):
            op.execute(f"DROP TRIGGER {trigger}")
    op.drop_table("sought")
