"""Pages for supervisors: the morning, the centre's records, one record whole with its answer, fixes, the week."""

from flask import Flask

from peerpwa.dashboard import (
    acts,
    duty,
    fields,
    finding,
    fixes,
    labels,
    limits,
    lines,
    matters,
    mediator,
    morning,
    notices,
    phones,
    plans,
    reports,
    said,
    settings,
    week,
)
from peerpwa.dashboard.records import bp

__all__ = [
    "finding",
    "fixes",
    "init_app",
    "lines",
    "morning",
]  # these add their addresses to the same blueprint


def init_app(app: Flask) -> None:
    labels.init_app(app)
    said.init_app(app)
    app.register_blueprint(bp)
    app.register_blueprint(week.bp)
    fields.init_app(app)
    for part in (acts, limits, mediator, duty, phones, plans, matters):
        app.register_blueprint(part.bp)
    reports.init_app(app)
    settings.init_app(app)
    app.register_blueprint(notices.bp)
