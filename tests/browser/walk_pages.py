"""The walk's way past the supervisor's pages."""

from collections.abc import Iterator

from tests.browser.drivers import Chromium
from tests.server import Server


def past_pages(page: Chromium, server: Server) -> Iterator[str]:
    """The supervisor's pages, after a request for help."""
    page.goto(f"{server.url}/sign-in")
    yield "page sign-in"
    page.goto(f"{server.url}/nowhere")
    yield "page not found"
    page.goto(f"{server.url}/sign-in")
    page.type("#name", "ama")
    page.type("#password", server.password("ama"))
    page.press("form.card button")
    page.wait("main a[href='/app/']")
    yield "page of a worker"
    page.press("header > form button")
    page.wait("#password")
    page.page.get_by_role("button", name="Sol").click()
    page.wait("[data-keys]:not([hidden])")
    yield "page morning"
    page.run("document.querySelectorAll('details').forEach(one => (one.open = true))")
    yield "page morning, all open"
    page.page.keyboard.press("?")
    page.wait("#keys[open]")
    yield "page morning, keys"
    page.goto(f"{server.url}/fixes")
    yield "page fixes"
    page.press(".seeks")
    page.wait("#seek:popover-open")
    yield "page fixes, finding"
    page.goto(f"{server.url}/huddle")
    yield "page huddle"
    page.goto(f"{server.url}/records")
    page.wait("[data-record]")
    yield "page records"
    page.type("input[type=search]", "heron")
    page.press(".find button")
    page.wait(".found")
    yield "page records, found"
    page.goto(f"{server.url}/records?heat=h1")
    page.type("[action*='/filters?'] input[name=name]", "Raised")
    page.press("[action*='/filters?'] button")
    page.wait(".kept")
    yield "page records, filters kept"
    page.goto(f"{server.url}/records")
    page.press("[data-record]")
    page.wait(".answers")
    page.press("summary")
    yield "page record"
    for name in ("close", "limit", "refer"):
        page.goto(f"{server.url}/records")
        page.press(".asks a.button")
        page.press(f"a[href$='/{name}']")
        page.wait("form.card")
        yield f"page {name}"
    page.goto(f"{server.url}/duty")
    page.wait("#until")
    yield "page duty"
    for place in ("settings", "settings/calls", "settings/places"):
        page.goto(f"{server.url}/{place}")
        page.wait("main h1")
        yield f"page {place.replace('/', ' ')}, only to look"
    page.goto(f"{server.url}/week")
    page.wait(".picture svg")
    yield "page week"
    page.run("document.querySelectorAll('details').forEach(one => (one.open = true))")
    yield "page week, all open"
    page.goto(f"{server.url}/week?until=nowhere")
    yield "page week, refused"
    for place in ("phones", "matters", "reports", "reports/dictionary"):
        page.goto(f"{server.url}/{place}")
        page.wait("main h1")
        yield f"page {place.replace('/', ' ')}"
    page.goto(f"{server.url}/records?place=nowhere")
    yield "page records, bad filter"
    page.goto(f"{server.url}/notices")
    yield "page notices"
    page.goto(f"{server.url}/notices/mine")
    page.wait("form[data-push-key]:not([hidden])")
    yield "page notices, mine"
    yield from past_settings(page, server)


def past_settings(page: Chromium, server: Server) -> Iterator[str]:
    """What a manager sets: each sort of page as it stands, looked at before it is live, and with something to mend."""
    page.press("header > form button")
    page.wait("#password")
    page.page.get_by_role("button", name="Bea").click()
    page.wait("[data-keys]:not([hidden])")
    for name in ("", "/calls", "/days", "/clocks", "/check-ins", "/places", "/rules"):
        page.goto(f"{server.url}/settings{name}")
        page.wait("main h1")
        yield f"page settings{name.replace('/', ', ')}"
    page.goto(f"{server.url}/settings/log-questions")
    page.type("[name=new_en]", "Was the TV on?")
    page.press("#edit .acts button")
    page.wait("[role=alert]")
    yield "page settings, own questions, to mend"
    page.type("[id='en-own_floor_one_1.a']", "Yes")
    page.type("[id='en-own_floor_one_1.b']", "No")
    page.press("#edit .acts button")
    page.wait("#preview [value=live]")
    yield "page settings, own questions, to try"
    page.goto(f"{server.url}/settings/days")
    page.type("#f-visits", "soon")
    page.press("#edit .acts button")
    page.wait("[role=alert]")
    yield "page settings, days, to mend"
    page.type("#f-visits", "90")
    page.press("#edit .acts button")
    page.wait("#preview [value=live]")
    yield "page settings, days, looked at"
