"""Whether one change can be taken by itself: its form, its place, its answers, its author's rights.

What hasn't arrived yet refuses nothing: the fold leaves out later what turns out to be another's record.
"""

from collections.abc import Mapping, Sequence

from peerpwa.practice import check, load
from peerpwa.records import audience
from peerpwa.records.change import Change
from peerpwa.records.refused import Refused
from peerpwa.records.shelf import Shelf
from peerpwa.records.viewer import Author

BAD_ANSWERS = frozenset({"missing", "not_shown", "unknown_option", "too_many", "too_long", "bad_text"})


def judge(author: Author, changes: Sequence[Change], shelf: Shelf) -> None:
    """Raises Refused for the first change that can't be taken."""
    kinds = {id: made.kind for id, made in shelf.records.items()}
    kinds |= {c.record: c.kind for c in changes if c.makes}
    owners = {id: made.account for id, made in shelf.records.items()}
    owners |= {c.record: author.account for c in changes if c.makes}
    for change in changes:
        _judge_place(change, author, kinds)
        _judge_answers(change)
        _judge_rights(change, author, owners)


def _judge_place(change: Change, author: Author, kinds: Mapping[str, str]) -> None:
    form, kind = load().forms.get(change.form), load().kinds.get(change.kind)
    if form is None or kind is None or change.kind not in form.kinds:
        raise Refused("bad_change", "form")
    if not change.makes:
        if kinds.get(change.record, change.kind) != change.kind:
            raise Refused("bad_change", "kind")
        if change.kind == "withdrawal" and "field" in change.set:
            raise Refused("bad_change", "field")  # what is taken out is said once, when it is asked
        return
    arrived = change.parent is None or change.parent in kinds
    above = kinds.get(change.parent or "")
    makers = kind.makers_below(above) if arrived else kind.makers.union(*kind.also.values())
    if not makers & author.roles:
        raise Refused("not_yours")
    if not kind.below and change.parent is not None:
        raise Refused("bad_change", "parent")
    if arrived and not audience.may_stand(change.kind, above):
        raise Refused("bad_change", "parent")


def _judge_rights(change: Change, author: Author, owners: Mapping[str, str | None]) -> None:
    """Where the record's author isn't known yet, only what no hand but its author could be allowed to set
    passes.
    """
    own = change.record not in owners or owners[change.record] == author.account
    for field in change.set:
        if not audience.may_set(change.kind, field, change.form, own=own, leads=author.leads):
            raise Refused("not_yours", field)


def _judge_answers(change: Change) -> None:
    faults = check(load().forms[change.form], change.kind, change.set, making=change.makes)
    if not faults:
        return
    worst = next((f for f in faults if f.code == "private_field"), faults[0])
    code = (
        worst.code
        if worst.code == "private_field"
        else "bad_answer"
        if worst.code in BAD_ANSWERS
        else "bad_change"
    )
    sentence = {"en": worst.sentence(False), "fr": worst.sentence(True)}
    raise Refused(code, worst.field, sentence, worst.code)
