"""What stands on each sheet of a PDF that Chromium made: enough of the format to read its words, and no more."""

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.S)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.S)  # packed bytes may end in \r or hold either sign
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
ONE = re.compile(rb"^<(\w+)> <(\w+)>$", re.M)
RANGE = re.compile(rb"^<(\w+)> <(\w+)> <(\w+)>$", re.M)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Points, and the text in the order in which it was drawn."""

    size: tuple[int, int]
    text: str


def read_sheets(pdf: bytes) -> list[Sheet]:
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b(?!s)", body)]
    return [_to_sheet(page, objects) for page in pages]


def _to_sheet(page: bytes, objects: dict[int, bytes]) -> Sheet:
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    assert box and contents
    fonts = {name: _letters(objects, int(at)) for name, at in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    text, letters = [], dict[int, str]()
    for font, shown in SHOWN.findall(_inflate(objects[int(contents[1])])):
        if font:
            letters = fonts[font]
        glyphs = (int(shown[n : n + 4], 16) for n in range(0, len(shown), 4))
        text.append("".join(letters.get(glyph, "") for glyph in glyphs))
    return Sheet((round(float(box[1])), round(float(box[2]))), "".join(text))


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """What each glyph of a font stands for."""
    named = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if not named:
        return {}
    table = _inflate(objects[int(named[1])])
    found = {int(glyph, 16): chr(int(letter, 16)) for glyph, letter in ONE.findall(table)}
    for first, last, letter in RANGE.findall(table):
        start = int(first, 16)
        found |= {glyph: chr(int(letter, 16) + glyph - start) for glyph in range(start, int(last, 16) + 1)}
    return found


def _inflate(body: bytes) -> bytes:
    held = STREAM.search(body)
    assert held
    return zlib.decompress(held[1])
