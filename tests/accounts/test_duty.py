"""Who leads a centre, who is away, and what stands below a request once somebody was told."""

from peerpwa.accounts import duty
from peerpwa.accounts.people import get_centre
from peerpwa.records.door import writing
from tests.centre import HARBOUR, TIN_ROOF, Installation


def test_that_somebody_was_told_stands_below_the_request_and_not_that_they_were_reached(
    house: Installation,
) -> None:
    ama = house.phone("ama")
    asked = ama.change("escalation", "escalation@1", {"level": "now"})
    ama.save(asked)
    ama.sync()
    with house.context():
        ids = {lead.name: lead.account for lead in duty.list_leads(house.centre_id())}
        with writing(house.centre_id()) as door:
            duty.keep_told(door, ids["Bea"], asked["id"], house.clock.now)
    sol = house.phone("sol")
    sol.sync()
    told = [row for row in sol.held().values() if row["kind"] == "told"]
    at = "2026-11-23T05:40:00.000-05:00"
    assert [(row["parent"], row["account"], row["set"]) for row in told] == [
        (asked["id"], None, {"role": "Bea", "told_at": at})
    ]
    ama.sync()
    assert not [row for row in ama.held().values() if row["kind"] == "told"]


def test_supervisors_and_managers_of_the_centre_lead_it(house: Installation) -> None:
    with house.context():
        assert [lead.name for lead in duty.list_leads(get_centre(TIN_ROOF).id)] == ["Bea", "Sol"]
        assert [lead.name for lead in duty.list_leads(get_centre(HARBOUR).id)] == ["Hal"]


def test_who_is_away_is_kept_for_each_centre_and_taken_back(house: Installation) -> None:
    with house.context():
        id = house.centre_id()
        sol = next(lead.account for lead in duty.list_leads(id) if lead.name == "Sol")
        duty.set_away(id, sol, house.clock.now + 1000, house.clock.now)
        assert {lead.name: lead.away_until for lead in duty.list_leads(id)} == {
            "Bea": None,
            "Sol": house.clock.now + 1000,
        }
        duty.set_away(id, sol, None, house.clock.now)
        assert all(lead.away_until is None for lead in duty.list_leads(id))
