"""Who leads a centre, who is away, and what stands below a request once somebody was told."""

from peerpwa.accounts import duty, people
from tests.centre import HARBOUR, TIN_ROOF, Installation


def test_the_second_is_told_once_the_clock_has_run_and_it_stands_below_the_request(
    house: Installation,
) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {"level": "now"})
    ama.save(asked)
    ama.sync()
    with house.context():
        centre = people.get_centre(TIN_ROOF)
        names = {lead.account: lead.name for lead in duty.list_leads(centre.id)}
        assert sorted(names.values()) == ["Bea", "Sol"]
        first = duty.list_due(centre, house.clock.now)
        assert sorted(names[one.account] for one in first) == ["Bea", "Sol"]
        duty.keep_told(centre, first[0], names[first[0].account], house.clock.now)
        assert duty.list_due(people.get_centre(HARBOUR), house.clock.now) == []
    sol = house.phone("sol")
    sol.sync()
    told = [row for row in sol.held().values() if row["kind"] == "told"]
    assert [(row["parent"], row["account"], row["set"]["role"]) for row in told] == [
        (asked["id"], None, names[first[0].account])
    ]
    assert "reached" not in told[0]["set"]


def test_who_is_away_is_kept_for_each_centre_and_taken_back(house: Installation) -> None:
    with house.context():
        id = people.get_centre(TIN_ROOF).id
        sol = next(lead.account for lead in duty.list_leads(id) if lead.name == "Sol")
        duty.set_away(id, sol, house.clock.now + 1000, house.clock.now)
        assert {lead.name: lead.away_until for lead in duty.list_leads(id)} == {
            "Bea": None,
            "Sol": house.clock.now + 1000,
        }
        duty.set_away(id, sol, None, house.clock.now)
        assert all(lead.away_until is None for lead in duty.list_leads(id))
