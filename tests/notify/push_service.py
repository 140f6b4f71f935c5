"""A push service of our own over HTTP on loopback, and a browser that subscribed to it: what RFC 8030 to 8292 ask."""

import base64
import json
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HANG = 0


@dataclass
class Arrived:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """A subscription with its private half, which no server has."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def to_wire(self) -> dict[str, Any]:
        """What PushSubscription.toJSON() says."""
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": to_text(public), "auth": to_text(self.auth)}}

    def read(self, arrived: Arrived) -> dict[str, Any]:
        """What it says, opened as a browser opens it."""
        assert arrived.headers["Content-Encoding"] == "aes128gcm"
        plain = http_ece.decrypt(
            arrived.body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        found: dict[str, Any] = json.loads(plain)
        return found


class PushService:
    """Answers `answers` in their order, then 201 for ever; a status, or a status and headers. HANG is no answer."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.arrived: list[Arrived] = []
        self.answers: list[int | tuple[int, dict[str, str]]] = []
        self.came = threading.Condition()
        self.over = threading.Event()

    def browser(self) -> Browser:
        return Browser(f"{self.url}/push/{secrets.token_urlsafe(8)}")

    def take(self, arrived: Arrived) -> tuple[int, dict[str, str]]:
        with self.came:
            self.arrived.append(arrived)
            answer = self.answers.pop(0) if self.answers else 201
            self.came.notify_all()
        return answer if isinstance(answer, tuple) else (answer, {})

    def wait_for(self, count: int) -> None:
        """Until so many requests have come."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.arrived) >= count, timeout=20)


@contextmanager
def serving() -> Iterator[PushService]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers = service.take(Arrived(self.path, dict(self.headers), body))
            if status == HANG:
                service.over.wait(20)
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = PushService(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def read_signature(header: str) -> tuple[dict[str, Any], bytes]:
    """The claims of a VAPID header and the public key that signed them; fails where the signature is no good."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _, signature = parts["t"].rpartition(".")
    head, _, claims = signed.partition(".")
    assert json.loads(from_text(head)) == {"typ": "JWT", "alg": "ES256"}
    public, raw = from_text(parts["k"]), from_text(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    key.verify(der, signed.encode(), ec.ECDSA(SHA256()))
    found: dict[str, Any] = json.loads(from_text(claims))
    return found, public


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
