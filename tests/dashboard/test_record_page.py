"""The record page: the course of a talk, what said something else before, who looked, its matters, a word on the work."""

import pytest

from tests.centre import Installation, get, submit
from tests.dashboard.test_sheet import a_talk, told


@pytest.mark.shows("morning-1")
def test_the_course_of_a_talk_is_an_order_of_steps_without_a_clock_time(house: Installation) -> None:
    log, _ = a_talk(house)
    page = get(house.browser("sol"), f"/records/{log}").text
    course = page.split('<ol class="steps">')[1].split("</article>")[0]
    assert course.index("Listen to each") < course.index("Ground rules") < course.index("The other side")
    talk = page.split("Talk and way forward")[1].split("</section>")[0]
    assert "05:40" not in talk.split("Promised")[0]


def test_what_said_something_else_before_stands_beside_what_stands_now(house: Installation) -> None:
    log, made = a_talk(house)
    ama = house.phone("ama")
    house.clock.pass_ms(1000)
    ama.save(ama.change("talk", "guided_talk@1", {"summary": "Two plugs."}, record=made["talk"]))
    ama.sync()
    page = get(house.browser("sol"), f"/records/{log}").text
    row = page.split('<table class="side-by-side">')[1].split("</tbody>")[0]
    before, now = row.split("<td>")[1:3]
    assert "One plug." in before and "Two plugs." in now and "One plug." not in now


def test_who_opened_it_is_named(house: Installation) -> None:
    log = house.log(house.phone("ama"))
    get(house.browser("bea"), f"/records/{log}")
    opened = get(house.browser("sol"), f"/records/{log}").text.split("Who opened it")[1].split("</ul>")[0]
    assert opened.index("Sol") < opened.index("Bea")


@pytest.mark.parametrize("sort", ["praise", "ask", "suggest"])
def test_a_word_on_the_work_reaches_whoever_did_it_and_nobody_else(house: Installation, sort: str) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.browser("sol")
    log = house.log(ama)
    fields = {"text": "You gave both the same time.", "sort": sort}
    submit(sol, f"/records/{log}/read", fields, page=f"/records/{log}")
    ama.sync()
    ben.sync()
    assert [row["set"] for row in ama.held().values() if row["kind"] == "reply"] == [fields]
    assert "same time" not in str(ben.entries)
    bad = fields | {"sort": "grade"}
    assert "grade" not in submit(sol, f"/records/{log}/read", bad, page=f"/records/{log}").headers.get(
        "Location", ""
    )
    ama.sync()
    assert len([row for row in ama.held().values() if row["kind"] == "reply"]) == 1


def test_its_matters_name_their_other_records_and_none_that_the_viewer_may_not_see(
    house: Installation,
) -> None:
    ama = house.phone("ama")
    first, second, third = (
        house.log(ama),
        house.log(ama, place="washroom"),
        house.log(ama, place="quiet_room"),
    )
    with house.context():
        from peerpwa.accounts import people

        sol = next(p["id"] for p in people.colleagues_of(house.centre_id()) if p["name"] == "Sol")
    hidden = house.log(ama, flags=["staff_conduct"], concerns=[sol], heat="h2")
    linked = [{"record": id} for id in (first, second, hidden)]
    told(ama, "thread", "thread@1", {"title": "Turns at the plug", "conflicts": linked})
    ama.sync()
    page = get(house.browser("sol"), f"/records/{first}").text
    matter = page.split("Turns at the plug")[1].split("</section>")[0]
    assert second in matter and hidden not in page and third not in matter and first not in matter
    assert hidden in get(house.browser("bea"), f"/records/{first}").text
    assert "Turns at the plug" not in get(house.browser("sol"), f"/records/{third}").text
