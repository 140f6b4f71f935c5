"""The phone to practise on can reach no store, no key and no network: whatever it imports, at any depth, is none of them."""

import re

from tests.house.test_checks import CLIENT

IMPORTED = re.compile(r"^(?:import|export)(?! type)[^\"';]*?from \"(\.[^\"]+)\"", re.MULTILINE)
SHUT = ("vault", "sync", "device.ts", "phone.ts")
REACHES = re.compile(r"\b(?:fetch|indexedDB|caches|sendBeacon|XMLHttpRequest|WebSocket|localStorage)\b")


def reached(name: str) -> dict[str, str]:
    """Every module below `client/` that this one imports, with its text."""
    found: dict[str, str] = {}
    waiting = [CLIENT / name]
    while waiting:
        path = waiting.pop()
        if str(path.relative_to(CLIENT)) in found:
            continue
        text = path.read_text("utf-8")
        found[str(path.relative_to(CLIENT))] = text
        for given in IMPORTED.findall(text):
            base = (path.parent / given).resolve()
            ways = [base.with_name(base.name + end) for end in (".ts", ".tsx")] + [base / "index.ts"]
            waiting.append(next(way for way in ways if way.is_file()))
    return found


def test_practising_reaches_no_store_no_key_and_no_network() -> None:
    modules = reached("pretend.ts")
    assert len(modules) > 5
    assert not [name for name in modules if name.startswith(SHUT)]
    ours = {name: text for name, text in modules.items() if name != "looks.ts"}
    assert not [name for name, text in ours.items() if REACHES.search(text)]
