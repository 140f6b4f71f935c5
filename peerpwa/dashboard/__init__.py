"""Pages for supervisors: what needs them, the centre's records, one record whole with its answer, the week."""

from flask import Flask

from peerpwa.dashboard import acts, duty, fields, labels, limits, mediator, reports, week
from peerpwa.dashboard.records import bp


def init_app(app: Flask) -> None:
    labels.init_app(app)
    app.register_blueprint(bp)
    app.register_blueprint(week.bp)
    fields.init_app(app)
    for part in (acts, limits, mediator, duty):
        app.register_blueprint(part.bp)
    reports.init_app(app)
