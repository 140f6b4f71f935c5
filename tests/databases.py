"""The databases that tests run on: SQLite in a folder of the test's own, and PostgreSQL in a throwaway cluster.

What touches the database asks for the fixture `database` and runs on both, where the set-up found PostgreSQL. Each
test gets one of its own: an empty one, or a copy of one that was made ready once.
"""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sized
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import event, inspect, text
from sqlalchemy.pool import Pool

from peerpwa.storage import db, is_embedded, wipe_log
from tests.server import free_port

PROGRAMS = os.environ.get("PEERPWA_POSTGRESQL", "")
KINDS = ("sqlite", "postgresql") if PROGRAMS else ("sqlite",)
SORTED = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
KEEP = """
DO $$ DECLARE t text; BEGIN
  CREATE SCHEMA kept;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', t);
  END LOOP;
END $$"""
RESTORE = """
DO $$ DECLARE t text; c text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', t);
  END LOOP;
  FOR t, c IN SELECT table_name, string_agg(quote_ident(column_name), ',') FROM information_schema.columns
              WHERE table_schema = 'kept' GROUP BY table_name LOOP
    EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM kept.%1$I', t, c);
  END LOOP;
END $$"""
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "400",
    "shared_buffers": "64MB",
}

Make = Callable[[Mapping[str, Any]], object]


class Database(Protocol):
    """`empty` and `copied` answer the configuration of an app over this folder and a database of its own. `copied`
    makes one by `make(config)` the first time that `name` is asked for in this process. `give_back` takes all but the
    first `count` of those given: nobody uses them any more.
    """

    def empty(self, data: Path) -> dict[str, Any]: ...

    def copied(self, data: Path, name: str, make: Make) -> dict[str, Any]: ...

    def give_back(self, count: int) -> None: ...

    @property
    def given(self) -> Sized: ...


class Sqlite:
    """A file in each test's folder."""

    given = ()

    def __init__(self, templates: Path) -> None:
        self.templates = templates

    def empty(self, data: Path) -> dict[str, Any]:
        return {"DATA": data}

    def copied(self, data: Path, name: str, make: Make) -> dict[str, Any]:
        made = self.templates / name
        if not made.is_dir():
            make(self.empty(made))
        shutil.copytree(made, data)
        return self.empty(data)

    def give_back(self, count: int) -> None:
        """The test's folder goes, and the file with it."""


class Cluster:
    """A PostgreSQL of this process's own, in a folder that goes with it. As root it runs as the user postgres."""

    def __init__(self, settings: Mapping[str, str] = SETTINGS) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="peerpwa-postgresql-"))
        self.port = free_port()
        self.mine = os.geteuid() != 0
        if not self.mine:
            shutil.chown(self.folder, "postgres")
        self._run(
            "initdb",
            "--auth=trust",
            "--username=ground",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        )
        given = " ".join(f"-c {name}={value}" for name, value in settings.items())
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1 {given}"
        self._run("pg_ctl", "--wait", f"--log={self.folder / 'log'}", f"--options={options}", "start")

    def url(self, name: str) -> str:
        return f"postgresql://ground@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str, name: str = "postgres") -> None:
        """What the cluster's owner says, to one of its databases."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def create(self, like: str) -> str:
        """A new database; answers its name."""
        name = f"t{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} {like}")
        return name

    def stop(self) -> None:
        self._run("pg_ctl", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *words: str) -> None:
        user = [] if self.mine else ["runuser", "-u", "postgres", "--"]
        command = [*user, str(Path(PROGRAMS) / program), f"--pgdata={self.folder / 'data'}", *words]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


class Postgresql:
    """Databases of one cluster. To make one takes longer than most tests: one that was given back is emptied and filled
    as it was, from the schema `kept`.
    """

    def __init__(self, cluster: Cluster, templates: Path) -> None:
        self.cluster = cluster
        self.templates = templates
        self.kept: dict[str, str] = {}  # what others are copied from, by name
        self.free: defaultdict[str, list[str]] = defaultdict(list)
        self.given: list[tuple[str, str | None]] = []
        self.connections: defaultdict[str, list[psycopg.Connection[Any]]] = defaultdict(list)
        event.listen(Pool, "connect", self._note)

    def empty(self, data: Path) -> dict[str, Any]:
        self.given.append((self.cluster.create(SORTED), None))
        return {"DATA": data, "DATABASE_URL": self.cluster.url(self.given[-1][0])}

    def copied(self, data: Path, name: str, make: Make) -> dict[str, Any]:
        files = self.templates / name
        if name not in self.kept:
            self.kept[name] = self.cluster.create(SORTED)
            make({"DATA": files, "DATABASE_URL": self.cluster.url(self.kept[name])})
            self._end_connections(self.kept[name])
            self.cluster.run(KEEP, self.kept[name])
        shutil.copytree(files, data)
        found = (
            self.free[name].pop() if self.free[name] else self.cluster.create(f"TEMPLATE {self.kept[name]}")
        )
        self.given.append((found, name))
        return {"DATA": data, "DATABASE_URL": self.cluster.url(found)}

    def give_back(self, count: int) -> None:
        while len(self.given) > count:
            found, name = self.given.pop()
            self._end_connections(found)
            if name is None:
                self.cluster.run(f"DROP DATABASE {found} WITH (FORCE)")
            else:
                self.cluster.run(RESTORE, found)
                self.free[name].append(found)

    def _note(self, connection: Any, _record: Any) -> None:
        if isinstance(connection, psycopg.Connection):
            self.connections[connection.info.dbname].append(connection)

    def _end_connections(self, name: str) -> None:
        """Those that apps left open."""
        for connection in self.connections.pop(name, ()):
            connection.close()


def stored_bytes() -> bytes:
    """All that the database holds. On SQLite the file with its log, as on the disk, after the log was wiped; on
    PostgreSQL every row of every table. Call within an app's context.
    """
    if is_embedded():
        wipe_log()
        file = Path(str(db.engine.url.database))
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    found = bytearray()
    with db.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{name}"')):
                found += b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row)
    return bytes(found)
