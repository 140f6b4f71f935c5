"""E-mail by SMTP to a real server process: what arrives, how it is protected, and every way of not arriving."""

from pathlib import Path

import pytest

from peerpwa import start
from peerpwa.notify.mail import BadMailSetting, is_address, load_server
from peerpwa.notify.outbox import WAITS_MS
from tests.centre import Installation
from tests.databases import Database
from tests.notify import mailbox
from tests.notify.conftest import Told
from tests.notify.push_service import PushService

pytestmark = pytest.mark.shows("morning-2")
GIVEN = {"SMTP_HOST": "mail.example.org", "MAIL_FROM": "ground@example.org"}


def test_a_request_for_help_reaches_the_supervisors_mailbox_once(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    with mailbox.serving(tmp_path) as box:
        told = Told(house, service, **box.settings, PUBLIC_URL="https://ground.example.org")
        told.choose("sol", email="sol@example.org", by_email=True)
        told.ask("now")
        told.send()
        told.send()
        (mail,) = box.read()
    assert mail["Subject"] == "Common Ground: please look now"
    assert (mail["To"], mail["From"]) == ("sol@example.org", "Common Ground <ground@example.org>")
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("en", "auto-generated")
    text = mail.get_content()
    assert text.startswith("Somebody asked for help. Answer by 05:55.")
    assert "https://ground.example.org\n" in text
    assert [row.state for row in told.rows()] == ["sent"]


def test_it_goes_by_starttls_to_a_server_whose_certificate_is_known(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    made = mailbox.make_certificate(tmp_path)
    with mailbox.serving(tmp_path, certificate=made) as box:
        given = box.settings | {"SMTP_TLS": "starttls"}
        told = Told(house, service, **given, SMTP_CA=str(made[0]))
        told.choose("sol", email="sol@example.org", by_email=True)
        told.ask("now")
        told.send()
        assert len(box.read()) == 1


def test_it_goes_nowhere_where_the_servers_certificate_is_not_known(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    made = mailbox.make_certificate(tmp_path)
    with mailbox.serving(tmp_path, certificate=made) as box:
        told = Told(house, service, **box.settings | {"SMTP_TLS": "starttls"})
        told.choose("sol", email="sol@example.org", by_email=True)
        told.ask("now")
        told.send()
        assert [(row.state, row.fault) for row in told.rows()] == [("waiting", "mail_tls")]


def test_it_never_goes_in_the_open_because_the_server_has_no_tls(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    with mailbox.serving(tmp_path) as box:
        told = Told(house, service, **box.settings | {"SMTP_TLS": "starttls"})
        told.choose("sol", email="sol@example.org", by_email=True)
        told.ask("now")
        told.send()
        assert [(row.state, row.fault) for row in told.rows()] == [("waiting", "mail_tls")]


def test_a_full_mailbox_is_tried_again_and_an_unknown_address_is_not(
    tmp_path: Path, database: Database, service: PushService
) -> None:
    for handler, expected in (
        ("Full", ("waiting", "busy")),
        ("NoSuch", ("missed", "mail_refused")),
    ):
        folder = tmp_path / handler
        folder.mkdir()
        with mailbox.serving(folder, f"tests.notify.mailbox.{handler}") as box:
            told = Told(Installation(folder / "data", database), service, **box.settings)
            told.choose("sol", email="sol@example.org", by_email=True)
            told.ask("now")
            told.send()
            assert [(row.state, row.fault) for row in told.rows()] == [expected]


def test_a_server_that_is_down_for_a_while_loses_nothing(
    tmp_path: Path, house: Installation, service: PushService
) -> None:
    with mailbox.serving(tmp_path) as box:
        settings = box.settings
    told = Told(house, service, **settings)
    told.choose("sol", email="sol@example.org", by_email=True)
    told.ask("within_1h")
    told.send()
    assert [(row.state, row.fault) for row in told.rows()] == [("waiting", "no_answer")]
    told.house.clock.pass_ms(WAITS_MS[0] * 2)
    folder = tmp_path / "again"
    folder.mkdir()
    with mailbox.serving(folder, port=int(settings["SMTP_PORT"])) as box:
        told.send()
        assert len(box.read()) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SMTP_TLS": "ssl"}, "SMTP_TLS is “ssl”. Set it to starttls, tls or none."),
        ({"SMTP_TLS": "none"}, "SMTP_TLS=none is for a mail server on this machine. Set starttls or tls."),
        ({"SMTP_PORT": "x"}, "SMTP_PORT is “x”. Give it a number from 1 to 65535."),
        ({"MAIL_FROM": ""}, "Set MAIL_FROM to the address that notices come from."),
        ({"SMTP_USER": "sol"}, "Set both SMTP_USER and SMTP_PASSWORD, or neither."),
        (
            {"SMTP_CA": "nowhere"},
            "SMTP_CA names no file. It is the certificate that the mail server is known by.",
        ),
    ],
)
def test_a_setting_that_can_not_be_followed_is_one_clear_sentence(given: dict[str, str], said: str) -> None:
    with pytest.raises(BadMailSetting) as refused:
        load_server(GIVEN | given)
    assert str(refused.value) == said


def test_a_server_with_a_bad_setting_does_not_start(house: Installation) -> None:
    house.app.config |= GIVEN | {"SMTP_TLS": "none"}
    with house.context(), pytest.raises(start.CannotStart, match="SMTP_TLS"):
        start.check_fit(house.app)


def test_the_password_is_in_no_text_of_the_setting() -> None:
    server = load_server(GIVEN | {"SMTP_USER": "ground", "SMTP_PASSWORD": "planted-secret"})
    assert "planted-secret" not in repr(server)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("sol@example.org", True), ("sol+ground@mail.example.org", True), ("sol", False), ("", False),
        ("@example.org", False), ("sol@", False), ("a@b, c@d", False), ("Sol <sol@example.org>", False),
        ("sol@example.org\nBcc: x@example.org", False), ("s" * 250 + "@example.org", False),
    ],
)  # fmt: skip
def test_an_address_is_one_plain_address(text: str, fits: bool) -> None:
    assert is_address(text) is fits
