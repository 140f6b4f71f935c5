"""The morning screen: what needs a supervisor, in its parts and order, with the act at the end of each line."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from peerpwa.accounts import devices
from peerpwa.demo.phone import Phone
from tests.centre import HARM, QUICK, Installation, get, shut_to, submit
from tests.dashboard.demo import DemoPages, Telling
from tests.databases import Database

HOUR = 3_600_000
DAY = 24 * HOUR
PARTS = ("now", "owed", "today", "since", "room", "team", "fixes")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, database: Database) -> DemoPages:
    return DemoPages(tmp_path_factory.mktemp("demo") / "data", database)


def part(page: str, name: str) -> str:
    """The words of one part; nothing where it is hidden."""
    found = re.search(rf'<section class="card part" data-part="{name}".*?</section>', page, re.S)
    return plain(found[0]) if found else ""


def line(page: str, key: str) -> str:
    """One line with its acts, as it stands in the page."""
    found = re.search(rf'<li class="line" data-line="{key}.*?(?=<li class="line"|</ul>)', page, re.S)
    return found[0] if found else ""


def plain(html: str) -> str:
    words = re.sub(r"<[^>]+>", "", html.replace("<br>", " "))
    return re.sub(r"\s+", " ", words).replace("&#39;", "'")


def write(phone: Phone, kind: str, form: str, values: dict[str, Any], parent: str | None = None) -> str:
    change = phone.change(kind, form, values, parent=parent)
    phone.save(change)
    phone.sync()
    assert phone.verdicts[-1]["verdict"] == "accepted", phone.verdicts[-1]
    return str(change["id"])


def below(phone: Phone, id: str) -> list[tuple[str, dict[str, Any]]]:
    phone.sync()
    return sorted(((r["kind"], r["set"]) for r in phone.held().values() if r["parent"] == id), key=str)


def press(browser: FlaskClient, path: str, fields: Any) -> str:
    """A form of the morning; answers the page that comes after it."""
    assert submit(browser, path, fields, page="/morning").status_code == 302
    return str(get(browser, "/morning").text)


# Who may look


@pytest.mark.parametrize("path", ["/morning", "/morning/parts", "/head", "/huddle", "/fixes"])
def test_it_is_for_supervisors_and_managers_alone(house: Installation, path: str) -> None:
    for name in ("sol", "bea"):
        assert get(house.browser(name), path).status_code == 200
    for name in ("ama", "mira", "ada"):
        assert get(house.browser(name), path).status_code == shut_to(name)
    assert "/sign-in" in get(house.browser(), path).headers["Location"]


def test_another_centre_sees_none_of_it_and_can_act_on_none_of_it(house: Installation) -> None:
    ama, hal = house.phone("ama"), house.browser("hal")
    log = house.log(ama)
    asked = write(ama, "escalation", "escalation@1", {"place": "washroom"})
    page = get(hal, "/morning").text
    assert log not in page and asked not in page and "Nothing needs you right now." in page
    for act in ("reply", "seen", "fix", "give", "affected"):
        answer = submit(hal, f"/morning/{act}/{log}", {"text": "x", "what": "x", "to": log}, page="/morning")
        assert answer.status_code == 404
    assert submit(hal, f"/fixes/{log}/done", {}, page="/morning").status_code == 404
    assert submit(hal, "/morning/talked", {"id": log}, page="/morning").status_code == 404
    submit(hal, "/morning/thank", {"id": log}, page="/morning")
    assert below(ama, log) == []


def test_acts_are_for_supervisors_and_need_the_forms_token(house: Installation) -> None:
    log = house.log(house.phone("ama"))
    paths = [f"/morning/{act}/{log}" for act in ("reply", "seen", "fix", "give", "affected")]
    for path in (*paths, "/morning/talked", "/morning/thank", "/fixes", f"/fixes/{log}/done"):
        assert submit(house.browser("ama"), path, {}, page="/").status_code in (400, 403), path
        data = {"text": "x", "what": "x", "id": log}
        assert house.browser("sol").post(path, data=data, base_url="https://localhost").status_code == 400, (
            path
        )


# Empty, and the first day


def test_an_empty_morning_proves_itself(demo: DemoPages) -> None:
    now = part(demo.page(), "now")
    assert "Nothing needs you right now. All 6 phones heard from since 05:40." in now
    assert "Next: check-in with Wren, by 12:00." in now


def test_a_centre_without_a_phone_says_what_to_do_first(house: Installation) -> None:
    page = get(house.browser("sol"), "/morning").text
    assert "No phone has been enrolled yet." in part(page, "now")
    assert "Each worker opens this on their phone: localhost/app/" in part(page, "first")
    assert [name for name in PARTS if part(page, name)] == ["now"]
    house.log(house.phone("ama"))
    assert part(get(house.browser("sol"), "/morning").text, "first") == ""


def test_the_parts_stand_in_their_order_and_each_is_hidden_when_it_is_empty(demo: DemoPages) -> None:
    page = demo.page()
    seen = re.findall(r'<section class="card part" data-part="(\w+)"', page)
    assert seen == [name for name in PARTS if name in seen]
    assert {"now", "owed", "today", "since", "room", "team"} == set(seen)


def test_it_speaks_french(demo: DemoPages) -> None:
    page = demo.page(name="bea", language="fr-CA")
    assert "Rien ne vous attend maintenant." in page and "Les dernières 24 heures" in page
    assert "Depuis votre départ" not in page and "Nothing" not in page


# Now


@pytest.mark.shows("morning-1")
def test_help_that_nobody_has_stands_in_now_with_its_clock_and_acts(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = house.log(ama, **HARM)
    asked = write(ama, "escalation", "escalation@1", {"level": "now", "place": "washroom"}, log)
    page = get(sol, "/morning").text
    shown = line(page, f"ask-{asked}")
    assert "<title>(1) Morning" in page and 'data-needs="1"' in page
    assert "Ama asked for help, 05:40 Answer by 05:55" in plain(shown)
    assert f"/asks/{asked}/have" in shown and f"/records/{log}" in shown
    assert "Heron" not in page and "knife" not in page
    house.clock.pass_ms(20 * 60_000)
    assert "An answer was due 05:55" in plain(get(sol, "/morning").text)
    page = press(sol, f"/asks/{asked}/have", {})
    assert line(page, f"ask-{asked}") == ""
    assert "You have it since 06:00. No answer yet." in plain(line(page, f"having-{asked}"))
    page = press(sol, f"/morning/reply/{asked}", {"ready": "I'll come by today."})
    assert "Still open." in plain(line(page, f"having-{asked}"))
    assert ("reply", {"text": "I'll come by today."}) in below(ama, asked)


@pytest.mark.shows("morning-1")
def test_a_check_in_that_says_not_safe_needs_somebody_until_a_supervisor_acts(house: Installation) -> None:
    """SC08: Bracken's “no” raises an item, Sol's limit ends it; what Badger said raises another."""
    story, needs = Telling(house, "SC08"), []
    for at in ("D-4 18:30", "D-3 16:30", "D-2 13:00", "D-2 15:00"):
        story.until(at)
        needs.append(part(get(house.browser("sol"), "/morning").text, "now"))
    assert (
        "A check-in asks for you, 18:00 Needs care Yard or parking It says: not safe coming here." in needs[0]
    )
    assert "A check-in asks" not in needs[1] and "A check-in asks" not in needs[3]
    assert "A check-in asks for you, 12:00" in needs[2] and "not safe coming here" not in needs[2]


def test_a_phone_that_holds_something_back_for_a_day_is_a_line_who_to_call(house: Installation) -> None:
    ama, bea = house.phone("ama"), house.phone("bea")
    for phone in (ama, bea):
        phone.save(phone.change("conflict", "quick_log@1", QUICK | {"saw": "planted"}))
        body = {"v": 1, "build": "x", "waiting": 2, "persisted": True, "drop": []}
        assert house.post("/api/sync", body, {"Authorization": f"Bearer {phone.bearer}"})[0] == 200
    assert "waits" not in part(get(house.browser("sol"), "/morning").text, "now")
    house.clock.pass_ms(DAY + HOUR)
    now = part(get(house.browser("sol"), "/morning").text, "now")
    assert (
        "Something waits on the phone of Ama Since Mon 23 Nov, 05:40. Last heard from Mon 23 Nov, 05:40."
        in now
    )
    assert "planted" not in now
    ama.sync()
    now = part(get(house.browser("sol"), "/morning").text, "now")
    assert "phone of Ama" not in now and "phone of Bea" in now


def test_what_was_delivered_doesnt_wait(house: Installation) -> None:
    house.log(house.phone("ama"))
    with house.context():
        assert [phone.waiting for phone in devices.list_phones(house.centre_id())] == [0]


def test_a_supervisor_whom_it_concerns_sees_none_of_it(house: Installation) -> None:
    ama = house.phone("ama")
    with house.context():
        from peerpwa.accounts import people

        sol = next(str(p["id"]) for p in people.colleagues_of(house.centre_id()) if p["name"] == "Sol")
    id = house.log(ama, **(HARM | {"flags": ["staff_conduct"], "concerns": [sol], "wish_to_talk": "yes"}))
    write(ama, "note", "note@1", {"text": "Please look.", "sort": "question"}, id)
    assert id not in get(house.browser("sol"), "/morning").text
    assert part(get(house.browser("sol"), "/morning").text, "team") == ""
    assert id in get(house.browser("bea"), "/morning").text
    assert submit(house.browser("sol"), f"/morning/seen/{id}", {}, page="/morning").status_code == 404


# You owe


@pytest.mark.shows("morning-1")
def test_a_yes_to_an_idea_is_a_fix_and_its_worker_is_told(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = house.log(ama)
    talk = write(ama, "talk", "guided_talk@1", {"mode": "together"}, log)
    idea = write(ama, "option", "guided_talk@1", {"idea": "OP11", "from": "me"}, talk)
    write(ama, "option", "guided_talk@1", {"idea": "OP1", "from": "them"}, talk)
    page = get(sol, "/morning").text
    assert page.count('data-line="idea-') == 1
    assert "Ama: We add a plug, a chair or a second line. Main room" in part(page, "owed")
    fields = {"what": "We add a plug, a chair or a second line.", "by": "2026-11-30"}
    page = press(sol, f"/morning/fix/{idea}", fields)
    assert 'data-line="idea-' not in page
    assert "1 open, 0 done this month We add a plug, a chair or a second line. by Mon 30 Nov (you)" in part(
        page, "fixes"
    )
    told = "We will fix it: We add a plug, a chair or a second line. (Mon 30 Nov)"
    assert ("reply", {"text": told}) in below(ama, idea)
    fix = next(id for id, row in ama.held().items() if row["kind"] == "fix")
    shown = get(sol, "/fixes").text
    assert "We add a plug" in shown
    submit(sol, f"/fixes/{fix}/done", {}, page="/fixes")
    submit(sol, f"/fixes/{fix}/done", {}, page="/fixes")
    done = [values for kind, values in below(ama, idea) if values.get("text", "").startswith("Done")]
    assert done == [{"text": "Done: We add a plug, a chair or a second line."}]
    assert "0 open, 1 done this month" in part(get(sol, "/morning").text, "fixes")
    assert "We add a plug" in get(sol, "/fixes").text.split("Done this month")[1]


def test_a_correction_asked_for_is_owed_an_answer_until_it_has_one(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = house.log(ama)
    note = write(ama, "note", "note@1", {"text": "It was in the yard.", "sort": "correction"}, log)
    write(ama, "note", "note@1", {"text": "They left together.", "sort": "addendum"}, log)
    owed = part(get(sol, "/morning").text, "owed")
    assert (
        "Ama: A correction is asked for Main room “It was in the yard.”" in owed and "They left" not in owed
    )
    page = press(sol, f"/morning/reply/{note}", {"text": "Changed. Thank you."})
    assert f"note-{note}" not in page
    assert ("reply", {"text": "Changed. Thank you."}) in below(ama, note)


def test_of_what_needs_care_no_word_stands_on_the_screen(house: Installation) -> None:
    ama = house.phone("ama")
    log = house.log(ama, **HARM)
    write(ama, "note", "note@1", {"text": "A planted word about Heron.", "sort": "need_to_know"}, log)
    page = get(house.browser("sol"), "/morning").text
    assert "Ama: I need to know more to be safe" in part(page, "owed")
    assert "planted" not in page and "Heron" not in page


@pytest.mark.shows("morning-1")
def test_small_logs_are_read_and_thanked_for_together_and_once(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.browser("sol")
    small = [house.log(ama), house.log(ben, heat="h0")]
    others = [
        house.log(ama, heat="h2", flags=["none"]),
        house.log(ama, **HARM),
        house.log(ben, outcome="escalated", flags=["none"]),
    ]
    page = get(sol, "/morning").text
    assert "Thank the 2 small logs at once" in page
    late = house.log(ben)
    for _ in range(2):
        page = press(sol, "/morning/thank", {"id": [*small, *others]})
    thanks = [("reading", {}), ("reply", {"text": "Thank you. I have read it."})]
    assert below(ama, small[0]) == thanks and below(ben, small[1]) == thanks
    assert [kind for id in others[:2] for kind, _ in below(ama, id)] == []
    assert "Thank for the small log" in page and below(ben, late) == []


# Today


def test_a_late_check_in_says_who_has_it_and_is_given_or_taken(house: Installation) -> None:
    ama, ben, sol = house.phone("ama"), house.phone("ben"), house.browser("sol")
    with house.context():
        from peerpwa.accounts import people

        ids = {str(p["name"]): str(p["id"]) for p in people.colleagues_of(house.centre_id())}
    party = write(ama, "party", "guided_talk@1", {"handle": "Heron"}, house.log(ama))
    due = {"due": "2026-11-21T10:00:00.000-05:00", "how": "in_person"}
    first = write(ama, "follow_up", "guided_talk@1", due, party)
    today = part(get(sol, "/morning").text, "today")
    assert "Still owed: check-in with Heron, since Sat 21 Nov, 10:00 nobody has it" in today
    house.clock.pass_ms(1000)
    page = press(sol, f"/morning/give/{first}", {"to": ids["Ben"]})
    assert page.count('data-line="due-') == 1 and "10:00 Ben" in part(page, "today")
    given = re.search(r'data-line="due-([0-9a-f-]{36})', page)
    assert given and given[1] != first
    ben.sync()
    assert ben.held()[given[1]]["set"]["assigned"] == [ids["Ben"]]
    page = press(sol, f"/morning/give/{given[1]}", {"to": ids["Sol"]})
    assert "10:00 you" in part(page, "today")
    met = {"reached": "not_found", "flags": ["none"], "next": "check_again", "next_on": "2026-11-24"}
    house.clock.pass_ms(1000)
    write(ben, "check_in", "check_in@1", met, party)
    assert "10:00 you · Could not find them" in part(get(sol, "/morning").text, "today")
    assert submit(sol, f"/morning/give/{party}", {"to": ids["Ben"]}, page="/morning").status_code == 404
    assert submit(sol, f"/morning/give/{first}", {"to": party}, page="/morning").status_code == 404


@pytest.mark.shows("morning-1")
def test_a_check_in_that_was_declined_is_neither_late_nor_due(demo: DemoPages) -> None:
    """SC03: Otter said no. SC05: Alder closes as declined, without a word of blame."""
    page = demo.page()
    assert "Otter" not in page and "Alder" not in page
    assert "Still owed: check-in with Tern" in part(page, "today")


@pytest.mark.shows("morning-1")
def test_who_comes_less_is_asked_about_as_losing_somebody(demo: DemoPages) -> None:
    """SC05: Tern, less. SC08: Badger, stopped."""
    today = part(demo.page(), "today")
    assert "Are we losing someone? Tern: less" in today
    assert "Are we losing someone? Badger: stopped coming" in today
    assert "Heron" not in today and "Bracken" not in today


def test_plans_limits_reviews_and_referrals_stand_on_their_days(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.phone("sol")
    log = house.log(ama)
    write(ama, "plan", "guided_talk@1", {"lines": ["PS13"], "ends_on": "2026-11-24"}, log)
    asked = write(ama, "escalation", "escalation@1", {"place": "washroom"}, log)
    limit = {
        "decision": "short_break",
        "reason": "Rest",
        "ends_on": "2026-11-24",
        "still_open": "All",
        "appeal": "Bea",
    }
    write(sol, "limit", "escalation@1", limit, asked)
    write(sol, "referral", "escalation@1", {"to": "counsellor", "answer": "waiting"}, asked)
    browser = house.browser("sol")
    today = part(get(browser, "/morning").text, "today")
    assert "A space plan ends Tue 24 Nov" in today and "A limit ends Tue 24 Nov" in today
    assert "A referral waits" not in today
    house.clock.pass_ms(8 * DAY)
    today = part(get(house.browser("sol"), "/morning").text, "today")
    assert "A referral waits since Mon 23 Nov, 05:40" in today and "A space plan ends" not in today
    reviewed = re.search(r"/morning/seen/([0-9a-f-]{36})", get(house.browser("sol"), "/morning").text)
    assert reviewed
    assert "A limit ends" not in part(
        press(house.browser("sol"), f"/morning/seen/{reviewed[1]}", {}), "today"
    )


def test_the_person_hate_was_aimed_at_is_owed_a_talk_within_a_day(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    asked = write(ama, "escalation", "escalation@1", {"place": "meal_area", "why": ["discrimination"]})
    said = plain(line(get(sol, "/morning").text, f"affected-{asked}"))
    assert "Talk with the person it was done to by" in said and "Meal" in said
    page = press(sol, f"/morning/affected/{asked}", {})
    assert line(page, f"affected-{asked}") == ""
    assert below(ama, asked) == [("reading", {"reason": "affected"})], "whoever asked learns that it was done"
