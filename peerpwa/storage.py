"""The database: one `db` for all tables, and how SQLite or PostgreSQL is opened.

SQLite runs in WAL with synchronous FULL: what was answered as stored is on the disk. Transactions begin when
we say so; `immediate` takes the write lock at once instead of failing half-way: records go through
records/door.py, pages that write by the session say `begin_write()` first. PostgreSQL has no such lock, so there
`immediate` takes one of ours, held to the end of the transaction: whoever reads and then writes is alone with it in
all processes.
"""

from typing import Any

import msgspec
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event

THREADS = 64
POOL = (
    2 * THREADS + 8
)  # a thread may have the session's connection and a reader's; senders and makers of files besides
ENGINE = {"pool_size": POOL, "pool_pre_ping": True, "json_deserializer": msgspec.json.decode}
WRITERS = 0x67726F756E64
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)
SETTINGS = (  # every question has its index, and is short: walking a table is never meant, compiling never pays
    "random_page_cost=1.1",
    "jit=off",
)

db = SQLAlchemy(
    session_options={"expire_on_commit": False},
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    ),
)
migrate = Migrate()


def init_app(app: Flask) -> None:
    """Binds the database to the app and prepares its engine."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", ENGINE)
    db.init_app(app)
    migrate.init_app(app, db, directory=app.config["MIGRATIONS"], render_as_batch=True)
    with app.app_context():
        if is_embedded():
            _prepare_sqlite(db.engine)
        else:
            _prepare_postgresql(db.engine)


def is_embedded() -> bool:
    """Whether the database is SQLite: a file of this process's own."""
    return bool(db.engine.dialect.name == "sqlite")


def begin_write() -> None:
    """Begins the session's transaction as a writer, on what stands now: what it read before is forgotten."""
    db.session.rollback()
    db.session.connection(execution_options={"immediate": True})


def is_compared(name: str | None, type: str, _parents: Any) -> bool:
    """What Alembic compares with the models: how a search's words are indexed is each database's own (sought.py)."""
    return type not in ("table", "index") or not (name or "").startswith("sought_index")


def wipe_log() -> None:
    """What was overwritten goes from SQLite's write-ahead log too. It waits for readers, and gives up after 10
    seconds: then the log is overwritten by later writes. On PostgreSQL it is the operator's (docs/operating.md).
    """
    if not is_embedded():
        return
    db.session.rollback()
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            for setting in SETTINGS:
                cursor.execute(f"SET {setting}")
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("immediate", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
