"""What the funder's report counts (PRACTICE 7.4), one by one: when it was, how it stands, who is behind it.

A population is counted by itself: events, check-ins, talks … Each thing has a key, so that it is counted once for
ever, whenever it arrives. People and authors are there to be counted apart (PRACTICE 7.5 rule 2) and go no further.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from peerpwa.exports.tables import Axes
from peerpwa.measures import centre as centre_itself
from peerpwa.measures import check_ins, help, limits, talks, threads
from peerpwa.measures.book import Book, Row
from peerpwa.practice import load
from peerpwa.practice.clocks import satisfied

QUARTER_HOUR, HOUR = 15, 60
NAMELESS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """`day`: on which it counts. `people`: handles; `author`: None where the number doesn't describe staff work.
    `person`: where a person counts once a month, by their latest answer.
    """

    key: str
    day: date
    codes: Mapping[str, str]
    people: frozenset[str] = NAMELESS
    author: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A book over all days up to the last one asked for, and who wrote what. `named`: who is named in a tree, by its
    root, once that was asked.
    """

    book: Book
    authors: Mapping[str, str]
    named: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Population:
    """What is counted apart from all else, in which tables; without a table, its total alone."""

    name: str
    tables: tuple[Axes, ...]
    items: Callable[[Source], Iterator[Item]]


def codes_of(vocabulary: str) -> list[str]:
    """The kinds of serious matters, or what can make it harder: all but “none of these”."""
    return [one["code"] for one in load().vocabularies[vocabulary] if not one.get("alone")]


def _events(source: Source) -> Iterator[Item]:
    """Every log has its heat; one whose author took the heat back is left out."""
    for event in source.book.events:
        if heat := event.values.get("heat"):
            yield _of_event(source, event, {"heat": heat})


def mentions(source: Source, setting: str) -> Iterator[Item]:
    """The events that name this setting; some name two, so these numbers have no sum."""
    for event in source.book.events:
        if setting in (event.values.get("settings") or []):
            yield _of_event(source, event, {})


def serious(source: Source, kind: str | None) -> Iterator[Item]:
    """The events with this flag, or with any."""
    for event in source.book.events:
        flags = source.book.flags(event)
        if flags if kind is None else kind in flags:
            yield _of_event(source, event, {})


def _shifts(source: Source) -> Iterator[Item]:
    for row, was_logged in centre_itself.list_shifts(source.book):
        day, part = row.values["day"], row.values.get("shift") or ""
        author = source.authors.get(row.id)
        yield Item(f"{day} {part}", date.fromisoformat(day), _yes_no(was_logged), author=author)


def _due(source: Source) -> Iterator[Item]:
    for row, on_time in check_ins.list_due(source.book):
        if on_time is not None:
            day = source.book.day(row.said)
            yield _by_staff(source, row, day, _yes_no(on_time), _handle(source.book, row))


def _answers(source: Source) -> Iterator[Item]:
    """One for each check-in, oldest first."""
    for row in sorted(source.book.check_ins, key=lambda one: (one.said, one.order, one.id)):
        codes, who = {"satisfied": satisfied(row.values)}, check_ins.person_of(source.book, row)
        day = _day(source, row)
        yield Item(row.id, day, codes, _handle(source.book, row), person=who)


def _slips(question: str) -> Callable[[Source], Iterator[Item]]:
    def items(source: Source) -> Iterator[Item]:
        for (month, asked, answer), total in source.book.slips.items():
            if asked == question:
                day = date.fromisoformat(f"{month}-01")
                yield from (
                    Item(f"{month} {answer} {number}", day, {"answer": answer}) for number in range(total)
                )

    return items


def _day_7(source: Source) -> Iterator[Item]:
    for row, suits in check_ins.list_day_7(source.book):
        yield Item(row.id, _day(source, row), _answer(suits), _handle(source.book, row))


def _visits(source: Source) -> Iterator[Item]:
    for row, coming in check_ins.list_visits(source.book):
        yield Item(row.id, _day(source, row), _answer(coming), _handle(source.book, row))


def _settled(source: Source) -> Iterator[Item]:
    for thread, over, again in threads.list_settled(source.book):
        events = threads.events_of(source.book, thread)
        people = NAMELESS.union(*(_handles(source, event) for event in events))
        day = source.book.day(over)
        yield Item(f"{thread.id} {day}", day, _yes_no(again), people)


def _talks(source: Source) -> Iterator[Item]:
    for talk, kept in talks.list_agreed(source.book):
        event = source.book.get(talk.root) or talk
        yield _by_staff(source, talk, _day(source, event), _answer(kept))


def _waits(source: Source) -> Iterator[Item]:
    for ask in source.book.asks:
        minutes = help.wait_of(source.book, ask)
        band = "unknown" if minutes is None else "quick" if minutes <= QUARTER_HOUR else "hour"
        codes = {"wait": "longer" if minutes is not None and minutes > HOUR else band}
        yield _by_staff(source, ask, _day(source, ask), codes)


def _referrals(source: Source) -> Iterator[Item]:
    for row in help.list_referrals(source.book):
        answer = help.answer_of(source.book, row)
        taken = None if answer in (None, "waiting") else answer in help.TAKEN_UP
        yield Item(row.id, source.book.day(row.made), _answer(taken), _handles(source, row))


def _limits(source: Source) -> Iterator[Item]:
    for row in limits.list_limits(source.book):
        complete = limits.is_complete(source.book, row)
        yield _by_staff(source, row, source.book.day(row.made), _yes_no(complete))


def _changes(source: Source) -> Iterator[Item]:
    """Things of the place: nobody stands behind them. `line` is one of the practice's own lines, else nothing: a
    centre's own words never leave.
    """
    lines = {
        word: one["code"]
        for one in load().libraries["options"]
        if one.get("fix")
        for word in (one["code"], *one["label"])
    }
    for fix, at in centre_itself.list_changes(source.book):
        yield Item(fix.id, source.book.day(at), {"line": lines.get(fix.values.get("what") or "", "")})


def _affected(source: Source) -> Iterator[Item]:
    for event, named, offered in help.list_affected(source.book):
        day = _day(source, event)
        yield from (Item(event.id, day, _answer(offered), frozenset({name})) for name in sorted(named))
        if not named:
            yield Item(event.id, day, _answer(None))


YES_NO, ANSWER = (("yes_no",),), (("answer",),)
POPULATIONS = (
    Population("events", (("heat",),), _events),
    Population("shifts", YES_NO, _shifts),
    Population("due", YES_NO, _due),
    Population("satisfied", (("satisfied",),), _answers),
    Population("heard", ANSWER, _slips("heard")),
    Population("same_treatment", ANSWER, _slips("same_treatment")),
    Population("day_7", ANSWER, _day_7),
    Population("visits", ANSWER, _visits),
    Population("settled", YES_NO, _settled),
    Population("talks", ANSWER, _talks),
    Population("waits", (("wait",),), _waits),
    Population("referrals", ANSWER, _referrals),
    Population("limits", YES_NO, _limits),
    Population("changes", (), _changes),
    Population("affected", ANSWER, _affected),
)


def _of_event(source: Source, event: Row, codes: Mapping[str, str]) -> Item:
    return Item(event.id, _day(source, event), codes, _handles(source, event))


def _by_staff(
    source: Source, row: Row, day: date, codes: Mapping[str, str], people: frozenset[str] | None = None
) -> Item:
    """A number about staff's work: from three authors up (rule 2)."""
    named = _handles(source, row) if people is None else people
    return Item(row.id, day, codes, named, source.authors.get(row.id))


def _day(source: Source, row: Row) -> date:
    return source.book.day(row.said)


def _yes_no(value: bool) -> dict[str, str]:
    return {"yes_no": "yes" if value else "no"}


def _answer(value: bool | None) -> dict[str, str]:
    return {"answer": "unknown" if value is None else "yes" if value else "no"}


def _handle(book: Book, row: Row) -> frozenset[str]:
    """The person with whom a check-in is."""
    above = book.get(row.above)
    named = row.values.get("person") or (above.values.get("handle") if above else None)
    return frozenset({named.casefold()}) if named else NAMELESS


def _handles(source: Source, row: Row) -> frozenset[str]:
    """Every client named in a record's tree."""
    if row.root not in source.named:
        source.named[row.root] = _named_in(source.book.rows.trees[row.root])
    return source.named[row.root]


def _named_in(rows: Iterable[Row]) -> frozenset[str]:
    named: set[str] = set()
    for one in rows:
        parts = one.values.get("parts") or []
        named.update(part["who"] for part in parts if part.get("who") and part.get("part") != "worker")
        named.update(one.values.get("people") or [])
        named.update(one.values[name] for name in ("handle", "person") if one.values.get(name))
    return frozenset(name.casefold() for name in named)
