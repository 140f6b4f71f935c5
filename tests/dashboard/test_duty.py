"""The duty roster: who is on when, and "I am away until"."""

import pytest

from peerpwa.accounts import duty, people
from tests.centre import TIN_ROOF, Installation, get, submit


def leads(house: Installation) -> dict[str, duty.Lead]:
    with house.context():
        return {lead.name: lead for lead in duty.list_leads(people.get_centre(TIN_ROOF).id)}


def test_on_the_first_day_it_says_who_hears_while_nobody_is_named(house: Installation) -> None:
    page = get(house.browser("sol"), "/duty").text
    assert "Nobody is named. Everybody who leads here hears at once." in page
    assert "Duty phone 555 0142" in page and "A manager sets the week." in page


def test_each_says_for_themselves_that_they_are_away_and_back(house: Installation) -> None:
    sol = house.browser("sol")
    submit(sol, "/duty/away", {"until": "2026-11-25T08:00"}, page="/duty")
    page = get(sol, "/duty").text
    assert "Wed 25 Nov, 08:00" in page
    assert leads(house)["Sol"].away_until and leads(house)["Bea"].away_until is None
    submit(sol, "/duty/away", {"act": "here"}, page="/duty")
    assert leads(house)["Sol"].away_until is None


@pytest.mark.parametrize("until", ["2026-11-20T08:00", "2027-11-20T08:00", "soon", ""])
def test_a_time_that_is_past_or_far_or_none_is_not_taken(house: Installation, until: str) -> None:
    sol = house.browser("sol")
    submit(sol, "/duty/away", {"until": until}, page="/duty")
    assert "Choose a time that is still to come" in get(sol, "/duty").text
    assert leads(house)["Sol"].away_until is None


def test_a_manager_sets_the_week_and_the_numbers_on_the_phones_stay(house: Installation) -> None:
    bea, ids = house.browser("bea"), {name: lead.account for name, lead in leads(house).items()}
    week = {f"first.{day}": ids["Sol"] for day in range(1, 8)} | {"second.1": ids["Bea"]}
    assert submit(bea, "/duty/week", week, page="/duty").status_code == 302
    page = get(house.browser("sol"), "/duty").text
    assert "<li>Sol</li>" in page.split('id="away"')[0]
    ama = house.phone("ama")
    ama.sync()
    settings = [row["set"] for row in ama.held().values() if row["kind"] == "setting"]
    assert any(one.get("duty") for one in settings) and not any("roster" in one for one in settings)
    foreign = week | {"first.2": "0acc0000-0000-4000-8000-000000000099"}
    assert submit(bea, "/duty/week", foreign, page="/duty").status_code == 400


def test_nobody_else_sees_or_sets_it(house: Installation) -> None:
    for name, status in (("ama", 403), ("ada", 403), ("mira", 404)):
        browser = house.browser(name)
        assert get(browser, "/duty").status_code == status
        page = "/asked" if name == "mira" else "/"
        for act in ("away", "week"):
            assert submit(browser, f"/duty/{act}", {"act": "here"}, page=page).status_code == status
    assert submit(house.browser("sol"), "/duty/week", {}, page="/duty").status_code == 403
    assert get(house.browser(), "/duty").status_code == 302
    assert "Sol" not in get(house.browser("hal"), "/duty").text
