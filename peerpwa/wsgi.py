"""What a WSGI server of a real installation gets: the app, or one clear sentence why not."""

import os

from flask import Flask

from peerpwa import create_app, start


def create_wsgi() -> Flask:
    """The app, fit to serve. Raises CannotStart. The `flask` commands get it unchecked: they are what sets it up."""
    app = create_app()
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
        with app.app_context():
            start.check_fit(app)
    return app
