"""Web push and e-mail: who is told what and when, and never a client's name (docs/decisions/0013-notices.md).

A notice says that something waits, to whom it may be told, in the words of `words.py`; what it is stands on the
pages alone.
"""

from flask import Flask

from peerpwa.notify.commands import group


def init_app(app: Flask) -> None:
    app.cli.add_command(group)
