"""Who there is: the installation, its centres, accounts, their roles in a centre, their phones and sign-ins."""

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peerpwa.storage import db

ROLES = ("worker", "supervisor", "manager", "mediator", "administrator")
LANGUAGES = ("en", "fr")


class Installation(db.Model):  # type: ignore[name-defined,misc]
    """One row: which installation this is (names the pages' cookie), and whether it is a demo."""

    __tablename__ = "installation"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    demo: Mapped[bool] = mapped_column(Boolean)


class Centre(db.Model):  # type: ignore[name-defined,misc]
    __tablename__ = "centre"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    zone: Mapped[str] = mapped_column(String(60))


class Account(db.Model):  # type: ignore[name-defined,misc]
    """What signs in. `name` is in lower case; `display_name` is what colleagues read."""

    __tablename__ = "account"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="account", order_by="Membership.role"
    )


class Membership(db.Model):  # type: ignore[name-defined,misc]
    """A role of an account in a centre."""

    __tablename__ = "membership"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    account: Mapped[Account] = relationship(back_populates="memberships")
    centre: Mapped[Centre] = relationship()


class Away(db.Model):  # type: ignore[name-defined,misc]
    """A supervisor or manager who said "I am away until" (ms): requests for help go to the next."""

    __tablename__ = "away"
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    until: Mapped[int] = mapped_column(BigInteger)


class Device(db.Model):  # type: ignore[name-defined,misc]
    """A worker's vault on one phone: the two keys that sign, and the token that reads (stored hashed)."""

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("vault_key"),
        UniqueConstraint("spare_key"),
        UniqueConstraint("bearer_hash"),
        Index("ix_device_centre_id", "centre_id"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"))
    label: Mapped[str] = mapped_column(String(60))
    vault_key: Mapped[str] = mapped_column(String(22))
    vault_public: Mapped[bytes] = mapped_column(LargeBinary(65))
    spare_key: Mapped[str] = mapped_column(String(22))
    spare_public: Mapped[bytes] = mapped_column(LargeBinary(65))
    bearer_hash: Mapped[str | None] = mapped_column(String(64))
    bearer_used: Mapped[int] = mapped_column(BigInteger)
    enrolled: Mapped[int] = mapped_column(BigInteger)
    last_seen: Mapped[int] = mapped_column(BigInteger)
    waiting: Mapped[int] = mapped_column(BigInteger)
    waiting_since: Mapped[int | None] = mapped_column(BigInteger)
    persisted: Mapped[bool] = mapped_column(Boolean)
    build: Mapped[str] = mapped_column(String(40))
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    account: Mapped[Account] = relationship()
    centre: Mapped[Centre] = relationship()


class PageSession(db.Model):  # type: ignore[name-defined,misc]
    """A sign-in to the pages: held here, the cookie only names it. 30 minutes idle, 12 hours at most. `left`: when
    this account was last at this centre's pages before it; 0 where it never was.
    """

    __tablename__ = "page_session"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"))
    started: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[int] = mapped_column(BigInteger)
    left: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)


class LastVisit(db.Model):  # type: ignore[name-defined,misc]
    """When an account was last at a centre's pages: kept when its sign-in ended."""

    __tablename__ = "last_visit"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)


class SavedFilter(db.Model):  # type: ignore[name-defined,misc]
    """A set of filters that an account kept at a centre, as the address has them: never words, never a person."""

    __tablename__ = "saved_filter"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    centre_id: Mapped[str] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    query: Mapped[str] = mapped_column(String(300))


class Challenge(db.Model):  # type: ignore[name-defined,misc]
    """A random word that a phone signs to get a new bearer; used once, good for 5 minutes."""

    __tablename__ = "challenge"
    word: Mapped[str] = mapped_column(String(64), primary_key=True)
    signer: Mapped[str] = mapped_column(String(22))
    made: Mapped[int] = mapped_column(BigInteger)
