"""What a centre makes of the practice's lists: by the vectors that the phone reads too."""

from typing import Any

import pytest

from peerpwa.practice import check, load, minutes_within, open_days_of, own_questions, with_own, words_of
from peerpwa.practice.own import offered, with_days
from tests.vectors import load_vectors

VECTORS = load_vectors("own")


def by(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", VECTORS[name], ids=lambda vector: vector["why"])


@by("lists")
def test_a_list_is_as_the_vector_has_it(vector: dict[str, Any]) -> None:
    found = offered(VECTORS["options"], vector["rows"])
    placed = sorted((o for o in found if "tile" in o), key=lambda o: o["tile"])
    assert [o["code"] for o in placed] == vector["first"]
    assert [o["code"] for o in found if "tile" not in o] == vector["more"]
    words = words_of(VECTORS["options"], vector["rows"])
    assert {code: list(words[code]) for code in vector["words"]} == vector["words"]


@by("days")
def test_days_of_check_ins_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    found = {one.code: list(one.check_ins) for one in with_days(load().clocks.situations, vector["rows"])}
    assert {code: found[code] for code in vector["days"]} == vector["days"]


def test_the_practice_itself_stays_as_it_is() -> None:
    with_own(load().vocabularies["place"], [{"code": "entrance", "en": "Gate", "shown": "first"}])
    assert load().option("place", "entrance")["label"] == ["Entrance", "Entrée"]  # type: ignore[index]


def test_open_days_are_weekdays_and_without_any_it_is_every_day() -> None:
    assert open_days_of({}) == []
    assert open_days_of({"open_days": ["sun", "mon"]}) == [7, 1]


def test_a_centre_answers_sooner_than_the_practice_and_never_later() -> None:
    assert minutes_within({}) == {}
    assert minutes_within({"within_now": "m5", "within_1h": "m20"}) == {"now": 5, "within_1h": 20}
    for level, vocabulary in (
        ("now", "within_now"),
        ("within_1h", "within_hour"),
        ("within_24h", "within_day"),
    ):
        usual = load().option("er_level", level)
        assert usual is not None
        assert max(o["minutes"] for o in load().vocabularies[vocabulary]) == usual["minutes"]


@by("questions")
def test_own_questions_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    form = load().latest("quick_log")
    found = [
        {
            "field": one.field,
            "sees": sorted(form.fields["conflict", one.field].sees),
            "type": form.fields["conflict", one.field].type,
            "label": list(one.label),
            "asked": one.asked,
            "answers": [[answer.code, list(answer.label), answer.offered] for answer in one.answers],
        }
        for one in own_questions(vector["rows"])
    ]
    assert found == vector["questions"]


@by("answers")
def test_answers_to_own_questions_are_checked_as_the_vector_has_it(vector: dict[str, Any]) -> None:
    faults = check(load().latest("check_in"), "check_in", vector["set"], making=False)
    assert [[fault.field, fault.code] for fault in faults] == vector["faults"]


def test_a_place_for_an_own_question_is_never_required_and_only_its_author_answers() -> None:
    places = [q for form in load().forms.values() for q in form.fields.values() if q.own]
    assert len(places) == 48
    assert {(q.required, q.sets) for q in places} == {("no", frozenset({"author"}))}
    assert {q.kind for q in places} == {"conflict", "check_in"}
    assert all(("F" in q.sees) == ("_floor_" in q.field) and "S" in q.sees for q in places)
