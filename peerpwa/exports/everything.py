"""Everything of a centre that its manager may see, a line of JSON each: for moving house, or for the centre's archive.

Only after a second manager said yes (jobs.py). Of what a manager may not see nothing is in it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from peerpwa.exports.sheets import AT_ONCE, MOST_ROWS, Progress, TooMuch
from peerpwa.records.names import get_names
from peerpwa.records.settings import get_settings
from peerpwa.records.slips import read_tally
from peerpwa.records.sweep import Seen, list_roots, read_trees
from peerpwa.records.viewer import Viewer

FORMAT = {"format": "common-ground-everything", "version": 1}
MOST_TEXT = 256 * 1024 * 1024


def to_json_lines(viewer: Viewer, about: dict[str, Any], now: int, progress: Progress) -> bytes:
    """The first line says what this is, who asked and who approved. Raises TooMuch."""
    lines: list[bytes] = []
    size = 0
    for line in _lines(viewer, about, now, progress):
        lines.append(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        size += len(lines[-1])
        if len(lines) > MOST_ROWS or size > MOST_TEXT:
            raise TooMuch
    return b"".join(lines)


def _lines(viewer: Viewer, about: dict[str, Any], now: int, progress: Progress) -> Iterator[dict[str, Any]]:
    yield FORMAT | about | {"made": _moment(now)}
    yield {"kind": "setting", "values": get_settings(viewer.centre)}
    for (month, question, answer), total in sorted(read_tally(viewer.centre).items()):
        yield {"kind": "slip", "month": month, "question": question, "answer": answer, "total": total}
    names = get_names(viewer.centre)
    roots = list_roots(viewer, None, None)
    for start in range(0, len(roots), AT_ONCE):
        progress(start, len(roots))
        for seen in read_trees(viewer, roots[start : start + AT_ONCE], now):
            yield _line(seen, names)


def _line(seen: Seen, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": seen.id,
        "kind": seen.kind,
        "below": seen.above,
        "by": names.get(seen.account or ""),
        "made": _moment(seen.made),
        "forms": list(seen.forms),
        "values": dict(seen.values),
    }


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
