"""One e-mail by SMTP, and what the environment says of the server that takes it.

Nothing goes out unprotected but to this machine itself: STARTTLS by default, TLS from the start with `tls`.
"""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from peerpwa.notify import words
from peerpwa.notify.results import SENT, Result

WAYS = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOCAL = ("localhost", "127.0.0.1", "::1")


class BadMailSetting(Exception):
    """The environment can't be followed; the message says which setting and what to do."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes our e-mail, and how it is protected on the way there."""

    host: str
    port: int
    way: str
    sender: str
    user: str | None
    password: str | None
    authority: str | None

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.way})"


@dataclass(frozen=True, slots=True)
class Mail:
    """What is said to whom. `made` (ms) dates it; sent twice it bears the same id."""

    id: str
    to: str
    language: str
    kind: words.Kind
    body: str
    made: int


def load_server(config: Mapping[str, Any]) -> MailServer | None:
    """The server of the configuration, None where none is named. Raises BadMailSetting."""
    host = config.get("SMTP_HOST")
    if not host:
        return None
    way = config.get("SMTP_TLS") or "starttls"
    if way not in WAYS:
        raise BadMailSetting(f"SMTP_TLS is “{way}”. Set it to starttls, tls or none.")
    if way == "none" and host not in LOCAL:
        raise BadMailSetting("SMTP_TLS=none is for a mail server on this machine. Set starttls or tls.")
    port = str(config.get("SMTP_PORT") or PORTS[way])
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadMailSetting(f"SMTP_PORT is “{port}”. Give it a number from 1 to 65535.")
    sender = config.get("MAIL_FROM") or ""
    if not is_address(sender):
        raise BadMailSetting("Set MAIL_FROM to the address that notices come from.")
    user, password = config.get("SMTP_USER"), config.get("SMTP_PASSWORD")
    if bool(user) != bool(password):
        raise BadMailSetting("Set both SMTP_USER and SMTP_PASSWORD, or neither.")
    authority = config.get("SMTP_CA")
    if authority and not Path(authority).is_file():
        raise BadMailSetting("SMTP_CA names no file. It is the certificate that the mail server is known by.")
    return MailServer(host, int(port), way, sender, user, password, authority)


def is_address(text: str) -> bool:
    """Whether this is one plain address, such as sol@example.org."""
    name, at, domain = text.rpartition("@")
    plain = text.isascii() and all("!" <= sign <= "~" and sign not in '",:;<>()[]\\' for sign in text)
    return bool(name and at and domain) and plain and len(text) <= 254 and parseaddr(text) == ("", text)


def send_mail(server: MailServer, mail: Mail, url: str | None, *, seconds: float) -> Result:
    """One try. Raises nothing that the network or the other side can bring about."""
    message = to_message(server, mail, url)
    try:
        _hand_over(server, message, mail.to, seconds)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return Result("later", "busy") if all(c < 500 for c in codes) else Result("refused", "mail_refused")
    except smtplib.SMTPAuthenticationError:
        return Result("later", "mail_sign_in")
    except (smtplib.SMTPNotSupportedError, ssl.SSLError):
        return Result("later", "mail_tls")
    except smtplib.SMTPResponseException as said:
        passing = said.smtp_code < 500 or said.smtp_code == -1
        return Result("later", "busy") if passing else Result("refused", "mail_refused")
    except (OSError, smtplib.SMTPException):
        return Result("later", "no_answer")
    return SENT


def to_message(server: MailServer, mail: Mail, url: str | None) -> EmailMessage:
    """The message as it goes out."""
    message = EmailMessage()
    message["From"] = f"{words.TITLE} <{server.sender}>"
    message["To"] = mail.to
    message["Subject"] = words.to_subject(mail.language, mail.kind)
    message["Date"] = format_datetime(datetime.fromtimestamp(mail.made / 1000, UTC))
    message["Message-ID"] = f"<{mail.id}@{server.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words.to_text(mail.language, mail.body, url))
    message["Content-Language"] = mail.language
    return message


def _hand_over(server: MailServer, message: EmailMessage, to: str, seconds: float) -> None:
    """Raises what smtplib does. Once the message is taken, a rude farewell alters nothing."""
    context = ssl.create_default_context(cafile=server.authority)
    own = server.sender.rpartition("@")[2]
    smtp: smtplib.SMTP
    if server.way == "tls":
        smtp = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=own, timeout=seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, local_hostname=own, timeout=seconds)
    try:
        if server.way == "starttls":
            smtp.starttls(context=context)
        if server.user and server.password:
            smtp.login(server.user, server.password)
        smtp.send_message(message, server.sender, [to])
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()
