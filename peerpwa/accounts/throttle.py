"""Guessing is slowed, by source and by name; nobody can lock a stranger out for good (SECURITY S26)."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

from peerpwa.errors import Refusal

PER_SOURCE = "60 per minute"
WRONG_PER_NAME = "10 per 15 minutes"


def _slow_down(limit: RequestLimit) -> Response:
    raise Refusal(
        "slow_down",
        429,
        ("Too many tries. Wait a few minutes, then try again.", "Trop d'essais. Attendez quelques minutes."),
        headers={"Retry-After": str(max(1, int(limit.limit.get_expiry())))},
    )


View = TypeVar("View", bound=Callable[..., object])

limiter = Limiter(get_remote_address, storage_uri="memory://", on_breach=_slow_down)
throttled_by_source = limiter.limit(PER_SOURCE)


def throttled_by_name(name: Callable[[], str]) -> Callable[[View], View]:
    """Counts only tries that failed (401), under the name that was tried."""
    return limiter.limit(  # type: ignore[return-value]
        WRONG_PER_NAME,
        key_func=lambda: f"name:{name().strip().lower()[:60]}",
        deduct_when=lambda response: response.status_code == 401,
    )


def init_app(app: Flask) -> None:
    limiter.init_app(app)
