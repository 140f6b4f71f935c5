"""Who sends: looks each second at what is owed, and sends it outside of any request.

One runs in the embedded server, or as many as one likes by `flask notify run`: rows are claimed, so two never send
the same. Sending happens in a few threads that touch no database; what became of it is settled here.
"""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from flask import Flask
from sqlalchemy import Row, select

from peerpwa.accounts.duty import keep_told
from peerpwa.accounts.models import Account
from peerpwa.clock import now_ms
from peerpwa.notify import outbox
from peerpwa.notify.asked import find_leads, look
from peerpwa.notify.choices import EMAIL, get_choice
from peerpwa.notify.digest import write_digests
from peerpwa.notify.keys import get_key
from peerpwa.notify.mail import Mail, MailServer, load_server, send_mail
from peerpwa.notify.models import push_device
from peerpwa.notify.push import Device, Push, send_push
from peerpwa.notify.results import Result
from peerpwa.notify.rounds import Reader, take_steps
from peerpwa.records.door import reading, writing
from peerpwa.storage import db

EVERY_SECONDS = 1.0
SETTLE_SECONDS = (
    0.2  # what was sent and isn't settled yet is sent again after a crash: that time is kept short
)
TRY_SECONDS = 10.0
MOST_AT_ONCE = 8
MINUTE = 60_000

log = logging.getLogger(__name__)


class Sender:
    """`look` is one round; `seconds` is how long one step of a try may take."""

    def __init__(self, app: Flask, seconds: float = TRY_SECONDS) -> None:
        self.app = app
        self.seconds = seconds
        self.server: MailServer | None = load_server(app.config)
        self.reader = Reader()
        self.pool = ThreadPoolExecutor(MOST_AT_ONCE, "notices")
        self.running: dict[Future[Result], Row[Any]] = {}
        self.minute = 0

    def look(self) -> None:
        """Settles what is done, works out what is owed, and begins to send what is due."""
        with self.app.app_context():
            now = now_ms()
            self._settle(now)
            self.reader.catch_up(now)
            take_steps(now, mails=self.server is not None)
            if now // MINUTE != self.minute:
                self.minute = now // MINUTE
                write_digests(now, mails=self.server is not None)
                outbox.prune(now)
            free = MOST_AT_ONCE - len(self.running)
            if free and outbox.is_due(now):
                for row in outbox.claim(now, free):
                    self._begin(row, now)
            db.session.remove()

    def finish(self) -> None:
        """Waits for all that is being sent, and settles it."""
        wait(self.running)
        with self.app.app_context():
            self._settle(now_ms())

    def run(self, stop: threading.Event) -> None:
        """Looks until it is told to stop. What goes wrong is logged by its kind alone, and tried again."""
        while not stop.wait(SETTLE_SECONDS if self.running else EVERY_SECONDS):
            try:
                self.look()
            except Exception as fault:
                log.error("notices: unexpected %s", type(fault).__name__)
        self.finish()
        self.pool.shutdown()

    def _settle(self, now: int) -> None:
        for future in [future for future in self.running if future.done()]:
            row = self.running.pop(future)
            fault = future.exception()
            if fault is not None:
                log.error("a notice: unexpected %s", type(fault).__name__)
            result = Result("later", "unexpected") if fault else future.result()
            with writing(row.centre) as door:
                if outbox.settle(door.connection, row, result, now):
                    keep_told(door, row.account, row.record, now)

    def _begin(self, row: Row[Any], now: int) -> None:
        """Hands it to a thread, unless it needn't be said any more, or not to them."""
        if not _is_wanted(row, now):
            outbox.drop(row)
            return
        if row.target == EMAIL:
            self._begin_mail(row)
            return
        query = select(push_device).where(
            push_device.c.centre == row.centre, push_device.c.id == row.target, push_device.c.ended.is_(None)
        )
        with reading() as connection:
            found = connection.execute(query).first()
        if found is None:
            outbox.drop(row)
            return
        device = Device(found.endpoint, found.public, found.auth)
        push = Push(row.id, row.body, row.kind == "help", (row.expires - now) // 1000)
        contact = f"mailto:{self.app.config['MAIL_FROM'] or 'nobody@localhost'}"
        self._submit(
            row,
            send_push,
            device,
            push,
            get_key(now),
            contact,
            now=now,
            seconds=self.seconds,
            loopback=self.app.config["PUSH_TO_LOOPBACK"],
        )

    def _begin_mail(self, row: Row[Any]) -> None:
        choice = get_choice(row.centre, row.account)
        if self.server is None or not choice.by_email or not choice.email:
            outbox.drop(row)
            return
        language = db.session.get_one(Account, row.account).language
        mail = Mail(row.id, choice.email, language, row.kind, row.body, row.made)
        self._submit(row, send_mail, self.server, mail, self.app.config["PUBLIC_URL"], seconds=self.seconds)

    def _submit(self, row: Row[Any], send: Any, *given: Any, **named: Any) -> None:
        self.running[self.pool.submit(send, *given, **named)] = row


def start(app: Flask) -> None:
    """A sender of this process's own, until the process ends."""
    thread = threading.Thread(target=Sender(app).run, args=(threading.Event(),), name="notices", daemon=True)
    thread.start()


def _is_wanted(row: Row[Any], now: int) -> bool:
    """Asked again right before it is said: somebody may have answered, or been cut off, meanwhile."""
    if row.record is not None:
        return look(row.centre, now).is_for(row.record, row.account)
    return row.account in find_leads(row.centre)
