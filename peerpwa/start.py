"""What must be true before anything is served. Each refusal is one clear sentence with the way out."""

import gc
import secrets
import uuid
from pathlib import Path

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from peerpwa.accounts.models import Centre, Installation
from peerpwa.clock import now_ms
from peerpwa.errors import CannotStart
from peerpwa.notify.keys import get_key, missing_key
from peerpwa.notify.mail import BadMailSetting, load_server
from peerpwa.records.door import reading, writing
from peerpwa.records.shelf import list_behind, rebuild
from peerpwa.storage import begin_write, db, is_embedded
from peerpwa.sync import keys

SHORTEST_SECRET = 32
GARBAGE = 20_000  # so many objects a page makes that reads much: sooner the collector needn't look


def make_ready(app: Flask) -> None:
    """Names the cookie and takes the secret; for an installation that isn't set up yet, only the commands work.

    Raises CannotStart. Call within the app's context.
    """
    _check_database()
    if not is_migrated(app):
        app.config.update(READY=False, DEMO=False)
        app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or secrets.token_hex(32)
        return
    installation = db.session.execute(db.select(Installation)).scalar_one_or_none()
    app.config.update(READY=installation is not None, DEMO=bool(installation and installation.demo))
    if installation is None:
        app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or secrets.token_hex(32)
        return
    if installation.demo:
        app.config["SECRET_KEY"] = _demo_secret(Path(app.config["DATA"]))
    name = f"ground-{installation.id[-12:]}"
    app.config["SESSION_COOKIE_SECURE"] = not installation.demo
    app.config["SESSION_COOKIE_NAME"] = name if installation.demo else f"__Host-{name}"
    db.session.remove()


def check_fit(app: Flask) -> None:
    """Raises CannotStart unless this installation may serve now. Call within the app's context."""
    if not is_up_to_date(app):
        raise CannotStart("The database isn't set up or isn't up to date. Run: flask --app app db upgrade")
    if not app.config["READY"]:
        raise CannotStart(
            "This installation has no centre yet. Run: flask --app app centre add NAME --zone ZONE"
        )
    if app.config["DEMO"] and not app.config["SERVES_DEMO"]:
        raise CannotStart(
            "This database is a demo. A real installation starts with an empty PEERPWA_DATA folder."
        )
    if not app.config["DEMO"] and len(app.config["SECRET_KEY"] or "") < SHORTEST_SECRET:
        raise CannotStart("Set SECRET_KEY to a random text of at least 32 signs, and keep it.")
    if missing := next(iter(keys.missing_keys()), missing_key()):
        raise CannotStart(
            f"The key file of {missing} is missing in the data folder. Restore it from your backup."
        )
    try:
        load_server(app.config)
    except BadMailSetting as fault:
        raise CannotStart(str(fault)) from None


def set_up(app: Flask, *, demo: bool) -> None:
    """Makes what every installation has: tables, its id, a first key. Nothing happens the second time.

    Raises CannotStart for a demo over a database that holds something already. Call within the app's context.
    """
    Path(app.config["DATA"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade()
    installation = db.session.scalar(db.select(Installation))
    if installation is not None and demo:
        raise CannotStart("This database isn't empty. A demo needs an empty PEERPWA_DATA folder.")
    if installation is None:
        begin_write()
        db.session.add(Installation(id=str(uuid.uuid4()), demo=demo))
        db.session.commit()
    db.session.remove()
    if not keys.list_public():
        keys.create_key(now_ms())
    get_key(now_ms())


def settle() -> None:
    """What the start made stands for good: from here on the garbage collector walks what requests leave, and not the
    practice and the program again and again, which was the slowest tenth of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def fill_lists() -> None:
    """Makes the read models anew of every centre that an earlier version left, each in a transaction of its own: a
    stop in between costs nothing. Call within the app's context, with the newest migration.
    """
    with reading() as connection:
        behind = list_behind(connection)
    names = {row.id: row.name for row in db.session.execute(db.select(Centre.id, Centre.name))}
    db.session.remove()
    for number, centre in enumerate(behind, 1):
        click.echo(f"Filling the lists of {names.get(centre, centre)} ({number} of {len(behind)})", err=True)
        with writing(centre) as door:
            rebuild(door)


def is_up_to_date(app: Flask) -> bool:
    """Whether the newest migration was made, and every centre's lists with it. Call within the app's context."""
    if not is_migrated(app):
        return False
    with reading() as connection:
        return not list_behind(connection)


def is_migrated(app: Flask) -> bool:
    """Whether the database stands at the newest migration. Call within the app's context."""
    newest = ScriptDirectory(app.config["MIGRATIONS"]).get_current_head()
    if not Path(app.config["DATA"]).is_dir():
        return False
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def _check_database() -> None:
    """Raises CannotStart for a PostgreSQL that doesn't answer, or that would sort stamps unlike a phone."""
    if is_embedded():
        return
    try:
        with db.engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
            sorts = connection.exec_driver_sql("SELECT 'a-b' < 'aa' AND 'Z' < 'a'").scalar_one()
    except OperationalError as fault:
        said = str(fault.orig).splitlines()[0]
        raise CannotStart(f"The database that DATABASE_URL names doesn't answer: {said}") from None
    if encoding != "UTF8" or not sorts:
        raise CannotStart(
            "The database must sort by code. Make it anew: "
            "CREATE DATABASE ground TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )


def _demo_secret(data: Path) -> str:
    return (data / "secret").read_text("ascii").strip()
