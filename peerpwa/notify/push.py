"""One web push (RFC 8030), encrypted to the device (RFC 8291) and signed by this installation (RFC 8292).

The two libraries that pywebpush is made of, without its HTTP: that follows redirects, reads answers of any length
and asks for the address of a name by itself.
"""

import http.client
import json
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from peerpwa.notify import words
from peerpwa.notify.endpoints import BadEndpoint, Endpoint, find_endpoint
from peerpwa.notify.keys import PushKey
from peerpwa.notify.results import SENT, Result
from peerpwa.records.encoding import to_base64url

VAPID_SECONDS = 12 * 3600
MOST_ANSWER = 4096
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Device:
    """Where a device is told, and the two halves of what only it can read."""

    endpoint: str
    public: bytes
    auth: bytes


@dataclass(frozen=True, slots=True)
class Push:
    """What is said. `urgent` wakes a sleeping device; `seconds` is how long the push service keeps it."""

    id: str
    body: str
    urgent: bool
    seconds: int


def send_push(
    device: Device, push: Push, key: PushKey, contact: str, *, now: int, seconds: float, loopback: bool
) -> Result:
    """One try. Raises nothing that the network or the other side can bring about."""
    try:
        endpoint = find_endpoint(device.endpoint, loopback=loopback)
    except BadEndpoint:
        return Result("refused", "bad_address")
    except OSError:
        return Result("later", "no_answer")
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    payload = json.dumps({"id": push.id, "title": words.TITLE, "body": push.body}).encode()
    body = http_ece.encrypt(payload, private_key=ephemeral, dh=device.public, auth_secret=device.auth)
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(push.seconds),
        "Urgency": "high" if push.urgent else "normal",
        "Topic": push.id.replace("-", ""),  # sent twice, what wasn't read yet is replaced
        "Authorization": sign(endpoint.origin, key, contact, now),
    }
    try:
        status, wait = _post(endpoint, body, headers, seconds, now)
    except (OSError, http.client.HTTPException, ValueError):
        return Result("later", "no_answer")
    return to_result(status, wait)


def sign(origin: str, key: PushKey, contact: str, now: int) -> str:
    """The header by which a push service knows who sends."""
    signer = Vapid02.from_raw(to_base64url(key.private).encode())
    claims = {"aud": origin, "exp": now // 1000 + VAPID_SECONDS, "sub": contact}
    return str(signer.sign(claims)["Authorization"])


def to_result(status: int, wait: int) -> Result:
    """What the push service's answer means. A redirect is none: nobody is followed."""
    if 200 <= status < 300:
        return SENT
    if status in GONE:
        return Result("gone", "gone")
    if status == 429 or status >= 500:
        return Result("later", "busy", wait)
    return Result("refused", "push_refused")


def _post(
    endpoint: Endpoint, body: bytes, headers: dict[str, str], seconds: float, now: int
) -> tuple[int, int]:
    """The status and how long to wait (ms). The whole of it takes at most twice `seconds`."""
    connection = _Connection(endpoint, seconds)
    watch = threading.Timer(2 * seconds, connection.cut)  # who drips a byte at a time never times out else
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", endpoint.path, body, headers)
        answer = connection.getresponse()
        answer.read(MOST_ANSWER)
        return answer.status, to_wait(answer.headers.get("Retry-After"), now)
    finally:
        watch.cancel()
        connection.close()


def to_wait(text: str | None, now: int) -> int:
    """Retry-After in ms from now: seconds or a date; nothing for anything else."""
    if text is None:
        return 0
    if text.strip().isascii() and text.strip().isdecimal():
        return int(text.strip()[:9]) * 1000
    try:
        return max(0, int(parsedate_to_datetime(text).timestamp() * 1000) - now)
    except (ValueError, OverflowError):
        return 0


class _Connection(http.client.HTTPConnection):
    """Calls the address that was looked at, whatever the name stands for by now."""

    def __init__(self, endpoint: Endpoint, seconds: float) -> None:
        super().__init__(endpoint.host, endpoint.port, timeout=seconds)
        self.endpoint = endpoint
        self.default_port = 443 if endpoint.secure else 80

    def connect(self) -> None:
        plain = socket.create_connection((self.endpoint.address, self.endpoint.port), self.timeout)
        self.sock = plain
        if self.endpoint.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self.endpoint.host)

    def cut(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
