"""Lookups of the pages: each owns its permission, and what isn't this visitor's is 404, as what isn't there."""

from typing import Any

from flask import abort, flash, request
from flask_login import current_user

from peerpwa.clock import now_ms
from peerpwa.language import language_of
from peerpwa.practice import load
from peerpwa.records.read import NotFound, RecordView, get_record, open_record
from peerpwa.records.refused import Refused
from peerpwa.records.store import write


def find_record(id: str, kind: str | None = None, *, opening: bool = False) -> RecordView:
    """The record as this visitor may see it, of this kind."""
    try:
        view = (open_record if opening else get_record)(current_user.viewer, id, now_ms())
    except NotFound:
        abort(404)
    if kind is not None and (view.kind != kind or view.withdrawn):
        abort(404)
    return view


def save(
    kind: str,
    form: str,
    values: dict[str, Any],
    *,
    parent: str | None = None,
    record: str | None = None,
) -> bool:
    """Writes as this visitor; a refusal is said on the next page, and answers False."""
    centre, author, now = current_user.viewer.centre, current_user.author, now_ms()
    try:
        write(centre, author, kind, load().latest(form).id, values, now=now, parent=parent, record=record)
    except Refused as refused:
        flash((refused.sentence or {}).get(language_of(request), refused.code))
        return False
    return True
