"""A check-in that a supervisor plans from a log's page."""

import re

import pytest

from tests.centre import HARM, Installation, get, submit

DAY = 24 * 3_600_000


def ids_of(page: str) -> dict[str, str]:
    """Who can do it, by name."""
    found = re.search(r'<select name="to">(.*?)</select>', page, re.S)
    assert found
    return {name: id for id, name in re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', found[1])}


def test_it_stands_below_the_persons_part_which_comes_with_the_first_and_whoever_was_chosen_has_it(
    house: Installation,
) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.browser("sol")
    log = house.log(ama, people=["Heron", "Cedar"])
    ids = ids_of(get(sol, f"/records/{log}").text)
    saying = {"Ben": "Planned. Ben has it on their list.", "Sol": "Planned. It is on your list."}
    for to, said in saying.items():
        fields = {"person": "Heron", "day": "2026-11-25", "to": ids[to]}
        answer = submit(sol, f"/records/{log}/plan", fields, page=f"/records/{log}")
        assert answer.status_code == 302
        assert said in get(sol, f"/records/{log}").text
        house.clock.pass_ms(1000)
    ben.sync()
    (party,) = [one for one in ben.held().values() if one["kind"] == "party"]
    planned = [one for one in ben.held().values() if one["kind"] == "follow_up"]
    assert (party["parent"], party["set"]["handle"]) == (log, "Heron")
    assert {one["parent"] for one in planned} == {party["id"]}
    assert {one["set"]["due"] for one in planned} == {"2026-11-25T12:00:00.000-05:00"}
    assert {tuple(one["set"]["assigned"]) for one in planned} == {(ids["Ben"],), (ids["Sol"],)}


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "2030-01-01"])
def test_a_day_that_is_none_or_too_far_says_so_and_plans_nothing(house: Installation, day: str) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = house.log(ama, people=["Heron", "Cedar"])
    ids = ids_of(get(sol, f"/records/{log}").text)
    fields = {"person": "Heron", "day": day, "to": ids["Sol"]}
    submit(sol, f"/records/{log}/plan", fields, page=f"/records/{log}")
    page = get(sol, f"/records/{log}").text
    assert "Choose a day from today on" in page and "Check-in due" not in page


def test_only_whom_the_log_names_by_whoever_may_see_it(house: Installation) -> None:
    ama = house.phone("ama")
    log, nameless = house.log(ama, **HARM), house.log(ama)
    assert 'id="plan"' not in get(house.browser("sol"), f"/records/{nameless}").text
    ids = ids_of(get(house.browser("sol"), f"/records/{log}").text)
    fields = {"person": "Heron", "day": "2026-11-25", "to": ids["Sol"]}
    path = f"/records/{log}/plan"
    for wrong in ({"person": "Otter"}, {"to": log}):
        assert submit(house.browser("sol"), path, fields | wrong, page="/morning").status_code == 404
    assert submit(house.browser("hal"), path, fields, page="/morning").status_code == 404
    assert submit(house.browser("ama"), path, fields, page="/").status_code == 403
