"""The eight stories of PRACTICE 8: the worker's part played on the phone, without signal, ends with the data they state."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerpwa.practice import load
from tests.browser import after, scenes
from tests.browser.acts import (
    ask_on_the_way,
    ask_the_author,
    check_in,
    check_in_with_each,
    complete_later,
    complete_request,
    due_now,
    end_of,
    flags_are_asked_for,
    guide_one_person,
    log_then_talk,
    plan_check_ins,
    talk,
)
from tests.browser.drivers import Chromium
from tests.browser.stage import EmptyCentre, Play
from tests.browser.talk_hand import open_step

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


def test_sc01_one_plug_two_phones(stage: Stage) -> None:
    play = stage("SC01")
    assert log_then_talk(play, "D-2 10:40", "D-2 10:58", "ok") == 7
    talk(play)
    check_in_with_each(play)
    assert due_now(play) == {}, "both are closed"
    end_of(play, "ok")


def test_sc02_the_bag_that_moved(stage: Stage) -> None:
    play = stage("SC02")
    flags_are_asked_for(play.phone)
    draft = ("Willow stole the bag.", "E63", "Item missing;")
    log_then_talk(play, "D-6 13:35", "D-6 14:10", "shaken", draft)
    talk(play)
    check_in_with_each(play)
    end_of(play, "shaken")


def test_sc03_la_musique_et_le_sommeil(stage: Stage) -> None:
    play = stage("SC03", "fr-CA")
    log_then_talk(play, "D-2 09:15", "D-2 09:22", "ok")
    talk(play)
    play.phone.wait_for("document.querySelector('.state-card').innerText.includes('sur ce téléphone')")
    play.until("D-2 18:25")
    play.deliver()
    play.centre.kill()
    (maple,) = play.of("check_in")
    play.until(maple.at)
    assert due_now(play) == {"Maple": "today"}, "35 minutes late is today; who declined is not on the list"
    check_in_with_each(play)
    end_of(play, "ok")
    page = play.page_for("sol")
    assert "Quiet room" in page and "Otter écoutait de la musique sans écouteurs." in page


def test_sc04_cheque_day(stage: Stage) -> None:
    play = stage("SC04")
    phone = play.phone
    (log,), (said,), people = play.said("conflict"), play.said("talk"), play.said("party")
    guide_one_person(play, "D-4 16:20")
    scenes.check_fit(phone, said, people)
    scenes.choose_mode(phone, said["mode"])
    phone.tap("[data-screen=with] [data-code=with-0]")
    phone.wait("[data-screen=step-s9]")
    ask_on_the_way(play, "D-4 16:37", "D-4 16:38", "D-4 16:45")
    (plan,) = play.said("plan")
    scenes.make_space(phone, plan, people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, log["place"])
    scenes.put_in_words(phone, said, people)
    complete_later(play, "ok")
    complete_request(play, play.of("escalation")[1])
    check_in_with_each(play)
    end_of(play, "ok")
    assert round(play.minutes_to_a_human()) == 18


def test_sc05_the_washroom_smell(stage: Stage) -> None:
    play = stage("SC05")
    log_then_talk(
        play,
        "D-8 11:05",
        "D-8 11:40",
        "skip",
        ("Alder was high. I clean the washroom.", "E26", "Eyes half closed"),
    )
    talk(play)
    check_in_with_each(play)
    end_of(play, "skip")
    asked = [question.label[0].lower() for form in load().forms.values() for question in form.questions]
    assert not [label for label in asked if "substance" in label or "drug" in label]


def test_sc06_a_word_in_the_meal_line(stage: Stage) -> None:
    play = stage("SC06")
    phone = play.phone
    (log,), (said,), people = play.said("conflict"), play.said("talk"), play.said("party")
    guide_one_person(play, "D-3 12:10")
    ask_on_the_way(play, "D-3 12:24", "D-3 12:25", "D-3 12:30")
    phone.wait("[data-screen=step-s1]")
    phone.tap("[data-screen=step-s1] [data-code=not_fit]")
    phone.tap("[data-screen=not_fit] [data-code=one_only]")
    phone.tap("[data-screen=not_fit] [data-code=do_that]")
    phone.tap("[data-screen=with] [data-code=with-0]")
    phone.wait("[data-screen=step-s9]")
    scenes.check_fit(phone, said, people)
    open_step(phone, "s2")
    phone.tap("[data-screen=step-s2] [data-code=own_tie]")
    scenes.choose(phone, "[data-screen=own_tie] main", ["same_group"])
    phone.tap("[data-screen=own_tie] [data-code=done]")
    phone.wait("[data-screen=step-s2]")
    assert "group that was targeted" in phone.text("[data-screen=step-s2] [data-code=own_tie]")
    scenes.press(phone, "[data-screen=step-s2] [data-code=handed_over]")
    scenes.make_space(phone, None, people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, log["place"])
    scenes.put_in_words(phone, said, people)
    complete_later(play, "shaken", ("It was a misunderstanding.", "E144", "Hides discrimination"))
    complete_request(play, play.of("escalation")[1])
    check_in_with_each(play)
    end_of(play, "shaken")
    assert round(play.minutes_to_a_human()) == 15


def test_sc07_at_the_gate(stage: Stage) -> None:
    play = stage("SC07")
    phone = play.phone
    (log,), told = play.said("conflict"), play.said("told")
    play.until("D-10 15:05")
    phone.tap("[data-screen=home] [data-code=quick_log]")
    phone.tap(f"[data-screen=safe] [data-code={log['safe_now']}]")
    phone.wait("[data-screen=heat]")
    place = phone.run("location.hash.slice(2)")
    play.until("D-10 15:08")
    after.ask_for_help(phone)
    for one, at in zip(told, ("D-10 15:09", "D-10 15:12"), strict=True):
        play.until(at)
        after.say_reached(phone, one)
    after.raise_to(phone, "now")
    play.home()
    play.until("D-10 15:50")
    play.go(place)
    scenes.answer_log(phone, log, ["heat", "about", "where", "ended"])
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    ask_the_author(play, "need_break")
    plan_check_ins(play)
    complete_request(play, play.of("escalation")[1])
    check_in_with_each(play)
    end_of(play, "need_break")
    assert round(play.minutes_to_a_human()) == 7, "counted from who was reached"


def test_sc08_the_knife_in_the_yard(stage: Stage) -> None:
    play = stage("SC08")
    phone = play.phone
    (log,), told = play.said("conflict"), play.said("told")
    play.until("D-5 19:40")
    phone.tap("[data-screen=home] [data-code=quick_log]")
    phone.tap("[data-screen=safe] [data-code=no]")
    phone.wait("[data-screen=help]")
    assert "911" in phone.text("main") and not scenes.is_there(phone, ".question")
    scenes.back_from_help(phone)
    phone.wait("[data-screen=heat]")
    play.until("D-5 19:44")
    after.ask_for_help(phone)
    play.until("D-5 19:46")
    after.say_reached(phone, told[0])
    after.raise_to(phone, "now")
    play.home()
    play.until("D-5 20:50")
    begun = "[data-screen=home] .lines li:nth-child(2) .line"
    assert "19:40" in phone.text(begun), "the form is offered, with the time at which it was begun"
    phone.tap(begun)
    scenes.answer_log(phone, log, ["heat", "about", "where", "ended"])
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    ask_the_author(play, "shaken")
    plan_check_ins(play)
    _, details, own_account = play.of("escalation")
    complete_request(play, details)
    bracken, badger = play.of("check_in")
    assert check_in(play, bracken) == "this_shift", (
        "not safe here: a supervisor must know before the shift ends"
    )
    play.until(own_account.at)
    play.home()
    complete_request(play, own_account)
    check_in(play, badger)
    end_of(play, "shaken")
    assert round(play.minutes_to_a_human()) == 6
    assert "written later" in play.page_for("sol")
