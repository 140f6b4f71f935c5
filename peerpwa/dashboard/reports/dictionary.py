"""The data dictionary as a page: what each column of a file is, and what its words mean."""

from flask import Blueprint, render_template

from peerpwa.accounts.pages import leads_only
from peerpwa.dashboard.own import own_settings
from peerpwa.exports.dictionary import list_codes, list_forms
from peerpwa.practice import as_called, load

bp = Blueprint("dictionary", __name__)


@bp.get("/reports/dictionary")
@leads_only
def page() -> str:
    """Lists are named as the centre names them today; the page in `docs/` has the practice's own."""
    practice = as_called(load(), own_settings())
    return render_template("reports/dictionary.html", forms=list_forms(practice), codes=list_codes(practice))
