"""What a person or a phone did that can't be done, in one shape for all doors: code, sentence, status, field.

Raised on any floor; peerpwa/web/errors.py turns it into JSON for the API and into a page elsewhere. `CannotStart` is
for the operator, before anything is served.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass
class Refusal(Exception):
    """`sentence` is (English, French) and names the way out; `more` is added beside the error's own keys."""

    code: str
    status: int
    sentence: tuple[str, str]
    field: str | None = None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    headers: dict[str, str] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence[0]}"


class CannotStart(Exception):
    """The installation isn't fit to serve; the message says why and what to do."""


def bad_field(name: str, english: str, french: str) -> Refusal:
    """An answer that can't be taken, with the field to mend."""
    return Refusal("bad_field", 400, (english, french), name)
