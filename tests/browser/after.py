"""How a worker's hand asks for help, completes a request and checks in with people, by what a story's lines say."""

from tests.browser.drivers import Driver
from tests.browser.scenes import Values, choose_flags, fill, find, is_there

REACHED = {"not_found", "declined", "moved_on"}
ASKED = ("private", "since", "safe_here", "ok_with_it", "still_suits", "news", "flags")


def check_in(driver: Driver, handle: str, values: Values) -> str | None:
    """One attempt, from home to the thanks: how soon a supervisor must know, as it was said before the save."""
    driver.tap("[data-screen=home] [data-code=due]")
    driver.wait("[data-screen=due] .due")
    mine = f"[...document.querySelectorAll('.due')].find(e => e.innerText.includes({handle!r}))"
    line = f"[data-follow-up='{driver.run(mine + '.dataset.followUp')}']"
    if values["reached"] in REACHED:
        driver.tap(f"{line} [data-code=not_today]")
        driver.tap(f"[data-screen=not_today] [data-code={values['reached']}]")
    else:
        driver.tap(f"{line} [data-code=found]")
    for screen in ASKED:
        if screen not in values:
            continue
        if screen == "flags":
            choose_flags(driver, "check_in-flags", values["flags"])
        else:
            driver.tap(find(driver, f"[data-screen=check_in-{screen}]", values[screen]))
    driver.wait("[data-screen=check_in-look]")
    for field in ("how", "visits", "would_help", "words", "next", "next_on"):
        if field in values:
            fill(driver, "check_in-look", f"check_in-{field}", "check_in", field, values[field])
    level = driver.run(
        "document.querySelector('[data-screen=check_in-look] [data-level]')?.dataset.level ?? null"
    )
    driver.tap("[data-screen=check_in-look] [data-code=save]")
    driver.wait("[data-screen=thanks] .state-card[data-state]")
    return str(level) if level else None


def ask_for_help(driver: Driver) -> None:
    """One tap from wherever one is."""
    driver.tap(".dock [data-code=help]")
    driver.wait("[data-screen=help] [data-ask]")


def say_reached(driver: Driver, told: Values) -> None:
    """Whoever was reached stands there with the time; else the next name."""
    driver.wait(f"[data-next='{told['role']}']")
    driver.tap(f"[data-screen=help] [data-code=reached-{told['reached']}]")
    if told["reached"] == "yes":
        driver.wait(f"[data-told='{told['role']}']")
    else:
        driver.wait(f"[data-next]:not([data-next='{told['role']}'])")


def complete_request(driver: Driver, values: Values) -> None:
    """What the request needs before it can be closed, on its own screen."""
    driver.tap("[data-screen=help] [data-code=add_more]")
    for field, value in values.items():
        if field not in ("about", "learned_at", "level", "place"):
            fill(driver, "ask", "ask-one", "escalation", field, value)
    driver.tap("[data-screen=ask] [data-code=save]")
    driver.wait_for("document.querySelector('[data-screen=ask] [data-code=save]') === null")
    driver.wait(
        "[data-screen=ask] .state-card[data-state=saved], [data-screen=ask] .state-card[data-state=safe]"
    )


def raise_to(driver: Driver, level: str) -> None:
    """More urgent than it was worked out to be."""
    driver.wait("[data-screen=help] [data-level]")
    if is_there(driver, f"[data-screen=help] [data-level={level}]"):
        return
    driver.tap("[data-screen=help] [data-code=raise]")
    driver.tap(f"[data-screen=help] [data-code=level-{level}]")
    driver.wait(f"[data-screen=help] [data-level={level}]")


def ask_the_client_alone(driver: Driver, heard: str, same_treatment: str) -> None:
    """The two questions on the turned card, which locks when it is given back."""
    driver.tap("[data-screen=thanks] [data-code=questions]")
    for field, code in (("heard", heard), ("same_treatment", same_treatment)):
        driver.tap(f"[data-screen=show] [data-code={field}-{code}]")
    driver.wait_for("document.querySelector('[data-screen=show] .tiles') === null")
    driver.tap("[data-screen=show] [data-code=give_back]")
