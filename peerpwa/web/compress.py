"""Answers of the API and the app's shell go out packed: on a slow link bytes are what one waits for.

Pages aren't packed here: they hold a form's token beside what a visitor sent, and length would tell of it (BREACH).
An answer of the API holds no secret that a stranger could guess at by adding to it: a bearer asked for it.
"""

import gzip

from flask import Flask, Response, request

PACKED = frozenset({"api", "shell"})
SMALLEST = 500
LEVEL = 6


def init_app(app: Flask) -> None:
    app.after_request(pack)


def pack(response: Response) -> Response:
    """Packs what is large enough, where the browser takes it."""
    if (
        request.blueprint not in PACKED
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0 and len(response.get_data()) >= SMALLEST:
        response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
