"""The centre's own settings: who looks, who changes, a look before it is live, versions, undo, two at once."""

from typing import Any

import pytest

from peerpwa.accounts import people
from peerpwa.dashboard.settings.groups import GROUPS
from peerpwa.records.settings import Stale, get_settings, put_live
from peerpwa.records.viewer import Author
from tests.centre import HARBOUR, Installation, get, shut_to, submit
from tests.settings.hand import add_manager_elsewhere, fields_of, on_phone, put, send


def standing(house: Installation, centre: str = "Tin Roof") -> dict[str, Any]:
    with house.context():
        return get_settings(house.centre_id(centre))


@pytest.mark.parametrize("name", ["ama", "ada", "mira"])
def test_nobody_but_who_leads_sees_a_setting_and_a_manager_alone_changes_one(
    house: Installation, name: str
) -> None:
    browser, page = house.browser(name), "/asked" if name == "mira" else "/"
    for place in ("", *(f"/{group}" for group in GROUPS)):
        assert get(browser, f"/settings{place}").status_code == shut_to(name)
    for place in ("/days", "/days/back"):
        sent = submit(browser, f"/settings{place}", {"visits": "1"}, page=page)
        assert sent.status_code == shut_to(name)
    assert "visits" not in standing(house)


def test_a_supervisor_looks_and_changes_nothing(house: Installation) -> None:
    sol = house.browser("sol")
    for place in ("", *(f"/{group}" for group in GROUPS)):
        page = get(sol, f"/settings{place}")
        assert page.status_code == 200 and "Put it live" not in page.text and 'id="edit"' not in page.text
    assert 'href="/settings"' not in get(sol, "/duty").text
    for place in ("/days", "/days/back"):
        assert submit(sol, f"/settings{place}", {"visits": "1"}, page="/duty").status_code == 403
    assert get(house.browser(), "/settings").status_code == 302
    assert "visits" not in standing(house)


def test_a_manager_of_another_centre_has_their_own_alone(house: Installation) -> None:
    add_manager_elsewhere(house)
    put(house, house.browser("bea"), "days", visits="80")
    mo = house.browser("mo")
    assert "80" not in get(mo, "/settings/days").text.split('id="edit"')[1]
    put(house, mo, "days", visits="15")
    assert (standing(house)["visits"], standing(house, HARBOUR)["visits"]) == (80, 15)


def test_a_version_of_another_centre_is_not_there(house: Installation) -> None:
    add_manager_elsewhere(house)
    bea = house.browser("bea")
    put(house, bea, "days", visits="80")
    put(house, bea, "days", visits="90")
    version = get(bea, "/settings/days").text.split('name="version" value="')[1].split('"')[0]
    mo = house.browser("mo")
    base = fields_of(get(mo, "/settings/days").text)["base"]
    sent = submit(mo, "/settings/days/back", {"base": base, "version": version}, page="/settings/days")
    assert sent.status_code == 404


def test_on_the_first_day_every_page_says_what_to_do(house: Installation) -> None:
    add_manager_elsewhere(house)
    bea = house.browser("bea")
    assert 'href="/settings"' in get(bea, "/duty").text
    assert "Nobody set this yet" in get(bea, "/settings/places").text
    assert "The installation" in get(bea, "/settings/calls").text
    assert get(bea, "/settings/nowhere").status_code == 404


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_looking_at_what_stands_changes_nothing(house: Installation, name: str, language: str) -> None:
    bea = house.browser("bea")
    page = get(bea, f"/settings/{name}", headers={"Accept-Language": language})
    sent = send(bea, name, page.text, {})
    assert sent.status_code == 200 and "Nothing is different" in sent.text


def test_nothing_is_live_before_it_was_looked_at(house: Installation) -> None:
    bea = house.browser("bea")
    page = get(bea, "/settings/days").text
    assert send(bea, "days", page, {"visits": "80"}, "live").status_code == 200
    looked = send(bea, "days", page, {"visits": "80"})
    assert "Before: Not said yet" in looked.text and "Then: 80" in looked.text
    changed = send(bea, "days", looked.text, {"visits": "95"}, "live")
    assert changed.status_code == 200 and "Then: 95" in changed.text  # looked at was another
    assert "visits" not in standing(house)
    assert send(bea, "days", changed.text, {}, "live").status_code == 302
    assert standing(house)["visits"] == 95


def test_what_stood_when_and_who_set_it_is_listed_and_the_last_is_undone_and_redone(
    house: Installation,
) -> None:
    bea = house.browser("bea")
    put(house, bea, "days", open_days=["mon", "tue"])
    put(house, bea, "days", open_days=["mon"])
    page = get(bea, "/settings/days").text
    assert page.count("Bea") >= 2 and "Monday, Tuesday" in page

    def undo() -> int:
        house.clock.pass_ms(1000)
        shown = get(bea, "/settings/days").text
        form = shown.split('action="/settings/days/back"')[1]
        part = {n: form.split(f'name="{n}" value="')[1].split('"')[0] for n in ("base", "version")}
        return int(submit(bea, "/settings/days/back", part, page="/settings/days").status_code)

    assert undo() == 302
    assert standing(house)["open_days"] == ["mon", "tue"] == on_phone(house)["open_days"]
    assert undo() == 302
    assert on_phone(house)["open_days"] == ["mon"]
    assert "Undo this" in get(bea, "/settings/days").text


def test_the_very_first_setting_undone_leaves_what_the_practice_has_on_phones_too(
    house: Installation,
) -> None:
    bea = house.browser("bea")
    put(house, bea, "places", **{"en.entrance": "Gate"})
    house.clock.pass_ms(1000)
    base = fields_of(get(bea, "/settings/places").text)["base"]
    submit(bea, "/settings/places/back", {"base": base, "version": ""}, page="/settings/places")
    assert on_phone(house)["places"] == [] == standing(house)["places"]


def test_two_managers_at_once_the_second_reads_both_and_loses_nothing(house: Installation) -> None:
    bea, again = house.browser("bea"), house.browser("bea")
    page = get(bea, "/settings/days").text
    looked = send(bea, "days", page, {"visits": "80"}).text
    put(house, again, "days", visits="120")
    for act, shown in (("preview", page), ("live", looked)):
        refused = send(bea, "days", shown, {"visits": "80"}, act)
        assert refused.status_code == 409
        assert "Somebody changed this meanwhile" in refused.text
        both = refused.text.split('id="stale"')[1].split("</section>")[0]
        assert "120" in both and "80" in both and fields_of(refused.text)["visits"] == "80"
    assert standing(house)["visits"] == 120
    tried = send(bea, "days", refused.text, {})
    assert "Before: 120" in tried.text and "Then: 80" in tried.text
    base = fields_of(page)["base"]
    undone = submit(bea, "/settings/days/back", {"base": base, "version": ""}, page="/settings/days")
    assert undone.status_code == 409 and standing(house)["visits"] == 120


def test_whoever_writes_in_the_very_same_moment_is_told_too(house: Installation) -> None:
    with house.context():
        centre = house.centre_id()
        bea = next(one for one in people.list_accounts() if one.name == "bea")
        author = Author(bea.id, None, frozenset({"manager"}), "Bea")
        before = get_settings(centre)
        put_live(centre, author, {"visits": 80}, before, house.clock.now)
        with pytest.raises(Stale):
            put_live(centre, author, {"visits": 90}, before, house.clock.now)
        put_live(centre, author, {"desk": "ext. 1"}, before, house.clock.now)  # another field
        assert get_settings(centre)["visits"] == 80


def test_a_supervisors_phone_sets_nothing(house: Installation) -> None:
    sol = house.phone("sol")
    sol.save(sol.change("setting", "setting@1", {"open_days": ["mon"]}))
    sol.sync()
    assert sol.verdicts[-1]["code"] == "not_yours" and "open_days" not in standing(house)
