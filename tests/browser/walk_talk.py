"""The walk's way through a guided talk: every step and every screen beside it."""

import json
from collections.abc import Iterator

from tests.browser.drivers import Chromium
from tests.browser.hand import unlock
from tests.browser.talk_hand import FIT, back_to, open_step, save_talk, tap_on
from tests.server import ROOT

STEPS = [
    step["code"]
    for step in json.loads((ROOT / "peerpwa" / "practice" / "steps.json").read_text("utf-8"))
    if step["beat"]
]
TALK = {
    "begin-safe_now", "begin-types", "begin-heat", "all-steps", "turn", "not_fit", "person-part", "own_tie", "promises", "plan",
    "support", "check_in", "show", "end-place", "end-outcome", "end-flags", "talk-words", "talked",
    *(f"step-{code}" for code in STEPS),
}  # fmt: skip


def through_a_talk(phone: Chromium) -> Iterator[str]:
    phone.tap("[data-code=done]")
    phone.tap("[data-code=guide]")
    for field, code in (("safe_now", "yes"), ("types", "queue_turn"), ("heat", "h1")):
        phone.wait(f"[data-screen=begin-{field}]")
        yield f"begin {field}"
        phone.tap(f"[data-screen=begin-{field}] [data-code={code}]")
    phone.wait("[data-screen=step-s1]")
    for step in STEPS:
        open_step(phone, step)
        yield f"step {step}"
        yield from _beside(phone, step)
    phone.tap("header .start button")
    phone.wait("[data-screen=all-steps]")
    yield "all steps"
    phone.tap("[data-code=finish]")
    for screen, code in (("place", "main_room"), ("outcome", "space_given")):
        phone.wait(f"[data-screen=end-{screen}]")
        yield f"end {screen}"
        phone.tap(f"[data-screen=end-{screen}] [data-code={code}]")
    phone.tap("[data-screen=end-flags] [data-code=group-threat]")
    yield "end flags"
    phone.tap("[data-screen=end-flags] [data-code=none]")
    phone.wait("[data-screen=talk-words]")
    yield "talk words"
    save_talk(phone)
    yield "talked"
    phone.tap("[data-code=done]")
    phone.wait("[data-screen=saved]")


def _beside(phone: Chromium, step: str) -> Iterator[str]:
    """The screens that open from a step, and the way back."""
    opened = {
        "s1": ["person-0"],
        "s2": ["own_tie"],
        "s6": ["GR4", "show-rules"],
        "s3": ["turn_card"],
        "s8": ["idea-OP2-them", "promises"],
        "s9": ["plan"],
        "s10": ["support", "check_in-0"],
    }.get(step, [])
    if step == "fit":
        for code in FIT:
            tap_on(phone, "step-fit", code)
        yield "step fit, whole"
        phone.tap("[data-code=not_fit]")
        phone.wait("[data-screen=not_fit]")
        yield "not fit"
        phone.tap("[data-screen=not_fit] .tile")
        yield "not fit, said"
        back_to(phone, "step-fit")
    for code in opened:
        phone.tap(f"[data-screen=step-{step}] [data-code={code}]")
        phone.wait_for(
            f"!document.querySelector('[data-screen=step-{step}]') || {code!r} in {{GR4: 1, 'idea-OP2-them': 1}}"
        )
        if code in ("GR4", "idea-OP2-them"):
            continue
        yield f"{step}, {code}"
        if code == "plan":
            phone.tap("[data-screen=plan] [data-code=PS1]")
            phone.wait("[data-screen=plan] [data-code=carries-both]")
            yield "plan, chosen"
        if code == "promises":
            for tapped in ("who-centre", "what-OP2", "by-today"):
                phone.tap(f"[data-screen=promises] [data-code={tapped}]")
            phone.wait(".promise")
            yield "promises, one"
        if code == "show-rules":
            phone.tap("[data-code=give_back]")
            unlock(phone)
        else:
            phone.tap("[data-code=turn-done]" if code == "turn_card" else "[data-code=done]")
        phone.wait(f"[data-screen=step-{step}]")
