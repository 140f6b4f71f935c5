"""The editor of a list: places, what it was about, lines of a library. Words, order, what is offered, what is added.

A code that was live once stays in the list for ever: closed, it keeps its words for the records that name it.
"""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from peerpwa.dashboard.own import options_of
from peerpwa.practice.guide import Pair
from peerpwa.practice.own import VOCABULARIES

Rows = list[dict[str, str]]
Troubles = list[tuple[str, Pair]]
FIRST, MORE, CLOSED = "first", "more", "closed"
MOST_FIRST = 7
LONGEST = {"tile": 40, "line": 120}
LAST = 99
ZONES: dict[str, Pair] = {
    "own_door": ("Door and desk", "Entrée et comptoir"),
    "own_shared": ("Shared rooms", "Salles communes"),
    "own_quiet": ("Quiet and care rooms", "Salles calmes et de soins"),
    "own_wash": ("Washing and storage", "Toilettes, lavage, casiers"),
    "own_out": ("Outside and elsewhere", "Dehors et ailleurs"),
}  # a place's zone is in its code: reports count by zones, and one that moved would tell of a few
PREFIX = {"ground_rules": "GR", "common_goals": "CG", "options": "OP", "space_plans": "PS", "aftercare": "AC"}
ALWAYS = frozenset({"other", "unknown"})

NO_WORDS: Pair = ("It needs words in English.", "Il faut des mots en anglais.")
TOO_LONG: Pair = (
    "Its words are too long. Use at most {most} signs.",
    "Trop long\u00a0: {most} signes au plus.",
)
NOT_CLOSED: Pair = (
    "“{name}” must stay: people need a way to say it.",
    "«\u00a0{name}\u00a0» doit rester\u00a0: il faut pouvoir le dire.",
)
TOO_MANY: Pair = (
    "The first screen has room for 7. Put some behind “More”.",
    "Le premier écran en montre 7. Mettez-en derrière «\u00a0Plus\u00a0».",
)
TOO_FEW: Pair = ("Offer at least one on the first screen.", "Offrez-en au moins un sur le premier écran.")
NO_ROOM: Pair = (
    "This zone has its four places of your own. Close none: rename one, or choose another zone.",
    "Cette zone a ses quatre lieux. Renommez-en un, ou choisissez une autre zone.",
)


def is_tiles(field: str) -> bool:
    """Whether it is drawn as tiles with a first screen; else it is a library's lines."""
    return field in VOCABULARIES


def usual_rows(field: str) -> Rows:
    """The list as the practice has it."""
    options = [option for option in options_of(field) if not option.get("own")]
    placed = sorted(options, key=lambda option: option.get("tile", LAST))
    return [{"code": o["code"], "shown": FIRST if "tile" in o else MORE} for o in placed]


def to_rows(field: str, rows: Sequence[Mapping[str, str]]) -> Rows:
    """What is edited: the centre's rows, and behind them whatever a later version of the app added."""
    named = {row["code"] for row in rows}
    return [*(dict(row) for row in rows), *(row for row in usual_rows(field) if row["code"] not in named)]


def parse_list(
    field: str, form: MultiDict[str, str], standing: Sequence[Mapping[str, str]]
) -> tuple[Rows, Troubles]:
    """The rows of a page's form, and what is wrong with them by the id of the field. The practice's own list is none."""
    before = {row["code"]: row for row in to_rows(field, standing)}
    known = before.keys() | {o["code"] for o in options_of(field)}
    given = [c for c in dict.fromkeys(form.getlist("code")) if c in known or _is_own_line(field, c)]
    rows = [_parse_row(form, code) for code in given]
    rows += [dict(row) for code, row in before.items() if code not in given]
    troubles: Troubles = []
    rows += _parse_new(field, form, {row["code"] for row in rows}, troubles)
    order = {row["code"]: (to_number(form.get(f"n.{row['code']}")), at) for at, row in enumerate(rows)}
    rows.sort(key=lambda row: order[row["code"]])
    troubles += _find_troubles(field, rows)
    return ([] if rows == usual_rows(field) else rows), troubles


def keep_own(rows: Rows, standing: Sequence[Mapping[str, str]]) -> Rows:
    """An earlier list put back: what was added since stays, closed, with its words."""
    named = {row["code"] for row in rows}
    later = (row for row in standing if row["code"] not in named and "_own_" in f"_{row['code']}_")
    return [*rows, *({**row, "shown": CLOSED} for row in later)]


def _parse_row(form: MultiDict[str, str], code: str) -> dict[str, str]:
    words = {name: form.get(f"{name}.{code}", "").strip() for name in ("en", "fr")}
    shown = form.get(f"shown.{code}", MORE)
    said = {name: text for name, text in words.items() if text}
    return {"code": code} | said | {"shown": shown if shown in (FIRST, MORE, CLOSED) else MORE}


def _parse_new(field: str, form: MultiDict[str, str], taken: set[str], troubles: Troubles) -> Rows:
    rows: Rows = []
    wheres = form.getlist("new_where") or [""] * len(form.getlist("new_en"))
    for number, (en, fr, where) in enumerate(
        zip(form.getlist("new_en"), form.getlist("new_fr"), wheres, strict=False)
    ):
        if not en.strip() and not fr.strip():
            continue
        code = _free_code(field, where, taken)
        if code is None:
            troubles.append((f"new-{number}", NO_ROOM))
            continue
        taken.add(code)
        said = {name: text.strip() for name, text in (("en", en), ("fr", fr)) if text.strip()}
        rows.append({"code": code} | said | {"shown": MORE})
    return rows


def _free_code(field: str, where: str, taken: set[str]) -> str | None:
    if field == "places":
        slots = [o["code"] for o in options_of(field) if o.get("own") and o["code"].startswith(where)]
        return next((code for code in slots if where in ZONES and code not in taken), None)
    if field not in PREFIX:
        return None
    return next(code for n in range(1, LAST) if (code := f"{PREFIX[field]}_own_{n}") not in taken)


def _is_own_line(field: str, code: str) -> bool:
    head, _, number = code.rpartition("_")
    return field in PREFIX and head == f"{PREFIX[field]}_own" and number.isdecimal() and len(number) < 3


def _find_troubles(field: str, rows: Rows) -> Troubles:
    options = {option["code"]: option for option in options_of(field)}
    most = LONGEST["tile" if is_tiles(field) else "line"]
    troubles: Troubles = []
    for row in rows:
        code, option = row["code"], options.get(row["code"], {"own": True})
        at = f"en-{code}"
        if option.get("own") and not row.get("en"):
            troubles.append((at, NO_WORDS))
        if max(len(row.get("en", "")), len(row.get("fr", ""))) > most:
            troubles.append((at, filled(TOO_LONG, most=str(most))))
        stays = option.get("route") == "separate" or (is_tiles(field) and code in ALWAYS)
        if stays and row["shown"] == CLOSED:
            english, french = option["label"]
            troubles.append(
                (f"shown-{code}", (NOT_CLOSED[0].format(name=english), NOT_CLOSED[1].format(name=french)))
            )
    first = sum(row["shown"] == FIRST for row in rows)
    if is_tiles(field) and not 0 < first <= MOST_FIRST:
        troubles.append((f"shown-{rows[0]['code']}", TOO_FEW if first == 0 else TOO_MANY))
    return troubles


def filled(pair: Pair, **parts: str) -> Pair:
    """A sentence with its parts, in both languages."""
    return pair[0].format(**parts), pair[1].format(**parts)


def to_number(text: str | None) -> int:
    """A place in an order as it was typed; the last where it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 3 else LAST
