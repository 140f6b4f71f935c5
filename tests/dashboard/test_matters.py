"""The page of ongoing matters: open ones with their records, for whoever may see these."""

from peerpwa.accounts import people
from peerpwa.records.settings import set_settings
from tests.centre import HARM, Installation, get, shut_to
from tests.dashboard.test_morning import plain


def link(house: Installation, title: str, *logs: str) -> str:
    ama = house.phone("ama")
    thread = ama.change(
        "thread", "thread@1", {"title": title, "conflicts": [{"record": log} for log in logs]}
    )
    ama.save(thread)
    ama.sync()
    assert ama.verdicts[-1]["verdict"] == "accepted", ama.verdicts[-1]
    return str(thread["id"])


def test_open_matters_stand_with_their_records_the_latest_first(house: Installation) -> None:
    ama = house.phone("ama")
    first, second, other = house.log(ama), house.log(ama, place="washroom"), house.log(ama, **HARM)
    one, two = link(house, "The TV", first, second), link(house, "The yard", other)
    page = get(house.browser("sol"), "/matters").text
    assert page.index(two) < page.index(one) and page.index(second) < page.index(first)
    assert "They agreed" in page and HARM["saw"] not in page
    closed = ama.change("thread", "thread@1", {"closed": "yes"}, record=one)
    ama.save(closed)
    ama.sync()
    page = get(house.browser("sol"), "/matters").text
    assert one not in page and two in page


def test_a_matter_says_when_it_counts_as_settled(house: Installation) -> None:
    """PRACTICE 6.3: 14 open days, none where somebody's check-in is still to come, later when something new came."""
    ama = house.phone("ama")
    log, waits = house.log(ama), house.log(ama, place="washroom")
    matter = link(house, "The TV", log)
    open_one = link(house, "The washroom", waits)
    party = ama.change("party", "guided_talk@1", {"handle": "Heron"}, parent=waits)
    due = ama.change(
        "follow_up", "guided_talk@1", {"due": "2026-11-24T12:00:00.000-05:00"}, parent=party["id"]
    )
    ama.save(party, due)
    ama.sync()
    assert ama.verdicts[-1]["verdict"] == "accepted", ama.verdicts[-1]
    assert "Settled on Mon 7 Dec if nothing new comes." in section(house, matter)
    assert "Settled" not in section(house, open_one)
    with house.context():
        set_settings(house.centre_id(), {"open_days": ["mon", "thu"]}, house.clock())
    assert "Settled on Mon 11 Jan if nothing new comes." in section(house, matter)
    house.clock.pass_ms(50 * 86_400_000)
    assert "Settled since Mon 11 Jan." in section(house, matter)


def section(house: Installation, matter: str) -> str:
    """One matter of the page that Sol has before them."""
    page = get(house.browser("sol"), "/matters").text
    return str(page.split(f'data-matter="{matter}"')[1].split("</section>")[0])


def test_whoever_is_cut_off_from_all_of_it_sees_none_of_it(house: Installation) -> None:
    with house.context():
        sol = next(one.id for one in people.list_accounts() if one.name == "sol")
    log = house.log(house.phone("ama"), flags=["staff_conduct"], concerns=[sol])
    matter = link(house, "A planted title", log)
    assert "A planted title" not in get(house.browser("sol"), "/matters").text
    assert matter in get(house.browser("bea"), "/matters").text


def test_it_is_for_supervisors_and_managers_alone_and_says_so_when_there_is_none(house: Installation) -> None:
    assert "No matter is open." in plain(get(house.browser("sol"), "/matters").text)
    link(house, "The TV", house.log(house.phone("ama")))
    assert "The TV" not in get(house.browser("hal"), "/matters").text
    for name in ("ama", "mira", "ada"):
        assert get(house.browser(name), "/matters").status_code == shut_to(name)
