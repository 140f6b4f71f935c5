"""Edges, worked out by hand: where a day begins, what is on time, what stands of two answers."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from peerpwa.measures.threads import settles_on
from tests.measures.hand import Hand, share, stored

MET = {"reached": "reached", "flags": ["none"], "ok_with_it": "yes"}


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        ("2026-10-31 23:59", 0), ("2026-11-01 00:00", 1), ("2026-11-01 01:30", 1), ("2026-11-01 23:59", 1),
        ("2026-11-02 00:00", 0),
    ],
)  # fmt: skip
def test_the_day_on_which_clocks_are_set_back_has_25_hours(hand: Hand, when: str, counts: int) -> None:
    hand.write("conflict", when, heat="h1")
    assert hand.gives("M1", "2026-11-01").numerator == counts


def test_the_day_on_which_clocks_are_set_forward_has_23_hours(hand: Hand) -> None:
    for when in ("2026-03-07 23:59", "2026-03-08 00:00", "2026-03-08 23:59", "2026-03-09 00:00"):
        hand.write("conflict", when, heat="h1")
    assert hand.gives("M1", "2026-03-08").numerator == 2


def test_a_day_is_the_centres_and_not_that_of_utc_nor_of_the_offset_that_was_stored(hand: Hand) -> None:
    hand.write("conflict", "2026-11-22 23:00", happened_at="2026-11-23T03:30:00.000+00:00")
    hand.write("conflict", "2026-11-22 23:00", happened_at="2026-11-23T13:30:00.000+10:00")
    assert hand.gives("M1", "2026-11-22").numerator == 2
    assert hand.gives("M1", "2026-11-23").numerator == 0


def test_what_was_written_the_day_after_counts_on_the_day_it_happened(hand: Hand) -> None:
    hand.write("conflict", "2026-11-23 00:40", happened_at=stored("2026-11-22 23:50"))
    assert hand.gives("M1", "2026-11-22").numerator == 1
    assert share(hand.gives("M27", "2026-11-22")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("when", "late"), [("2026-11-22 10:59", 0), ("2026-11-22 11:00", 1), ("2026-11-22 11:10", 1)]
)
def test_an_hour_after_is_later(hand: Hand, when: str, late: int) -> None:
    hand.write("conflict", when, happened_at=stored("2026-11-22 10:00"))
    assert hand.gives("M27", "2026-11-22").numerator == late


@pytest.mark.shows("morning-1")
@pytest.mark.parametrize(
    ("done", "gives"),
    [
        ("2026-11-20 09:00", (1, 1, 0)),  # the day before: done by then
        ("2026-11-21 10:05", (1, 1, 0)),  # 35 minutes after the due minute: the day counts (SC03)
        ("2026-11-21 23:59", (1, 1, 0)),
        ("2026-11-22 00:00", (0, 1, 0)),
    ],
)
def test_a_check_in_is_on_time_on_its_due_day(
    hand: Hand, done: str, gives: tuple[int | None, int | None, int]
) -> None:
    heron = hand.person("2026-11-19 10:00")
    hand.write("follow_up", "2026-11-19 10:00", heron, due=stored("2026-11-21 09:30"))
    hand.write("check_in", "2026-11-22 12:00", heron, done_at=stored(done), **MET)
    assert share(hand.gives("M8", "2026-11-21")) == gives


def test_a_check_in_counts_once_its_day_is_over_and_only_in_the_days_it_was_due(hand: Hand) -> None:
    heron = hand.person("2026-11-19 10:00")
    hand.write("follow_up", "2026-11-19 10:00", heron, due=stored("2026-11-21 09:30"))
    assert share(hand.gives("M8", "2026-11-21", now="2026-11-21 23:59")) == (0, 0, 0)
    assert share(hand.gives("M8", "2026-11-21", now="2026-11-22 00:00")) == (0, 1, 0)
    assert share(hand.gives("M8", "2026-11-20")) == (0, 0, 0)


@pytest.mark.parametrize(
    ("reached", "gives"),
    [
        ("not_found", (1, 1, 0)),
        ("moved_on", (1, 1, 0)),
        ("declined", (0, 0, 1)),
        ("not_safe_to_ask", (0, 0, 1)),
    ],
)
def test_the_first_try_says_how_a_check_in_went(
    hand: Hand, reached: str, gives: tuple[int | None, int | None, int]
) -> None:
    heron = hand.person("2026-11-19 10:00")
    hand.write("check_in", "2026-11-19 09:00", heron, **MET)  # before it was asked for: another one
    hand.write("follow_up", "2026-11-19 10:00", heron, due=stored("2026-11-21 09:30"))
    hand.write("follow_up", "2026-11-19 10:00", heron, how="declined")
    hand.write("check_in", "2026-11-21 12:00", heron, reached=reached)
    hand.write("check_in", "2026-11-23 12:00", heron, **MET)
    assert share(hand.gives("M8", "2026-11-21")) == gives


def test_one_person_counts_once_by_their_latest_answer(hand: Hand) -> None:
    heron, again = hand.person("2026-11-15 10:00"), hand.person("2026-11-16 10:00", "heron")
    hand.write("check_in", "2026-11-17 10:00", heron, reached="reached", ok_with_it="no")
    hand.write("check_in", "2026-11-18 10:00", again, reached="reached", ok_with_it="partly")
    hand.write("check_in", "2026-11-19 10:00", again, reached="not_found")
    cedar = hand.person("2026-11-16 10:00", "Cedar")
    hand.write(
        "check_in", "2026-11-17 10:00", cedar, reached="reached", ok_with_it="yes", flags=["exploitation"]
    )
    maple = hand.person("2026-11-16 10:00", "Maple")
    hand.write("check_in", "2026-11-17 10:00", maple, reached="declined")
    found = hand.gives("M10", "2026-11-17", "2026-11-23")
    assert share(found) == (0, 2, 1)
    assert {part.code: part.numerator for part in found.parts} == {
        "satisfied": 0, "partly": 1, "not": 1, "unknown": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("day", "counts"), [(19, 0), (20, 1), (25, 1), (26, 0)])
def test_kept_is_asked_from_day_5_to_day_10(hand: Hand, day: int, counts: int) -> None:
    heron = hand.person("2026-11-15 23:30")
    hand.write("check_in", f"2026-11-{day} 00:10", heron, reached="reached", still_suits="yes")
    assert share(hand.gives("M12", "2026-11-15", "2026-11-30")) == (counts, counts, 0)


@pytest.mark.parametrize(
    ("level", "taken", "gives"),
    [
        ("now", "2026-11-20 23:45", (1, 1, 0)), ("now", "2026-11-20 23:46", (0, 1, 0)),
        ("within_1h", "2026-11-21 00:30", (1, 1, 0)), ("within_1h", "2026-11-21 00:31", (0, 1, 0)),
        ("this_shift", "2026-11-21 06:00", (1, 1, 0)), ("this_shift", "2026-11-21 06:01", (0, 1, 0)),
        ("within_24h", "2026-11-21 23:30", (1, 1, 0)), ("within_24h", "2026-11-21 23:31", (0, 1, 0)),
        ("planned", "2026-11-20 23:31", (0, 0, 1)), (None, "2026-11-20 23:31", (0, 0, 1)),
    ],
)  # fmt: skip
def test_each_level_has_its_clock_and_the_night_ends_in_the_morning(
    hand: Hand, level: str | None, taken: str, gives: tuple[int | None, int | None, int]
) -> None:
    ask = hand.write("escalation", "2026-11-20 23:34", learned_at=stored("2026-11-20 23:30"), level=level)
    hand.write("acknowledgement", taken, ask, led=True)
    assert share(hand.gives("M17", "2026-11-20", now="2026-11-23 12:00")) == gives


def test_while_the_clock_runs_nobody_is_late(hand: Hand) -> None:
    hand.write("escalation", "2026-11-20 12:00", level="within_1h")
    assert share(hand.gives("M17", "2026-11-20", now="2026-11-20 13:00")) == (0, 0, 1)
    assert share(hand.gives("M17", "2026-11-20", now="2026-11-20 13:01")) == (0, 1, 0)


def test_the_time_to_a_human_runs_to_the_first_who_was_reached(hand: Hand) -> None:
    for learned, reached in (("10:00", "10:18"), ("11:00", "11:06"), ("12:00", "12:07"), ("13:00", "13:15")):
        ask = hand.write("escalation", f"2026-11-20 {learned}", level="now")
        hand.write("told", f"2026-11-20 {learned}", ask, role="Sol", reached="no")
        for minutes in (reached, "23:00"):
            told = stored(f"2026-11-20 {minutes}")
            hand.write("told", "2026-11-20 23:00", ask, role="Bea", told_at=told, reached="yes")
    hand.write("escalation", "2026-11-20 14:00", level="planned")
    found = hand.gives("M16", "2026-11-20")
    assert (*share(found), found.middle, found.high, found.timed) == (4, 5, 1, 11, 18, 4)
    parts = {part.code: (part.numerator, part.denominator, part.middle) for part in found.parts}
    assert parts["now"] == (4, 4, 11) and parts["planned"] == (0, 1, None)


def test_the_ninetieth_of_ten_is_the_ninth(hand: Hand) -> None:
    for minute in range(1, 11):
        ask = hand.write("escalation", "2026-11-20 10:00", level="now")
        hand.write("told", f"2026-11-20 10:{minute:02}", ask, reached="yes")
    found = hand.gives("M16", "2026-11-20")
    assert (found.middle, found.high) == (5.5, 9)


@pytest.mark.parametrize(("again", "came"), [("2026-10-17 12:00", 1), ("2026-10-18 00:00", 0)])
def test_a_matter_came_back_within_30_days_of_being_settled(hand: Hand, again: str, came: int) -> None:
    heron = hand.person("2026-09-04 12:00")
    hand.write("follow_up", "2026-09-04 12:00", heron, due=stored("2026-09-05 12:00"))
    hand.write("check_in", "2026-09-05 12:00", heron, **MET)
    second = hand.write("conflict", again)
    first = heron.root
    hand.write("thread", "2026-09-04 13:00", conflicts=[{"record": first}, {"record": second.id}])
    # 14 open days after 4 September is the 18th: settled. 30 days later the 18th of October begins.
    assert share(hand.gives("M13", "2026-10-18", now="2026-10-18 12:00")) == (came, 1, 0)
    assert share(hand.gives("M13", "2026-10-17", now="2026-10-18 12:00")) == (0, 0, 0)
    assert share(hand.gives("M13", "2026-10-18", now="2026-10-17 23:59")) == (0, 0, 0)


def test_a_matter_is_not_settled_while_one_person_is_not(hand: Hand) -> None:
    heron = hand.person("2026-09-04 12:00")
    hand.write("follow_up", "2026-09-04 12:00", heron, due=stored("2026-09-05 12:00"))
    hand.write("thread", "2026-09-04 13:00", conflicts=[{"record": heron.root}])
    hand.write("check_in", "2026-09-05 12:00", heron, reached="reached", ok_with_it="no")
    assert share(hand.gives("M13", "2026-10-01", "2026-11-30")) == (0, 0, 0)
    hand.write("check_in", "2026-10-05 12:00", heron, **MET)
    assert share(hand.gives("M13", "2026-11-04")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("open_days", "day"),
    [
        ([], "2026-09-18"),
        (["mon", "tue", "wed", "thu", "fri"], "2026-09-24"),
        (["sat"], "2026-12-05"),
    ],
)
def test_a_matter_is_settled_after_fourteen_open_days(open_days: list[str], day: str) -> None:
    """From Friday 4 September on; M13 counts it 30 days later."""
    hand = Hand({"open_days": open_days})
    event = hand.write("conflict", "2026-09-04 12:00")
    thread = hand.write("thread", "2026-09-04 13:00", conflicts=[{"record": event.id}])
    settled = date.fromisoformat(day)
    counted = (settled + timedelta(days=30)).isoformat()
    assert share(hand.gives("M13", counted)) == (0, 1, 0)
    assert share(hand.gives("M13", "2026-09-04", (settled + timedelta(days=29)).isoformat())) == (0, 0, 0)
    for known in ("2026-09-04", day, counted):
        assert settles_on(hand.book(known, known), thread) == settled


def test_when_a_matter_settles_is_said_by_what_everybody_said_by_now(hand: Hand) -> None:
    heron = hand.person("2026-09-04 12:00")
    hand.write("follow_up", "2026-09-04 12:00", heron, due=stored("2026-09-05 12:00"))
    thread = hand.write("thread", "2026-09-04 13:00", conflicts=[{"record": heron.root}])
    assert settles_on(hand.book("2026-09-04", "2026-09-04"), thread) is None
    hand.write("check_in", "2026-09-05 12:00", heron, **MET)
    assert settles_on(hand.book("2026-09-05", "2026-09-05"), thread) == date(2026, 9, 18)
    hand.write("check_in", "2026-09-10 12:00", heron, reached="reached", ok_with_it="no")
    assert settles_on(hand.book("2026-09-10", "2026-09-10"), thread) is None
    hand.write("check_in", "2026-09-25 12:00", heron, **MET)
    assert settles_on(hand.book("2026-09-20", "2026-09-20", "2026-09-20 12:00"), thread) is None
    assert settles_on(hand.book("2026-09-26", "2026-09-26"), thread) == date(2026, 9, 25)
    later = hand.write("conflict", "2026-09-27 12:00")
    both = replace(thread, values={"conflicts": [{"record": heron.root}, {"record": later.id}]})
    assert settles_on(hand.book("2026-09-27", "2026-09-27"), both) == date(2026, 10, 11)
    assert settles_on(hand.book("2026-09-27", "2026-09-27"), replace(thread, values={})) is None


def test_a_log_after_midnight_is_of_the_night_before(hand: Hand) -> None:
    hand.write("handover", "2026-11-21 06:10", shift="night", day="2026-11-20", mood="calm")
    hand.write("handover", "2026-11-21 14:00", shift="midday", day="2026-11-21", mood="calm", quiet="yes")
    hand.write("handover", "2026-11-21 17:00", shift="afternoon", day="2026-11-21", mood="calm")
    hand.write("handover", "2026-11-21 21:00", shift="evening", day="2026-11-21", mood="calm", quiet="yes")
    hand.write("handover", "2026-11-21 22:00", shift="evening", day="2026-11-21", mood="calm", quiet="no")
    hand.write("conflict", "2026-11-21 05:59")
    hand.write("conflict", "2026-11-21 13:59")
    assert share(hand.gives("M2", "2026-11-20", "2026-11-21")) == (3, 4, 0)
    assert hand.gives("M2", "2026-11-22").lacking is not None


def test_slips_are_counted_by_whole_months(hand: Hand) -> None:
    hand.slips = {
        ("2026-11", "heard", "yes"): 7,
        ("2026-11", "heard", "no"): 1,
        ("2026-11", "heard", "skip"): 2,
    }
    for first, last, now in (
        ("2026-11-01", "2026-11-30", None),
        ("2026-11-01", "2026-11-12", "2026-11-12 09:00"),
    ):
        heard = hand.gives("M11", first, last, now).parts[0]
        assert (heard.code, heard.numerator, heard.denominator, heard.not_known) == ("heard", 7, 8, 2)
    for first, last in (("2026-11-02", "2026-11-30"), ("2026-11-01", "2026-11-12")):
        found = hand.gives("M11", first, last, "2026-11-20 09:00")
        assert found.lacking is not None and found.parts == ()


def test_a_limit_is_complete_with_all_it_needs_and_the_own_account_asked(hand: Hand) -> None:
    whole = {
        "decision": "time_limited",
        "reason": "Safety",
        "ends_on": "2026-11-25",
        "still_open": "Meals",
        "appeal": "Bea",
    }
    ask = hand.write("escalation", "2026-11-20 10:00", own_account="not_yet")
    hand.write("limit", "2026-11-20 11:00", ask, **whole)
    hand.write("limit", "2026-11-20 11:00", ask, decision="space_plan")
    assert share(hand.gives("M20", "2026-11-20")) == (0, 1, 0)
    hand.write("closing", "2026-11-21 11:00", ask, own_account="yes")
    found = hand.gives("M20", "2026-11-20")
    assert (*share(found), found.middle) == (1, 1, 0, 5)
    for part in ("reason", "ends_on", "still_open", "appeal"):
        hand.write("limit", "2026-11-20 11:00", ask, **{**whole, part: None})
    assert share(hand.gives("M20", "2026-11-20")) == (1, 5, 0)


def test_supporting_is_counted_by_people_and_once_each(hand: Hand) -> None:
    event = hand.write("conflict", "2026-11-20 10:00", flags=["exploitation"])
    parts = [
        {"who": "Robin", "part": "affected"},
        {"who": "robin", "part": "both"},
        {"who": "Sage", "part": "witness"},
    ]
    hand.write("escalation", "2026-11-20 10:05", event, parts=parts)
    hand.write("conflict", "2026-11-20 12:00", flags=["none"])
    hand.write("conflict", "2026-11-20 12:00", flags=["injury"])
    assert share(hand.gives("M24", "2026-11-20")) == (0, 1, 1)
    hand.write("talk", "2026-11-20 10:10", event, offers=[{"offer": "AC1", "answer": "thinking"}])
    assert share(hand.gives("M24", "2026-11-20")) == (1, 1, 1)
