"""What was typed into a form comes back when the sign-in had ended meanwhile: it waits, signed, in the page of the next
sign-in and nowhere else. SECURITY S33.

Only what a page of ours sent is taken (`Sec-Fetch-Site`), and only whoever had that page open gets it back: nobody else
is shown it, or sends it in their own name.
"""

from typing import NamedTuple

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeSerializer

from peerpwa.accounts.pages import WHO

NEVER_KEPT = ("csrf_token", "password")


class Sent(NamedTuple):
    """A form that didn't go through: where to, and its fields in their order."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What was typed, as far as it can be told from what was chosen."""
        return [text for _, text in self.fields if " " in text.strip()]


def pack() -> str | None:
    """The form that has just come, for whoever was signed in here last; None where that isn't known."""
    who = session.get(WHO)
    if who is None or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NEVER_KEPT]
    return str(_serializer().dumps([who, request.full_path.rstrip("?"), fields]))


def unpack(packed: str, account: str) -> Sent | None:
    """What this account sent; None for anybody else's, and for what we didn't pack."""
    try:
        who, path, fields = _serializer().loads(packed)
    except BadData:
        return None
    return Sent(path, [(name, text) for name, text in fields]) if who == account else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="again")
