"""Lookups and writes of the pages: each owns its permission, and what isn't this visitor's is 404, as what isn't there."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, request
from flask_login import current_user

from peerpwa.clock import now_ms
from peerpwa.language import language_of
from peerpwa.practice import load
from peerpwa.records.change import Change
from peerpwa.records.door import writing
from peerpwa.records.ids import is_id
from peerpwa.records.read import NotFound, RecordView, get_record, open_record
from peerpwa.records.refused import Refused
from peerpwa.records.store import make_change, store
from peerpwa.web.words import t


@dataclass(frozen=True, slots=True)
class New:
    """A change to make: a new record of this kind below `parent` (which may come with it), or one more change to
    `record`. `form`: the form that defines the kind, where it has another name.
    """

    kind: str
    values: dict[str, Any]
    parent: "str | New | None" = None
    record: str | None = None
    form: str | None = None


def find_record(
    id: str, kind: str | None = None, *, opening: bool = False, reason: str | None = None
) -> RecordView:
    """The record as this visitor may see it, of this kind. `opening`: a person looks, which is noted, with its reason."""
    viewer, now = current_user.viewer, now_ms()
    if not is_id(id):
        abort(404)
    try:
        view = open_record(viewer, id, now, reason) if opening else get_record(viewer, id, now)
    except NotFound:
        abort(404)
    if kind is not None and (view.kind != kind or view.withdrawn):
        abort(404)
    return view


def save(*new: New) -> bool:
    """Writes as this visitor, all or none; a refusal is said on the next page, and answers False."""
    now, viewer = now_ms(), current_user.viewer
    changes: list[Change] = []
    try:
        for one in new:
            parent = changes[new.index(one.parent)].id if isinstance(one.parent, New) else one.parent
            form = load().latest(one.form or one.kind).id
            changes.append(make_change(one.kind, form, one.values, now=now, parent=parent, record=one.record))
        if changes:
            with writing(viewer.centre) as door:
                store(door, current_user.author, changes, envelope=None, now=now, seen=door.seq)
    except Refused as refused:
        say_refused(refused)
        return False
    return True


def say_refused(refused: Refused) -> None:
    """On the next page: why nothing was kept, or that nothing was."""
    unkept = t("That was not kept. Go back and try again.", "Rien n'a été gardé. Revenez et réessayez.")
    flash((refused.sentence or {}).get(language_of(request), unkept))
