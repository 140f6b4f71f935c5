"""What the practice's definitions say of a field: who sees it, who may set it, whether it masks.

Letters are DESIGN 3's: F the floor, F! the floor also while masked, A the author, S supervisor and manager, X
the accounts on the record's list, E every phone of the centre, T the author of the record above, C and N
nobody here. A value keeps the stricter of its version's audience and today's.
"""

from functools import cache

from peerpwa.practice import load

NEVER_FLOOR = frozenset(
    {"escalation", "limit", "told", "acknowledgement", "reply", "referral", "closing", "reading", "answer"}
)
LETTERS = frozenset({"F", "F!", "A", "A!", "S", "X", "E", "T", "C", "N"})
LEAD_LETTERS = frozenset({"F", "F!", "S", "X", "E"})
NO_LEADS = frozenset({"worker", "mediator"})
MASKING_LISTS = frozenset({"flag", "conflict_type"})


@cache
def letters(kind: str, field: str, form: str) -> frozenset[str]:
    """Who sees this field as this version of the form gave it; nobody where the practice doesn't know it."""
    then, today = load().forms.get(form), load().by_field.get((kind, field))
    asked = then.fields.get((kind, field)) if then else None
    if asked is None or today is None:
        return frozenset()
    seen = _widened(asked.sees) & _widened(today.sees)
    if kind in NEVER_FLOOR or (kind == "party" and field != "handle"):
        return seen - {"F", "F!"}
    return seen


@cache
def exists(kind: str) -> frozenset[str]:
    """Who learns that a record is there although it holds no answer for them."""
    known = load().kinds.get(kind)
    return known.exists if known else frozenset()


@cache
def may_set(kind: str, field: str, form: str, *, own: bool, leads: bool) -> bool:
    """Whether the record's author (`own`), or a supervisor, may set this field."""
    then = load().forms.get(form)
    asked = then.fields.get((kind, field)) if then else None
    if asked is None:
        return False
    return (own and "author" in asked.sets) or (leads and "supervisor" in asked.sets)


@cache
def marks(kind: str, field: str, form: str) -> bool:
    """Whether this field names flags or types of conflict that may mask a tree."""
    then = load().forms.get(form)
    asked = then.fields.get((kind, field)) if then else None
    return asked is not None and "author" in asked.sets and bool(MASKING_LISTS & set(asked.options))


@cache
def may_stand(kind: str, parent: str | None) -> bool:
    """Whether a record of this kind may stand below one of kind `parent` (None: below nothing)."""
    known = load().kinds.get(kind)
    return known is not None and known.may_stand_below(parent)


@cache
def may_hang(kind: str, parent: str, *, led: bool) -> bool:
    """Whether a record of this kind, once made, is one below a `parent`; `led`: by a supervisor or manager."""
    known = load().kinds.get(kind)
    return (
        known is not None
        and known.may_stand_below(parent)
        and (led or bool(NO_LEADS & known.makers_below(parent)))
    )


def _widened(sees: frozenset[str]) -> frozenset[str]:
    return sees | {"F"} if "F!" in sees else sees
