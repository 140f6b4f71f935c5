"""A film for a phone's camera: Chromium plays it in place of one, picture after picture, round and round."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.browser.drivers import Chromium
from tests.server import ROOT

WIDTH, HEIGHT, RATE = 640, 480, 10
LONG = 4  # pictures of each code: as long as a phone shows it
TABLE, PAPER, INK = 110, 225, 30  # a code on a glass in a room: neither black nor white
DRAW = """import { encode } from "uqr";
const rows = JSON.parse(process.argv[1]).map((text) => encode(text, { ecc: "L", border: 4 }).data);
console.log(JSON.stringify(rows.map((code) => code.map((row) => row.map((dark) => (dark ? "1" : "0")).join("")))));"""
GLASS = """(() => {
  const shown = document.querySelector('canvas.code');
  if (!shown || shown.width === 300) return null;
  const { data } = shown.getContext('2d').getImageData(0, 0, shown.width, shown.height);
  return Array.from({ length: shown.height }, (_, y) =>
    Array.from({ length: shown.width }, (_, x) => (data[4 * (y * shown.width + x)] < 128 ? '1' : '0')).join(''));
})()"""

Code = list[str]
"""One code: a text of 0 and 1 for each row of squares, its white border with it."""


def camera_of(film: Path) -> tuple[str, ...]:
    """Chromium's flags. The film is opened each time the camera is turned on."""
    return (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )


def write_film(film: Path, codes: list[Code]) -> None:
    """YUV4MPEG2, as Chromium reads it: grey pictures."""
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    made = film.with_suffix(".new")
    with made.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n".encode())
        for code in codes:
            file.write((b"FRAME\n" + picture_of(code) + grey) * LONG)
    made.replace(film)


def picture_of(code: Code) -> bytes:
    size = (HEIGHT - 20) // len(code)
    left, top = (WIDTH - size * len(code)) // 2, (HEIGHT - size * len(code)) // 2
    table = bytes([TABLE])
    rows = [
        (table * left + b"".join(bytes([INK if dark == "1" else PAPER]) * size for dark in row)).ljust(
            WIDTH, table
        )
        for row in code
    ]
    return (table * (WIDTH * top) + b"".join(row * size for row in rows)).ljust(WIDTH * HEIGHT, table)


def draw(*texts: str) -> list[Code]:
    """Any text as a code: what somebody else may hold before the camera."""
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or shutil.which("node") or "node"
    words = [node, "--input-type=module", "-e", DRAW, json.dumps(texts)]
    drawn = subprocess.run(words, cwd=ROOT / "client", capture_output=True, text=True, check=True)
    return list(json.loads(drawn.stdout))


def torn(code: Code) -> Code:
    """Its lower half isn't in the picture."""
    half = len(code) // 2
    return code[:half] + ["0" * len(code)] * (len(code) - half)


def codes_on(phone: Chromium, count: int) -> list[Code]:
    """What stands on a phone's glass, until so many different codes were seen."""
    seen: list[Code] = []
    phone.wait("canvas.code:not([width='300'])")
    while len(seen) < count:
        code = phone.run(GLASS)
        if code and code not in seen:
            seen.append(code)
        phone.pause()
    return seen
