"""How a hand asks for help, and what of it is at the centre."""

from tests.browser.drivers import Chromium
from tests.server import Server

HELP = ".dock [data-code=help]"


def ask(phone: Chromium) -> None:
    """One tap; what it made stands on the card."""
    phone.taps = 0
    phone.tap(HELP)
    phone.wait("[data-screen=help] [data-ask]")
    assert phone.taps == 1


def asks_at_the_centre(server: Server) -> list[dict[str, object]]:
    sol = server.phone("sol")
    sol.sync()
    return [r["set"] for r in sol.held().values() if r["kind"] == "escalation" and r["by"] == "Ama"]


def lock_and_ask(phone: Chromium) -> None:
    phone.page.reload()
    phone.wait("[data-screen=locked]")
    ask(phone)
    phone.wait("[data-ask=sent]")


def choose_colleague(phone: Chromium, name: str) -> None:
    """On the question of whom it concerns."""
    tile = f"[...document.querySelectorAll('.concerns .tile')].find(e => e.innerText === {name!r})"
    phone.wait_for(f"{tile} !== undefined")
    css = f".concerns [data-code='{phone.run(tile + '.dataset.code')}']"
    phone.tap(css)
    phone.wait(f"{css}[aria-pressed=true]")
