"""What tests of settings start from: the form of a page as a browser would send it, and what a phone then holds."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from peerpwa.accounts import people
from tests.centre import HARBOUR, NOW, PASSWORD, Installation, get

TAG = re.compile(r"<(input|select|option|textarea)\b([^>]*)>([^<]*)")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def fields_of(page: str) -> MultiDict[str, str]:
    """The fields of the page's edit form with what stands in them."""
    form = page.split('id="edit"')[1].split("</form>")[0]
    fields: list[tuple[str, str]] = []
    select = ""
    for tag, inside, text in TAG.findall(form):
        given = {key: unescape(value) for key, value in ATTRIBUTE.findall(inside)}
        if tag == "select":
            select = given["name"]
        elif tag == "option":  # the first stands until another is selected
            if select:
                fields.append((select, given["value"]))
            elif "selected" in given:
                fields[-1] = (fields[-1][0], given["value"])
            select = ""
        elif tag == "textarea":
            fields.append((given["name"], unescape(text)))
        elif given.get("type") not in ("checkbox", "radio") or "checked" in given:
            fields.append((given["name"], given.get("value", "")))
    return MultiDict(fields)


def send(browser: FlaskClient, name: str, page: str, changes: Mapping[str, Any], act: str = "preview") -> Any:
    """The page's form with these fields changed (a list gives a field all its values), sent by one of its buttons."""
    fields = fields_of(page)
    for field, value in changes.items():
        fields.setlist(field, value if isinstance(value, list) else [value])
    fields["act"] = act
    return browser.post(
        f"/settings/{name}",
        data=fields,
        base_url="https://localhost",
    )


def put(house: Installation, browser: FlaskClient, name: str, **changes: Any) -> Any:
    """Types this, looks at it, and puts it live."""
    house.clock.pass_ms(1000)
    looked = send(browser, name, get(browser, f"/settings/{name}").text, changes)
    assert looked.status_code == 200 and "Put it live" in looked.text, looked.text
    return send(browser, name, looked.text, {}, "live")


def on_phone(house: Installation, name: str = "ama") -> dict[str, Any]:
    """The settings as somebody's phone finds them: the latest word on each field."""
    phone = house.phone(name)
    phone.sync()
    rows = [row for row in phone.held().values() if row["kind"] == "setting"]
    found: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: (row["made"], row["id"])):
        found |= row["set"]
    return found


def add_manager_elsewhere(house: Installation) -> None:
    with house.context():
        people.create_account("mo", centre=HARBOUR, role="manager", password=PASSWORD, now=NOW)
