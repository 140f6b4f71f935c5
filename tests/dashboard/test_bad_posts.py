"""Every form of the app sent badly: nothing filled in, far too much, an id of another centre, a record that is gone. The
answer names what is wrong and the way out, in words, and nothing is ever a bare error (issue 4's fifth point)."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.centre import Installation, get, submit
from tests.dashboard.test_first_day import find_lack
from tests.dashboard.test_mediator import Asked

NO_FORMS = re.compile(r"^/api/|^/sign-in$|^/sign-out$")
FIELDS = (
    "text", "ready", "sort", "words", "reason", "sure", "name", "what", "place", "who", "by", "until", "to", "person", "day",
    "email", "subscription", "label", "act", "answer", "sha256", "fewest", "month", "format", "kind", "since", "names",
    "password", "role", "reached", "service", "ask", "basis", "decision", "ends_on", "still_open", "appeal", "review", "id",
    "base", "looked", "version", "idea", "end", "stay",
)  # fmt: skip
SAID_ALREADY = re.compile(r"^/notices/devices|^/phones/aside")  # what is gone is gone, whoever asks
REFUSED = (400, 401, 403, 404, 409, 422)


class Forms(Asked):
    """A request for help that was passed on to Mira, and every address of the app that takes a form."""

    def __init__(self, house: Installation) -> None:
        super().__init__(house)
        self.theirs = house.log(house.phone("nia"), people=["Zebrawood"])
        self.readers = {name: house.browser(name) for name in ("bea", "mira")}

    def paths(self, id: str) -> list[tuple[str, FlaskClient]]:
        """Each with whom it is for."""
        rules = [rule.rule for rule in self.house.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
        filled = [
            (rule, rule.replace("<id>", id).replace("<name>", "calls"))
            for rule in rules
            if not NO_FORMS.search(rule)
        ]
        return [
            (path, self.readers["mira" if rule.startswith("/asked") else "bea"])
            for rule, path in sorted(filled)
        ]

    def post(self, browser: FlaskClient, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """What is read in the end: the page that a redirect leads to, with what it says."""
        home = "/asked" if browser is self.readers["mira"] else "/duty"
        token = re.search(r'name="csrf_token" value="([^"]+)"', get(browser, home).text)
        data = fields | {"csrf_token": token[1] if token else ""}
        answer = browser.post(path, data=data, base_url="https://localhost")
        if answer.status_code == 302:
            return 302, get(browser, answer.headers["Location"]).text
        return answer.status_code, answer.text


@pytest.fixture
def forms(house: Installation) -> Forms:
    return Forms(house)


def lack_of(status: int, page: str) -> str:
    """What the answer lacks: words, or a way on; or what stands there and must not."""
    if status not in (302, 200, *REFUSED):
        return f"status {status}"
    if "Zebrawood" in page:
        return "another centre's"
    if status == 302:
        return "" if re.search(r'role="(status|alert)"[^>]*>[^<]*\w', page) else "words"
    return find_lack(page)


BAD: dict[str, dict[str, str]] = {
    "nothing": {},
    "too much": dict.fromkeys(FIELDS, "x" * 3000),
    "odd": dict.fromkeys(FIELDS, "\x00=1+1 <b>"),
    "dates": dict.fromkeys(FIELDS, "2026-02-31"),
}


@pytest.mark.shows("morning-5")
@pytest.mark.parametrize("bad", BAD)
def test_a_form_sent_badly_is_answered_in_words_with_a_way_on(forms: Forms, bad: str) -> None:
    lacking: dict[str, Any] = {}
    for id in (forms.log, forms.ask, forms.path.removeprefix("/asked/")):
        for path, browser in forms.paths(id):
            status, page = forms.post(browser, path, BAD[bad])
            if fault := lack_of(status, page):
                lacking[path.replace(id, "<id>")] = (fault, status)
    assert lacking == {}


@pytest.mark.shows("morning-5")
def test_a_forged_id_is_as_what_is_not_there(forms: Forms) -> None:
    lacking: dict[str, Any] = {}
    for id in (forms.theirs, "01890000-0000-7000-8000-000000000000", "x"):
        for path, browser in forms.paths(id):
            status, page = forms.post(browser, path, {})
            if f"/{id}" in path and status == 302 and not SAID_ALREADY.search(path):
                lacking[path] = "let in"
            if fault := lack_of(status, page):
                lacking[path] = (fault, status)
    assert lacking == {}


@pytest.mark.shows("morning-5")
def test_a_refusal_names_the_field_and_keeps_what_was_typed(forms: Forms) -> None:
    """Where a page has more than one short line to type."""
    kept = "I typed this for a while."
    for path, fields, named in (
        (f"/asks/{forms.ask}/refer", {"to": "counsellor", "ask": kept}, "#f-service"),
        (f"/asks/{forms.ask}/close", {"act": "end", "saw": kept}, "#f-why"),
        (
            f"/asks/{forms.ask}/limit",
            {"decision": "time_limited", "reason": kept, "sure": "yes"},
            "still open",
        ),
        (
            "/reports/exports",
            {"format": "xlsx", "names": "yes", "reason": kept, "password": "wrong"},
            "Try again.",
        ),
        ("/notices/mine", {"email": kept}, "Write one address"),
        (f"/records/{forms.log}/read", {"text": kept * 40}, "too long"),
    ):
        status, page = forms.post(forms.readers["bea"], path, fields)
        assert status in (200, 400, 401, 422) and kept in page and named in page, (path, status)


@pytest.mark.shows("morning-5")
def test_an_address_with_a_sign_that_no_text_can_have_is_none(forms: Forms) -> None:
    rules = [rule.rule for rule in forms.house.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = [re.sub("<[^>]*>", "%00", rule) for rule in rules if not NO_FORMS.search(rule)]
    for path in [*(path for path in paths if "%00" in path), "/records?place=%00", "/week?until=%00"]:
        assert get(forms.readers["bea"], path).status_code == 404, path
    assert submit(forms.readers["bea"], "/morning/talked", {"id": "\x00"}, page="/duty").status_code == 404
