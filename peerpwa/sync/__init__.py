"""The endpoint where phones meet: verify, open, judge, store, project, answer. docs/sync-protocol.md."""

from flask import Flask

from peerpwa.sync.api import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
