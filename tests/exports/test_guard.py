"""PRACTICE 7.5 rule by rule, on tables small enough to check by hand."""

from collections.abc import Mapping

import pytest

from peerpwa.exports import (
    ALL_KINDS,
    Count,
    Event,
    Figure,
    NotAllowed,
    Report,
    Word,
    percent,
    protect,
    protect_flags,
    tabulate,
)
from peerpwa.exports.tables import check_tables, codes_of, merge
from peerpwa.practice import load

OCTOBER, NOVEMBER = frozenset({"2026-10"}), frozenset({"2026-11"})
HEAT, ANSWERS = (("heat",),), (("yes_no",),)
LOW, MIDDLE, HIGH = ((("heat", code),) for code in ("h0_h1", "h2", "h3_h4"))
YES, NO = ((("yes_no", code),) for code in ("yes", "no"))


def heats(*numbers: int) -> dict[Figure, Count]:
    return {f: Count(n) for f, n in zip([LOW, MIDDLE, HIGH, ()], [*numbers, sum(numbers)], strict=True)}


def answers(yes: int, no: int, **of_yes: int) -> dict[Figure, Count]:
    return {YES: Count(yes, **of_yes), NO: Count(no), (): Count(yes + no)}


def of_october(
    counts: Mapping[Figure, Count], tables: tuple[tuple[str, ...], ...] = HEAT, k: int = 5
) -> Report:
    return protect({OCTOBER: counts}, OCTOBER, tables, [], k)


def test_what_is_not_small_is_shown_as_it_is() -> None:
    assert dict(of_october(heats(20, 9, 7)).cells) == {LOW: 20, MIDDLE: 9, HIGH: 7, (): 36}


def test_a_small_figure_says_fewer_and_the_next_smallest_is_hidden_with_it() -> None:
    assert dict(of_october(heats(20, 9, 3)).cells) == {
        LOW: 20,
        MIDDLE: Word.NOT_SHOWN,
        HIGH: Word.FEWER,
        (): 32,
    }


def test_two_small_figures_that_give_each_other_away_take_a_third_along() -> None:
    """4 and 4 make 8, and only 4 and 4 do when both are fewer than 5."""
    cells = of_october(heats(30, 4, 4)).cells

    assert cells[MIDDLE] is cells[HIGH] is Word.FEWER
    assert Word.NOT_SHOWN in (cells[LOW], cells[()])


def test_zero_is_zero_in_the_whole_sites_heat_but_not_in_a_cross_table() -> None:
    calm = [Event({"heat": "h0", "place": "entrance"}) for _ in range(20)]
    tables = (("heat", "place"),)
    cells = of_october(tabulate(calm, tables), tables).cells

    assert cells[HIGH] == 0
    assert cells[(("heat", "h3_h4"), ("place", "door"))] == 0  # the zero of its margin says it already
    assert cells[(("heat", "h0_h1"), ("place", "wash_store"))] is Word.FEWER


def test_the_centre_may_choose_ten_and_never_less_than_five() -> None:
    assert of_october(heats(40, 30, 7), k=10).cells[HIGH] is Word.FEWER
    with pytest.raises(NotAllowed, match="from 5 up"):
        of_october(heats(40, 30, 7), k=4)


@pytest.mark.parametrize("few", [{"people": 2}, {"authors": 2}])
def test_nine_events_of_two_people_or_by_two_authors_are_not_shown(few: dict[str, int]) -> None:
    cells = of_october(answers(9, 30, **few), ANSWERS).cells

    assert cells[YES] is Word.NOT_SHOWN
    assert Word.NOT_SHOWN in (cells[NO], cells[()])


def test_a_report_that_grows_by_a_few_hides_what_would_tell_them() -> None:
    """October has 9, both months have 11: two more are nobody's business."""
    counts = {OCTOBER: heats(20, 9, 12), NOVEMBER: heats(20, 2, 12)}
    first = protect(counts, OCTOBER, HEAT, [])
    second = protect(counts, OCTOBER | NOVEMBER, HEAT, [first])

    assert first.cells[MIDDLE] == 9
    assert second.cells[MIDDLE] is Word.NOT_SHOWN
    assert protect(counts, OCTOBER | NOVEMBER, HEAT, []).cells[MIDDLE] == 11


def test_a_month_published_after_its_quarter_does_not_tell_what_is_left() -> None:
    """Both months had five, and November alone had five: then October had none."""
    counts = {OCTOBER: answers(0, 18), NOVEMBER: answers(5, 26)}
    first = protect(counts, OCTOBER | NOVEMBER, ANSWERS, [])
    second = protect(counts, NOVEMBER, ANSWERS, [first])

    assert first.cells[YES] == 5
    assert second.cells[YES] is Word.NOT_SHOWN


def test_a_month_published_after_its_quarter_keeps_all_that_the_words_allowed() -> None:
    """Each fewer than 10, and December at least one: then the other months' "no" would not be 9 any more."""
    rest, december = answers(1, 4), answers(1, 1)
    counts = {OCTOBER: rest, NOVEMBER: december}
    first = protect(counts, OCTOBER | NOVEMBER, ANSWERS, [], 10)
    second = protect(counts, NOVEMBER, ANSWERS, [first], 10)

    assert first.cells[NO] is Word.FEWER
    assert set(second.cells.values()) == {Word.NOT_SHOWN}


def test_a_centre_that_changes_from_five_to_ten_gives_nothing_away_by_it() -> None:
    """Six were shown under 5; "fewer than 10" for the quarter would leave the other months three at most."""
    counts = {OCTOBER: {(): Count(2)}, NOVEMBER: {(): Count(6)}}
    first = protect(counts, NOVEMBER, (), [])
    second = protect(counts, OCTOBER | NOVEMBER, (), [first], 10)

    assert first.cells[()] == 6
    assert second.cells[()] is Word.NOT_SHOWN


def test_an_earlier_report_of_other_months_hides_nothing() -> None:
    counts = {OCTOBER: heats(20, 9, 12), NOVEMBER: heats(20, 9, 12)}

    assert protect(counts, NOVEMBER, HEAT, [protect(counts, OCTOBER, HEAT, [])]).cells[MIDDLE] == 9


def test_every_code_of_the_practice_is_merged_by_name() -> None:
    for axis, vocabulary, many in (
        ("type", "conflict_type", 6),
        ("place", "place", 5),
        ("heat", "heat", 3),
        ("outcome", "outcome", 4),
    ):
        merged = [merge(axis, option["code"]) for option in load().vocabularies[vocabulary]]
        assert len(codes_of(axis)) == many
        assert set(merged) == set(codes_of(axis))
    assert merge("place", "the centre's own sofa") == "other"


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ([("place", "part_of_day", "heat")], "at most two axes"),
        ([("place", "flag")], "flag is no axis"),
        ([("hour", "flag")], "is no axis"),
        ([("handle",)], "handle is no axis"),
        ([("author", "type")], "author is no axis"),
        ([("week",)], "week is no axis"),
        ([("place", "place")], "two different"),
        ([("place", "heat"), ("heat", "type"), ("type", "place")], "ring"),
        ([("place", "heat"), ("place", "type"), ("place", "outcome")], "at most two in all"),
    ],
)
def test_what_could_point_at_somebody_is_refused_in_words(tables: list[tuple[str, ...]], says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        check_tables(tables)


def test_a_ring_of_tables_is_refused_over_several_reports_too() -> None:
    made: list[Report] = []
    for tables in ((("place", "heat"),), (("heat", "type"),)):
        made.append(protect({OCTOBER: {}}, OCTOBER, tables, made))

    with pytest.raises(NotAllowed, match="ring"):
        protect({OCTOBER: {}}, OCTOBER, (("type", "place"),), made)


def test_a_percentage_needs_two_shown_numbers_and_a_whole_of_twenty() -> None:
    assert percent(15, 20) == 75
    assert percent(15, 19) is None
    assert percent(Word.NOT_SHOWN, 40) is None
    assert percent(15, Word.NOT_SHOWN) is None


def flags(**by_kind: int) -> dict[str, dict[frozenset[str], dict[Figure, Count]]]:
    return {kind: {OCTOBER: {(): Count(n)}, NOVEMBER: {(): Count(1)}} for kind, n in by_kind.items()}


@pytest.mark.parametrize("rare", [0, 2])
def test_serious_matters_are_one_number_when_any_kind_is_small(rare: int) -> None:
    every = flags(every=9)["every"]
    told = protect_flags(flags(injury=7, threat_harm=rare), every, OCTOBER, {})

    assert {kind: dict(report.cells) for kind, report in told.items()} == {ALL_KINDS: {(): 9}}


def test_a_kind_that_was_shown_is_not_shown_again_for_one_more() -> None:
    kinds, every = flags(injury=7, threat_harm=6), flags(every=9)["every"]
    first = protect_flags(kinds, every, OCTOBER, {})
    before = {kind: [report] for kind, report in first.items()}

    assert {kind: report.cells[()] for kind, report in first.items()} == {"injury": 7, "threat_harm": 6}
    assert list(protect_flags(kinds, every, OCTOBER | NOVEMBER, before)) == [ALL_KINDS]
