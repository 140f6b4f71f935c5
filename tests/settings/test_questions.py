"""A centre's own questions: from the manager's page to the phones, the record page and who sees the answers."""

from typing import Any

import pytest

from tests.centre import Installation, get
from tests.settings.hand import fields_of, on_phone, put, send

TV = {
    "new_type": "one",
    "new_who": "floor",
    "new_en": "Was the TV on?",
    "new_fr": "La télé était allumée\u00a0?",
    "new_answer_en": ["Yes", "No", "", ""],
    "new_answer_fr": ["Oui", "", "", ""],
}
WISH = {"new_type": "text", "new_who": "lead", "new_en": "What would have helped you?", "new_fr": ""}


def add(house: Installation, name: str = "log-questions", **changes: Any) -> None:
    put(house, house.browser("bea"), name, **changes)


def refused(house: Installation, changes: dict[str, Any]) -> str:
    bea = house.browser("bea")
    before = on_phone(house).get("log_questions")
    sent = send(bea, "log-questions", get(bea, "/settings/log-questions").text, changes)
    assert sent.status_code == 422 and "Nothing went live" in sent.text
    assert on_phone(house).get("log_questions") == before
    return str(sent.text)


def test_a_question_is_tried_in_both_languages_before_any_phone_has_it(house: Installation) -> None:
    bea = house.browser("bea")
    looked = send(bea, "log-questions", get(bea, "/settings/log-questions").text, TV)
    preview = looked.text.split('id="preview"')[1].split("</section>")[0]
    for words in ("Was the TV on?", "La télé était allumée", "Yes", "Oui", "Seen by all workers"):
        assert words in preview
    assert preview.count('type="radio"') == 4
    assert "log_questions" not in on_phone(house)
    send(bea, "log-questions", looked.text, {}, "live")
    assert on_phone(house)["log_questions"] == [
        {
            "code": "own_floor_one_1",
            "en": "Was the TV on?",
            "fr": "La télé était allumée\u00a0?",
            "shown": "first",
        },
        {"code": "own_floor_one_1.a", "en": "Yes", "fr": "Oui", "shown": "first"},
        {"code": "own_floor_one_1.b", "en": "No", "shown": "first"},
    ]


def test_an_answer_is_read_in_the_centres_words_by_whom_the_question_is_for(house: Installation) -> None:
    add(house, **TV)
    add(house, **WISH)
    ama, ben = house.phone("ama"), house.phone("ben")
    ama.sync()
    id = house.log(ama, own_floor_one_1="a", own_lead_text_1="A second pair of hands.")
    ben.sync()
    held = ben.held()[id]["set"]
    assert held["own_floor_one_1"] == "a"
    assert "own_lead_text_1" not in held
    page = get(house.browser("sol"), f"/records/{id}").text
    for words in ("Was the TV on?", "Yes", "What would have helped you?", "A second pair of hands."):
        assert words in page
    french = get(house.browser("sol"), f"/records/{id}", headers={"Accept-Language": "fr"}).text
    assert "La télé était allumée" in french and "Oui" in french


def test_what_was_closed_is_asked_no_more_and_keeps_its_words(house: Installation) -> None:
    add(house, **TV)
    ama = house.phone("ama")
    ama.sync()
    id = house.log(ama, own_floor_one_1="b")
    add(house, closed=["own_floor_one_1"])
    row, *answers = on_phone(house)["log_questions"]
    assert (row["en"], row["shown"], len(answers)) == ("Was the TV on?", "closed", 2)
    page = get(house.browser("sol"), f"/records/{id}").text
    assert "Was the TV on?" in page and "own_floor_one_1" not in page
    late = house.log(ama, own_floor_one_1="a")  # a phone that hadn't heard of it
    assert ama.verdicts[-1]["verdict"] == "accepted"
    ben = house.phone("ben")
    ben.sync()
    assert ben.held()[late]["set"]["own_floor_one_1"] == "a"


def test_an_undo_closes_what_was_added_since(house: Installation) -> None:
    add(house, **TV)
    add(house, **WISH)
    bea = house.browser("bea")
    page = get(bea, "/settings/log-questions").text
    version = page.split('name="version" value="')[1].split('"')[0]
    fields = fields_of(page)
    house.clock.pass_ms(1000)
    bea.post(
        "/settings/log-questions/back",
        data={"csrf_token": fields["csrf_token"], "base": fields["base"], "version": version},
        base_url="https://localhost",
    )
    rows = {row["code"]: row for row in on_phone(house)["log_questions"]}
    assert rows["own_floor_one_1"]["shown"] == "first"
    assert (rows["own_lead_text_1"]["shown"], rows["own_lead_text_1"]["en"]) == ("closed", WISH["new_en"])


def test_a_check_in_has_questions_of_its_own(house: Installation) -> None:
    add(house, "check-in-questions", **TV)
    found = on_phone(house)
    assert "log_questions" not in found and found["check_in_questions"][0]["code"] == "own_floor_one_1"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (TV | {"new_en": ""}, "It needs words in English."),
        (TV | {"new_answer_en": ["Yes", "", "", ""], "new_answer_fr": ["", "", "", ""]}, "needs two answers"),
        (
            TV | {"new_answer_en": ["Yes", "", "", ""], "new_answer_fr": ["", "Non", "", ""]},
            "It needs words in English.",
        ),
        (TV | {"new_en": "x" * 61}, "at most 60"),
        (TV | {"new_answer_en": ["x" * 41, "No", "", ""]}, "at most 40"),
        (TV | {"new_who": "all"}, "There are 4 questions of this sort"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_that_was_typed_is_lost(
    house: Installation, changes: dict[str, Any], said: str
) -> None:
    page = refused(house, changes)
    assert said in page.split('id="edit"')[0]
    typed = {text for value in changes.values() for text in ([value] if isinstance(value, str) else value)}
    assert typed - {"", "one", "floor", "all"} <= {text for _, text in fields_of(page).items(multi=True)}


def test_a_form_asks_at_most_four_and_a_sort_has_four_places(house: Installation) -> None:
    for number in range(4):
        add(house, **(WISH | {"new_en": f"Question {number}"}))
    page = refused(house, TV)
    assert "at most 4 of your own" in page
    add(house, closed=["own_lead_text_2"])
    add(house, **TV)
    add(house, closed=["own_lead_text_2", "own_lead_text_3"])
    assert "There are 4 questions of this sort" in refused(house, WISH)
