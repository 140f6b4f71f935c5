"""The funder's report: who makes it, what it says, and that a month once counted stays as counted."""

import re

import pytest

from peerpwa.accounts import people, throttle
from peerpwa.records.settings import set_settings
from tests.centre import Installation, get, shut_to, submit
from tests.reports.pages import cells, main_of

OCTOBER, NOVEMBER = "/reports/funder?month=2026-10", "/reports/funder?month=2026-11"
FRENCH = {"Accept-Language": "fr-CA"}
MONTH_MS = 30 * 86_400_000


def log_many(house: Installation, count: int, month: str = "10", **values: object) -> None:
    """So many logs of a month, by three workers in turn."""
    phones = [house.phone(name) for name in ("ama", "ben", "tess")]
    for number in range(count):
        at = f"2026-{month}-{1 + number % 20:02}T10:00:00.000-04:00"
        house.log(phones[number % 3], happened_at=at, **({"flags": ["none"]} | values))
    throttle.limiter.reset()


def say_visits(house: Installation, **values: object) -> None:
    """Each later than the one before: the latest word on a field stands."""
    house.clock.pass_ms(1000)
    with house.context():
        set_settings(house.centre_id(), values, house.clock.now)


def told(page: str) -> str:
    """All that it says, without the forms' tokens."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", main_of(page))


def publish(house: Installation, month: str = "2026-10", name: str = "bea") -> str:
    browser = house.browser(name)
    answer = submit(browser, "/reports/funder", {"month": month}, page=f"/reports/funder?month={month}")
    assert answer.status_code == 302, answer.text
    return str(get(browser, answer.headers["Location"]).text)


def test_managers_make_it_and_nobody_else(house: Installation) -> None:
    assert get(house.browser("bea"), OCTOBER).status_code == 200
    for name in ("sol", "ama", "mira", "ada", "hal", "nia"):
        assert get(house.browser(name), OCTOBER).status_code == shut_to(name), name
        asked = submit(house.browser(name), "/reports/funder", {"month": "2026-10"}, page="/sign-in")
        assert asked.status_code == shut_to(name)
    assert "/sign-in" in get(house.browser(), OCTOBER).headers["Location"]
    assert get(house.browser("sol"), "/reports").status_code == 200
    assert "Your manager makes it." in get(house.browser("sol"), "/reports").text


def test_it_says_what_was_logged_in_words_where_numbers_are_small(house: Installation) -> None:
    log_many(house, 24, heat="h1", settings=["crowded"])
    log_many(house, 6, heat="h2", settings=["ran_out"])
    log_many(house, 3, heat="h3")
    page = get(house.browser("bea"), OCTOBER).text
    assert cells(page, "M4") == ["24", "73%", "not shown", "", "fewer than 5", ""]
    assert cells(page, "M1")[0] == "33"
    assert cells(page, "M22") == ["24", "6"]
    assert "Not published yet" in page


def test_what_is_published_stays_as_it_is_whatever_comes_later(house: Installation) -> None:
    log_many(house, 12)
    assert "Published by Bea" in publish(house)
    log_many(house, 7)
    bea = house.browser("bea")
    assert cells(get(bea, OCTOBER).text, "M1")[0] == "12"
    house.clock.pass_ms(MONTH_MS)
    assert cells(get(house.browser("bea"), NOVEMBER).text, "M1")[0] == "7"


def test_logs_for_each_thousand_visits_by_what_the_centre_says_of_itself(house: Installation) -> None:
    """What was published keeps the visits of then."""
    log_many(house, 12)
    bea = house.browser("bea")
    assert "Not known" in cells(get(bea, OCTOBER).text, "M3")[0]
    say_visits(house, visits=62, open_days=["mon", "tue"])
    assert cells(get(bea, OCTOBER).text, "M3") == ["There were fewer than 500 visits."]
    say_visits(house, visits=100)
    assert cells(get(bea, OCTOBER).text, "M3") == ["15 in 1000"], "12 logs, eight open days"
    published = publish(house)
    say_visits(house, visits=400)
    assert cells(get(house.browser("bea"), OCTOBER).text, "M3") == cells(published, "M3") == ["15 in 1000"]


def test_a_number_that_is_hidden_gives_no_rate(house: Installation) -> None:
    log_many(house, 3)
    say_visits(house, visits=100)
    page = get(house.browser("bea"), OCTOBER).text
    assert (cells(page, "M1")[0], cells(page, "M3")) == ("fewer than 5", ["not shown"])


def test_a_second_publication_of_a_month_is_the_first_one(house: Installation) -> None:
    log_many(house, 12)
    first = publish(house)
    log_many(house, 7)
    assert told(publish(house)) == told(first)


def test_a_quarter_does_not_tell_what_its_months_hid(house: Installation) -> None:
    """October 9, November 2: a sum of 11 would tell the 2."""
    log_many(house, 30, heat="h1")
    log_many(house, 9, heat="h2")
    log_many(house, 9, heat="h3")
    publish(house)
    house.clock.pass_ms(2 * MONTH_MS)
    log_many(house, 30, month="11", heat="h1")
    log_many(house, 2, month="11", heat="h2")
    log_many(house, 9, month="11", heat="h3")
    page = get(house.browser("bea"), "/reports/funder?quarter=2026-Q4").text
    assert "11" not in cells(page, "M4")


def test_what_is_not_over_is_not_counted(house: Installation) -> None:
    bea = house.browser("bea")
    for span in ("month=2026-11", "quarter=2026-Q4", "year=2026", "month=2031-01"):
        assert get(bea, f"/reports/funder?{span}").status_code == 409
        key, _, name = span.partition("=")
        assert submit(bea, "/reports/funder", {key: name}, page="/reports/funder").status_code == 400


@pytest.mark.shows("morning-1")
def test_no_address_asks_for_a_person_a_worker_or_a_finer_time(house: Installation) -> None:
    """PRACTICE 7.7: none of the banned analyses can be reached by any parameter."""
    log_many(house, 12, people=["Heron"], saw="A planted sentence.")
    bea = house.browser("bea")
    plain = told(get(bea, OCTOBER).text)
    for more in (
        "by=author", "group=account", "author=ama", "account=1", "person=Heron", "handle=Heron", "sort=count", "k=1",
        "k=0", "fewest=1", "tables=place,flag", "axis=handle", "place=washroom", "flag=injury", "hour=10", "day=2026-10-01",
        "week=2026-W40", "since=2026-10-02", "until=2026-10-03", "format=rows", "viewer=sol", "centre=Harbour",
    ):  # fmt: skip
        page = get(bea, f"{OCTOBER}&{more}").text
        assert told(page) == plain, more
    for hidden in ("Heron", "Ama", "Ben", "planted", "Main room", "washroom"):
        assert hidden not in plain
    for odd in (
        "month=2026-10-01",
        "month=2026-1",
        "week=2026-W40",
        "month=Heron",
        "quarter=2026-Q5",
        "month=",
    ):
        assert "data-measure" not in get(bea, f"/reports/funder?{odd}").text


def test_the_centre_may_choose_ten_and_never_less_than_five(house: Installation) -> None:
    log_many(house, 30, heat="h1")
    log_many(house, 9, heat="h2")
    log_many(house, 9, heat="h3")
    bea = house.browser("bea")
    assert (
        submit(bea, "/reports/funder/smallest", {"fewest": "ten"}, page="/reports/funder").status_code == 302
    )
    assert "fewer than 10" in cells(get(bea, OCTOBER).text, "M4")
    for less in ("one", "4", "0", ""):
        assert (
            submit(bea, "/reports/funder/smallest", {"fewest": less}, page="/reports/funder").status_code
            == 400
        )
    assert (
        submit(
            house.browser("sol"), "/reports/funder/smallest", {"fewest": "five"}, page="/reports"
        ).status_code
        == 403
    )


@pytest.mark.shows("morning-1")
def test_serious_matters_are_one_number_of_all_kinds(house: Installation) -> None:
    """PRACTICE 8, SC06: shown only inside “serious matters, all kinds”."""
    log_many(house, 4, heat="h1", flags=["discrimination"], types=["racism_discrimination"])
    log_many(house, 4, heat="h1", flags=["injury"])
    page = get(house.browser("bea"), OCTOBER).text
    part = page.split("data-serious")[1].split("</section>")[0]
    assert re.findall(r"<th scope=\"row\">(.*?)</th><td>(.*?)</td>", part) == [
        ("Serious matters, all kinds", "8")
    ]


def test_a_concern_about_a_worker_leaves_no_trace_in_what_leaves(house: Installation) -> None:
    """Whom it concerns counts what left, and must not find one more than they know of."""
    with house.context():
        sol = next(one.id for one in people.list_accounts() if one.name == "sol")
    log_many(house, 12)
    log_many(house, 1, heat="h1", flags=["staff_conduct"], concerns=[sol])
    assert cells(get(house.browser("bea"), OCTOBER).text, "M1")[0] == "12"


def test_a_fix_is_told_by_the_practices_own_line_and_never_in_the_centres_words(house: Installation) -> None:
    ama = house.phone("ama")
    for what in ("OP12", "A lamp for Heron in the yard"):
        id = ama.change("fix", "fix@1", {"what": what, "done": "yes"})
        ama.save(id)
    ama.sync()
    house.clock.pass_ms(MONTH_MS)
    page = get(house.browser("bea"), NOVEMBER).text
    assert "We post the rule where all can" in page
    assert "Heron" not in page and "lamp" not in page
    assert "fewer than 5" in page.split('data-measure="M23"')[1].split("</section>")[0]


def test_it_is_there_in_french_and_on_a_first_day(house: Installation) -> None:
    bea = house.browser("bea")
    page = get(bea, OCTOBER, headers=FRENCH).text
    for words in ("octobre 2026", "Comment lire ceci", "Moins de", "Pas encore publié"):
        assert words in page, words
    assert "Nothing is published yet." in get(bea, "/reports/funder").text
