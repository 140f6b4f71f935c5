"""Static files: built by the client's build, hashed and compressed beforehand, served by whitenoise."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from peerpwa.config import ROOT
from peerpwa.web.headers import HEADERS, OF_SCRIPTS

HASHED = re.compile(r"^/static/build/.+-[A-Z0-9]{8}\.\w+$")
STATIC = ROOT / "static"


def init_app(app: Flask) -> None:
    """Wraps the app: /static/ comes from the folder, everything else from Flask."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=STATIC,
        prefix="/static/",
        immutable_file_test=lambda _path, url: bool(HASHED.match(url)),
        add_headers_function=lambda headers, _path, url: _add(headers, url),
        max_age=3600,
        allow_all_origins=False,
    )
    app.jinja_env.globals["asset"] = lambda name: built()[name]


@cache
def built() -> dict[str, Any]:
    """What the build wrote: names to URLs, and the build's own short hash."""
    path = Path(STATIC / "build" / "manifest.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _add(headers: Any, url: str) -> None:
    for name, value in (OF_SCRIPTS if url.endswith((".js", ".css")) else HEADERS).items():
        headers[name] = value
