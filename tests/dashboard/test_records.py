"""The supervisor's list, one record, reading and answering, "I have it"."""

import pytest

from peerpwa.records import audit
from tests.centre import HARM, Installation, get, submit


@pytest.mark.shows("end-to-end-2")
def test_the_list_shows_what_a_phone_sent_newest_first(house: Installation) -> None:
    ama = house.phone("ama")
    first, second = house.log(ama, place="washroom"), house.log(ama, place="quiet_room")
    page = get(house.browser("sol"), "/records").text
    assert 0 < page.index(second) < page.index(first)
    assert "Nothing needs you right now." in page


def test_another_centres_supervisor_sees_nothing_of_it(house: Installation) -> None:
    id = house.log(house.phone("ama"))
    hal = house.browser("hal")
    assert id not in get(hal, "/records").text
    assert get(hal, f"/records/{id}").status_code == 404
    assert submit(hal, f"/records/{id}/read", {"text": "hello"}, page="/records").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("heat=h1", True), ("heat=h3", False), ("place=main_room", True), ("place=washroom", False),
        ("type=space_seat", True), ("type=noise", False), ("state=unread", True), ("state=read", False),
        ("state=care", False), ("since=2026-11-23", True), ("since=2026-11-24", False), ("until=2026-11-22", False),
        ("heat=nonsense&since=x&page=-1&state=x", True),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(house: Installation, query: str, shown: bool) -> None:
    id = house.log(house.phone("ama"), happened_at="2026-11-23T05:30:00.000-05:00")
    page = get(house.browser("sol"), f"/records?{query}").text
    assert (id in page) is shown
    assert shown or "Nothing fits these filters." in page


def test_one_record_is_shown_whole_with_who_wrote_what_and_opening_it_is_noted(house: Installation) -> None:
    ama = house.phone("ama")
    id = house.log(ama, saw="Two people, one plug.", actions=["listened_each"])
    ama.save(ama.change("conflict", "quick_log@1", {"heat": "h0"}, record=id))
    ama.sync()
    page = get(house.browser("sol"), f"/records/{id}").text
    for words in ("Two people, one plug.", "Listened to each person alone", "Ama", "Raised", "changed later"):
        assert words in page
    with house.context():
        acts = [entry.act for entry in audit.list_entries(house.centre_id(), record=id)]
    assert acts == ["open_record"]


def test_reading_with_an_answer_reaches_the_workers_phone_and_counts_once(house: Installation) -> None:
    ama = house.phone("ama")
    id = house.log(ama)
    sol = house.browser("sol")
    for text in ("Thank you. I have read it.", ""):
        submit(sol, f"/records/{id}/read", {"text": text}, page=f"/records/{id}")
    ama.sync()
    below = [(r["kind"], r["set"]) for r in ama.held().values() if r["parent"] == id]
    assert sorted(below, key=str) == [("reading", {}), ("reply", {"text": "Thank you. I have read it."})]
    assert "Read by Sol" in get(sol, "/records").text


def test_an_answer_that_is_too_long_is_refused_with_what_was_typed_kept(house: Installation) -> None:
    id = house.log(house.phone("ama"))
    answer = submit(house.browser("sol"), f"/records/{id}/read", {"text": "y" * 201}, page=f"/records/{id}")
    assert "too long" in answer.text
    assert "y" * 201 in answer.text
    assert "Nobody has answered yet." in answer.text, "neither the answer nor that it was read"


def test_a_request_for_help_stands_on_top_until_somebody_has_it(house: Installation) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {"place": "washroom"})
    ama.save(asked)
    ama.sync()
    sol = house.browser("sol")
    page = get(sol, "/records").text
    assert "Ama" in page
    assert "asked for help" in page
    assert "Nobody has said" in page
    for _ in range(2):
        submit(sol, f"/asks/{asked['id']}/have", {}, page="/records")
    assert "Sol</strong>" not in get(sol, "/records").text
    assert "Nobody has said" not in get(sol, "/records").text
    ama.sync()
    assert [r["by"] for r in ama.held().values() if r["kind"] == "acknowledgement"] == ["Sol"]
    assert submit(sol, f"/asks/{'0' * 36}/have", {}, page="/records").status_code == 404


def test_a_supervisor_whom_it_concerns_learns_nothing_of_it(house: Installation) -> None:
    ama, sol_phone = house.phone("ama"), house.phone("sol")
    with house.context():
        from peerpwa.accounts import people

        sol = next(p["id"] for p in people.colleagues_of(house.centre_id()) if p["name"] == "Sol")
    id = house.log(ama, **(HARM | {"flags": ["staff_conduct"], "concerns": [sol]}))
    assert id not in get(house.browser("sol"), "/records").text
    assert get(house.browser("sol"), f"/records/{id}").status_code == 404
    sol_phone.sync()
    assert id not in str(sol_phone.entries)
    assert id in get(house.browser("bea"), "/records").text


@pytest.mark.shows("ten-steps-3")
def test_a_joint_talk_that_was_written_unaware_of_a_flag_is_a_line_without_blame(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    id = house.log(ben, flags=["injury"], heat="h2")
    house.clock.pass_ms(1000)
    ama.save(ama.change("talk", "guided_talk@1", {"mode": "together"}, parent=id))
    ama.sync()
    page = get(house.browser("sol"), f"/records/{id}").text
    assert "Written before this phone knew that a flag was set:" in page
    assert "<strong>Guided talk, Together</strong>. Look at it with Ama." in page


def test_the_page_speaks_french(house: Installation) -> None:
    id = house.log(house.phone("ama"))
    page = get(house.browser("sol"), f"/records/{id}", headers={"Accept-Language": "fr-CA"}).text
    assert "Salle principale" in page
    assert "Marquer comme lu" in page
    assert '<html lang="fr"' in page
