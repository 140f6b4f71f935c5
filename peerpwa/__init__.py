"""Common Ground: peer support workers' phones meet here."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from peerpwa import cli, dashboard, notify, start, storage, sync, web
from peerpwa.accounts import pages, throttle
from peerpwa.config import ROOT, load_config


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application: configuration, database, sign-in, doors, commands."""
    app = Flask(__name__, root_path=str(ROOT), static_folder=None)
    app.config.update(load_config(config))
    storage.init_app(app)
    with app.app_context():
        start.make_ready(app)
    pages.init_app(app)
    throttle.init_app(app)
    web.init_app(app)
    sync.init_app(app)
    notify.init_app(app)
    dashboard.init_app(app)
    cli.init_app(app)
    return app
