"""The eight stories of PRACTICE 8, the worker's part played on the phone without signal, end with the data they state."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import scenes
from tests.browser.drivers import Chromium
from tests.browser.stage import EmptyCentre, Play

pytestmark = pytest.mark.shows("ten-steps-1")
Stage = Callable[..., Play]


@pytest.fixture
def stage(tmp_path: Path, chromium: Callable[..., Chromium]) -> Iterator[Stage]:
    """Puts a story on: its author's phone at home, the server gone."""
    centre = EmptyCentre(tmp_path / "data")
    centre.start()

    def put_on(story: str, locale: str = "en-CA") -> Play:
        play = Play(story, centre, chromium(timezone_id="America/Toronto", locale=locale))
        play.open()
        return play

    yield put_on
    centre.kill()


def log_then_talk(play: Play, opened: str, saved: str, mood: str) -> None:
    """A quick log begun at once and saved later; then “Talk it through: now”."""
    (log,) = play.said("conflict")
    phone = play.phone
    play.until(opened)
    scenes.begin_log(phone, log)
    play.until(saved)
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    phone.tap(f"[data-screen=saved] [data-code={mood}]")
    phone.tap("[data-screen=saved] [data-code=talk_wish-now]")
    phone.wait("[data-screen=step-s1]")


def talk(play: Play) -> None:
    """The whole way, joint or by messages, to the saved talk."""
    phone = play.phone
    (said,) = play.said("talk")
    people, promises = play.said("party"), play.said("promise")
    scenes.listen(phone, people)
    scenes.check_fit(phone, said, people)
    scenes.choose_mode(phone, said["mode"])
    scenes.take_turns(phone, said)
    scenes.solve(phone, play.said("option"), promises, people)
    scenes.make_space(phone, next(iter(play.said("plan")), None), people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, "")
    scenes.put_in_words(phone, said, people, promises)


def check_in_with_each(play: Play) -> None:
    for line in play.attempts():
        play.until(line.at)
        play.home()
        scenes.check_in(play.phone, line.below or "", line.values)


def test_sc01_one_plug_two_phones(stage: Stage) -> None:
    play = stage("SC01")
    log_then_talk(play, "D-2 10:40", "D-2 10:58", "ok")
    talk(play)
    check_in_with_each(play)
    play.deliver()
    play.others_answer("handover")
    play.compare()


def test_sc02_the_bag_that_moved(stage: Stage) -> None:
    play = stage("SC02")
    log_then_talk(play, "D-6 13:35", "D-6 14:10", "shaken")
    talk(play)
    check_in_with_each(play)
    play.deliver()
    play.others_answer("handover")
    play.compare()


def test_sc03_la_musique_et_le_sommeil(stage: Stage) -> None:
    play = stage("SC03", "fr-CA")
    log_then_talk(play, "D-2 09:15", "D-2 09:22", "ok")
    talk(play)
    check_in_with_each(play)
    play.deliver()
    play.others_answer("handover")
    play.compare()


def test_sc05_the_washroom_smell(stage: Stage) -> None:
    play = stage("SC05")
    log_then_talk(play, "D-8 11:05", "D-8 11:40", "skip")
    talk(play)
    check_in_with_each(play)
    play.deliver()
    play.others_answer("handover")
    play.compare()
