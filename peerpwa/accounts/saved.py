"""Sets of filters that an account kept at a centre, under names of its own."""

from sqlalchemy import select

from peerpwa.accounts.models import SavedFilter
from peerpwa.errors import bad_field
from peerpwa.storage import begin_write, db

MOST = 12
LONGEST = 40

NO_NAME = bad_field(
    "name", "Give it a name of at most 40 letters.", "Donnez-lui un nom d'au plus 40 lettres."
)
NO_FILTERS = bad_field(
    "query", "Choose a filter first, then keep it.", "Choisissez d'abord un filtre, puis gardez-le."
)
TOO_MANY = bad_field(
    "name",
    "You keep twelve already. Drop one first.",
    "Vous en gardez déjà douze. Enlevez-en un d'abord.",
)
NAMES_SOMEBODY = bad_field(
    "name",
    "Somebody is called that. Name it after a place or a time.",
    "Quelqu'un s'appelle ainsi. Choisissez le nom d'un lieu ou d'un moment.",
)


def list_saved(account: str, centre: str) -> list[SavedFilter]:
    """What this account kept here, by name."""
    query = select(SavedFilter).filter_by(account_id=account, centre_id=centre)
    return list(db.session.scalars(query.order_by(SavedFilter.name)))


def check_name(name: str) -> None:
    """Raises Refusal for what can't be a name."""
    if not name or len(name) > LONGEST or not name.isprintable():
        raise NO_NAME


def keep(account: str, centre: str, name: str, query: str) -> None:
    """Keeps the filters of an address (`query`) under this name, in place of what had it. Raises Refusal."""
    check_name(name)
    if not query:
        raise NO_FILTERS
    begin_write()
    known = {one.name: one for one in list_saved(account, centre)}
    if name not in known and len(known) >= MOST:
        raise TOO_MANY
    db.session.merge(SavedFilter(account_id=account, centre_id=centre, name=name, query=query))
    db.session.commit()


def drop(account: str, centre: str, name: str) -> str | None:
    """Drops what has this name and answers its filters; None where nothing has."""
    if not name.isprintable():  # PostgreSQL has no NUL
        return None
    begin_write()
    kept = db.session.get(SavedFilter, (account, centre, name))
    if kept is None:
        return None
    query = kept.query
    db.session.delete(kept)
    db.session.commit()
    return query
