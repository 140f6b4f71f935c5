"""Where this installation keeps its things and what it is called: environment in, configuration out."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from peerpwa.clock import system_ms
from peerpwa.errors import CannotStart

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "peerpwa.sqlite3"
POSTGRESQL = ("postgresql", "postgres")
DRIVER = "postgresql+psycopg"
MOST_BYTES = 512 * 1024
MAIL = ("SMTP_HOST", "SMTP_PORT", "SMTP_TLS", "SMTP_USER", "SMTP_PASSWORD", "SMTP_CA", "MAIL_FROM")


def load_config(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The app's configuration: what was given wins over the environment.

    `PEERPWA_DATA` is the folder for database and keys, `DATABASE_URL` a PostgreSQL instead of the database there,
    `SECRET_KEY` the secret of a real installation, `PEERPWA_URL` its address in e-mails, `MAIL` the mail server
    (docs/operating.md). Raises CannotStart.
    """
    data = Path((given or {}).get("DATA") or os.environ.get("PEERPWA_DATA") or ROOT / "data").resolve()
    config: dict[str, Any] = {
        "DATA": data,
        "SQLALCHEMY_DATABASE_URI": _to_uri(
            (given or {}).get("DATABASE_URL") or os.environ.get("DATABASE_URL"), data
        ),
        "MIGRATIONS": str(ROOT / "migrations"),
        "SECRET_KEY": os.environ.get("SECRET_KEY"),
        "SERVES_DEMO": os.environ.get("PEERPWA_DEMO") == "1",
        "CLOCK": system_ms,
        "PUBLIC_URL": os.environ.get("PEERPWA_URL"),
        "PUSH_TO_LOOPBACK": False,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_SSL_STRICT": False,  # asks for a Referer, which our own Referrer-Policy takes from every form
    }
    config |= {name: os.environ.get(name) for name in MAIL}
    return config | dict(given or {})


def _to_uri(url: str | None, data: Path) -> str:
    """What SQLAlchemy opens. The address may hold a password: no refusal repeats it."""
    if not url:
        return f"sqlite:///{data / DATABASE}"
    try:
        named = make_url(url)
        known = named.drivername in (*POSTGRESQL, DRIVER) and named.database
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise CannotStart(
            "DATABASE_URL isn't an address of PostgreSQL, such as postgresql://ground:password@localhost/ground. "
            "Leave it out to keep the database in the data folder."
        )
    return named.set(drivername=DRIVER).render_as_string(hide_password=False)
