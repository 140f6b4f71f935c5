"""`flask --app app notify …`: tries the mail server. What sends is started in cli.py, with what else runs beside a server."""

import click
from flask import current_app
from flask.cli import AppGroup

from peerpwa.clock import now_ms
from peerpwa.notify.mail import BadMailSetting, Mail, is_address, load_server, send_mail
from peerpwa.notify.sender import TRY_SECONDS
from peerpwa.notify.words import of_test
from peerpwa.records.ids import new_id

group = AppGroup("notify", help="Notices: web push and e-mail.")


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
