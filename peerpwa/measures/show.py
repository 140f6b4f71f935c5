"""How a number is said: never a percentage of few (PRACTICE 7.3). From 20 on a percentage, from 10 on “3 of 12”, below
that the count alone. The guard for small numbers that leave the team (7.5) is another one, in the exports.
"""

from peerpwa.measures.definition import Measure, Part, Result, Unit

PERCENT_FROM = 20
OF_FROM = 10
RATES: dict[Unit, int] = {"per_100": 100, "per_1000": 1000}
TIMES: dict[Unit, tuple[str, str]] = {
    "minutes": ("min", "min"),
    "hours": ("h", "h"),
    "days": ("days", "jours"),
}


def is_enough(count: int | None) -> bool:
    """Whether more can be said of so many than how many they are."""
    return (count or 0) >= OF_FROM


def show(measure: Measure, found: Result | Part, language: str) -> str:
    """What was found, in words of the language; nothing where it has no number."""
    if found.numerator is None:
        return ""
    french = language == "fr"
    count = _share(found.numerator, found.denominator, measure.unit, french)
    if measure.unit not in TIMES or found.middle is None or found.timed < OF_FROM:
        return count
    times = [found.middle] if found.high is None else [found.middle, found.high]
    unit = TIMES[measure.unit][french]
    return " · ".join([count, *(f"{_number(time, french)} {unit}" for time in times)])


def show_share(numerator: int, denominator: int, language: str) -> str:
    """A share of so many, in words of the language."""
    return _share(numerator, denominator, "percent", language == "fr")


def _share(numerator: int, denominator: int | None, unit: Unit, french: bool) -> str:
    of = "sur" if french else "of"
    if unit == "count" or denominator is None or denominator < OF_FROM:
        return str(numerator)
    if denominator < PERCENT_FROM:
        return f"{numerator} {of} {denominator}"
    rate = RATES.get(unit, 100)
    each = (2 * rate * numerator + denominator) // (2 * denominator)  # a half goes up
    if unit in RATES:
        return f"{each} {'sur' if french else 'in'} {rate}"
    return f"{each}\u00a0%" if french else f"{each}%"


def _number(value: float, french: bool) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if french else text
