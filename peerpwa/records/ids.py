"""UUIDv7 (RFC 9562): random, in the order of their making within one process."""

import re
import secrets
import threading
import uuid

PATTERN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_lock = threading.Lock()
_last = 0


def new_id(now: int) -> str:
    """A new id at `now` (ms), greater than every one made before in this process."""
    global _last
    with _lock:
        value = (now << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
        if value <= _last:
            value = _after(_last)
        _last = value
    return str(uuid.UUID(int=value))


def is_id(text: object) -> bool:
    """Whether this is an id as phones make them."""
    return isinstance(text, str) and PATTERN.fullmatch(text) is not None


def _after(last: int) -> int:
    """The next id when the clock stood still: the 74 random bits counted on by a random step."""
    low = (((last >> 64) & 0xFFF) << 62 | (last & ((1 << 62) - 1))) + 1 + secrets.randbits(32)
    ms = last >> 80
    if low >> 74:
        ms, low = ms + 1, low & ((1 << 74) - 1)
    return (ms << 80) | (0x7 << 76) | ((low >> 62) << 64) | (0b10 << 62) | (low & ((1 << 62) - 1))
