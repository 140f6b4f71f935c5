"""How a worker's hand brings a story of scenarios.json through the screens, in any engine: one tap an answer.

Nothing is known here of any story: what is tapped is what the story's lines say.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from peerpwa.practice import load
from tests.browser.asked import TYPING
from tests.browser.drivers import Driver
from tests.browser.talk_hand import back_to, open_step, save_talk

Values = Mapping[str, Any]
FIRST = {"safe": "safe_now", "heat": "heat", "about": "types", "where": "place", "ended": "outcome"}


def press(driver: Driver, css: str) -> None:
    """A tap on something that stays, and then shows as chosen or not any more."""
    driver.wait(css)
    before = driver.run(f"document.querySelector({css!r}).ariaPressed")
    driver.tap(css)
    driver.wait_for(f"document.querySelector({css!r})?.ariaPressed !== {before!r}")


def find(driver: Driver, inside: str, code: str) -> str:
    """The option's selector, once it is there: behind “More”, or in its group of flags."""
    css = f"{inside} [data-code='{code}']"
    driver.wait(inside)
    if not is_there(driver, css):
        group = (load().option("flag", code) or {}).get("group")
        driver.tap(f"{inside} [data-code='group-{group}']" if group else f"{inside} [data-code=more]")
    driver.wait(css)
    return css


def is_there(driver: Driver, css: str) -> bool:
    return bool(driver.run(f"document.querySelector({css!r}) !== null"))


def choose(driver: Driver, inside: str, codes: Sequence[str]) -> None:
    """These and no others."""
    for code in codes:
        css = find(driver, inside, code)
        if not is_pressed(driver, css):
            press(driver, css)
    pressed = f"[...document.querySelectorAll({inside + ' [aria-pressed=true]'!r})].map(e => e.dataset.code)"
    for code in driver.run(pressed):
        if code not in codes:
            press(driver, f"{inside} [data-code='{code}']")


def choose_flags(driver: Driver, screen: str, codes: Sequence[str]) -> None:
    """“None of these” moves on by itself."""
    inside = f"[data-screen={screen}]"
    if codes == ["none"]:
        driver.tap(f"{inside} [data-code=none]")
    else:
        choose(driver, f"{inside} main", codes)
        driver.tap(f"{inside} .dock .main")
    driver.wait_for(f"document.querySelector({inside!r}) === null")


def is_pressed(driver: Driver, css: str) -> bool:
    return bool(driver.run(f"document.querySelector({css!r}).ariaPressed === 'true'"))


def take_your_time(driver: Driver) -> None:
    """As long as a second touch on the same button is taken for the first one's shaking."""
    now = driver.run("performance.now()")
    driver.wait_for(f"performance.now() > {now} + 300")


def write(driver: Driver, css: str, text: str) -> None:
    driver.wait(css)
    driver.type(css, text)
    driver.wait_for(f"document.querySelector({css!r}).value === {text!r}")


def fill(driver: Driver, home: str, screen: str, kind: str, field: str, value: Any) -> None:
    """Opens one line or chip of a look screen, answers it and comes back."""
    asked = load().by_field[(kind, field)]
    inside = f"[data-screen='{screen}']"
    driver.tap(f"[data-screen='{home}'] [data-code={field}]")
    driver.wait(f"{inside} main")
    if asked.type in ("one", "scale"):
        driver.tap(find(driver, inside, value))
    elif asked.type == "date":
        driver.tap(find(driver, inside, f"day-{value}"))
    else:
        if asked.type in ("many", "lib"):
            choose(driver, f"{inside} main", value)
        elif asked.type == "handles":
            add_names(driver, value)
        elif asked.type == "rows":
            add_rows(driver, inside, asked.columns, value)
        else:
            write(driver, f"{inside} textarea", value)
        driver.tap(f"{inside} .dock .main")
    driver.wait(f"[data-screen='{home}']")


def add_names(driver: Driver, names: Iterable[str]) -> None:
    for name in names:
        driver.type("#people", name)
        driver.press(".fields .row .button")
        driver.wait_for(
            f"[...document.querySelectorAll('.chips .chip')].some(c => c.innerText.includes({name!r}))"
        )


def add_rows(driver: Driver, inside: str, columns: Mapping[str, str], rows: Iterable[Values]) -> None:
    for row in rows:
        for column, vocabulary in columns.items():
            part = f"{inside} [data-column={column}]"
            chip = f"{part} [data-code={json.dumps(f'{column}-{row[column]}')}]"
            driver.wait(part)
            if vocabulary != "text" or is_there(driver, chip):
                press(driver, chip)
            else:
                write(driver, f"{part} input", row[column])
        count = driver.run(f"document.querySelectorAll({inside + ' [data-row]'!r}).length")
        take_your_time(driver)
        driver.tap(f"{inside} [data-code=add_row]:enabled")
        driver.wait_for(f"document.querySelectorAll({inside + ' [data-row]'!r}).length > {count}")


# The quick log


def begin_log(driver: Driver, values: Values) -> None:
    """From home through the questions that are always asked, with their flags, to look and save."""
    driver.tap("[data-screen=home] [data-code=quick_log]")
    answer_log(driver, values, FIRST)


def answer_log(driver: Driver, values: Values, screens: Iterable[str]) -> None:
    for screen in screens:
        driver.wait(f"[data-screen={screen}]")
        assert driver.run(TYPING) == 0, screen
        value = values[FIRST[screen]]
        code = value[0] if isinstance(value, list) else value
        driver.tap(find(driver, f"[data-screen={screen}]", code))
        if (load().option(screen, code) or {}).get("opens") == "help":
            back_from_help(driver)
    driver.wait_for("document.querySelector('[data-screen=flags], [data-screen=look]') !== null")
    if is_there(driver, "[data-screen=flags]"):
        choose_flags(driver, "flags", values["flags"])
    driver.wait("[data-screen=look]")


def back_from_help(driver: Driver) -> None:
    """The help card opened by itself; the log goes on behind it."""
    driver.wait("[data-screen=help]")
    driver.run("history.back()")
    driver.wait_for("document.querySelector('[data-screen=help]') === null")


def complete_log(driver: Driver, values: Values, skip: Iterable[str] = ()) -> None:
    """On look and save: everything that the first questions didn't ask, but what is asked after the save."""
    later = {"happened_at", "talk_wish", "wish_to_talk", "flags", *skip}
    if len(values["types"]) > 1:
        fill(driver, "look", "about", "conflict", "types", values["types"])
    for field, value in values.items():
        if field not in later and field not in FIRST.values():
            fill(driver, "look", field, "conflict", field, value)


def save_log(driver: Driver) -> None:
    driver.tap("[data-screen=look] [data-code=save]")
    driver.wait("[data-screen=saved] .state-card[data-state]")


# The guided talk


def begin_guide(driver: Driver, log: Values) -> None:
    """From home by “Guide me”: what routes need, then the first step."""
    driver.tap("[data-screen=home] [data-code=guide]")
    driver.tap(find(driver, "[data-screen=begin-safe_now]", log["safe_now"]))
    driver.tap(find(driver, "[data-screen=begin-types]", log["types"][0]))
    driver.tap(find(driver, "[data-screen=begin-heat]", log["heat"]))
    driver.wait_for("document.querySelector('[data-screen=begin-flags], [data-screen=step-s1]') !== null")
    if is_there(driver, "[data-screen=begin-flags]"):
        choose_flags(driver, "begin-flags", log["flags"])
    driver.wait("[data-screen=step-s1]")


def listen(driver: Driver, people: Sequence[Values], hear: Callable[[int], None]) -> None:
    """Step 1: each person is heard, for a while; their needs and feelings, and whether they were understood."""
    for i, person in enumerate(people):
        driver.tap(f"[data-screen=step-s1] [data-code=person-{i}]")
        driver.wait("[data-screen=person-part]")
        hear(i)
        inside = "[data-screen=person-part] [data-field={}]"
        for field in ("needs", "feelings"):
            choose(driver, inside.format(field), person[field])
        for field in ("said_back", "support"):
            press(driver, f"{inside.format(field)} [data-code={person[field]}]")
        driver.tap("[data-screen=person-part] [data-code=done]")
        driver.wait("[data-screen=step-s1]")


def check_fit(driver: Driver, talk: Values, people: Sequence[Values]) -> None:
    """The fit check: what isn't known yet, and each person's own yes."""
    open_step(driver, "fit")
    for code in talk["fit"]:
        if is_there(driver, css := f"[data-screen=step-fit] [data-code=fit-{code}]"):
            press(driver, css)
    for i, person in enumerate(people):
        press(driver, f"[data-screen=step-fit] [data-code=willing-{i}-{person['willing']}]")


def choose_mode(driver: Driver, mode: str) -> None:
    driver.tap(f"[data-screen=step-fit] [data-code=mode-{mode}]:enabled")
    driver.wait_for("document.querySelector('[data-screen=step-fit]') === null")


def take_turns(driver: Driver, talk: Values) -> None:
    """Rules, the turn card, the other side, what both want, the summary."""
    choose_lines(driver, "s6", talk["rules"])
    press(driver, f"[data-screen=step-s6] [data-code=rules_yes-{talk['rules_yes']}]")
    driver.tap("[data-screen=step-s6] [data-code=next]")
    driver.tap("[data-screen=turn] [data-code=swap]")
    driver.tap("[data-screen=turn] [data-code=turn-done]")
    driver.wait_for("document.querySelector('[data-screen=turn]') === null")
    for step, field in (("s3", "turns"), ("s5", "other_side")):
        if field in talk:
            open_step(driver, step)
            press(driver, f"[data-screen=step-{step}] [data-code={field}-{talk[field]}]")
    open_step(driver, "s7")
    choose_lines(driver, "s7", talk["goals"])
    open_step(driver, "s4")
    press(driver, f"[data-screen=step-s4] [data-code=summary_fair-{talk['summary_fair']}]")


def choose_lines(driver: Driver, step: str, codes: Sequence[str]) -> None:
    for code in codes:
        press(driver, find(driver, f"[data-screen=step-{step}]", code))


def solve(
    driver: Driver, ideas: Sequence[Values], promises: Sequence[Values], people: Sequence[Values]
) -> None:
    """Ideas with whose they are; who does what, to be put in words at the end."""
    open_step(driver, "s8")
    for idea in ideas:
        press(driver, find(driver, "[data-screen=step-s8]", f"idea-{idea['idea']}-{idea['from']}"))
    driver.tap("[data-screen=step-s8] [data-code=promises]")
    names = [person["handle"] for person in people]
    for count, promise in enumerate(promises):
        driver.wait("[data-screen=promises]")
        at = names.index(promise["who"]) + 2
        driver.tap(f"[data-screen=promises] .asked .choice button:nth-child({at})")
        driver.tap("[data-screen=promises] .tiles button")
        driver.tap("[data-screen=promises] [data-code=by-today]")
        driver.wait_for(f"document.querySelectorAll('.promise').length === {count + 1}")
    driver.tap("[data-screen=promises] [data-code=done]")


def make_space(driver: Driver, plan: Values | None, people: Sequence[Values]) -> None:
    open_step(driver, "s9")
    if plan:
        driver.tap("[data-screen=step-s9] [data-code=plan]")
        for code in plan["lines"]:
            press(driver, find(driver, "[data-screen=plan]", code))
        ends = f"[data-screen=plan] [data-code=ends-{plan['ends_on']}]"
        driver.wait(ends)
        if not is_pressed(driver, ends):
            press(driver, ends)
        driver.tap("[data-screen=plan] [data-code=done]")
    for i, person in enumerate(people):
        press(driver, f"[data-screen=step-s9] [data-code=ok_with_it-{i}-{person['ok_with_it']}]")


def follow_up(driver: Driver, talk: Values, people: Sequence[Values], due: Mapping[str, Values]) -> None:
    """Support, and a check-in with each: tomorrow, or no thanks."""
    open_step(driver, "s10")
    driver.tap("[data-screen=step-s10] [data-code=support]")
    for row in talk["offers"]:
        press(driver, f"[data-screen=support] [data-code=offer-{row['offer']}-{row['answer']}]")
    driver.tap("[data-screen=support] [data-code=done]")
    names = [person["handle"] for person in people]
    for handle, values in due.items():
        i = names.index(handle)
        driver.tap(f"[data-screen=step-s10] [data-code=check_in-{i}]")
        press(driver, f"[data-screen=check_in] [data-code={'due-0' if 'due' in values else 'how-declined'}]")
        driver.tap("[data-screen=check_in] [data-code=done]")
    if "copy" in talk:
        press(driver, f"[data-screen=step-s10] [data-code=copy-{talk['copy']}]")


def end(driver: Driver, talk: Values, place: str) -> None:
    """How it ended, and new flags, to the page for words."""
    back_to(driver, "all-steps")
    driver.tap("[data-screen=all-steps] [data-code=finish]")
    driver.wait_for("document.querySelector('[data-screen=end-place], [data-screen=end-outcome]') !== null")
    if is_there(driver, "[data-screen=end-place]"):
        driver.tap(find(driver, "[data-screen=end-place]", place))
    driver.tap(find(driver, "[data-screen=end-outcome]", talk["outcome"]))
    choose_flags(driver, "end-flags", talk["flags"])
    driver.wait("[data-screen=talk-words]")


def put_in_words(
    driver: Driver, talk: Values, people: Sequence[Values], promises: Sequence[Values] = ()
) -> None:
    """The one page with a keyboard, then the save."""
    for i, person in enumerate(people):
        if driver.run(f"document.querySelector('#handle-{i}').value") != person["handle"]:
            write(driver, f"#handle-{i}", person["handle"])
        write(driver, f".person-words:nth-of-type({i + 1}) textarea", person["words"])
    for field in ("summary", "still_open"):
        if field in talk:
            write(driver, f"[data-screen=talk-words] [data-field={field}] textarea", talk[field])
    ids = driver.run("[...document.querySelectorAll('[id^=what-]')].map(e => e.id.slice(5))")
    for id, promise in zip(ids, promises, strict=True):
        write(driver, f"[id='what-{id}']", promise["what"])
        write(driver, f"[id='by-{id}']", promise["by"])
    save_talk(driver)
