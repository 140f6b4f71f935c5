"""A whole guided talk on one page: both people side by side, what was agreed, who checks in, what help still needs."""

from typing import Any

import pytest

from peerpwa.demo.phone import Phone
from tests.centre import HARM, QUICK, Installation, get, submit

PLANTED = "Zebedee Quillfeather"


def told(phone: Phone, kind: str, form: str, values: dict[str, Any], parent: str | None = None) -> str:
    change = phone.change(kind, form, values, parent=parent)
    phone.save(change)
    return str(change["id"])


def a_talk(house: Installation) -> tuple[str, dict[str, str]]:
    """A log with a talk, two people, a promise, an idea, a plan and check-ins."""
    ama, ben = house.phone("ama"), house.phone("ben")
    with house.context():
        from peerpwa.accounts import people

        colleague = next(str(p["id"]) for p in people.colleagues_of(house.centre_id()) if p["name"] == "Ben")
    log = told(ama, "conflict", "quick_log@1", QUICK)
    made = {"log": log}
    said = {
        "mode": "together",
        "steps": ["s1", "s6", "s3", "s5"],
        "outcome": "partial",
        "summary": "One plug.",
    }
    made["talk"] = told(ama, "talk", "guided_talk@1", said, log)
    for handle, words in (("Heron", "I was first."), ("Cedar", "")):
        values = {"handle": handle} | ({"words": words} if words else {})
        made[handle] = told(ama, "party", "guided_talk@1", values, made["talk"])
    promise = {"who": "Heron", "what": "Brings an adapter", "by": "Friday"}
    told(ama, "promise", "guided_talk@1", promise, made["talk"])
    told(ama, "option", "guided_talk@1", {"idea": "A second plug", "from": "them"}, made["talk"])
    plan = {"lines": ["We keep two seats apart."], "ends_on": "2026-12-01"}
    told(ama, "plan", "guided_talk@1", plan, made["talk"])
    due = {"due": "2026-11-24T10:00:00.000-05:00", "assigned": [colleague]}
    told(ama, "follow_up", "guided_talk@1", due, made["Heron"])
    ama.sync()
    done = {
        "reached": "reached", "private": "yes", "since": "better", "safe_here": "yes", "ok_with_it": "yes",
        "news": "no", "flags": ["none"], "next": "close", "worked": "Two seats.",
    }  # fmt: skip
    told(ben, "check_in", "check_in@1", done, made["Heron"])
    ben.sync()
    return log, made


def test_a_talk_is_shown_with_both_people_side_by_side_and_the_same_rows(house: Installation) -> None:
    log, _ = a_talk(house)
    page = get(house.browser("sol"), f"/records/{log}").text
    for words in (
        "<li>Listen to each</li><li>Ground rules</li><li>Open talk</li><li>The other side</li>", "One plug.", "I was first.", "A second plug (",
        "Heron: Brings an adapter (Friday)", "We keep two seats apart.", "Tue 1 Dec", "Tue 24 Nov, 10:00",
        "Two seats.",
    ):  # fmt: skip
        assert words in page, words
    assert ">Ben<" in page
    parts = page.split('<article class="part">')[1:]
    rows = [part.split("</article>")[0].count("<dt>") for part in parts]
    assert len(rows) == 2 and rows[0] == rows[1] > 5
    assert "not asked" in parts[1]
    for id in ("together", "s1", "partial"):
        assert f">{id}<" not in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_help_asked_says_what_to_add_later_and_who_was_told(house: Installation, language: str) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    log = told(ama, "conflict", "quick_log@1", HARM)
    asked = told(ama, "escalation", "escalation@1", {"why": ["weapon_seen"], "safe_now": "no"}, log)
    told(ama, "told", "escalation@1", {"role": "Duty phone", "reached": "yes"}, asked)
    ama.sync()
    submit(sol, f"/asks/{asked}/have", {}, page="/records")
    page = get(sol, f"/records/{log}", headers={"Accept-Language": language}).text
    later = page.split("Add later:" if language == "en" else "À ajouter\u00a0:")[1].split("</p>")[0]
    assert ("Done so far" if language == "en" else "Fait jusqu&#39;ici") in later
    assert ("Is everyone safe now?" if language == "en" else "Tout le monde est en sécurité") not in later
    assert "without consent" not in later
    assert "Duty phone" in page
    assert ("Sol has it" if language == "en" else "Sol s&#39;en occupe") in page


def test_help_asked_from_home_has_a_page_of_its_own(house: Installation) -> None:
    ama, sol = house.phone("ama"), house.browser("sol")
    asked = told(ama, "escalation", "escalation@1", {"place": "washroom"})
    ama.sync()
    submit(sol, f"/records/{asked}/read", {"text": "I'm on my way."}, page="/records")
    page = get(sol, f"/records/{asked}").text
    assert "Add later:" in page and "Washroom" in page and "I&#39;m on my way." in page


def test_a_correction_asked_for_stands_where_it_is_answered(house: Installation) -> None:
    ama = house.phone("ama")
    log = house.log(ama)
    told(ama, "note", "note@1", {"text": "It was in the yard.", "sort": "correction"}, log)
    told(ama, "note", "note@1", {"text": "They left together.", "sort": "addendum"}, log)
    ama.sync()
    page = get(house.browser("sol"), f"/records/{log}").text
    answered = page.split('id="answer"')[1]
    assert "Ama</strong> asks for a correction" in answered and "It was in the yard." in answered
    assert "They left together." in page and "They left together." not in answered


def test_handovers_are_listed_by_their_filter_and_read_as_lines(house: Installation) -> None:
    ama, ben = house.phone("ama"), house.phone("ben")
    log = house.log(ama)
    items = [
        {"about": log, "line": "Washroom line", "verbs": "keep_eye tell_supervisor", "text": "Two lines"}
    ]
    values = {"shift": "morning", "day": "2026-11-23", "mood": "tense", "items": items, "good": "Soup."}
    handover = told(ama, "handover", "handover@1", values)
    ama.sync()
    told(ben, "reading", "reading@1", {}, handover)
    ben.sync()
    sol = house.browser("sol")
    assert handover not in get(sol, "/records").text
    listed = get(sol, "/records?kind=handover").text
    assert handover in listed and log not in listed
    assert "Tense" in listed and "Not read yet" in listed
    page = get(sol, f"/records/{handover}").text
    for words in (
        "Washroom line · Keep an eye, Tell the supervisor · Two lines",
        "Mon 23 Nov",
        "Soup.",
        "Ben read it",
    ):
        assert words in page, words
    assert log not in page


def test_words_are_taken_out_on_the_page_after_being_asked(house: Installation) -> None:
    log, made = a_talk(house)
    ama, sol = house.phone("ama"), house.browser("sol")
    id = told(ama, "note", "note@1", {"text": PLANTED}, made["talk"])
    ama.sync()
    page = f"/records/{log}"
    assert PLANTED in get(sol, page).text
    fields = {"words": f"{id} text", "reason": "asked"}
    assert submit(sol, f"{page}/words", fields, page=page).status_code == 400
    wrong = fields | {"sure": "yes", "words": f"{log} heat"}
    assert submit(sol, f"{page}/words", wrong, page=page).status_code == 400
    assert submit(sol, f"{page}/words", fields | {"sure": "yes"}, page=page).status_code == 302
    shown = get(sol, page).text
    assert "The words are gone." in shown and PLANTED not in shown
    assert "words taken out (They asked me to)" in get(sol, f"/records/{id}").text
    ama.sync()
    assert ama.sync()["forget"]
    hal = house.browser("hal")
    assert submit(hal, f"{page}/words", fields | {"sure": "yes"}, page="/records").status_code == 404
