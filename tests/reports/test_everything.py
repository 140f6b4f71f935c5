"""Everything in one file: only when a second manager says yes, by name, within a day."""

import json

from peerpwa.accounts import people
from peerpwa.records import audit
from tests.centre import HARM, PASSWORD, TIN_ROOF, Installation, get, shut_to, submit
from tests.reports.test_files import DAY_MS, PAGE, account, add_manager, ask, finish, newest

REASON = "We move to another system"


def ask_for_all(house: Installation) -> str:
    """Bea asks; answers where the file would be."""
    bea = house.browser("bea")
    assert ask(bea, format="everything", reason=REASON, password=PASSWORD).status_code == 302
    return newest(bea)


def say(house: Installation, name: str, path: str, answer: str, password: str = PASSWORD) -> int:
    browser = house.browser(name)
    fields = {"answer": answer, "password": password}
    code = submit(browser, f"{path}/answer", fields, page="/reports").status_code
    finish()
    return int(code)


def test_nothing_is_made_before_a_second_manager_says_yes_with_their_password(house: Installation) -> None:
    add_manager(house)
    house.log(house.phone("ama"), people=["Heron"])
    path = ask_for_all(house)
    assert get(house.browser("bea"), path).status_code == 404
    assert f"“{REASON}”" in get(house.browser("max"), PAGE).text
    assert say(house, "bea", path, "yes") == 404
    assert say(house, "max", path, "yes", "wrong") == 401
    assert get(house.browser("bea"), path).status_code == 404
    assert say(house, "max", path, "yes") == 302
    answer = get(house.browser("bea"), path)
    lines = [json.loads(line) for line in answer.data.decode().splitlines()]
    assert lines[0]["by"] == "Bea" and lines[0]["approved_by"] == "Max" and lines[0]["reason"] == REASON
    logs = [one for one in lines if one.get("kind") == "conflict"]
    assert [one["values"]["people"] for one in logs] == [["Heron"]]
    assert get(house.browser("max"), path).status_code == 404
    with house.context():
        entries = audit.list_entries(people.get_centre(TIN_ROOF).id)
    acts = [(one.act, one.account) for one in entries]
    bea, second = account(house, "bea"), account(house, "max")
    for act in (("ask_everything", bea), ("approve_export", second), ("fetch_everything", bea)):
        assert act in acts


def test_a_no_ends_it_and_a_day_does_too(house: Installation) -> None:
    add_manager(house)
    path = ask_for_all(house)
    assert say(house, "max", path, "no") == 302
    assert "Max said no." in get(house.browser("bea"), PAGE).text
    assert say(house, "max", path, "yes") == 404
    late = ask_for_all(house)
    house.clock.pass_ms(DAY_MS + 1)
    assert say(house, "max", late, "yes") == 404


def test_supervisors_and_other_centres_approve_nothing(house: Installation) -> None:
    path = ask_for_all(house)
    for name in ("sol", "ama", "mira", "ada", "hal", "nia"):
        browser = house.browser(name)
        fields = {"answer": "yes", "password": PASSWORD}
        assert submit(browser, f"{path}/answer", fields, page="/sign-in").status_code == shut_to(name), name
    finish()
    assert get(house.browser("bea"), path).status_code == 404


def test_what_the_asker_may_not_see_is_not_in_it(house: Installation) -> None:
    add_manager(house)
    house.log(
        house.phone("ama"), **(HARM | {"flags": ["staff_conduct"], "concerns": [account(house, "bea")]})
    )
    path = ask_for_all(house)
    say(house, "max", path, "yes")
    text = get(house.browser("bea"), path).text
    assert "Heron" not in text and "planted" not in text
