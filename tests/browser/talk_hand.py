"""What a worker's hand does in a guided talk."""

from tests.browser.drivers import Driver
from tests.browser.hand import COMMON

NOT_OVER = [*COMMON[:-1], ("ended", "not_over")]
FIT = ("fit-able_now", "fit-no_fear", "fit-private_place", "willing-0-yes", "willing-1-for_now")
TEXT_FIELDS = "document.querySelectorAll('input, textarea').length"


def log_not_over(driver: Driver) -> None:
    """From home to the tap on "It is not over yet", which opens the first step."""
    driver.tap("[data-code=quick_log]")
    for screen, code in NOT_OVER:
        driver.wait(f"[data-screen={screen}]")
        driver.tap(f"[data-screen={screen}] [data-code={code}]")
    driver.wait("[data-screen=step-s1]")


def begin_from_home(driver: Driver, about: str = "queue_turn", heat: str = "h1") -> None:
    """The three questions that routes need, then the first step."""
    driver.tap("[data-code=guide]")
    for field, code in (("safe_now", "yes"), ("types", about), ("heat", heat)):
        driver.tap(f"[data-screen=begin-{field}] [data-code={code}]")
    driver.wait("[data-screen=step-s1]")


def to_the_turn_card(driver: Driver) -> None:
    """The short path from the first step: the fit check, together, the rules."""
    driver.tap("[data-screen=step-s1] [data-code=next]")
    for code in FIT:
        tap_on(driver, "step-fit", code)
    driver.tap("[data-screen=step-fit] [data-code=mode-together]")
    driver.tap("[data-screen=step-s6] [data-code=next]")
    driver.wait("[data-screen=turn]")


def tap_on(driver: Driver, screen: str, code: str) -> None:
    """A tap on something that stays and then shows as chosen."""
    css = f"[data-screen={screen}] [data-code='{code}']"
    before = driver.run(f"document.querySelector({css!r})?.ariaPressed ?? ''")
    driver.tap(css)
    driver.wait_for(f"(document.querySelector({css!r})?.ariaPressed ?? '') !== {before!r}")


def open_step(driver: Driver, code: str) -> None:
    """By its name, from "Ten steps"."""
    if not driver.run("document.querySelector('[data-screen=all-steps]') !== null"):
        driver.tap("header .start button")
    driver.tap(f"[data-screen=all-steps] [data-code={code}]")
    driver.wait(f"[data-screen=step-{code}]")


def end_talk(driver: Driver, outcome: str, flags: str = "none") -> None:
    """From any step to the page for words."""
    if not driver.run("document.querySelector('[data-screen=all-steps]') !== null"):
        driver.tap("header .start button")
    driver.tap("[data-screen=all-steps] [data-code=finish]")
    driver.wait_for("document.querySelector('[data-screen=end-place], [data-screen=end-outcome]') !== null")
    if driver.run("document.querySelector('[data-screen=end-place]') !== null"):
        driver.tap("[data-screen=end-place] [data-code=main_room]")
    driver.tap(f"[data-screen=end-outcome] [data-code={outcome}]")
    driver.tap(f"[data-screen=end-flags] [data-code={flags}]")
    driver.wait("[data-screen=talk-words]")


def save_talk(driver: Driver) -> None:
    driver.tap("[data-screen=talk-words] [data-code=save]")
    driver.wait("[data-screen=talked] .state-card[data-state]")


def back_to(driver: Driver, screen: str) -> None:
    """Back, as often as it takes; a second touch that comes too soon is ignored by the app."""
    while not driver.run(f"document.querySelector('[data-screen={screen}]') !== null"):
        driver.press("header .start button")
        driver.pause()
