"""What a limit asks of the team goes into the care line with its end; the limit itself never reaches the floor."""

from typing import Any

import pytest

from tests.records.conftest import HOUR, Centre, Page, held
from tests.records.test_asks import FOUND
from tests.records.test_before import LIMIT, save

LINE = "Meet them at the window, two workers"
WORDS = LIMIT | {"floor_line": LINE}
SAID = f"{LINE} (until 2026-11-30)."


def limited(centre: Centre, **values: Any) -> tuple[str, str]:
    """A log and a limit below its request for help."""
    log = centre.log(**values)
    ask = centre.write("Ama", "escalation", {"own_account": "yes"}, parent=log)
    return log, save(centre, "limit", WORDS, parent=ask)


def care(page: Page, log: str, **more: Any) -> Any:
    row = held(page("Ben", **more)).get(log)
    return row and row["care"]


@pytest.mark.shows("morning-1")
def test_the_floor_reads_what_to_do_and_until_when_and_nothing_of_the_limit(
    centre: Centre, page: Page
) -> None:
    log, limit = limited(centre, flags=["weapon_seen"], heat="h4")
    rows = held(page("Ben"))
    assert limit not in rows
    assert rows[log]["care"]["code"] == "safety" and rows[log]["care"]["line"]["en"].endswith(f" {SAID}")
    for part in ("reason", "still_open", "appeal", "decision"):
        assert WORDS[part] not in str(rows)


def test_a_matter_without_a_flag_has_the_line_too(centre: Centre, page: Page) -> None:
    log, _ = limited(centre)
    assert care(page, log) == {
        "code": "limit",
        "line": {"en": SAID, "fr": f"{LINE} (jusqu'au 2026-11-30)."},
        "place": "main_room",
    }


@pytest.mark.shows("morning-1")
def test_a_lifted_limit_leaves_the_floor_the_same_day(centre: Centre, page: Page) -> None:
    log, limit = limited(centre)
    assert care(page, log)
    centre.send("Max", centre.change("Max", "limit", {"lifted_on": "2026-11-23"}, record=limit))
    assert care(page, log) is None


def test_one_that_ended_says_nothing_more_and_until_then_the_floor_keeps_the_line(
    centre: Centre, page: Page
) -> None:
    log, limit = limited(centre, outcome="agreement")
    ask = next(row["parent"] for row in held(page("Max")).values() if row["id"] == limit)
    centre.write("Sol", "reply", {"text": "Done."}, parent=ask)
    save(centre, "closing", FOUND | {"reason": "settled"}, parent=ask)
    assert care(page, log, now=centre.now + 100 * HOUR)
    assert care(page, log, now=centre.now + 15 * 24 * HOUR) is None


def test_in_a_matter_that_is_still_open_the_line_ends_with_its_limit(centre: Centre, page: Page) -> None:
    log, _ = limited(centre)
    later = held(page("Ben", now=centre.now + 15 * 24 * HOUR))
    assert later[log]["set"] and later[log]["care"] is None


def test_a_new_word_for_the_team_reaches_phones_that_had_the_old_one(centre: Centre, page: Page) -> None:
    log, limit = limited(centre, flags=["weapon_seen"], heat="h4")
    before = centre.head()
    save(centre, "limit", {"floor_line": "Only the side door"}, record=limit)
    row = held(page("Ben", after=before)).get(log)
    assert row and "Only the side door" in row["care"]["line"]["en"]
