"""French signs stay with their word: a no-break space before ? ! » : ; and after «, wherever French is written."""

import re
from pathlib import Path

import pytest

from tests.server import ROOT

FILES = sorted(
    [
        *(ROOT / "peerpwa").rglob("*.json"),
        *(ROOT / "peerpwa").rglob("*.py"),
        *(ROOT / "templates").glob("*.html"),
        *(ROOT / "client" / "words").glob("*.ts"),
        *(ROOT / "client" / "screens").rglob("words.ts"),
        *(ROOT / "client" / "ui").rglob("words.ts"),
    ]
)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
LOOSE = re.compile(r" [?!»](?=$|[\s.,)'”])|« |[\wé] [:;](?=$|\s)")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sign_can_stand_alone_on_a_line(path: Path) -> None:
    loose = [text for text in LITERAL.findall(path.read_text("utf-8")) if LOOSE.search(text)]
    assert loose == []
