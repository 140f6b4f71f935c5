"""A centre whose supervisors are told: its house, a sender, a push service, and who has which laptop. Sol is first on
duty by the label of the duty phone, Bea is second.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from peerpwa.accounts import people
from peerpwa.demo.phone import Phone
from peerpwa.notify import choices
from peerpwa.notify.choices import Choice
from peerpwa.notify.models import notice
from peerpwa.notify.sender import Sender
from peerpwa.records.door import reading
from peerpwa.records.settings import set_settings
from tests.centre import TIN_ROOF, Installation
from tests.notify import push_service
from tests.notify.push_service import Arrived, Browser, PushService

QUICKLY = 0.5


class Told:
    """`laptop("sol")` is told by push; `send()` is one round of the sender with all that it begins."""

    def __init__(self, house: Installation, service: PushService, **config: Any) -> None:
        self.house = house
        self.house.app.config.update({"PUSH_TO_LOOPBACK": True, **config})
        self.on_call("Sol, duty phone", "Bea, manager")
        self.service = service
        self.browsers: dict[str, Browser] = {}
        self.sender = Sender(self.house.app, QUICKLY)
        self.phones: dict[str, Phone] = {}

    def on_call(self, duty: str, second: str) -> None:
        """Whose names stand on the numbers."""
        self.house.clock.pass_ms(1000)
        labels = {"duty": duty, "second_contact": second}
        rows = {field: [{"label": label, "number": "555 0142"}] for field, label in labels.items()}
        with self.house.context():
            set_settings(self.house.centre_id(), rows, self.house.clock())

    def account(self, name: str) -> str:
        with self.house.context():
            return next(one.id for one in people.list_accounts() if one.name == name)

    def laptop(self, name: str, centre: str = TIN_ROOF) -> Browser:
        browser = self.service.browser()
        with self.house.context():
            choices.add_device(
                self.house.centre_id(centre),
                self.account(name),
                browser.to_wire(),
                now=self.house.clock(),
                loopback=True,
            )
        self.browsers[browser.endpoint.removeprefix(self.service.url)] = browser
        return browser

    def choose(self, name: str, **values: Any) -> None:
        with self.house.context():
            choices.set_choice(self.house.centre_id(), self.account(name), Choice(**values))

    def ask(
        self, level: str | None = "now", by: str = "ama", parent: str | None = None, **values: Any
    ) -> str:
        """A request for help that has reached the centre; answers its id."""
        self.house.clock.pass_ms(1000)
        phone = self.phones.setdefault(by, self.house.phone(by)) if by not in self.phones else self.phones[by]
        given = values | ({"level": level} if level else {})
        change = phone.change("escalation", "escalation@1", given, parent=parent)
        phone.save(change)
        phone.sync()
        return str(change["id"])

    def say(self, by: str, kind: str, form: str, values: dict[str, Any], parent: str) -> str:
        self.house.clock.pass_ms(1000)
        phone = self.phones.setdefault(by, self.house.phone(by)) if by not in self.phones else self.phones[by]
        change = phone.change(kind, form, values, parent=parent)
        phone.save(change)
        phone.sync()
        return str(change["id"])

    def send(self) -> list[Arrived]:
        """What came to the push service in this round."""
        before = len(self.service.arrived)
        self.sender.look()
        self.sender.finish()
        return self.service.arrived[before:]

    def heard(self, arrived: list[Arrived]) -> list[tuple[Browser, str]]:
        """Whose laptop was told what."""
        found = [(self.browsers[one.path], one) for one in arrived]
        return [(browser, browser.read(one)["body"]) for browser, one in found]

    def rows(self) -> list[Any]:
        with self.house.context(), reading() as connection:
            return list(connection.execute(notice.select().order_by(notice.c.id)))


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service.serving() as found:
        yield found


@pytest.fixture
def told(house: Installation, service: PushService) -> Told:
    return Told(house, service)
