"""All measures in their order, and the one way to ask for them."""

from dataclasses import dataclass

from peerpwa.accounts.models import Centre
from peerpwa.measures import centre as centre_itself
from peerpwa.measures import check_ins, events, help, limits, talks, threads
from peerpwa.measures.definition import Audience, Measure, Result
from peerpwa.measures.load import load_book
from peerpwa.measures.period import Period
from peerpwa.records.viewer import Viewer

MODULES = (centre_itself, check_ins, events, help, limits, talks, threads)
MEASURES: tuple[Measure, ...] = tuple(
    sorted((one for module in MODULES for one in module.MEASURES), key=lambda one: int(one.id[1:]))
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with what it gave."""

    measure: Measure
    result: Result


def measure(centre: Centre, period: Period, viewer: Viewer) -> list[Measured]:
    """Every measure that this viewer may see, of their centre. Nothing narrows them: no person, no worker."""
    mine = measures_of(centre, viewer)
    if not mine:
        return []
    book = load_book(centre, period, viewer)
    return [Measured(one, one.formula(book)) for one in mine]


def measures_of(centre: Centre, viewer: Viewer) -> list[Measure]:
    """Which measures the viewer may see of this centre."""
    if viewer.centre != centre.id or not viewer.on_floor:
        return []
    mine = _audience_of(viewer)
    return [one for one in MEASURES if one.audience & mine]


def _audience_of(viewer: Viewer) -> frozenset[Audience]:
    """Managers make the funder's report, and so see what it says."""
    who: set[Audience] = {"all"}
    if viewer.leads:
        who.add("supervisor")
    if "manager" in viewer.roles:
        who |= {"manager", "funder"}
    return frozenset(who)
