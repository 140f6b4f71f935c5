"""The data dictionary: made from the definitions, the same in the tree, on the page and by the command."""

from pathlib import Path

import pytest

from peerpwa.exports.dictionary import to_markdown
from peerpwa.practice import load
from tests.centre import Installation, get

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_page_in_the_tree_is_current() -> None:
    """Make it anew by: flask --app app practice dictionary > docs/data-dictionary.md"""
    assert PAGE.read_text("utf-8") == to_markdown(load())


def test_the_command_prints_it(house: Installation) -> None:
    said = house.app.test_cli_runner().invoke(args=["practice", "dictionary"])
    assert said.exit_code == 0 and said.output == to_markdown(load())


def test_every_field_and_every_code_is_in_it() -> None:
    text = to_markdown(load())
    for form in load().forms.values():
        assert f"### {form.id}:" in text
        assert [q.field for q in form.questions if f"| {q.ref} | {q.kind} | `{q.field}` |" not in text] == []
    for options in load().vocabularies.values():
        assert [one["code"] for one in options if f"| `{one['code']}` |" not in text] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_a_page_for_supervisors_and_managers(house: Installation, language: str) -> None:
    for name, code in (("sol", 200), ("bea", 200), ("ama", 403), ("mira", 404), ("ada", 403)):
        answer = get(house.browser(name), "/reports/dictionary", headers={"Accept-Language": language})
        assert answer.status_code == code
    assert get(house.browser(), "/reports/dictionary").status_code == 302
    page = get(house.browser("sol"), "/reports/dictionary", headers={"Accept-Language": language}).text
    assert ("How hot did it get?", "Ça a chauffé jusqu")[language == "fr"] in page
