"""Whole acts of the stories of PRACTICE 8: a log with its talk, help asked on the way, each check-in, the end."""

import json

from peerpwa.demo.stories import Line
from tests.browser import after, scenes
from tests.browser.coach_hand import leave_line, open_line, wait_for_hints
from tests.browser.drivers import Chromium
from tests.browser.hand import COMMON, unlock
from tests.browser.stage import Play
from tests.browser.talk_hand import back_to, open_step

Draft = tuple[str, str, str]
"""A first wording, the hint that the coach has for it, and what the hint says."""
ALONE = {
    "SC01": {"Heron": ("yes", "yes"), "Cedar": ("yes", "yes")},
    "SC02": {"Finch": ("yes", "partly"), "Willow": ("yes", "yes")},
    "SC03": {"Maple": ("yes", "skip")},
    "SC04": {"Robin": ("yes", "skip")},
    "SC05": {"Tern": ("yes", "yes")},
    "SC06": {"Wren": ("yes", "yes")},
    "SC07": {"Juniper": ("yes", "skip")},
    "SC08": {"Bracken": ("yes", "skip"), "Badger": ("yes", "partly")},
}
"""What each person answers alone (FU-11, FU-12): it becomes a slip, so that the stories' file can't hold it."""
MINUTES = {"SC01": [3, 3], "SC02": [8, 7], "SC03": [4, 4], "SC04": [15], "SC05": [9, 8], "SC06": [12]}
"""With each person (GM-18): for the author alone."""
BLAME = ("refus", "miss", "fail", "no-show", "did not", "didn't")
STEPS = "[...document.querySelectorAll('.all-steps [data-code]')].map(e => e.dataset.code)"
COUNTED = (
    "[...document.querySelectorAll('[data-screen=step-s2] .balance small')].map(e => Number(e.innerText))"
)
JOINT = {"s3", "s5", "s7", "s8"}


def log_then_talk(play: Play, opened: str, saved: str, mood: str, draft: Draft | None = None) -> int:
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
    listen(play)
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


def coached(phone: Chromium, draft: str, hint: str, says: str, stated: str) -> None:
    """The coach has one word on the draft, and none on what the story has in its place."""
    open_line(phone)
    phone.type("textarea", draft)
    wait_for_hints(phone, hint)
    phone.tap(f"[data-code=hint-{hint}]")
    phone.wait(f"[data-hint={hint}]")
    assert says in phone.text(f"[data-hint={hint}]")
    phone.type("textarea", stated)
    wait_for_hints(phone)
    leave_line(phone)


def listen(play: Play) -> None:
    """Step 1, as long with each as the story says; the minutes stand on step 2, for the author alone."""
    phone, minutes = play.phone, MINUTES[play.story]
    scenes.listen(phone, play.said("party"), lambda i: play.hear(minutes[i]))
    open_step(phone, "s2")
    assert phone.run(COUNTED)[: len(minutes)] == minutes


def check_in_with_each(play: Play) -> None:
    for line in play.of("check_in"):
        check_in(play, line)


def check_in(play: Play, line: Line) -> str | None:
    """One attempt at its time; whoever was reached then has the two questions of the turned card to themselves."""
    play.until(line.at)
    play.home()
    level = after.check_in(play.phone, line.below or "", line.values)
    if line.values.get("next") == "close":
        assert not any(word in play.phone.text("[data-screen=thanks] main").lower() for word in BLAME)
    if line.values["reached"] == "reached":
        answers = ALONE[play.story][line.below or ""]
        after.ask_the_client_alone(play.phone, *answers)
        unlock(play.phone)
        play.count_slip(line.at, *answers)
    return level


def due_now(play: Play) -> dict[str, str]:
    """Everybody on the list of check-ins, as its lines read, with when: owed, today, later."""
    play.home()
    play.go("due")
    play.phone.wait("[data-screen=due]")
    lines = "[...document.querySelectorAll('.due')].map(e => [e.querySelector('b').innerText, e.dataset.due])"
    return dict(play.phone.run(lines))


def end_of(play: Play, mood: str) -> None:
    """The centre is back, the others answer, all of it is as the story states; how its author was is on the phone."""
    play.deliver()
    if play.of("escalation"):
        see_from_the_floor(play)
    play.write(play.of("handover"))
    play.write(play.others())
    play.compare()
    (log,) = [record for record in play.centre.records() if record.kind == "conflict"]
    play.go(f"saved/{log.id}")
    play.phone.wait(f"[data-screen=saved] [data-code={mood}][aria-pressed=true]")


def see_from_the_floor(play: Play) -> None:
    """What to do, where and when; a plan's lines; never who, which harm, or a word of it."""
    phone = play.on_the_floor()
    held = {record["kind"]: record for record in phone.held().values() if record["kind"] != "setting"}
    assert set(held) == {"conflict"} | ({"plan"} if play.of("plan") else set())
    log = held["conflict"]
    assert log["masked"] and log["care"]["line"]["en"]
    assert set(log["set"]) <= {"place", "happened_at", "safety_line"}
    if play.of("plan"):
        assert held["plan"]["set"] == play.said("plan")[0]
    text = json.dumps(phone.entries, ensure_ascii=False)
    assert [word for word in play.hidden() if word in text] == []


def complete_later(play: Play, mood: str, draft: Draft | None = None) -> None:
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
    after.complete_request(play.phone, line.values)


def plan_check_ins(play: Play) -> None:
    """From the saved screen, without a talk: a day for each person."""
    phone = play.phone
    phone.tap("[data-screen=saved] [data-code=plan_check_in]")
    for handle, planned in play.due().items():
        person = f"[data-screen=plan_check_in] [data-who='{handle}']"
        day = f"{person} [data-code='due-{planned['due'][:10]}']"
        phone.wait(person)
        if not scenes.is_there(phone, day):
            phone.tap(f"{person} [data-code=due-more]")
        phone.tap(day)
        phone.wait(f"{day}[aria-pressed=true]")
    phone.tap("[data-screen=plan_check_in] [data-code=done]")
    phone.wait("[data-screen=saved]")


def guide_one_person(play: Play, begun: str) -> None:
    """“Guide me” with a stop flag: no joint step, no way to talk together, no word on who carries a plan."""
    phone = play.phone
    (log,) = play.said("conflict")
    play.until(begun)
    scenes.begin_guide(phone, log)
    listen(play)
    back_to(phone, "all-steps")
    assert JOINT.isdisjoint(phone.run(STEPS))
    open_step(phone, "s9")
    phone.tap("[data-screen=step-s9] [data-code=plan]")
    scenes.press(phone, "[data-screen=plan] [data-code^=PS]")
    assert not scenes.is_there(phone, "[data-screen=plan] [data-code^=carries]")
    scenes.take_your_time(phone)
    scenes.press(phone, "[data-screen=plan] [data-code^=PS]")
    phone.tap("[data-screen=plan] [data-code=done]")
    open_step(phone, "fit")
    assert not scenes.is_there(phone, "[data-code=mode-together], [data-code=mode-shuttle]")


def ask_on_the_way(play: Play, asked: str, reached: str, written: str) -> None:
    """Help is asked for from a step; later, back to the steps."""
    phone = play.phone
    place = phone.run("location.hash.slice(2)")
    play.until(asked)
    after.ask_for_help(phone)
    assert "NOT SENT" in phone.text("[data-ask=not_sent]")
    play.until(reached)
    after.say_reached(phone, play.said("told")[0])
    play.home()
    play.until(written)
    play.go(place)
    phone.wait("[data-screen^=step-]")
    open_step(phone, "s1")


def flags_are_asked_for(phone: Chromium) -> None:
    """At heat 2 there is no way past them before an answer, and “None of these” is one; this log is thrown away."""
    phone.tap("[data-screen=home] [data-code=quick_log]")
    for screen, code in [("safe", "yes"), ("heat", "h2"), *COMMON[2:]]:
        phone.tap(f"[data-screen={screen}] [data-code={code}]")
    phone.wait("[data-screen=flags] [data-code=none]")
    assert not scenes.is_there(phone, "[data-screen=flags] .dock .main")
    phone.tap("[data-screen=flags] [data-code=none]")
    phone.tap("[data-screen=look] p .quiet")
    phone.wait("[data-screen=home]")
