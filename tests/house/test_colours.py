"""The contrast of every pair that UX 2 names, computed from `static/tokens.css` by WCAG 2.2's formula."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static" / "tokens.css").read_text("utf-8")
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, on, TEXT) for ink in ("ink", "ink-2", "action", "help", "wait", "settled") for on in ("ground", "surface")),
    *((ink, "sunken", TEXT) for ink in ("ink", "ink-2", "wait")),
    *((edge, on, EDGE) for edge in ("line", "focus", "person-a", "person-b") for on in ("ground", "surface")),
    ("on-action", "action", TEXT), ("on-action", "action-pressed", TEXT), ("ink", "action-soft", TEXT),
    ("action", "action-soft", EDGE), ("on-help", "help", TEXT), ("on-help-soft", "help-soft", TEXT),
    ("wait", "wait-soft", TEXT), ("settled", "settled-soft", TEXT), ("person-a", "person-a-soft", TEXT),
    ("person-b", "person-b-soft", TEXT), ("on-card", "card", TEXT),
    *(("ink", f"ramp-{level}", TEXT) for level in (1, 2, 3)), ("on-ramp", "ramp-4", TEXT), ("on-ramp", "ramp-5", TEXT),
]  # fmt: skip


def roles(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def blocks(selector: str) -> list[dict[str, str]]:
    return [roles(found) for found in re.findall(re.escape(selector) + r" \{([^}]*)\}", CSS)]


LIGHT = blocks("\n:root")[0]
DARK = blocks(':root[data-theme="dark"]')[0]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "on", "least"), PAIRS)
def test_a_pair_can_be_read(theme: str, ink: str, on: str, least: float) -> None:
    colours = LIGHT if theme == "light" else DARK
    assert contrast(colours[ink], colours[on]) >= least


def test_every_role_stands_in_both_themes_and_dark_is_the_same_by_system_and_by_choice() -> None:
    assert set(LIGHT) == set(DARK)
    assert blocks(':root:not([data-theme="light"])') == [DARK]


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_no_colour_stands_outside_the_tokens() -> None:
    for path in [*(ROOT / "static").glob("*.css"), *(ROOT / "client").glob("styles/*.css")]:
        if path.name != "tokens.css":
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", path.read_text("utf-8")) == [], path.name
