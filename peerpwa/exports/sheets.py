"""Files of records: CSV as Excel reads it, XLSX with a sheet for each kind. Made from what the viewer may see."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from peerpwa.exports.columns import Cell, columns_of, defuse, header_of, to_cell
from peerpwa.measures.period import local
from peerpwa.practice import Practice, as_called, load
from peerpwa.records.names import get_names
from peerpwa.records.settings import get_settings
from peerpwa.records.sweep import Seen, list_roots, read_trees
from peerpwa.records.viewer import Viewer

BOM = "\ufeff"
AT_ONCE = 200
MOST_ROWS = 200_000
Progress = Callable[[int, int], None]


class TooMuch(Exception):
    """More than fits into one file."""


@dataclass(frozen=True)
class Wish:
    """`kinds`: those to have; times in ms, `until` not included. `zone`: a name of the centre's."""

    kinds: tuple[str, ...]
    since: int | None
    until: int | None
    names: bool
    french: bool
    zone: ZoneInfo


@dataclass
class Sheet:
    """A kind's name, its header and its rows."""

    kind: str
    title: str
    header: list[str]
    rows: list[list[Cell]] = field(default_factory=list)


def make_sheets(viewer: Viewer, wish: Wish, now: int, progress: Progress) -> list[Sheet]:
    """A sheet for each kind, in the centre's words of today. Raises TooMuch."""
    practice = as_called(load(), get_settings(viewer.centre))
    names = get_names(viewer.centre) if wish.names else None
    sheets = {kind: _empty(practice, kind, wish) for kind in wish.kinds}
    roots = list_roots(viewer, wish.since, wish.until)
    numbers: dict[str, int] = {}
    for start in range(0, len(roots), AT_ONCE):
        progress(start, len(roots))
        for seen in read_trees(viewer, roots[start : start + AT_ONCE], now):
            if seen.masked and not wish.names:
                continue
            numbers[seen.id] = len(numbers) + 1
            if seen.kind in sheets:
                sheets[seen.kind].rows.append(_row(practice, seen, wish, numbers, names))
            if len(numbers) > MOST_ROWS:
                raise TooMuch
    progress(len(roots), len(roots))
    return list(sheets.values())


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, since Excel guesses otherwise; lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    lines: list[Sequence[Cell]] = [sheet.header, *sheet.rows]
    writer.writerows([defuse(cell) for cell in line] for line in lines)
    return (BOM + out.getvalue()).encode()


def to_xlsx(sheets: Sequence[Sheet], about: Sequence[str]) -> bytes:
    """A workbook; its first sheet says what it is, who made it and when."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        first = book.add_worksheet("About")
        first.set_column(0, 0, 100)
        for at, line in enumerate(about):
            first.write_string(at, 0, str(defuse(line)))
        for place, sheet in enumerate(sheets, 1):
            page = book.add_worksheet(f"{place} {sheet.title}"[:31])
            page.set_header(f"&L{about[0]}")
            page.set_column(0, len(sheet.header) - 1, 18)
            page.freeze_panes(1, 0)
            for at, name in enumerate(sheet.header):
                page.write_string(0, at, name, bold)
            for number, row in enumerate(sheet.rows, 1):
                for at, cell in enumerate(row):
                    _write(page, number, at, defuse(cell))
    return out.getvalue()


def _write(page: Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, cell)


def _empty(practice: Practice, kind: str, wish: Wish) -> Sheet:
    base = ["Numéro", "Partie du numéro", "Écrit le", "Formulaire", "Id", "Par"]
    if not wish.french:
        base = ["Number", "Part of number", "Written on", "Form", "Id", "By"]
    asked = [header_of(question, wish.french) for question in columns_of(practice, kind, wish.names)]
    return Sheet(kind, load().kinds[kind].label[wish.french], [*base[: None if wish.names else -2], *asked])


def _row(
    practice: Practice, seen: Seen, wish: Wish, numbers: dict[str, int], names: dict[str, str] | None
) -> list[Cell]:
    def cells() -> Iterator[Cell]:
        yield numbers[seen.id]
        yield numbers.get(seen.above or "")
        yield f"{local(seen.made, wish.zone):%Y-%m-%d}"
        yield ", ".join(seen.forms)
        if names is not None:
            yield seen.id
            yield names.get(seen.account or "", "")
        for question in columns_of(practice, seen.kind, wish.names):
            yield to_cell(practice, question, seen.values.get(question.field), names, wish.french)

    return list(cells())
