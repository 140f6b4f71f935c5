"""Where a browser says that it wants to be told is a stranger's word: a server must not be led to knock just
anywhere by it (SSRF). HTTPS on its own port, and public addresses alone; looked at when it is given and again at
each send, where the address that was looked at is the one that is called.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 2000
PORT = 443
GLOBAL_V6 = ipaddress.ip_network("2000::/3")


class BadEndpoint(Exception):
    """No address that we would call."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A URL taken apart; `address` is what its name stands for now."""

    secure: bool
    host: str
    port: int
    path: str
    address: str

    @property
    def origin(self) -> str:
        """As VAPID's audience has it."""
        scheme, port = ("https", PORT) if self.secure else ("http", 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}" + ("" if self.port == port else f":{self.port}")


def parse_endpoint(url: str) -> tuple[bool, str, int, str]:
    """Secure, host, port and path. Raises BadEndpoint for what isn't an absolute URL of a web address."""
    if len(url) > LONGEST or not url.isascii() or any(sign <= " " for sign in url):
        raise BadEndpoint
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadEndpoint from None
    if parts.scheme not in ("https", "http") or not host or parts.username is not None or parts.fragment:
        raise BadEndpoint
    secure = parts.scheme == "https"
    return (
        secure,
        host,
        port or (PORT if secure else 80),
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )


def find_endpoint(url: str, *, loopback: bool) -> Endpoint:
    """The endpoint, its name looked up. Raises BadEndpoint; OSError where the name can't be looked up now.

    `loopback`: this machine itself may be called too, as tests do.
    """
    secure, host, port, path = parse_endpoint(url)
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if loopback and all(ipaddress.ip_address(one).is_loopback for one in found):
        return Endpoint(secure, host, port, path, sorted(found)[0])
    if not secure or port != PORT or not found or not all(map(is_public, found)):
        raise BadEndpoint
    return Endpoint(secure, host, port, path, sorted(found)[0])


def is_public(text: str) -> bool:
    """Whether this address is one of the whole internet, and not another one in disguise."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or address.teredo
        return address in GLOBAL_V6 and address.is_global and wrapped is None
    return address.is_global and not address.is_multicast
