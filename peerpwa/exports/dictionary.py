"""The data dictionary, made from the form definitions: what each field is, who sees it, what its codes mean.

`docs/data-dictionary.md` is this text; a house test proves it current.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peerpwa.exports.columns import PLAIN_KINDS, columns_of
from peerpwa.practice import Form, Practice, Question

HEAD = """# Data dictionary

Made from the form definitions by `flask --app app practice dictionary > docs/data-dictionary.md`; don't edit it by hand. What the words mean stands in [practice-data.md](practice-data.md).
"""
ENGLISH, FRENCH = 0, 1


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a reader of data needs it. `plain`: it stands in files without names."""

    ref: str
    name: str
    kind: str
    asked: tuple[str, str]
    type: str
    lists: tuple[str, ...]
    sees: str
    sets: str
    needed: str
    plain: bool


def list_forms(practice: Practice) -> list[tuple[Form, list[Field]]]:
    """Every version of every form, by name, the newest version first."""
    forms = sorted(practice.forms.values(), key=lambda one: (one.name, -one.version))
    return [(form, [_field(practice, question) for question in form.questions]) for form in forms]


def list_codes(practice: Practice) -> list[tuple[str, list[tuple[str, tuple[str, str], bool]]]]:
    """Every list of options and every library: its codes, what they are called, whether they are retired."""
    lists = {**practice.vocabularies, **practice.libraries}
    return [
        (
            name,
            [
                (one["code"], (one["label"][ENGLISH], one["label"][FRENCH]), "retired" in one)
                for one in options
            ],
        )
        for name, options in sorted(lists.items())
    ]


def to_markdown(practice: Practice) -> str:
    """The whole page, with English and French side by side."""
    return "\n".join(_lines(practice)) + "\n"


def _lines(practice: Practice) -> Iterator[str]:
    yield HEAD
    yield "## Forms"
    for form, fields in list_forms(practice):
        yield f"\n### {form.id}: {form.label[ENGLISH]} / {form.label[FRENCH]}\n"
        yield _row(
            [
                "ref",
                "kind",
                "field",
                "asked",
                "demandé",
                "type",
                "lists",
                "sees",
                "sets",
                "needed",
                "plain file",
            ]
        )
        yield _row(["---"] * 11)
        for one in fields:
            lists = ", ".join(f"`{name}`" for name in one.lists)
            plain = "yes" if one.plain else ""
            yield _row(
                [
                    one.ref,
                    one.kind,
                    f"`{one.name}`",
                    *one.asked,
                    one.type,
                    lists,
                    one.sees,
                    one.sets,
                    one.needed,
                    plain,
                ]
            )
    yield "\n## Lists"
    for name, codes in list_codes(practice):
        yield f"\n### {name}\n"
        yield _row(["code", "English", "français"])
        yield _row(["---"] * 3)
        for code, label, retired in codes:
            yield _row([f"`{code}`" + (" (retired)" if retired else ""), *label])


def _field(practice: Practice, question: Question) -> Field:
    plain = question.kind in PLAIN_KINDS and any(
        one.field == question.field for one in columns_of(practice, question.kind, names=False)
    )
    columns = [vocabulary for vocabulary in question.columns.values() if vocabulary != "text"]
    lists = [*question.options, *columns, *([question.library] if question.library else [])]
    return Field(
        question.ref,
        question.field,
        question.kind,
        question.label,
        question.type,
        tuple(dict.fromkeys(lists)),
        " ".join(sorted(question.sees)),
        " ".join(sorted(question.sets)),
        question.required,
        plain,
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
