"""A mail server as a process of its own (aiosmtpd) with a mailbox on disk, over TLS where a test asks for it."""

import datetime
import ipaddress
import mailbox
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.handlers import Sink
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tests.server import ROOT, UP_SECONDS, free_port

KEEPS = "aiosmtpd.handlers.Mailbox"


class Full(Sink):  # type: ignore[misc]
    """Takes nothing now, and says so."""

    async def handle_DATA(self, *_: object) -> str:
        return "451 4.2.2 try later"


class NoSuch(Sink):  # type: ignore[misc]
    """Knows nobody of this address."""

    async def handle_RCPT(self, *_: object) -> str:
        return "550 5.1.1 nobody of that name"


class Mailbox:
    """`read` gives what has come, the oldest first."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def read(self) -> list[EmailMessage]:
        kept = mailbox.Maildir(self.folder, create=False)
        found = [message_from_bytes(kept.get_bytes(key), policy=policy.default) for key in kept.iterkeys()]
        return sorted(found, key=lambda message: str(message["Message-ID"]))  # type: ignore[arg-type,return-value]

    @property
    def settings(self) -> dict[str, str]:
        """The environment of an installation that sends to it."""
        given = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.port), "SMTP_TLS": "none"}
        return given | {"MAIL_FROM": "ground@example.org"}


@contextmanager
def serving(
    folder: Path,
    handler: str = KEEPS,
    certificate: tuple[Path, Path] | None = None,
    port: int | None = None,
) -> Iterator[Mailbox]:
    """`handler`: this class takes the messages; `certificate`: it insists on STARTTLS with this file and key."""
    box = Mailbox(folder / "mail", port or free_port())
    words = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{box.port}"]
    if certificate:
        words += ["--tlscert", str(certificate[0]), "--tlskey", str(certificate[1])]
    words += ["-c", handler, *([str(box.folder)] if handler == KEEPS else [])]
    with (folder / "mail.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_until_up(process, box.port, folder / "mail.log")
        yield box
    finally:
        process.kill()
        process.wait()


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine and its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(here, critical=False)
    builder = builder.not_valid_before(now - datetime.timedelta(days=1))
    made = builder.not_valid_after(now + datetime.timedelta(days=2)).sign(key, SHA256())
    paths = folder / "mail-certificate", folder / "mail-key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + UP_SECONDS
    while True:
        assert process.poll() is None and time.monotonic() < end, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
