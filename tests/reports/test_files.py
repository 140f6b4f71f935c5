"""Files for managers: what is in them and what never is, who may fetch them and for how long."""

import csv
import io
import threading
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from peerpwa.accounts import people
from peerpwa.exports import jobs, models
from peerpwa.exports.columns import columns_of
from peerpwa.practice import load
from peerpwa.records import audit
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.settings import set_settings
from tests.centre import HARM, NOW, PASSWORD, QUICK, TIN_ROOF, Installation, get, shut_to, submit
from tests.settings.hand import put

PAGE = "/reports/exports"
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"]
DAY_MS = 24 * 3_600_000


def finish() -> None:
    """Waits for the work that goes on in threads of its own."""
    for thread in threading.enumerate():
        if thread.name.startswith("export-"):
            thread.join(30)


def ask(browser: FlaskClient, headers: Any = None, **fields: str) -> Any:
    return submit(browser, PAGE, fields, page=PAGE, headers=headers)


def make(browser: FlaskClient, **fields: Any) -> bytes:
    """Asks for a file, waits and fetches it."""
    answer = ask(browser, **fields)
    assert answer.status_code == 302, answer.text
    finish()
    return bytes(get(browser, newest(browser)).data)


def newest(browser: FlaskClient) -> str:
    """Where the newest file is fetched."""
    id = get(browser, PAGE).text.split('data-job="')[1].split('"')[0]
    return f"{PAGE}/{id}"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def add_manager(house: Installation, name: str = "max") -> None:
    with house.context():
        people.create_account(name, centre=TIN_ROOF, role="manager", password=PASSWORD, now=NOW)


def account(house: Installation, name: str) -> str:
    with house.context():
        return str(next(one.id for one in people.list_accounts() if one.name == name))


WITH_NAMES = {"names": "yes", "reason": "The yearly look at limits", "password": PASSWORD}


def test_a_plain_table_holds_days_places_and_choices_and_nobody(house: Installation) -> None:
    house.log(
        house.phone("ama"),
        people=["Heron", "Cedar"],
        saw="A planted sentence.",
        happened_at="2026-11-20T10:40:00.000-05:00",
    )
    data = make(house.browser("bea"), format="csv", kind="conflict")
    [row] = rows(data)
    assert {"Main room", "2026-11-20"} <= set(row.values())
    text = data.decode()
    for hidden in ("Heron", "Cedar", "planted", "10:40", "Ama", "(people)", "(saw)", "(flags)", "(concerns)"):
        assert hidden not in text, hidden
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data


def test_what_needs_care_is_in_no_plain_file(house: Installation) -> None:
    ama = house.phone("ama")
    house.log(ama)
    house.log(ama, **HARM)
    bea = house.browser("bea")
    assert len(rows(make(bea, format="csv", kind="conflict"))) == 1
    assert len(rows(make(bea, format="csv", kind="conflict", **WITH_NAMES))) == 2


@pytest.mark.shows("morning-1")
def test_a_plain_file_says_that_it_is_for_the_team_since_beside_a_report_it_tells(
    house: Installation,
) -> None:
    bea = house.browser("bea")
    assert "For your team, not for those who fund you" in get(bea, PAGE).text
    make(bea, format="csv", kind="conflict")
    assert "-for-the-team-" in get(bea, newest(bea)).headers["Content-Disposition"]


def test_names_need_a_reason_and_the_password_and_both_are_noted(house: Installation) -> None:
    house.log(house.phone("ama"), people=["Heron"], saw="A planted sentence.")
    bea = house.browser("bea")
    assert (
        ask(bea, format="csv", kind="conflict", names="yes", reason="", password=PASSWORD).status_code == 400
    )
    wrong = ask(
        bea, format="csv", kind="conflict", names="yes", reason="A long enough reason", password="wrong"
    )
    assert wrong.status_code == 401 and "Try again." in wrong.text and "A long enough reason" in wrong.text
    data = make(bea, format="csv", kind="conflict", **WITH_NAMES).decode()
    assert "Heron" in data and "A planted sentence." in data and "Ama" in data
    with house.context():
        lines = [(one.act, one.reason) for one in audit.list_entries(people.get_centre(TIN_ROOF).id)]
    assert ("ask_csv", WITH_NAMES["reason"]) in lines and ("fetch_csv", WITH_NAMES["reason"]) in lines
    assert "planted" not in str(lines) and "Heron" not in str(lines)


def test_a_manager_whom_it_concerns_finds_nothing_of_it(house: Installation) -> None:
    values = HARM | {"flags": ["staff_conduct"], "concerns": [account(house, "bea")]}
    house.log(house.phone("ama"), **values)
    house.log(house.phone("ama"), people=["Otter"])
    add_manager(house)
    for name, count in (("bea", 1), ("max", 2)):
        browser = house.browser(name)
        assert len(rows(make(browser, format="csv", kind="conflict", **WITH_NAMES))) == count
        book = openpyxl.load_workbook(io.BytesIO(make(browser, format="xlsx", **WITH_NAMES)))
        assert ("Heron" in str([list(page.values) for page in book])) == (name == "max")


def test_what_is_its_authors_alone_taken_back_or_not_confirmed_is_in_no_file(house: Installation) -> None:
    ama = house.phone("ama")
    alone, gone = house.log(ama), house.log(ama, saw="Planted, and taken back.")
    ama.save(ama.change("follow_up", "guided_talk@1", {"due": "2026-11-30T09:00:00.000-05:00"}, parent=alone))
    ama.save(ama.change("withdrawal", "withdrawal@1", {"reason": "mistake"}, parent=gone))
    asked = ama.change(
        "escalation", "escalation@1", {"learned_at": "2026-11-23T08:30:00.000-05:00", "level": "now"}
    )
    ama.save(asked, spare=True)
    ama.sync()
    bea = house.browser("bea")
    for kind, count in (("conflict", 1), ("follow_up", 0), ("escalation", 0)):
        assert len(rows(make(bea, format="csv", kind=kind, **WITH_NAMES))) == count, kind


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula_in_either_format(house: Installation, evil: str) -> None:
    house.log(house.phone("ama"), people=[evil.strip()], saw=evil)
    bea = house.browser("bea")
    [row] = rows(make(bea, format="csv", kind="conflict", **WITH_NAMES))
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"'{evil}" in row.values()
    book = openpyxl.load_workbook(io.BytesIO(make(bea, format="xlsx", **WITH_NAMES)))
    cells = [cell for page in book for line in page.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [c.value for c in cells if str(c.value).startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"'{evil}" in [cell.value for cell in cells]


@pytest.mark.parametrize("french", [False, True])
def test_files_and_the_dictionary_say_what_the_centre_calls_its_places_and_lines(
    house: Installation, french: bool
) -> None:
    """By the words of today, in the file's language, and never as a formula."""
    bea, ama = house.browser("bea"), house.phone("ama")
    put(house, bea, "rules", new_en=["=Shoes off.", "Low voices."], new_fr=["=Pas de souliers.", ""])
    put(house, bea, "places", **{"en.main_room": "The big hall", "fr.main_room": "La grande salle"})
    log = ama.change("conflict", "quick_log@1", QUICK)
    rules = ["GR_own_1", "GR_own_2", "Words that Ama typed"]
    talk = ama.change("talk", "guided_talk@1", {"rules": rules, "mode": "together"}, parent=log["id"])
    ama.save(log, talk)
    ama.sync()
    more = {"headers": {"Accept-Language": "fr" if french else "en"}}
    own = "=Pas de souliers." if french else "=Shoes off."
    for names in ({}, WITH_NAMES):
        text = make(bea, format="csv", kind="talk", **names, **more).decode()
        assert f"'{own}; Low voices." in text and "own_" not in text
        assert ("Words that Ama typed" in text) == bool(names)
        assert ("La grande salle" if french else "The big hall") in make(
            bea, format="csv", kind="conflict", **names, **more
        ).decode()
    book = openpyxl.load_workbook(io.BytesIO(make(bea, format="xlsx", **more)))
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert f"'{own}; Low voices." in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    page = get(bea, "/reports/dictionary", **more).text
    assert own in page and ("La grande salle" if french else "The big hall") in page


def test_a_workbook_has_a_sheet_for_each_kind_and_says_who_made_it(house: Installation) -> None:
    house.log(house.phone("ama"))
    book = openpyxl.load_workbook(io.BytesIO(make(house.browser("bea"), format="xlsx")))
    assert book.sheetnames[:3] == ["About", "1 Log", "2 Guided talk"]
    about = [line[0] for line in book["About"].values]
    assert "Bea" in about[0] and about[1].startswith("Without names")


def test_every_past_version_of_a_form_has_its_columns() -> None:
    """A question that only version 1 asked still has a column when version 2 is today's."""
    practice = load()
    old = practice.forms["quick_log@1"]
    kept = tuple(one for one in old.questions if one.field != "settings")
    fresh = replace(kept[0], field="weather", ref="QL-99", label=("Weather", "Météo"), short=None)
    new = replace(
        old, version=2, questions=(*kept, fresh), fields={(q.kind, q.field): q for q in (*kept, fresh)}
    )
    both = replace(practice, forms=practice.forms | {new.id: new})
    fields = [one.field for one in columns_of(both, "conflict", names=True)]
    assert fields == [*(one.field for one in new.questions if "A!" not in one.sees), "settings"]
    for one in load().forms.values():
        for question in one.questions:
            if "A!" not in question.sees:
                assert question.field in [q.field for q in columns_of(load(), question.kind, names=True)]


def test_days_narrow_it_and_odd_wishes_are_refused_in_words(house: Installation) -> None:
    ama = house.phone("ama")
    for day in ("01", "02", "03"):
        house.log(ama, happened_at=f"2026-11-{day}T23:30:00.000-05:00")
    bea = house.browser("bea")
    assert len(rows(make(bea, format="csv", kind="conflict", since="2026-11-02", until="2026-11-02"))) == 1
    for odd in (
        {"format": "pdf"}, {"format": "csv", "kind": "account"}, {"format": "csv", "kind": "escalation"},
        {"format": "csv", "kind": "conflict", "since": "2026-13-01"}, {"format": "csv", "kind": ""},
        {"format": "csv", "kind": "conflict", "since": "2026-11-03", "until": "2026-11-01"},
    ):  # fmt: skip
        assert ask(bea, **odd).status_code == 400, odd


@pytest.mark.shows("morning-1")
def test_no_wish_narrows_or_sorts_a_file_by_person_or_worker(house: Installation) -> None:
    """PRACTICE 7.7 and 8.2 point 6: the same file, whatever else is asked for."""
    house.log(house.phone("ama"), people=["Heron"])
    house.log(house.phone("ben"), people=["Cedar"])
    bea = house.browser("bea")
    plain = make(bea, format="csv", kind="conflict")
    for more in ({"by": "ama"}, {"author": "ama"}, {"handle": "Heron"}, {"person": "Heron"}, {"sort": "people"},
                 {"group": "author"}, {"columns": "people,saw"}, {"kinds": "person"}, {"race": "x"}):  # fmt: skip
        assert make(bea, format="csv", kind="conflict", **more) == plain


def test_only_managers_ask_and_only_who_asked_fetches(house: Installation) -> None:
    add_manager(house)
    house.log(house.phone("ama"))
    bea = house.browser("bea")
    make(bea, format="xlsx")
    path = newest(bea)
    assert get(house.browser("max"), path).status_code == 404
    for name in ("sol", "ama", "mira", "ada", "hal", "nia"):
        browser = house.browser(name)
        assert get(browser, PAGE).status_code == get(browser, path).status_code == shut_to(name)
        asked = submit(browser, PAGE, {"format": "csv", "kind": "conflict"}, page="/sign-in")
        assert asked.status_code == shut_to(name)
    assert get(house.browser(), path).status_code == 302
    answer = get(bea, path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_file_is_gone_after_a_day(house: Installation) -> None:
    house.log(house.phone("ama"))
    bea = house.browser("bea")
    make(bea, format="xlsx")
    path = newest(bea)
    house.clock.pass_ms(DAY_MS + 1)
    bea = house.browser("bea")
    assert get(bea, path).status_code == 404
    assert "None yet." in get(bea, PAGE).text
    with house.context(), reading() as connection:
        assert connection.execute(select(models.export_job)).all() == []


def start_one(house: Installation, beat: int) -> None:
    """A file that a server works on, last heard of at `beat`."""
    row = {
        "id": f"job-{beat}", "centre": house.centre_id(), "account": account(house, "bea"), "kind": "xlsx",
        "wish": {"names": False}, "state": "running", "done": 40, "total": 200, "made": beat, "beat": beat,
        "ends": beat + DAY_MS,
    }  # fmt: skip
    with house.context(), writing_plain() as connection:
        connection.execute(insert(models.export_job), row)


def test_the_page_says_how_far_it_is_and_looks_again_by_itself(house: Installation) -> None:
    start_one(house, NOW)
    answer = get(house.browser("bea"), PAGE)
    assert "40 / 200" in answer.text
    assert answer.headers["Refresh"] == "3"


def test_what_stopped_with_the_server_says_so_and_holds_up_nothing(house: Installation) -> None:
    for number in range(4):
        start_one(house, NOW + number)
    house.clock.pass_ms(jobs.SILENT_MS + 10)
    bea = house.browser("bea")
    answer = get(bea, PAGE)
    assert "This stopped when the server restarted. Make it again." in answer.text
    assert "Refresh" not in answer.headers
    assert make(bea, format="xlsx")


def test_three_at_a_time_are_made_for_one_person(house: Installation) -> None:
    for number in range(3):
        start_one(house, NOW + number)
    answer = ask(house.browser("bea"), format="xlsx")
    assert answer.status_code == 429 and "Wait for one." in answer.text


def test_it_is_there_in_french(house: Installation) -> None:
    bea = house.browser("bea")
    assert "Sans noms" in get(bea, PAGE, headers={"Accept-Language": "fr"}).text


def test_a_centres_own_lines_and_questions_stand_in_files_by_its_own_words(house: Installation) -> None:
    """In the reader's language, with nothing that a spreadsheet would take for a formula; a question in words only
    where words may stand.
    """
    with house.context():
        own = [
            {"code": "own_floor_one_1", "en": "=1+1", "fr": "La télé\u00a0?", "shown": "first"},
            {"code": "own_floor_one_1.a", "en": "@yes", "fr": "Oui", "shown": "closed"},
            {"code": "own_lead_text_1", "en": "What else?", "shown": "first"},
        ]
        rules = [{"code": "GR_own_1", "en": "Shoes off.", "fr": "Sans souliers.", "shown": "first"}]
        rules.append({"code": "GR1", "en": "One at a time.", "shown": "first"})
        set_settings(house.centre_id(), {"log_questions": own, "ground_rules": rules}, house.clock())
    ama = house.phone("ama")
    log = house.log(ama, own_floor_one_1="a", own_lead_text_1="A second pair of hands.")
    ama.save(
        ama.change("talk", "guided_talk@1", {"rules": ["GR_own_1", "GR1"], "mode": "together"}, parent=log)
    )
    ama.sync()
    assert ama.verdicts[-1]["verdict"] == "accepted", ama.verdicts
    bea = house.browser("bea")
    (row,) = rows(make(bea, format="csv", kind="conflict"))
    assert row["'=1+1 (own_floor_one_1)"] == "'@yes"
    assert not any("own_lead_text_1" in column for column in row)
    (named,) = rows(make(bea, format="csv", kind="conflict", **WITH_NAMES))
    assert named["What else? (own_lead_text_1)"] == "A second pair of hands."
    (said,) = rows(make(bea, format="csv", kind="talk"))
    assert "Shoes off.; One at a time." in said.values()
    page = get(bea, "/reports/dictionary").text
    for words in ("own_floor_one_1", "conflict.own_floor_one_1", "@yes", "What else?", "Shoes off."):
        assert words in page
    bea.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    (french,) = rows(make(bea, format="csv", kind="conflict"))
    assert french["La télé\u00a0? (own_floor_one_1)"] == "Oui"
