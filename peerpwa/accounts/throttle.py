"""Guessing is slowed, by source and by name; nobody can lock a stranger out for good (SECURITY S26)."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import TypeVar

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit

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


def _source() -> str:
    """Whoever asks. A proxy on this machine names whom it asks for (docs/operating.md); nobody else is believed."""
    peer = request.remote_addr or "nobody"
    named = request.access_route
    return named[-1] if named and _is_here(peer) else peer


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


View = TypeVar("View", bound=Callable[..., object])

limiter = Limiter(_source, storage_uri="memory://", on_breach=_slow_down)
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
