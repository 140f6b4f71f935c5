"""The operator's commands: centres, accounts, on-call numbers, keys, the feed. `flask --app app …`"""

import functools
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from peerpwa import start
from peerpwa.accounts import people
from peerpwa.accounts.models import LANGUAGES, ROLES
from peerpwa.clock import now_ms
from peerpwa.errors import Refusal
from peerpwa.exports import ahead
from peerpwa.exports.dictionary import to_markdown
from peerpwa.notify.commands import group as notices
from peerpwa.notify.mail import BadMailSetting
from peerpwa.notify.sender import Sender
from peerpwa.practice import load
from peerpwa.records import feed
from peerpwa.records.door import writing
from peerpwa.records.refused import Refused
from peerpwa.records.settings import set_settings
from peerpwa.records.shelf import rebuild
from peerpwa.sync import keys

Command = TypeVar("Command", bound=Callable[..., Any])

centre = AppGroup("centre", help="The centres of this installation.")
account = AppGroup("account", help="Who may sign in, with which role, where.")
key = AppGroup("keys", help="The keys to which phones seal.")
chain = AppGroup("feed", help="The chain of what was written.")
practice = AppGroup("practice", help="The practice as data.")
reports = AppGroup("reports", help="The funder's reports.")


def init_app(app: Flask) -> None:
    for group in (centre, account, key, chain, practice, reports):
        app.cli.add_command(group)


def clear_errors(command: Command) -> Command:
    """A refusal is one sentence on stderr and exit code 1, never a trace."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence[0]) from None
        except Refused as refused:
            sentence = (refused.sentence or {}).get("en") or f"Refused: {refused}"
            raise click.ClickException(sentence) from None

    return run  # type: ignore[return-value]


@centre.command("add")
@click.argument("name")
@click.option("--zone", required=True, help="Its time zone, such as America/Toronto.")
@clear_errors
def add_centre(name: str, zone: str) -> None:
    """Adds a centre."""
    start.set_up(current_app, demo=False)  # type: ignore[arg-type]
    made = people.create_centre(name, zone, now_ms())
    click.echo(
        f"Added {made.name} ({made.zone}). Next: flask --app app centre on-call “{made.name}” --duty …"
    )


@centre.command("on-call")
@click.argument("name")
@click.option("--duty", multiple=True, help="“Label: number”, the one to phone first. Several are allowed.")
@click.option("--second-contact", multiple=True, help="“Label: number”, when a worker is concerned.")
@click.option("--emergency", multiple=True, help="“Label: number”.")
@click.option("--danger", multiple=True, help="“Label: number”, for a weapon, a fire; else --emergency.")
@click.option("--crisis", multiple=True, help="“Label: number”.")
@click.option("--law", multiple=True, help="“Label: number”, such as child protection.")
@click.option("--desk", help="How to reach the front desk.")
@click.option("--zone", help="Another time zone.")
@clear_errors
def on_call(name: str, desk: str | None, zone: str | None, **rows: tuple[str, ...]) -> None:
    """Sets the numbers that every phone of the centre holds."""
    values: dict[str, Any] = {
        field: [_row(field, row) for row in given] for field, given in rows.items() if given
    }
    values |= {field: text for field, text in (("desk", desk), ("zone", zone)) if text is not None}
    if not values:
        raise click.UsageError(
            "Say at least one of --duty, --second-contact, --emergency, --danger, --crisis, --law, --desk."
        )
    set_settings(people.get_centre(name).id, values, now_ms())
    click.echo(f"Set for {name}: {', '.join(sorted(values))}.")


@account.command("add")
@click.argument("name")
@click.option("--centre", "place", required=True, help="The centre's name.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--display-name", help="What colleagues read; else the sign-in name.")
@click.option("--language", default="en", type=click.Choice(LANGUAGES))
@click.option("--password-stdin", is_flag=True, required=True, help="Reads the password from standard input.")
@clear_errors
def add_account(
    name: str, place: str, role: str, display_name: str | None, language: str, password_stdin: bool
) -> None:
    """Adds an account, or a further role to one that exists (with its own password)."""
    password = sys.stdin.readline().rstrip("\r\n")
    made = people.create_account(
        name,
        centre=place,
        role=role,
        password=password,
        now=now_ms(),
        display_name=display_name,
        language=language,
    )
    click.echo(f"{made.name} is a {role} at {place}.")


@account.command("list")
@clear_errors
def list_accounts() -> None:
    """Lists accounts with their roles."""
    for found in people.list_accounts():
        for membership in found.memberships:
            click.echo(f"{found.name}\t{found.display_name}\t{membership.role}\t{membership.centre.name}")


@key.command("add")
@clear_errors
def add_key() -> None:
    """Makes a new key; phones seal to the newest, old ones are kept."""
    click.echo(f"Made {keys.create_key(now_ms())}. Back the data folder up now.")


@chain.command("verify")
@click.argument("name")
@clear_errors
def verify_feed(name: str) -> None:
    """Walks a centre's chain from its first entry to its last."""
    place = people.get_centre(name)
    if (broken := feed.verify(place.id)) is not None:
        raise click.ClickException(broken)
    seq, link = feed.head(place.id)
    click.echo(f"{seq} entries, whole. Head: {link.hex()}")


@practice.command("dictionary")
def print_dictionary() -> None:
    """Prints the data dictionary, docs/data-dictionary.md."""
    click.echo(to_markdown(load()), nl=False)


@reports.command("count")
def count_reports() -> None:
    """Counts the months of every centre that are over, so that the first look at a year is quick too. For each hour."""
    for name, months in ahead.count_ahead(now_ms()):
        click.echo(f"{name}: {months} months stand.")


@notices.command("run")
def run_beside() -> None:
    """Sends notices until it is stopped, and counts the months of reports ahead. Several may run; none sends what
    another does.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        sender = Sender(app)
    except BadMailSetting as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"Sending notices. E-mail: {sender.server or 'not set up'}.")
    ahead.start(app)
    sender.run(stop)


@chain.command("rebuild")
@click.argument("name")
@clear_errors
def rebuild_models(name: str) -> None:
    """Makes a centre's lists anew from what was written. An update does it by itself."""
    with writing(people.get_centre(name).id) as door:
        rebuild(door)
    click.echo(f"Made anew for {name}.")


def _row(field: str, text: str) -> dict[str, str]:
    label, colon, number = text.rpartition(":")
    if not colon or not label.strip() or not number.strip():
        raise click.BadParameter(
            f"“{text}” isn't “Label: number”.", param_hint=f"--{field.replace('_', '-')}"
        )
    return {"label": label.strip(), "number": number.strip()}
