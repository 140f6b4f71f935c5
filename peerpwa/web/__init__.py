"""What every answer has: headers, errors in one shape, the phone app's shell, static files, the sign-in page."""

from flask import Flask

from peerpwa.web import assets, compress, errors, headers, pages, shell, words


def init_app(app: Flask) -> None:
    assets.init_app(app)
    headers.init_app(app)
    compress.init_app(app)
    errors.init_app(app)
    words.init_app(app)
    pages.csrf.init_app(app)
    app.register_blueprint(shell.bp)
    app.register_blueprint(pages.bp)
