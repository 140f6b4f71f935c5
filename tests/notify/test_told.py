"""Once a notice was really sent, the request for help says who was told and when; never that they were reached."""

import re

import pytest

from peerpwa.accounts.models import Centre
from peerpwa.accounts.people import zone_of
from peerpwa.measures.catalogue import measure
from peerpwa.measures.period import Period, day_of
from peerpwa.records.viewer import Viewer
from peerpwa.storage import db
from tests.centre import get
from tests.notify.conftest import Told

pytestmark = pytest.mark.shows("morning-2")
QUARTER, HOUR = 15 * 60_000, 60 * 60_000


def lines(told: Told, ask: str, by: str = "bea") -> list[str]:
    """What the request's page says of who was told, to this supervisor."""
    page = get(told.house.browser(by), f"/records/{ask}").text
    return re.findall(r"<p>(\w+ was told at [\d:]+)</p>", page)


def test_the_page_says_who_was_told_and_when_once_the_notice_was_sent(told: Told) -> None:
    told.laptop("sol")
    told.service.answers = [500]
    ask = told.ask("now")
    assert len(told.send()) == 1 and lines(told, ask) == []
    told.house.clock.pass_ms(60_000)
    assert len(told.send()) == 1
    assert lines(told, ask) == ["Sol was told at 05:41"]


def test_each_is_named_once_however_many_devices_or_steps(told: Told) -> None:
    for name in ("sol", "sol", "bea"):
        told.laptop(name)
    ask = told.ask("now")
    for _ in range(3):
        told.send()
        told.house.clock.pass_ms(QUARTER)
    assert len(told.service.arrived) == 2 + 1 + 3
    assert lines(told, ask) == ["Sol was told at 05:40", "Bea was told at 05:55"]
    again = told.ask("now")
    told.send()
    assert lines(told, again) == ["Sol was told at 06:25"]


def test_a_test_or_the_start_of_a_shift_is_no_request(told: Told) -> None:
    told.laptop("sol")
    told.choose("sol", digest_at=5 * 60 + 45)
    ask = told.ask("this_shift")
    told.house.clock.pass_ms(10 * 60_000)
    assert len(told.send()) == 1
    assert lines(told, ask) == []


def test_whoever_is_cut_off_while_it_was_on_its_way_is_not_named(told: Told) -> None:
    told.laptop("sol")
    ask = told.ask("now")
    told.sender.look()  # it is on its way now
    ama = told.phones["ama"]
    concern = {"why": ["staff_conduct"], "concerns": [told.account("sol")]}
    ama.save(ama.change("escalation", "escalation@1", concern, record=ask))
    ama.sync()
    told.sender.finish()
    assert [row.state for row in told.rows()] == ["sent"]
    assert lines(told, ask) == []


def test_it_is_nobodys_try_rings_nobody_and_is_no_time_to_a_human(told: Told) -> None:
    told.laptop("sol")
    ask = told.ask("within_1h")
    told.send()
    assert lines(told, ask) == ["Sol was told at 05:40"]
    told.house.clock.pass_ms(1000)
    assert told.send() == [] and len(told.rows()) == 1
    with told.house.context():
        centre = db.session.get_one(Centre, told.house.centre_id())
        viewer = Viewer(told.account("bea"), centre.id, frozenset({"manager"}))
        day = day_of(told.house.clock(), zone_of(centre))
        found = measure(centre, Period(day, day, told.house.clock()), viewer)
        (wait,) = [one.result for one in found if one.measure.id == "M16"]
    assert (wait.numerator, wait.denominator, wait.middle) == (0, 1, None)
