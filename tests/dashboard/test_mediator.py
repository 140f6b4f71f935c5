"""A mediator's pages: what they were asked, their answer, the one record, their notes; nothing else is there."""

import re
from typing import Any

import pytest

from peerpwa.accounts import people
from tests.centre import HARM, PASSWORD, TIN_ROOF, Installation, get, submit
from tests.dashboard.test_acts import Desk
from tests.dashboard.test_sheet import told

WORDS = "A planted sentence about a knife."


class Asked(Desk):
    """A request of Ama's that Sol passed on to Mira."""

    def __init__(self, house: Installation) -> None:
        super().__init__(house)
        talk = told(self.ama, "talk", "guided_talk@1", {"mode": "one_person"}, self.log)
        told(self.ama, "party", "guided_talk@1", {"handle": "Heron", "words": "I was first."}, talk)
        self.ama.sync()
        with house.context():
            mira = next(one.id for one in people.list_accounts() if one.name == "mira")
        asks = {"to": "mediator", "who": mira, "basis": "consent", "ask": "One talk with each, please."}
        self.send(f"/asks/{self.ask}/refer", asks)
        self.mira = house.browser("mira")
        (referral,) = self.below("referral")
        self.path = f"/asked/{referral['id']}"

    def say(self, act: str, **fields: str) -> Any:
        return submit(self.mira, f"{self.path}/{act}", fields, page=self.path)


@pytest.fixture
def asked(house: Installation) -> Asked:
    return Asked(house)


def test_they_land_on_what_they_were_asked_and_an_empty_page_says_so(house: Installation) -> None:
    mira = house.browser("mira")
    assert get(mira, "/").headers["Location"] == "/asked"
    assert "Nobody has asked you for anything right now." in get(mira, "/asked").text


@pytest.mark.shows("morning-1")
def test_they_read_the_one_record_without_the_teams_words_and_it_is_noted(asked: Asked) -> None:
    assert "One talk with each, please." in get(asked.mira, "/asked").text
    page = get(asked.mira, asked.path).text
    for words in ("I was first.", "Heron", "Yard" if HARM["place"] == "yard_parking" else "Main room"):
        assert words in page
    for hidden in (WORDS, "Weapon", "Ama", "Bea"):
        assert hidden not in page
    assert "Mira" in asked.show().split("Who opened it")[1]


def test_every_other_page_of_the_centre_is_not_there_for_them(asked: Asked) -> None:
    for path in (
        "/records",
        f"/records/{asked.log}",
        "/week",
        "/duty",
        f"/asks/{asked.ask}/close",
        "/nothing",
    ):
        assert get(asked.mira, path).status_code == 404, path


@pytest.mark.shows("morning-1")
def test_they_accept_and_their_notes_reach_the_record_page(asked: Asked) -> None:
    asked.say("answer", answer="accepted")
    asked.say("note", text="We meet on Friday.")
    assert "You took it on." in get(asked.mira, "/asked").text
    assert "We meet on Friday." in get(asked.mira, asked.path).text
    page = asked.show()
    assert "We meet on Friday." in page and "I take it on" in page


@pytest.mark.shows("morning-1")
def test_declining_needs_a_reason_and_takes_the_record_away(asked: Asked) -> None:
    asked.say("answer", answer="declined")
    assert get(asked.mira, asked.path).status_code == 200
    asked.say("answer", answer="declined", reason="I know one of them.")
    assert get(asked.mira, asked.path).status_code == 404
    assert "One talk with each" not in get(asked.mira, "/asked").text
    assert "I know one of them." in asked.show()


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("name", ["sol", "bea"])
def test_whoever_leads_takes_it_back_in_one_act_with_a_reason_from_a_mediator_who_accepted(
    asked: Asked, name: str
) -> None:
    """Bea may, since whoever passed it on can be away; that it was done is told beside who opened it."""
    asked.say("answer", answer="accepted")
    asked.say("note", text="We meet on Friday.")
    back = f"/referrals/{asked.path.removeprefix('/asked/')}/back"
    by = asked.house.browser(name)
    page = get(by, asked.page).text
    assert f'action="{back}"' in page and "They asked me to" in page
    asked.send(back, {}, by=by)
    assert "Choose why you take it back" in get(by, asked.page).text
    assert get(asked.mira, asked.path).status_code == 200
    asked.send(back, {"reason": "asked"}, by=by)
    page = get(by, asked.page).text
    assert "Taken back. This record is closed to them." in page and f'action="{back}"' not in page
    assert re.search(rf"{name.title()}, [^<]*· took back what was passed on", page.split("Who opened it")[1])
    assert "We meet on Friday." in page
    assert asked.send(back, {"reason": "asked"}, by=by).status_code == 404


@pytest.mark.shows("morning-1")
def test_what_was_taken_back_is_on_no_page_of_the_mediators(asked: Asked) -> None:
    asked.say("answer", answer="accepted")
    answer, note = (f"{asked.path}/{act}" for act in ("answer", "note"))
    asked.send(f"/referrals/{asked.path.removeprefix('/asked/')}/back", {"reason": "mistake"})
    for path in (asked.path, asked.page, f"/records/{asked.ask}"):
        shut = get(asked.mira, path)
        assert shut.status_code == 404 and 'href="/"' in shut.text and "<p>" in shut.text
        assert not re.search("Heron|I was first|One talk with each", shut.text)
    for path, fields in ((answer, {"answer": "accepted"}), (note, {"text": "One more."})):
        assert submit(asked.mira, path, fields, page="/asked").status_code == 404
    assert "Nobody has asked you for anything right now." in get(asked.mira, "/asked").text
    assert asked.below("note") == []


def test_a_supervisor_whom_it_concerns_takes_nothing_back(house: Installation) -> None:
    """Not even by a phone that names what it should not know of."""
    desk = Asked(house)
    with house.context():
        hers = next(one.id for one in people.list_accounts() if one.name == "bea")
    (referral,) = desk.below("referral")
    house.clock.pass_ms(1000)
    ben = house.phone("ben")
    told(ben, "view", "view@1", {"saw": "More.", "flags": ["staff_conduct"], "concerns": [hers]}, desk.log)
    ben.sync()
    assert get(house.browser("bea"), desk.page).status_code == 404
    bea = house.phone("bea")
    told(bea, "withdrawal", "withdrawal@1", {"reason": "mistake"}, referral["id"])
    bea.sync()
    assert get(desk.mira, desk.path).status_code == 200


def test_another_mediator_a_worker_and_another_centre_have_none_of_it(asked: Asked) -> None:
    house = asked.house
    with house.context():
        for name, centre in (("max", TIN_ROOF), ("moe", "Harbour")):
            people.create_account(
                name, centre=centre, role="mediator", password=PASSWORD, now=house.clock.now
            )
    for name, page in (
        ("max", "/asked"),
        ("moe", "/asked"),
        ("ama", "/"),
        ("sol", "/records"),
        ("hal", "/records"),
    ):
        browser = house.browser(name)
        assert get(browser, asked.path).status_code == 404, name
        answer = submit(browser, f"{asked.path}/answer", {"answer": "accepted"}, page=page)
        assert answer.status_code == 404, name
        assert submit(browser, f"{asked.path}/note", {"text": "x"}, page=page).status_code == 404, name
    assert asked.below("answer") == [] and asked.below("note") == []
    assert get(house.browser(), asked.path).status_code == 302


def test_only_a_mediator_of_the_centre_can_be_named(house: Installation) -> None:
    desk = Desk(house)
    with house.context():
        ids = {one.name: one.id for one in people.list_accounts()}
    for name in ("ben", "nia", "hal", "ada"):
        fields = {"to": "mediator", "who": ids[name], "basis": "consent"}
        assert desk.send(f"/asks/{desk.ask}/refer", fields).status_code == 400
    assert desk.below("referral") == []
