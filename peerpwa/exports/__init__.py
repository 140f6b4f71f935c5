"""What leaves the site team: figures that nobody can trace to a person (PRACTICE 7.4, 7.5)."""

from peerpwa.exports.guard import ALL_KINDS, Report, Word, percent, protect, protect_flags
from peerpwa.exports.tables import Count, Event, Figure, NotAllowed, tabulate

__all__ = [
    "ALL_KINDS",
    "Count",
    "Event",
    "Figure",
    "NotAllowed",
    "Report",
    "Word",
    "percent",
    "protect",
    "protect_flags",
    "tabulate",
]
