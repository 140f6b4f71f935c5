"""`python3 app.py`, once everything is installed: database, demo on an empty one, then the server on loopback."""

import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication

from peerpwa import create_app, start
from peerpwa.demo import make_demo, read_sign_ins
from peerpwa.errors import CannotStart
from peerpwa.exports import ahead
from peerpwa.notify import sender
from peerpwa.storage import THREADS, db

LOOPBACK = {"localhost": ("127.0.0.1", "::1"), "127.0.0.1": ("127.0.0.1",), "::1": ("::1",)}


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with one process and many threads: one place for the write queue, a thread for each open page."""

    def __init__(self, app: Flask, addresses: list[str]) -> None:
        self.app = app
        self.addresses = addresses
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self.addresses,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "loglevel": "warning",
            "graceful_timeout": 5,
            "post_worker_init": lambda _worker: _start_beside(self.app),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


def main() -> NoReturn:
    """Serves until it is stopped; one clear sentence and exit code 1 where it can't."""
    host, port = os.environ.get("HOST", "localhost"), os.environ.get("PORT", "8000")
    try:
        app = prepare()
        addresses = find_addresses(host, port, demo=app.config["DEMO"])
    except CannotStart as fault:
        sys.exit(f"{fault}")
    print(welcome(app, host, port), flush=True)
    Server(app, addresses).run()
    sys.exit(0)


def prepare() -> Flask:
    """The app over a migrated database; an empty one is filled with the demo. Raises CannotStart."""
    app = create_app()
    Path(app.config["DATA"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    with app.app_context():
        if not start.is_up_to_date(app):
            upgrade()
            start.make_ready(app)
        if not app.config["READY"]:
            make_demo(app)
            start.make_ready(app)
        start.check_fit(app)
        db.engine.dispose()
    start.settle()
    return app


def find_addresses(host: str, port: str, *, demo: bool) -> list[str]:
    """What to bind: for a name on loopback both families, where there is one. Raises CannotStart."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT is “{port}”. Give it a number from 1 to 65535.")
    if demo and host not in LOOPBACK:
        raise CannotStart("A demo is served on this machine alone. Leave HOST out, or set it to localhost.")
    found = [h for h in LOOPBACK.get(host, (host,)) if _is_free(h, int(port))]
    if not found:
        raise CannotStart(f"Port {port} is taken. Choose another: PORT=8001 python3 app.py")
    return [f"[{h}]:{port}" if ":" in h else f"{h}:{port}" for h in found]


def welcome(app: Flask, host: str, port: str) -> str:
    """The address, and in a demo a sign-in for each role."""
    lines = ["", f"  Common Ground is at http://{host}:{port}"]
    if app.config["DEMO"]:
        lines += ["  All people in this demo are made up. Some stories are hard.", ""]
        lines += [
            f"    {s['role']:<12}{s['name']:<8}{s['password']}"
            for s in read_sign_ins(Path(app.config["DATA"]))
        ]
    return "\n".join([*lines, "", "  Stop it with Ctrl+C.", ""])


def _start_beside(app: Flask) -> None:
    """What this process does besides answering."""
    sender.start(app)
    ahead.start(app)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True
