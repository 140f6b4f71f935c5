"""Pages for supervisors: what needs them, the centre's records, one record whole with its answer, the week."""

from flask import Flask

from peerpwa.dashboard import labels, notices, week
from peerpwa.dashboard.records import bp


def init_app(app: Flask) -> None:
    labels.init_app(app)
    app.register_blueprint(bp)
    app.register_blueprint(week.bp)
    app.register_blueprint(notices.bp)
