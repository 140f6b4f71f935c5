"""What a WSGI server of a real installation gets: the app, or one clear sentence why not."""

import os
import sys

from flask import Flask

from peerpwa import create_app, start
from peerpwa.errors import CannotStart


def create_wsgi() -> Flask:
    """The app, fit to serve. Raises CannotStart. The `flask` commands get it unchecked: they are what sets it up; what
    not even they can work with is one sentence there.
    """
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        try:
            return create_app()
        except CannotStart as fault:
            sys.exit(str(fault))
    app = create_app()
    with app.app_context():
        start.check_fit(app)
    start.settle()
    return app
