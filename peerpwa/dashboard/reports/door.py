"""Who may come in: what leaves the centre is the managers' to make."""

from functools import wraps
from typing import Any, TypeVar

from flask import abort
from flask_login import current_user

from peerpwa.accounts.pages import leads_only

View = TypeVar("View", bound=Any)
MANAGER = "manager"


def managers_only(view: View) -> View:
    """A page for managers of the centre. Others are told that there is nothing here for them (403)."""

    @leads_only
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if MANAGER not in current_user.viewer.roles:
            abort(403)
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]
