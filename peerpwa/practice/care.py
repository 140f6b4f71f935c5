"""What masks a record from the floor, and which line of care it then gets (PRACTICE 0.13 and 2.4)."""

from collections.abc import Iterable

from peerpwa.practice.definitions import load

STOPS = frozenset(o["code"] for o in load().vocabularies["flag"] if o.get("stop"))
SAFETY = frozenset(o["code"] for o in load().vocabularies["flag"] if o.get("safety"))
SEPARATE = frozenset(o["code"] for o in load().vocabularies["conflict_type"] if o.get("route") == "separate")
MASKING = STOPS | SEPARATE


def masking(codes: Iterable[str]) -> frozenset[str]:
    """Of these flags and types those that mask: stop flags and Separate-first types."""
    return MASKING.intersection(codes)


def care_code(codes: Iterable[str]) -> str | None:
    """`safety` for a weapon, threat, injury or fire, `separate` for what else masks, None when nothing does."""
    given = frozenset(codes)
    if not given & MASKING:
        return None
    return "safety" if given & SAFETY else "separate"
