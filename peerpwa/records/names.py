"""What an author is called on pages and phones. Kept by the accounts, so that records need not know them."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from peerpwa.records.door import reading, writing_plain
from peerpwa.records.models import author_name


def set_name(centre: str, account: str, name: str, *, connection: Connection | None = None) -> None:
    """Gives an account its name at a centre, in place of the one before; in the caller's transaction where
    given.
    """
    if connection is None:
        with writing_plain() as own:
            set_name(centre, account, name, connection=own)
        return
    here = (author_name.c.centre == centre) & (author_name.c.account == account)
    connection.execute(delete(author_name).where(here))
    connection.execute(insert(author_name), {"centre": centre, "account": account, "name": name})


def get_names(centre: str) -> dict[str, str]:
    """All names of a centre, by account."""
    with reading() as connection:
        return find_names(connection, centre)


def find_names(
    connection: Connection, centre: str, accounts: Iterable[str | None] | None = None
) -> dict[str, str]:
    """Names by account: of these accounts, or of all."""
    query = select(author_name.c.account, author_name.c.name).where(author_name.c.centre == centre)
    if accounts is not None:
        query = query.where(author_name.c.account.in_({a for a in accounts if a is not None}))
    return {row.account: row.name for row in connection.execute(query)}
