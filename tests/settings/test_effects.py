"""Each setting from its form to the phones and into effect, and what can't be set, by field."""

from typing import Any

import pytest

from peerpwa.demo.phone import Phone
from peerpwa.practice import load
from peerpwa.records.settings import get_settings, set_settings
from tests.centre import HARM, PASSWORD, QUICK, Installation, get, submit
from tests.measures.hand import Hand
from tests.settings.hand import fields_of, on_phone, put, send

NUMBERS = {
    "duty.label": ["Sol", "", ""],
    "duty.number": ["555 0100", "", ""],
    "duty.fr": ["Sol, garde", "", ""],
    "desk": "ext. 12",
}


def refused(house: Installation, name: str, **changes: Any) -> str:
    """The page that says what is wrong; nothing is live, and what was typed stands in its form."""
    bea = house.browser("bea")
    before = on_phone(house)
    sent = send(bea, name, get(bea, f"/settings/{name}").text, changes)
    assert sent.status_code == 422 and "Nothing went live" in sent.text
    assert send(bea, name, sent.text, {}, "live").status_code == 422
    assert on_phone(house) == before
    return str(sent.text)


def test_numbers_reach_phones_a_new_phone_and_the_line_of_what_to_do(house: Installation) -> None:
    ben = house.phone("ben")
    house.log(house.phone("ama"), **HARM)
    ben.sync()
    put(house, house.browser("bea"), "calls", **NUMBERS)
    ben.sync()
    assert on_phone(house)["duty"] == [{"label": "Sol", "number": "555 0100", "fr": "Sol, garde"}]
    assert next(r["care"] for r in ben.held().values() if r.get("care"))["line"]["en"].endswith(
        "Sol 555 0100."
    )
    fresh = Phone(house.post, house.clock)
    held = fresh.enrol("tess", PASSWORD)["settings"]["on_call"]
    assert (held["duty"][0]["number"], held["desk"]) == ("555 0100", "ext. 12")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"duty.label": ["Sol"], "duty.number": [""]}, "duty"),
        ({"law.label": ["", "", ""], "law.number": ["555 0100", "", ""]}, "law"),
        ({"desk": "x" * 61}, "desk"),
        ({"duty.label": ["", "", ""], "duty.number": ["", "", ""]}, "duty"),
    ],
)
def test_a_number_without_a_name_or_a_long_text_is_named_by_its_field(
    house: Installation, changes: dict[str, Any], field: str
) -> None:
    page = refused(house, "calls", **changes)
    assert f'href="#f-{field}"' in page and f'id="f-{field}"' in page


def test_the_first_numbers_are_not_undone_into_nobody_to_call(house: Installation) -> None:
    bea = house.browser("bea")
    base = fields_of(get(bea, "/settings/calls").text)["base"]
    submit(bea, "/settings/calls/back", {"base": base, "version": ""}, page="/settings/calls")
    assert "phones need somebody to call" in get(bea, "/settings/calls").text
    assert on_phone(house)["duty"]


@pytest.mark.parametrize("typed", ["many", "-3", "1.5", "5001", "99999999999"])
def test_visits_are_a_whole_number(house: Installation, typed: str) -> None:
    page = refused(house, "days", visits=typed)
    assert 'href="#f-visits"' in page and f'value="{typed}"' in page


def test_open_days_reach_phones_and_visits_do_not(house: Installation) -> None:
    put(house, house.browser("bea"), "days", open_days=["mon", "wed"], visits="80")
    held = on_phone(house)
    assert held["open_days"] == ["mon", "wed"] and "visits" not in held


def test_the_preview_shows_when_check_ins_would_be_due(house: Installation) -> None:
    bea = house.browser("bea")  # it is Monday 23 November 2026
    shown = send(bea, "days", get(bea, "/settings/days").text, {"open_days": ["wed"]}).text
    assert "Heated: Wed 25 Nov, Wed 2 Dec" in shown.split('id="preview"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({}, (None, "A manager can say how many")),
        ({"visits": 100}, ((1, 700), None)),
        ({"visits": 100, "open_days": ["mon", "tue", "wed", "thu", "fri"]}, ((1, 500), None)),
        ({"visits": 100, "open_days": ["mon"]}, (None, "fewer than 500")),
    ],
)
def test_logged_per_1000_visits_counts_open_days(own: dict[str, Any], found: tuple[Any, Any]) -> None:
    hand = Hand(own)
    hand.write("conflict", "2026-11-18 10:00", heat="h1")
    result = hand.gives("M3", "2026-11-16", "2026-11-22")
    share, said = found
    if share:
        assert (result.numerator, result.denominator) == share
    else:
        assert result.lacking is not None and said in result.lacking[0]


def test_a_day_that_is_still_to_come_has_no_visits_yet() -> None:
    hand = Hand({"visits": 100})
    hand.write("conflict", "2026-11-16 10:00", heat="h1")
    result = hand.gives("M3", "2026-11-16", "2026-11-22", now="2026-11-20 23:00")
    assert result.denominator == 500


def test_a_shorter_clock_is_on_the_morning_and_the_practice_bounds_it(house: Installation) -> None:
    ama = house.phone("ama")
    ama.save(ama.change("escalation", "escalation@1", {"level": "within_1h"}))
    ama.sync()
    assert "06:40" in get(house.browser("sol"), "/morning").text
    bea = house.browser("bea")
    put(house, bea, "clocks", within_1h="m20")
    morning = get(house.browser("sol"), "/morning").text
    assert "06:00" in morning and "06:40" not in morning
    sent = send(bea, "clocks", get(bea, "/settings/clocks").text, {"within_now": "h24"})
    assert sent.status_code == 422 and 'href="#f-within_now"' in sent.text


def test_days_of_check_ins_may_be_sooner_and_never_later(house: Installation) -> None:
    put(house, house.browser("bea"), "check-ins", **{"days.heated": "1, 4, 10"})
    assert on_phone(house)["check_in_days"] == [{"code": "heated", "days": "1 4 10"}]
    for typed, words in (("2 7", "never later (day 1)"), ("soon", "needs days"), ("1 91", "needs days")):
        page = refused(house, "check-ins", **{"days.heated": typed})
        assert words in page and 'href="#f-heated"' in page and f'value="{typed}"' in page


def test_a_place_of_our_own_is_offered_logged_named_and_closed_and_never_gone(house: Installation) -> None:
    bea = house.browser("bea")
    new = {
        "new_where": ["own_shared", "own_door"],
        "new_en": ["Sofa corner", ""],
        "new_fr": ["Coin sofa", ""],
    }
    put(house, bea, "places", **new)
    code = "own_shared_1"
    rows = {row["code"]: row for row in on_phone(house)["places"]}
    assert rows[code] == {"code": code, "en": "Sofa corner", "fr": "Coin sofa", "shown": "more"}
    id = house.log(house.phone("ama"), place=code)
    sol = house.browser("sol")
    assert "Sofa corner" in get(sol, f"/records/{id}").text
    assert "Coin sofa" in get(sol, f"/records/{id}", headers={"Accept-Language": "fr"}).text
    assert f'value="{code}"' in get(sol, "/fixes").text
    put(house, bea, "places", **{f"shown.{code}": "closed"})
    assert f'value="{code}"' not in get(sol, "/fixes").text
    assert f'value="{code}"' in get(sol, "/records").text
    house.clock.pass_ms(1000)
    page = get(bea, "/settings/places").text
    back = {"base": fields_of(page)["base"], "version": ""}
    assert submit(bea, "/settings/places/back", back, page="/settings/places").status_code == 302
    assert "Sofa corner" in get(sol, f"/records/{id}").text
    refused(house, "places", **{f"en.{code}": ""})


def test_a_part_of_the_centre_has_room_for_four_and_what_found_none_stays_typed(house: Installation) -> None:
    bea = house.browser("bea")
    for first in ("A", "C"):
        new = {"new_where": ["own_door"] * 2, "new_en": [first, chr(ord(first) + 1)], "new_fr": ["", ""]}
        put(house, bea, "places", **new)
    new = {"new_where": ["own_door"] * 2, "new_en": ["Fifth", ""], "new_fr": ["Cinq", ""]}
    sent = send(bea, "places", get(bea, "/settings/places").text, new)
    assert sent.status_code == 422 and 'href="#new-0"' in sent.text
    assert 'value="Fifth"' in sent.text and 'value="Cinq"' in sent.text
    assert len([row for row in on_phone(house)["places"] if row["code"].startswith("own_")]) == 4


def test_order_and_words_of_places_are_the_centres(house: Installation) -> None:
    ben = house.phone("ben")
    house.log(house.phone("ama"), **HARM)
    put(
        house,
        house.browser("bea"),
        "places",
        **{"en.main_room": "Big hall", "n.washroom": "0", "n.main_room": "1"},
    )
    rows = on_phone(house)["places"]
    assert [row["code"] for row in rows][:2] == ["washroom", "main_room"]
    ben.sync()
    care = next(row["care"] for row in ben.held().values() if row.get("care"))
    assert "Big hall" in care["line"]["en"] and "Big hall" in care["line"]["fr"]


def test_a_list_can_not_be_set_so_that_somebody_can_not_say_it(house: Installation) -> None:
    separate = next(o["code"] for o in load().vocabularies["conflict_type"] if o["route"] == "separate")
    assert "must stay" in refused(house, "types", **{f"shown.{separate}": "closed"})
    assert "must stay" in refused(house, "places", **{"shown.other": "closed"})
    more = {f"shown.{o['code']}": "more" for o in load().vocabularies["place"] if not o.get("own")}
    assert "at least one" in refused(house, "places", **more)
    first = dict.fromkeys(more, "first")
    assert "room for 7" in refused(house, "places", **first)
    assert "too long" in refused(house, "places", **{"en.entrance": "x" * 41})


def test_an_own_ground_rule_is_on_phones_and_a_record_names_it(house: Installation) -> None:
    put(house, house.browser("bea"), "rules", new_en=["Shoes off.", ""], new_fr=["", ""])
    assert on_phone(house)["ground_rules"][-1] == {"code": "GR_own_1", "en": "Shoes off.", "shown": "more"}
    page = get(house.browser("sol"), "/settings/rules", headers={"Accept-Language": "fr"}).text
    assert "pas encore en français" in page
    ama = house.phone("ama")
    log = ama.change("conflict", "quick_log@1", QUICK)
    talk = ama.change("talk", "guided_talk@1", {"rules": ["GR_own_1"], "mode": "together"}, parent=log["id"])
    ama.save(log, talk)
    ama.sync()
    assert "Shoes off." in get(house.browser("sol"), f"/records/{log['id']}").text


def test_a_safety_line_is_checked_in_each_language_for_itself(house: Installation) -> None:
    bea = house.browser("bea")
    put(house, bea, "safety", checked_lines=["weapon_seen:en", "nowhere:en", "weapon_seen:de"])
    assert on_phone(house)["checked_lines"] == ["weapon_seen:en"]
    assert "1 of" in get(bea, "/settings").text


def test_own_phrases_are_one_on_each_line(house: Installation) -> None:
    bea = house.browser("bea")
    put(house, bea, "phrases", safe_phrases="the  high table\r\n\r\nfix-it day\r\nfix-it day")
    assert on_phone(house)["safe_phrases"] == ["the high table", "fix-it day"]
    page = refused(house, "phrases", safe_phrases="x" * 121)
    assert 'href="#f-safe_phrases"' in page


def test_the_first_language_reaches_phones(house: Installation) -> None:
    put(house, house.browser("bea"), "language", language="fr")
    assert on_phone(house)["language"] == "fr"


def test_the_operators_command_and_a_manager_each_have_the_latest_word(house: Installation) -> None:
    put(house, house.browser("bea"), "calls", **NUMBERS)
    house.clock.pass_ms(1000)
    with house.context():
        set_settings(house.centre_id(), {"desk": "ext. 9"}, house.clock.now)
        assert get_settings(house.centre_id())["duty"][0]["label"] == "Sol"
    assert on_phone(house)["desk"] == "ext. 9" and on_phone(house)["duty"][0]["label"] == "Sol"
