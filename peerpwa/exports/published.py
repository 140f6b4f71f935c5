"""Funder's reports: made through the guard with all earlier ones, and kept as they were shown (PRACTICE 7.4, 7.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, insert, select

from peerpwa.accounts.models import Centre
from peerpwa.errors import Refusal
from peerpwa.exports.counting import Counted, count_months, keep
from peerpwa.exports.guard import Months, Report, Word, protect, protect_flags
from peerpwa.exports.models import funder_report
from peerpwa.exports.monthly import FLAGS, every_population, to_figure
from peerpwa.exports.months import Span, first_day, last_day, months_between, span_of
from peerpwa.exports.tables import Count, Figure
from peerpwa.measures.centre import count_visits
from peerpwa.records import audit
from peerpwa.records.chosen import find_settings
from peerpwa.records.door import reading, writing_plain
from peerpwa.records.ids import new_id

TRIES = 3


@dataclass(frozen=True)
class Funder:
    """A report as it is shown. `visits`: how many there were by the centre's own word, 0 where it had none. `id`, `made`
    and `account` are None while it is only looked at.
    """

    first: str
    last: str
    k: int
    shown: Mapping[str, Report]
    lines: tuple[str, ...]
    visits: int
    id: str | None = None
    made: int | None = None
    account: str | None = None

    @property
    def span(self) -> Span:
        return span_of(self.first, self.last)


def list_published(centre: str) -> list[Funder]:
    """Every report of a centre, the first published first."""
    query = select(funder_report).where(funder_report.c.centre == centre)
    with reading() as connection:
        rows = connection.execute(query.order_by(funder_report.c.made, funder_report.c.id)).all()
    return [_to_report(row) for row in rows]


def look(centre: Centre, span: Span, k: int, now: int, before: list[Funder]) -> Funder:
    """The report of a span: as it was published, or else as it would be now. `before`: all that were published."""
    return _look(centre, span, k, now, before)[0]


def publish(centre: Centre, span: Span, k: int, account: str, now: int) -> Funder:
    """Publishes the report of a span. What was published stays: asked for again, it is answered as it was.

    Raises Refusal where others published again and again meanwhile.
    """
    for _ in range(TRIES):
        before = list_published(centre.id)
        report, counted = _look(centre, span, k, now, before)
        if report.id is not None:
            return report
        id = new_id(now)
        row = {
            "id": id, "centre": centre.id, "first": span.first, "last": span.last, "k": k, "made": now,
            "account": account, "shown": _to_plain(report.shown), "lines": list(report.lines),
            "visits": report.visits,
        }  # fmt: skip
        with writing_plain() as connection:
            here = select(func.count()).where(funder_report.c.centre == centre.id)
            if connection.execute(here).scalar_one() != len(before):
                continue  # another one came first, and the guard must know it
            keep(connection, centre.id, counted)
            connection.execute(insert(funder_report), row)
            reason = f"{span.first} {span.last}"
            audit.note(centre.id, account, "publish_report", now=now, reason=reason, connection=connection)
        return replace(report, id=id, made=now, account=account)
    raise Refusal(
        "others_publish",
        409,
        ("Others publish right now. Try again in a minute.", "D'autres publient. Réessayez dans une minute."),
    )


def _look(centre: Centre, span: Span, k: int, now: int, before: list[Funder]) -> tuple[Funder, Counted]:
    stood = next((one for one in before if (one.first, one.last) == (span.first, span.last)), None)
    if stood:
        return stood, Counted({}, (), {})
    counted = count_months(centre, span.months, now)
    shown = _guard(counted, frozenset(span.months), k, before)
    lines = sorted({line for month in span.months for line in counted.months[month].lines})
    return Funder(span.first, span.last, k, shown, tuple(lines), _count_visits(centre, span)), counted


def _count_visits(centre: Centre, span: Span) -> int:
    with reading() as connection:
        own = find_settings(connection, centre.id)
    return count_visits(own, first_day(span.first), last_day(span.last))


def _guard(counted: Counted, months: Months, k: int, before: list[Funder]) -> dict[str, Report]:
    """Every population by itself, with all that was published of it."""
    said: dict[str, list[Report]] = {}
    for report in before:
        for name, one in report.shown.items():
            said.setdefault(name, []).append(one)
    shown: dict[str, Report] = {}
    kinds: dict[str, dict[Months, Mapping[Figure, Count]]] = {}
    for population in every_population():
        name = population.name
        counts = _counts_of(counted, name)
        if name.startswith(FLAGS):
            kinds[name] = counts
        else:
            shown[name] = protect(counts, months, population.tables, said.get(name, []), k)
    every = kinds.popitem()[1]
    plain = {name.removeprefix(FLAGS): counts for name, counts in kinds.items()}
    told = {name.removeprefix(FLAGS): reports for name, reports in said.items() if name.startswith(FLAGS)}
    flags = protect_flags(plain, every, months, told, k)
    return shown | {FLAGS + name: report for name, report in flags.items()}


def _counts_of(counted: Counted, population: str) -> dict[Months, Mapping[Figure, Count]]:
    return {frozenset({name}): month.counts.get(population, {}) for name, month in counted.months.items()}


def _to_plain(shown: Mapping[str, Report]) -> dict[str, Any]:
    return {
        name: {
            "tables": report.tables,
            "cells": [
                [f, cell.value if isinstance(cell, Word) else cell] for f, cell in report.cells.items()
            ],
        }
        for name, report in shown.items()
    }


def _to_report(row: Any) -> Funder:
    months = frozenset(months_between(row.first, row.last))
    shown = {
        name: Report(
            months,
            tuple(tuple(axes) for axes in one["tables"]),
            row.k,
            {to_figure(f): cell if isinstance(cell, int) else Word(cell) for f, cell in one["cells"]},
        )
        for name, one in row.shown.items()
    }
    made = {"id": row.id, "made": row.made, "account": row.account}
    return Funder(row.first, row.last, row.k, shown, tuple(row.lines), row.visits, **made)
