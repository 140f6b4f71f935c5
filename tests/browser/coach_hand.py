"""What a hand does with the word coach's hints, under the line of what was seen and heard."""

from tests.browser.drivers import Chromium

HINTS = "[...document.querySelectorAll('.coached .chip')].map(chip => chip.dataset.code)"


def open_line(phone: Chromium) -> None:
    phone.tap("[data-screen=look] [data-code=saw]")
    phone.wait("textarea")


def leave_line(phone: Chromium) -> None:
    phone.tap(".dock .main")
    phone.wait("[data-screen=look]")


def wait_for_hints(phone: Chromium, *codes: str) -> None:
    phone.wait_for(f"JSON.stringify({HINTS}) === JSON.stringify({[f'hint-{code}' for code in codes]!r})")


def put_aside(phone: Chromium, code: str) -> None:
    phone.tap(f"[data-code=hint-{code}]")
    phone.tap("[data-code=hint-leave]")
    phone.wait_for(f"!document.querySelector('[data-code=hint-{code}]')")
