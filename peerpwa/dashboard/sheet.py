"""One record's tree laid out for its page: what happened, each person's part side by side, the way on, help asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from peerpwa.practice import Question, evaluate, load
from peerpwa.records.read import HistoryLine, RecordView
from peerpwa.records.words import are_words

SHAPES = ("circle", "diamond", "square", "hexagon", "drop", "leaf")
REST = ("fix", "taking", "note")
ACCOUNTS = ("own_account", "account_declined")


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part under its shape: neither comes first."""

    shape: str
    view: RecordView


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page's sections. `rows`: the fields that every person's part shows, answered or not; `words`: what can be
    taken out, as record and field; `changed`: fields of the tree that had another value before, with all their lines;
    `own_rows`: of a person's part, what is their own.
    """

    views: list[RecordView]
    talks: list[RecordView]
    options: list[RecordView]
    promises: list[RecordView]
    plans: list[RecordView]
    parts: list[Part]
    rows: list[str]
    check_ins: list[tuple[str | None, RecordView]]
    helps: list[RecordView]
    corrections: list[RecordView]
    answered: list[RecordView]
    rest: list[RecordView]
    words: list[tuple[RecordView, str]]
    changed: list[tuple[RecordView, str, list[HistoryLine]]]
    own_rows: list[str]


def to_sheet(view: RecordView) -> Sheet:
    """Everything that the viewer may see of the tree below `view`, each record once."""
    parties = view.find("party")
    handles = {party.id: party.values.get("handle") for party in [view, *parties]}
    checks = sorted([*view.find("follow_up"), *view.find("check_in")], key=lambda one: (one.made, one.id))
    notes = view.find("note")
    return Sheet(
        views=view.find("view"),
        talks=view.find("talk"),
        options=view.find("option"),
        promises=view.find("promise"),
        plans=view.find("plan"),
        parts=[Part(SHAPES[n % len(SHAPES)], party) for n, party in enumerate(parties)],
        rows=[q.field for q in _asked("party") if q.field != "handle" and "A!" not in q.sees],
        check_ins=[(one.values.get("person") or handles.get(one.parent or ""), one) for one in checks],
        helps=[one for one in _all(view) if one.kind == "escalation"],
        answered=sorted(
            [*view.find("reply"), *(one for one in view.below if one.kind == "reading")],
            key=lambda one: (one.made, one.id),
        ),
        corrections=[note for note in notes if note.values.get("sort") == "correction"],
        rest=[one for kind in REST for one in view.find(kind) if one.values.get("sort") != "correction"],
        words=[(one, field) for one in _all(view) for field in one.values if are_words(one.kind, field)],
        changed=[changed for one in _all(view) for changed in _changed(one)],
        own_rows=[q.field for q in _asked("party") if "C" in q.sees and q.field != "handle"],
    )


def _changed(view: RecordView) -> Iterator[tuple[RecordView, str, list[HistoryLine]]]:
    """The fields of one record that say something else than they did once."""
    lines: dict[str, list[HistoryLine]] = {}
    for line in view.history:
        if line.taken_out is None:
            lines.setdefault(line.field, []).append(line)
    yield from ((view, field, found) for field, found in lines.items() if len(found) > 1)


def find_missing(help: RecordView) -> list[Question]:
    """What a request for help still needs before it can be closed: to be added later, by whoever knows."""
    asked = _asked(help.kind)
    options = {q.field: q.options for q in asked}
    return [
        q
        for q in asked
        if q.closing and not help.values.get(q.field) and evaluate(q.shown, help.values, options)
    ]


def _asked(kind: str) -> list[Question]:
    return [q for (of, _), q in load().by_field.items() if of == kind]


def _all(view: RecordView) -> list[RecordView]:
    return [view, *(one for child in view.below for one in _all(child))]
