"""Passwords: Argon2id with 19 MiB, t=2, p=1 (OWASP's first choice); equal time for a name that isn't there."""

from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 8
LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether this is the password; as slow for an account that doesn't exist (`stored` None)."""
    try:
        _hasher.verify(stored or _nobodys_hash(), password[:LONGEST])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")
