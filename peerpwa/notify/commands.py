"""`flask --app app notify …`: sends notices in a process of its own, and tries the mail server."""

import signal
import threading

import click
from flask import current_app
from flask.cli import AppGroup

from peerpwa.clock import now_ms
from peerpwa.notify.mail import BadMailSetting, Mail, is_address, load_server, send_mail
from peerpwa.notify.sender import TRY_SECONDS, Sender
from peerpwa.notify.words import of_test
from peerpwa.records.ids import new_id

group = AppGroup("notify", help="Notices: web push and e-mail.")


@group.command("run")
def run() -> None:
    """Sends notices until it is stopped. Several may run; none sends what another does."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        sender = Sender(current_app._get_current_object())  # type: ignore[attr-defined]
    except BadMailSetting as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"Sending notices. E-mail: {sender.server or 'not set up'}.")
    sender.run(stop)


@group.command("try-mail")
@click.argument("address")
def try_mail(address: str) -> None:
    """Sends a test to an address, at once."""
    try:
        server = load_server(current_app.config)
    except BadMailSetting as fault:
        raise click.ClickException(str(fault)) from None
    if server is None:
        raise click.ClickException("No mail server is named. Set SMTP_HOST and MAIL_FROM.")
    if not is_address(address):
        raise click.ClickException(f"“{address}” isn't an e-mail address.")
    now = now_ms()
    mail = Mail(new_id(now), address, "en", "test", of_test("en"), now)
    result = send_mail(server, mail, current_app.config["PUBLIC_URL"], seconds=TRY_SECONDS)
    if result.outcome != "sent":
        raise click.ClickException(f"{server} didn't take it: {result.fault}.")
    click.echo(f"{server} took it.")
