"""What may be asked, by whom, in which words."""

import inspect
import json
from collections.abc import Iterator
from datetime import date

import pytest

from peerpwa import measures
from peerpwa.accounts import people
from peerpwa.measures import MEASURES, Period, measure
from peerpwa.measures.book import Row
from peerpwa.practice import load
from peerpwa.records.viewer import Viewer
from tests.centre import HARM, NOW, Installation
from tests.practice.reading import grade_of, sentences_of, to_words

WEEK = Period(date(2026, 11, 17), date(2026, 11, 23), NOW + 60_000)
ALL = {"M1", "M4", "M5", "M6", "M10", "M11", "M22", "M23"}
SUPERVISOR = {
    "M2",
    "M3",
    "M7",
    "M8",
    "M9",
    "M12",
    "M13",
    "M14",
    "M15",
    "M16",
    "M17",
    "M18",
    "M24",
    "M26",
    "M27",
}
MANAGER = {"M19", "M20", "M21", "M25", "M28"}


def viewer(house: Installation, name: str, centre: str = "Tin Roof") -> Viewer:
    account = next(one for one in people.list_accounts() if one.name == name)
    return people.to_viewer(account, people.get_centre(centre).id)


def asked(house: Installation, name: str, centre: str = "Tin Roof") -> dict[str, measures.Result]:
    """What this person gets when they ask for the week."""
    with house.context():
        found = measure(people.get_centre(centre), WEEK, viewer(house, name, centre))
    return {one.measure.id: one.result for one in found}


def test_all_28_are_there_in_their_order() -> None:
    assert [one.id for one in MEASURES] == [f"M{number}" for number in range(1, 29)]


def test_nothing_but_centre_period_and_viewer_can_be_asked_for() -> None:
    assert list(inspect.signature(measure).parameters) == ["centre", "period", "viewer"]
    assert list(inspect.signature(Period).parameters) == ["first", "last", "now"]
    assert not {"account", "by", "device"} & set(Row.__struct_fields__)


def test_workers_see_what_is_for_all_supervisors_theirs_first_and_managers_the_funders_too(
    house: Installation,
) -> None:
    assert asked(house, "ama").keys() == ALL
    assert asked(house, "sol").keys() == ALL | SUPERVISOR
    assert asked(house, "bea").keys() == ALL | SUPERVISOR | MANAGER
    assert asked(house, "mira") == asked(house, "ada") == {}


def test_nobody_counts_in_another_centre(house: Installation) -> None:
    house.log(house.phone("ama"))
    assert asked(house, "hal", "Harbour")["M1"].numerator == 0
    assert asked(house, "hal") == {}
    with house.context():
        assert measure(people.get_centre("Tin Roof"), WEEK, viewer(house, "hal", "Harbour")) == []


def test_what_was_taken_back_counts_no_more_and_what_was_said_again_counts_once(house: Installation) -> None:
    ama = house.phone("ama")
    first, second = house.log(ama, heat="h1"), house.log(ama, heat="h3", flags=["none"])
    house.clock.pass_ms(1000)
    ama.save(ama.change("conflict", "quick_log@1", {"heat": "h0"}, record=first))
    ama.save(ama.change("withdrawal", "withdrawal@1", {"reason": "mistake"}, parent=second))
    ama.sync()
    found = asked(house, "sol")
    assert found["M1"].numerator == 1
    assert [part.code for part in found["M4"].parts if part.numerator] == ["h0"]


def test_a_supervisor_whom_it_concerns_does_not_count_it(house: Installation) -> None:
    with house.context():
        sol = viewer(house, "sol").account
    house.log(house.phone("ama"), **(HARM | {"flags": ["staff_conduct"], "concerns": [sol]}))
    assert asked(house, "sol")["M1"].numerator == 0
    assert asked(house, "bea")["M1"].numerator == 1


def test_a_check_in_of_nobody_named_is_its_authors_alone_in_counts_too(house: Installation) -> None:
    ama = house.phone("ama")
    id = house.log(ama)
    due = "2026-11-20T09:00:00.000-05:00"
    ama.save(ama.change("follow_up", "guided_talk@1", {"due": due}, parent=id))
    ama.sync()
    assert asked(house, "sol")["M8"].denominator == 0


def texts() -> Iterator[tuple[str, str, str]]:
    for one in MEASURES:
        yield one.id, *one.title
        yield one.id, *one.definition
        if isinstance(one.codes, dict):
            yield from ((one.id, *pair) for pair in one.codes.values())


def test_each_has_its_words_in_both_languages_and_never_says_happened() -> None:
    for id, english, french in texts():
        assert english and french and english != french, id
        assert "happened" not in english and "arrivé" not in french, id


def test_definitions_are_read_at_grade_6_in_short_sentences() -> None:
    hard = [
        (id, text, round(grade_of(text), 1))
        for id, text, _ in texts()
        if len(to_words(text)) >= 8 and grade_of(text) >= 7
    ]
    assert hard == []
    assert [
        id for id, *both in texts() for text in both if any(len(s) > 15 for s in sentences_of(text))
    ] == []


def test_every_part_has_a_name_in_both_languages(house: Installation) -> None:
    house.log(house.phone("ama"))
    with house.context():
        found = measure(people.get_centre("Tin Roof"), WEEK, viewer(house, "bea"))
    for one in found:
        names = one.measure.codes
        for part in one.result.parts:
            assert part.code in names if isinstance(names, dict) else load().option(names, part.code), part


@pytest.mark.parametrize("word", ["worker_id", "Ama", "ama"])
def test_a_result_names_nobody(house: Installation, word: str) -> None:
    house.log(house.phone("ama"), people=["Heron"], saw="A planted sentence.")
    text = json.dumps([str(one) for one in asked(house, "bea").values()])
    assert word not in text and "Heron" not in text and "planted" not in text
