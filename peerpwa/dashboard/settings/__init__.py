"""The centre's own settings: looked at by whoever leads, changed by a manager alone; tried on the page, put live, put
back.
"""

from flask import Flask

from peerpwa.dashboard.settings import pages, said


def init_app(app: Flask) -> None:
    app.jinja_env.filters["items_by_code"] = said.by_code
    app.register_blueprint(pages.bp)
