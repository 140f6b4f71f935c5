"""The data dictionary as a page: what each column of a file is, and what its words mean."""

from flask import Blueprint, render_template

from peerpwa.accounts.pages import leads_only
from peerpwa.exports.dictionary import list_codes, list_forms
from peerpwa.practice import load

bp = Blueprint("dictionary", __name__)


@bp.get("/reports/dictionary")
@leads_only
def page() -> str:
    return render_template("reports/dictionary.html", forms=list_forms(load()), codes=list_codes(load()))
