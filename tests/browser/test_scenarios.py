"""The eight stories of PRACTICE 8: the worker's part played on the phone, without signal, ends with the data they state."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerpwa.demo.stories import Line
from tests.browser import scenes
from tests.browser.coach_hand import leave_line, open_line, wait_for_hints
from tests.browser.drivers import Chromium
from tests.browser.hand import unlock
from tests.browser.stage import EmptyCentre, Play
from tests.browser.talk_hand import back_to, open_step

pytestmark = pytest.mark.shows("ten-steps-1")
Stage = Callable[..., Play]
STEPS = "[...document.querySelectorAll('.all-steps [data-code]')].map(e => e.dataset.code)"
JOINT = {"s3", "s5", "s7", "s8"}


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


def log_then_talk(
    play: Play, opened: str, saved: str, mood: str, draft: tuple[str, list[str]] | None = None
) -> int:
    """A quick log begun at once and saved later; then “Talk it through: now”. Answers its taps without what is optional."""
    (log,) = play.said("conflict")
    phone = play.phone
    play.until(opened)
    phone.taps = 0
    scenes.begin_log(phone, log)
    taps = phone.taps + 1
    play.until(saved)
    if draft:
        coached(phone, *draft, log["saw"])
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    phone.tap(f"[data-screen=saved] [data-code={mood}]")
    phone.wait(f"[data-code={mood}][aria-pressed=true]")
    phone.tap("[data-screen=saved] [data-code=talk_wish-now]")
    phone.wait("[data-screen=step-s1]")
    return taps


def talk(play: Play) -> None:
    """The whole way, together or by messages, to the saved talk."""
    phone = play.phone
    (said,) = play.said("talk")
    people, promises = play.said("party"), play.said("promise")
    scenes.listen(phone, people)
    scenes.check_fit(phone, said, people)
    whole = "private_place" in said["fit"]
    assert phone.run("document.querySelector('[data-code=mode-together]').disabled") is not whole
    scenes.choose_mode(phone, said["mode"])
    scenes.take_turns(phone, said)
    scenes.solve(phone, play.said("option"), promises, people)
    scenes.make_space(phone, next(iter(play.said("plan")), None), people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, "")
    assert not scenes.is_there(phone, ".person-words .coached"), "somebody's own words are theirs"
    scenes.put_in_words(phone, said, people, promises)


def coached(phone: Chromium, draft: str, hints: list[str], stated: str) -> None:
    """The coach has a word on the draft, and none on what the story has in its place."""
    open_line(phone)
    phone.type("textarea", draft)
    wait_for_hints(phone, *hints)
    phone.type("textarea", stated)
    wait_for_hints(phone)
    leave_line(phone)


def check_in_with_each(play: Play, after: Callable[[str], None] = lambda handle: None) -> None:
    for line in play.of("check_in"):
        play.until(line.at)
        play.home()
        scenes.check_in(play.phone, line.below or "", line.values)
        after(line.below or "")


def end_of(play: Play, mood: str) -> None:
    """The centre is back, the others answer, all of it is as the story states; how its author was is on the phone."""
    play.deliver()
    play.write(play.of("handover"))
    play.write(play.others())
    play.compare()
    (log,) = [record for record in play.centre.records() if record.kind == "conflict"]
    play.go(f"saved/{log.id}")
    play.phone.wait(f"[data-screen=saved] [data-code={mood}][aria-pressed=true]")


def complete_later(play: Play, mood: str, draft: tuple[str, list[str]] | None = None) -> None:
    """From the saved talk to its log, for what “Guide me” didn't ask; a talk is offered nowhere on the way."""
    phone = play.phone
    (log,) = play.said("conflict")
    phone.tap("[data-screen=talked] [data-code=done]")
    ask_the_author(play, mood)
    phone.tap("[data-screen=saved] main .row .button:not([data-code])")
    phone.wait("[data-screen=look]")
    if draft:
        coached(phone, *draft, log["saw"])
    scenes.complete_log(phone, log, skip=["people_count"])
    scenes.save_log(phone)


def ask_the_author(play: Play, mood: str) -> None:
    """Two things right after the save; with a stop flag no “Talk it through” among them."""
    phone = play.phone
    (log,) = play.said("conflict")
    phone.wait("[data-screen=saved]")
    assert not scenes.is_there(phone, "[data-code^=talk_wish]")
    phone.tap(f"[data-screen=saved] [data-code={mood}]")
    phone.wait(f"[data-code={mood}][aria-pressed=true]")
    if "wish_to_talk" in log:
        scenes.press(phone, "[data-screen=saved] [data-code=wish_to_talk]")


def complete_request(play: Play, line: Line) -> None:
    play.go("help")
    scenes.complete_request(play.phone, line.values)


def plan_check_ins_elsewhere(play: Play) -> None:
    """No screen plans a check-in without a talk yet: the author's other phone does, and this one learns of it."""
    play.deliver()
    play.write(play.of("party", "follow_up"))
    play.wake()
    play.phone.wait("[data-screen=home] [data-code=due]")
    play.centre.kill()


def guide_one_person(play: Play, begun: str) -> None:
    """“Guide me” with a stop flag: no joint step is there, and no way to talk together."""
    phone = play.phone
    (log,) = play.said("conflict")
    play.until(begun)
    scenes.begin_guide(phone, log)
    back_to(phone, "all-steps")
    assert JOINT.isdisjoint(phone.run(STEPS))
    open_step(phone, "fit")
    assert not scenes.is_there(phone, "[data-code=mode-together], [data-code=mode-shuttle]")


def ask_on_the_way(play: Play, asked: str, reached: str, written: str) -> None:
    """Help is asked for from a step; later, back to the steps."""
    phone = play.phone
    place = phone.run("location.hash.slice(2)")
    play.until(asked)
    scenes.ask_for_help(phone)
    assert "NOT SENT" in phone.text("[data-ask=not_sent]")
    play.until(reached)
    scenes.say_reached(phone, play.said("told")[0])
    play.home()
    play.until(written)
    play.go(place)
    phone.wait("[data-screen^=step-]")
    open_step(phone, "s1")


def test_sc01_one_plug_two_phones(stage: Stage) -> None:
    play = stage("SC01")
    assert log_then_talk(play, "D-2 10:40", "D-2 10:58", "ok") == 7
    talk(play)
    check_in_with_each(play)
    end_of(play, "ok")


def test_sc02_the_bag_that_moved(stage: Stage) -> None:
    play = stage("SC02")
    assert log_then_talk(play, "D-6 13:35", "D-6 14:10", "shaken", ("Willow stole the bag.", ["E63"])) == 8
    talk(play)
    alone = {"Finch": ("yes", "partly"), "Willow": ("yes", "yes")}

    def ask_alone(handle: str) -> None:
        scenes.ask_the_client_alone(play.phone, *alone[handle])
        unlock(play.phone)

    check_in_with_each(play, ask_alone)
    end_of(play, "shaken")
    month = play.days.to_day("D-5")[:7]
    given = {("heard", "yes"): 2, ("same_treatment", "partly"): 1, ("same_treatment", "yes"): 1}
    assert play.centre.tally() == {(month, *answer): count for answer, count in given.items()}


def test_sc03_la_musique_et_le_sommeil(stage: Stage) -> None:
    play = stage("SC03", "fr-CA")
    log_then_talk(play, "D-2 09:15", "D-2 09:22", "ok")
    talk(play)
    assert "sur ce téléphone" in play.phone.text(".state-card")
    check_in_with_each(play)
    end_of(play, "ok")


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
    scenes.listen(phone, people)
    (plan,) = play.said("plan")
    scenes.make_space(phone, plan, people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, log["place"])
    scenes.put_in_words(phone, said, people)
    complete_later(play, "ok")
    complete_request(play, play.of("escalation")[1])
    check_in_with_each(play)
    end_of(play, "ok")


def test_sc05_the_washroom_smell(stage: Stage) -> None:
    play = stage("SC05")
    log_then_talk(play, "D-8 11:05", "D-8 11:40", "skip", ("Alder was high. I clean the washroom.", ["E26"]))
    talk(play)
    check_in_with_each(play)
    end_of(play, "skip")


def test_sc06_a_word_in_the_meal_line(stage: Stage) -> None:
    play = stage("SC06")
    phone = play.phone
    (log,), (said,), people = play.said("conflict"), play.said("talk"), play.said("party")
    guide_one_person(play, "D-3 12:10")
    ask_on_the_way(play, "D-3 12:24", "D-3 12:25", "D-3 12:30")
    scenes.listen(phone, people)
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
    scenes.press(phone, "[data-screen=step-s2] [data-code=handed_over]")
    scenes.make_space(phone, None, people)
    scenes.follow_up(phone, said, people, play.due())
    scenes.end(phone, said, log["place"])
    scenes.put_in_words(phone, said, people)
    complete_later(play, "shaken", ("It was a misunderstanding.", ["E144"]))
    complete_request(play, play.of("escalation")[1])
    check_in_with_each(play)
    end_of(play, "shaken")


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
    scenes.ask_for_help(phone)
    for one, at in zip(told, ("D-10 15:09", "D-10 15:12"), strict=True):
        play.until(at)
        scenes.say_reached(phone, one)
    scenes.raise_to(phone, "now")
    play.home()
    play.until("D-10 15:50")
    play.go(place)
    scenes.answer_log(phone, log, ["heat", "about", "where", "ended"])
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    ask_the_author(play, "need_break")
    complete_request(play, play.of("escalation")[1])
    plan_check_ins_elsewhere(play)
    check_in_with_each(play)
    end_of(play, "need_break")


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
    place = phone.run("location.hash.slice(2)")
    play.until("D-5 19:44")
    scenes.ask_for_help(phone)
    play.until("D-5 19:46")
    scenes.say_reached(phone, told[0])
    scenes.raise_to(phone, "now")
    play.home()
    play.until("D-5 20:50")
    play.go(place)
    scenes.answer_log(phone, log, ["heat", "about", "where", "ended"])
    scenes.complete_log(phone, log)
    scenes.save_log(phone)
    ask_the_author(play, "shaken")
    _, details, own_account = play.of("escalation")
    complete_request(play, details)
    plan_check_ins_elsewhere(play)
    bracken, badger = play.of("check_in")
    for line in (bracken, own_account, badger):
        play.until(line.at)
        play.home()
        if line is own_account:
            complete_request(play, line)
        else:
            scenes.check_in(phone, line.below or "", line.values)
    end_of(play, "shaken")
