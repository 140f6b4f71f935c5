"""What a supervisor does about a request for help, from "I have it" to its end, and who may not."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.centre import HARM, Installation, get, submit
from tests.dashboard.test_sheet import told

FOUND = {
    "why": ["weapon_seen"], "safe_now": "yes", "actions": ["got_coworker"], "saw": "Two people, one knife.",
    "parts.who": ["Heron", ""], "parts.part": ["affected", ""], "hurt": "no", "outside": ["none"],
    "own_account": "yes", "review_on": "2026-12-01", "legal_report": "no",
}  # fmt: skip
LIMIT = {
    "decision": "time_limited", "reason": "A knife was opened", "ends_on": "2026-12-01",
    "still_open": "Meals at the window", "appeal": "Talk with Bea", "sure": "yes",
}  # fmt: skip


class Desk:
    """A request for help of Ama's, and Sol at the pages."""

    def __init__(self, house: Installation, **values: Any) -> None:
        self.house = house
        self.ama = house.phone("ama")
        self.log = told(self.ama, "conflict", "quick_log@1", HARM)
        asked = {"why": ["weapon_seen"], "safe_now": "no", "level": "now"} | values
        self.ask = told(self.ama, "escalation", "escalation@1", asked, self.log)
        self.ama.sync()
        self.sol = house.browser("sol")

    @property
    def page(self) -> str:
        return f"/records/{self.log}"

    def send(self, path: str, fields: Any, by: FlaskClient | None = None, page: str | None = None) -> Any:
        self.house.clock.pass_ms(1000)
        return submit(by or self.sol, path, fields, page=page or self.page)

    def show(self) -> str:
        return str(get(self.sol, self.page).text)

    def reply(self) -> None:
        self.send(f"/asks/{self.ask}/reply", {"text": "I am on my way."})

    def below(self, kind: str) -> list[dict[str, Any]]:
        """What Bea's phone holds of this kind."""
        phone = self.house.phone("bea")
        phone.sync()
        return [row for row in phone.held().values() if row["kind"] == kind]


@pytest.fixture
def desk(house: Installation) -> Desk:
    return Desk(house)


@pytest.mark.shows("morning-1")
def test_the_first_call_not_reached_the_second_reached_are_both_kept(desk: Desk) -> None:
    path = f"/asks/{desk.ask}/told"
    desk.send(path, {"role": "Duty phone", "reached": "no"})
    desk.send(path, {"role": "Bea", "reached": "yes"})
    rows = [(row["set"]["role"], row["set"]["reached"]) for row in desk.below("told")]
    assert sorted(rows) == [("Bea", "yes"), ("Duty phone", "no")]
    assert all("told_at" in row["set"] for row in desk.below("told"))


@pytest.mark.shows("morning-1")
def test_an_answer_reaches_the_phone_of_whoever_asked_and_no_other(desk: Desk) -> None:
    desk.reply()
    desk.ama.sync()
    assert [r["set"]["text"] for r in desk.ama.held().values() if r["kind"] == "reply"] == ["I am on my way."]
    ben = desk.house.phone("ben")
    ben.sync()
    assert "I am on my way." not in str(ben.entries)


@pytest.mark.shows("morning-1")
def test_closing_waits_for_an_answer_and_says_the_way_out_with_all_that_was_typed_kept(desk: Desk) -> None:
    path = f"/asks/{desk.ask}/close"
    ending = FOUND | {"act": "end", "reason": "settled"}
    refused = desk.send(path, ending)
    assert refused.status_code == 422
    assert "Answer the person who asked first. Then close it." in refused.text
    assert "Two people, one knife." in refused.text and f"#reply-{desk.ask}" in refused.text
    desk.reply()
    assert desk.send(path, ending).status_code == 302
    (closing,) = desk.below("closing")
    assert closing["set"]["reason"] == "settled" and closing["set"]["parts"] == [
        {"who": "Heron", "part": "affected"}
    ]


@pytest.mark.shows("morning-1")
def test_closing_is_filled_from_the_authors_answers_which_stay_as_they_are_and_names_what_is_missing(
    desk: Desk,
) -> None:
    path = f"/asks/{desk.ask}/close"
    page = get(desk.sol, path).text
    assert 'value="weapon_seen" checked' in page and 'name="safe_now" value="no" checked' in page
    missing = page.split("Still needed:")[1].split("</div>")[0]
    assert "Done so far" in missing and "Is everyone safe now?" not in missing
    desk.send(path, FOUND | {"act": "keep"})
    (ask,) = desk.below("escalation")
    assert ask["set"]["safe_now"] == "no"
    assert [row["set"]["safe_now"] for row in desk.below("closing")] == ["yes"]
    assert "asked for help" in get(desk.sol, "/records").text
    desk.reply()
    desk.send(path, FOUND | {"act": "end", "reason": "settled"})
    assert len(desk.below("closing")) == 1
    assert "Nothing needs you right now." in get(desk.sol, "/records").text


def test_closing_without_a_reason_or_an_answer_to_a_question_is_not_written(desk: Desk) -> None:
    desk.reply()
    path = f"/asks/{desk.ask}/close"
    assert desk.send(path, FOUND | {"act": "end"}).status_code == 422
    short = {field: value for field, value in FOUND.items() if field != "hurt"}
    answer = desk.send(path, short | {"act": "end", "reason": "settled"})
    assert answer.status_code == 422 and "#f-hurt" in answer.text
    assert desk.below("closing") == []


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize("part", ["reason", "ends_on", "still_open", "appeal"])
def test_a_limit_without_one_of_its_parts_is_not_decided(house: Installation, part: str) -> None:
    desk = Desk(house, own_account="yes")
    answer = desk.send(f"/asks/{desk.ask}/limit", {k: v for k, v in LIMIT.items() if k != part})
    assert answer.status_code == 422 and f"#f-{part}" in answer.text
    assert desk.below("limit") == []


@pytest.mark.shows("morning-1")
def test_a_limit_comes_after_the_other_sides_own_account(desk: Desk) -> None:
    """SC08 on the pages: under review first, then time limited once the own account was asked for."""
    path = f"/asks/{desk.ask}/limit"
    refused = desk.send(path, LIMIT)
    assert refused.status_code == 422 and "Ask the other side for their own account first." in refused.text
    assert "Meals at the window" in refused.text
    interim = LIMIT | {"decision": "under_review", "ends_on": "2026-11-25"}
    assert desk.send(path, interim).status_code == 302
    desk.send(
        f"/asks/{desk.ask}/account", {"sort": "own_account", "text": "I was scared too. He had my phone."}
    )
    assert "The other side was asked for their own account." in get(desk.sol, path).text
    assert desk.send(path, LIMIT).status_code == 302
    assert {row["set"]["decision"] for row in desk.below("limit")} == {"under_review", "time_limited"}
    assert "I was scared too." in desk.show()


def test_a_limit_asks_to_be_sure_and_does_not_end_in_the_past(house: Installation) -> None:
    desk = Desk(house, own_account="declined")
    path = f"/asks/{desk.ask}/limit"
    assert desk.send(path, LIMIT | {"sure": ""}).status_code == 400
    assert desk.send(path, LIMIT | {"ends_on": "2026-11-01"}).status_code == 422
    assert desk.below("limit") == []


@pytest.mark.shows("morning-1")
def test_a_limit_is_looked_at_again_lifted_by_another_supervisor_and_off_the_page(
    house: Installation,
) -> None:
    desk = Desk(house, own_account="yes")
    desk.send(f"/asks/{desk.ask}/limit", LIMIT | {"floor_line": "Meet them at the window"})
    (limit,) = desk.below("limit")
    ben = house.phone("ben")
    ben.sync()
    assert "Meet them at the window" in ben.held()[desk.log]["care"]["line"]["en"]
    review = f"/limits/{limit['id']}/review"
    desk.send(review, {"review": "Calm all week.", "act": "keep"})
    assert "Review the limit" in desk.show()
    desk.send(review, {"review": "Calm all week.", "act": "lift"}, by=house.browser("bea"))
    (limit,) = desk.below("limit")
    assert limit["set"]["lifted_on"] == limit["set"]["reviewed_on"] == "2026-11-23"
    assert "Review the limit" not in desk.show()
    ben.sync()
    assert "Meet them" not in ben.held()[desk.log]["care"]["line"]["en"]


def test_a_service_outside_is_named_with_its_basis_and_its_answer_follows(desk: Desk) -> None:
    path = f"/asks/{desk.ask}/refer"
    outside = {"to": "counsellor", "service": "River House"}
    assert "#f-basis" in desk.send(path, outside).text
    assert desk.send(path, {"to": "counsellor"}).status_code == 422
    assert desk.send(path, outside | {"basis": "consent"}).status_code == 302
    (referral,) = desk.below("referral")
    bea = desk.house.browser("bea")
    desk.send(f"/referrals/{referral['id']}/answer", {"answer": "accepted"}, by=bea)
    assert desk.below("referral")[0]["set"]["answer"] == "accepted"
    assert "River House" in desk.show()


FORGED = [
    ("told", {"role": "Sol", "reached": "yes"}),
    ("reply", {"text": "x"}),
    ("account", {"sort": "own_account", "text": "x"}),
    ("refer", {"to": "counsellor", "service": "x", "basis": "consent"}),
    ("limit", LIMIT),
    ("close", FOUND | {"act": "end", "reason": "settled"}),
]


@pytest.mark.parametrize(("act", "fields"), FORGED, ids=[act for act, _ in FORGED])
def test_a_worker_a_mediator_a_stranger_and_another_centre_do_none_of_it(
    house: Installation, act: str, fields: Any
) -> None:
    desk = Desk(house, own_account="yes")
    path = f"/asks/{desk.ask}/{act}"
    for name, status in (("ama", 403), ("ada", 403), ("mira", 404)):
        home = "/asked" if name == "mira" else "/"
        assert desk.send(path, fields, by=house.browser(name), page=home).status_code == status
    assert desk.send(path, fields, by=house.browser("hal"), page="/records").status_code == 404
    assert "/sign-in" in desk.send(path, fields, by=house.browser(), page="/sign-in").headers["Location"]
    for kind in ("told", "reply", "note", "referral", "limit", "closing"):
        assert desk.below(kind) == []


def test_an_act_on_what_is_no_request_is_not_there(desk: Desk) -> None:
    for act, fields in FORGED:
        assert desk.send(f"/asks/{desk.log}/{act}", fields).status_code == 404
    assert desk.send(f"/limits/{desk.ask}/review", {"act": "lift"}).status_code == 404
    assert desk.send(f"/referrals/{desk.ask}/back", {}).status_code == 404
