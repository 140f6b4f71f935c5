"""Where a server would knock because a browser said so: public addresses by HTTPS, and nowhere else."""

import pytest

from peerpwa.notify import choices
from peerpwa.notify.choices import BadDevice
from peerpwa.notify.endpoints import BadEndpoint, find_endpoint, is_public, parse_endpoint
from peerpwa.notify.push import to_result, to_wait
from peerpwa.notify.results import Result
from tests.centre import NOW
from tests.notify.conftest import Told

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:a00:1::1", "2001:0:a00:1::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_is_no_public_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["142.250.69.42", "2607:f8b0:400b:802::200a"])
def test_an_address_of_the_internet_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "ftp://push.example.org/", "file:///etc/passwd", "https://", "https:///x", "//push.example.org/x",
        "https://user:pass@push.example.org/", "https://push.example.org/#x", "https://push.example.org:99999/",
        "https://push.example.org/a b", "https://push.example.org/\r\nX: y", "https://pu\u0161h.example.org/",
        "https://push.example.org/" + "x" * 2000, "javascript:alert(1)", "https://[::1",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_unlooked_at(url: str) -> None:
    with pytest.raises(BadEndpoint):
        parse_endpoint(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x", "https://10.1.2.3/x", "https://169.254.169.254/x",
        "http://142.250.69.42/x", "https://142.250.69.42:8443/x", "https://2130706433/x", "https://0x7f.1/x",
        "https://[::ffff:127.0.0.1]/x", "http://127.0.0.1:8000/x",
    ],
)  # fmt: skip
def test_nobody_is_led_inside_or_past_tls(url: str) -> None:
    with pytest.raises(BadEndpoint):
        find_endpoint(url, loopback=False)


def test_a_public_one_is_called_at_the_address_that_was_looked_at() -> None:
    found = find_endpoint("https://142.250.69.42/fcm/send/x?y=1", loopback=False)
    assert (found.address, found.path, found.origin) == (
        "142.250.69.42",
        "/fcm/send/x?y=1",
        "https://142.250.69.42",
    )


def test_a_device_with_such_an_address_or_no_key_is_not_kept(told: Told) -> None:
    good = told.service.browser().to_wire()
    bad = [
        (good | {"endpoint": "https://192.168.0.1/x"}, "bad_address"),
        (good | {"endpoint": 7}, "bad_address"),
        (good | {"keys": None}, "bad_address"),
        (good | {"keys": {}}, "bad_key"),
        (good | {"keys": good["keys"] | {"p256dh": "AAAA"}}, "bad_key"),
        (good | {"keys": good["keys"] | {"p256dh": "B" * 87}}, "bad_key"),
        (good | {"keys": good["keys"] | {"auth": "AAAA"}}, "bad_key"),
        (good | {"keys": good["keys"] | {"auth": 3}}, "bad_key"),
    ]
    account, centre = told.account("sol"), told.house.centre_id()
    with told.house.context():
        for given, reason in bad:
            with pytest.raises(BadDevice) as refused:
                choices.add_device(centre, account, given, now=NOW, loopback=True)
            assert refused.value.reason == reason
        with pytest.raises(BadDevice):
            choices.add_device(centre, account, good, now=NOW)
        assert choices.list_devices(centre, account) == []


def test_the_same_browser_is_kept_once_and_ten_at_most(told: Told) -> None:
    account, centre = told.account("sol"), told.house.centre_id()
    browser = told.service.browser().to_wire()
    with told.house.context():
        ids = {choices.add_device(centre, account, browser, now=NOW, loopback=True) for _ in range(3)}
        assert len(ids) == 1
        for _ in range(choices.MOST_DEVICES - 1):
            choices.add_device(centre, account, told.service.browser().to_wire(), now=NOW, loopback=True)
        with pytest.raises(BadDevice, match="too_many"):
            choices.add_device(centre, account, told.service.browser().to_wire(), now=NOW, loopback=True)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        (None, 0), ("120", 120_000), ("0", 0), ("-5", 0), ("soon", 0), ("9" * 40, 999_999_999_000),
        ("Mon, 23 Nov 2026 10:41:00 GMT", 60_000), ("Mon, 23 Nov 2020 10:41:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_its_shapes(text: str | None, ms: int) -> None:
    assert to_wait(text, NOW) == ms


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, Result("sent")), (201, Result("sent")), (202, Result("sent")), (404, Result("gone", "gone")),
        (410, Result("gone", "gone")), (429, Result("later", "busy", 7)), (500, Result("later", "busy", 7)),
        (503, Result("later", "busy", 7)), (301, Result("refused", "push_refused")), (400, Result("refused", "push_refused")),
        (401, Result("refused", "push_refused")), (413, Result("refused", "push_refused")),
    ],
)  # fmt: skip
def test_every_answer_has_its_meaning(status: int, expected: Result) -> None:
    assert to_result(status, 7) == expected
