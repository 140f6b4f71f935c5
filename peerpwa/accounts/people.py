"""Centres, accounts and their roles: made by the operator's commands, looked up by the doors."""

import re
import unicodedata
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from peerpwa.accounts.models import LANGUAGES, ROLES, Account, Centre, Membership
from peerpwa.accounts.passwords import LONGEST, SHORTEST, hash_password, is_right
from peerpwa.errors import Refusal, bad_field
from peerpwa.records import names
from peerpwa.records.ids import new_id
from peerpwa.records.viewer import FLOOR, Viewer
from peerpwa.storage import begin_write, db

SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,59}")
LONGEST_NAME = 60


def create_centre(name: str, zone: str, now: int) -> Centre:
    """A new centre. Raises Refusal for a name that is taken or a zone that isn't an IANA name."""
    name = _name("name", name)
    if zone not in available_timezones():
        raise bad_field(
            "zone",
            f"“{zone}” isn't a time zone. Try America/Toronto.",
            f"«\u00a0{zone}\u00a0» n'est pas un fuseau.",
        )
    begin_write()
    if db.session.scalar(select(Centre).where(Centre.name == name)):
        raise bad_field(
            "name", f"There is a centre “{name}” already.", f"Il y a déjà un centre «\u00a0{name}\u00a0»."
        )
    centre = Centre(id=new_id(now), name=name, zone=zone)
    db.session.add(centre)
    db.session.commit()
    return centre


def get_centre(name: str) -> Centre:
    """The centre of this name. Raises Refusal."""
    centre: Centre | None = db.session.scalar(select(Centre).where(Centre.name == name))
    if centre is None:
        known = ", ".join(db.session.scalars(select(Centre.name).order_by(Centre.name))) or "none yet"
        raise bad_field(
            "centre",
            f"There is no centre “{name}”. There is: {known}.",
            f"Pas de centre «\u00a0{name}\u00a0».",
        )
    return centre


def list_centres() -> list[Centre]:
    """Every centre, by name."""
    return list(db.session.scalars(select(Centre).order_by(Centre.name)))


def create_account(
    name: str,
    *,
    centre: str,
    role: str,
    password: str,
    now: int,
    display_name: str | None = None,
    language: str = "en",
) -> Account:
    """A new account with a role in a centre; for a name that exists, a further role or centre, where the password fits.

    Raises Refusal naming the field.
    """
    name = name.strip().lower()
    if not SIGN_IN_NAME.fullmatch(name):
        raise bad_field(
            "name",
            "A sign-in name has letters, digits and . _ - @, at most 60.",
            "Lettres, chiffres et . _ - @.",
        )
    if role not in ROLES:
        raise bad_field(
            "role",
            f"“{role}” isn't a role. Roles: {', '.join(ROLES)}.",
            f"«\u00a0{role}\u00a0» n'est pas un rôle.",
        )
    if language not in LANGUAGES:
        raise bad_field("language", "Languages: en, fr.", "Langues\u00a0: en, fr.")
    place = get_centre(centre)
    check_password(password)
    begin_write()
    account = db.session.scalar(select(Account).where(Account.name == name))
    if account is None:
        shown = _name("display_name", display_name or name.capitalize())
        account = Account(
            id=new_id(now),
            name=name,
            display_name=shown,
            password_hash=hash_password(password),
            language=language,
        )
        db.session.add(account)
    elif not is_right(account.password_hash, password):
        raise bad_field(
            "name", f"There is an account “{name}” already.", f"Il y a déjà un compte «\u00a0{name}\u00a0»."
        )
    if db.session.get(Membership, (account.id, place.id, role)) is None:
        db.session.add(Membership(account_id=account.id, centre_id=place.id, role=role))
    names.set_name(place.id, account.id, account.display_name, connection=db.session.connection())
    db.session.commit()
    return account


def check_password(password: str) -> None:
    """Raises Refusal for one that is too short, too long or holds signs that no keyboard types."""
    if not SHORTEST <= len(password) <= LONGEST or any(unicodedata.category(c) == "Cc" for c in password):
        raise bad_field(
            "password", f"A password has {SHORTEST} to {LONGEST} signs.", f"De {SHORTEST} à {LONGEST} signes."
        )


def list_accounts() -> list[Account]:
    """Every account with its memberships, by name."""
    query = select(Account).options(selectinload(Account.memberships).joinedload(Membership.centre))
    return list(db.session.scalars(query.order_by(Account.name)))


def sign_in(name: str, password: str) -> Account:
    """The account that this name and password open. Raises Refusal, the same for an unknown name."""
    query = select(Account).where(Account.name == name.strip().lower())
    account: Account | None = db.session.scalar(query)
    if not is_right(account.password_hash if account else None, password) or account is None:
        raise Refusal(
            "wrong_sign_in",
            401,
            (
                "That name and password don't fit. Try again.",
                "Ce nom et ce mot de passe ne vont pas. Réessayez.",
            ),
        )
    return account


def roles_in(account: Account, centre: str) -> frozenset[str]:
    """The account's roles in a centre, as they stand now."""
    query = select(Membership.role).where(Membership.account_id == account.id, Membership.centre_id == centre)
    return frozenset(db.session.scalars(query))


def centres_of(account: Account, roles: frozenset[str] | None = None) -> list[Centre]:
    """The centres where the account has one of these roles (None: any), by name."""
    query = select(Centre).join(Membership, Membership.centre_id == Centre.id)
    query = query.where(Membership.account_id == account.id)
    if roles is not None:
        query = query.where(Membership.role.in_(roles))
    return list(db.session.scalars(query.distinct().order_by(Centre.name)))


def colleagues_of(centre: str) -> list[dict[str, object]]:
    """Who works here: id, name and roles, for the phones' pickers."""
    query = select(Account.id, Account.display_name, Membership.role).join(Membership)
    found: dict[str, dict[str, object]] = {}
    rows = db.session.execute(query.where(Membership.centre_id == centre, Membership.role.in_(FLOOR)))
    for id, shown, role in sorted(rows, key=lambda row: (row[1], row[2])):
        entry = found.setdefault(id, {"id": id, "name": shown, "roles": []})
        roles = entry["roles"]
        assert isinstance(roles, list)
        roles.append(role)
    return list(found.values())


def mediators_of(centre: str) -> dict[str, str]:
    """The mediators of a centre, by account, in the order of their names."""
    query = select(Account.id, Account.display_name).join(Membership)
    rows = db.session.execute(query.where(Membership.centre_id == centre, Membership.role == "mediator"))
    return dict(sorted(((id, name) for id, name in rows), key=lambda row: row[1]))


def to_viewer(account: Account, centre: str) -> Viewer:
    """The account as the records know it."""
    return Viewer(account.id, centre, roles_in(account, centre))


def zone_of(centre: Centre) -> ZoneInfo:
    """The centre's zone, in which its days begin and end."""
    return ZoneInfo(centre.zone)


def _name(field: str, text: str) -> str:
    text = unicodedata.normalize("NFC", text.strip())
    if not 0 < len(text) <= LONGEST_NAME or any(unicodedata.category(c).startswith("C") for c in text):
        raise bad_field(
            field, f"A name has 1 to {LONGEST_NAME} signs.", f"Un nom a de 1 à {LONGEST_NAME} signes."
        )
    return text
