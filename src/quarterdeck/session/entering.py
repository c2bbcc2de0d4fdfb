"""Typing in what happened, month by month: what is asked, what is known, what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine import actuals, inputs
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.baseline import baseline
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.forecast.result import COLUMNS
from quarterdeck.plan import calendar
from quarterdeck.plan.asked import holds
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import NUMERIC, Path, fields_of
from quarterdeck.plan.forecast import MonthActual
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING
from quarterdeck.session import measuring
from quarterdeck.session.outcome import Draft
from quarterdeck.session.session import Session
from quarterdeck.store.actuals.facts import Fact
from quarterdeck.store.actuals.mapping import KPI

SHOWN = 12
"""Months that can be gone to."""
KPIS = "kpis"
"""The group of the measures that have figures of their own."""
_LOWER = frozenset({"losses", "customers_lost", "contraction_mrr", "churned_mrr"})
_NEITHER = frozenset({"spend"})
"""To be held against its budget: neither much nor little is good in itself."""


class Asked(Struct, frozen=True):
    """A figure that is asked for each month."""

    figure: str
    group: str
    """As the form groups it, or KPIS."""


class Entry(Struct, frozen=True):
    """What was typed or pasted for a figure of a month."""

    month: str
    figure: str
    raw: str


def asked(plan: Plan) -> tuple[Asked, ...]:
    """The figures of a month that concern this founder, then the KPIs that do not follow from them."""
    figures = [
        Asked(field.name, field.ui.group)
        for field in fields_of(MonthActual)
        if field.kind in NUMERIC and holds(plan, measuring.path_of(field.name), field.ui.when)
    ]
    own = [kpi_id for kpi_id, kpi in plan.kpis.items.items() if not actuals.told_by_months(kpi)]
    return (*figures, *(Asked(f"{KPI}{kpi_id}", KPIS) for kpi_id in own))


def months(plan: Plan, today: date) -> tuple[str, ...]:
    """A year of months up to the last that may have figures: this one, or the end of the plan's quarter."""
    last, quarter = calendar.month_of(today), _quarter(plan)
    last = quarter[-1] if last in quarter else last
    return calendar.months(calendar.add_months(last, 1 - SHOWN), SHOWN)


def first_open(plan: Plan, among: tuple[str, ...], today: date) -> str:
    """The month to begin with: of the quarter's, or else the latest, that are over the first one open."""
    known = actuals.by_month(plan)
    over = [month for month in among if month < calendar.month_of(today)]
    lately = [month for month in over if month in _quarter(plan)] or over[-3:]
    return next((month for month in lately if month not in known), lately[-1] if lately else among[0])


def beside(plan: Plan, among: tuple[str, ...], month: str) -> str:
    """The first month to be seen when `month` is the one to begin with: its quarter stands together."""
    quarter = _quarter(plan)
    return next((one for one in among if month in quarter and one in quarter), month)


def _quarter(plan: Plan) -> tuple[str, ...]:
    """The months of the plan's quarter; none where it names none."""
    start = inputs.fiscal_start(plan)
    return calendar.months_of(plan.plan.quarter, start) if plan.plan.quarter else ()


def value(plan: Plan, month: str, figure: str) -> Decimal | None:
    """What is known of a figure; None for nothing."""
    found = measuring.said(plan, Fact(month, figure, None))
    return found if isinstance(found, Decimal) else None


def draft(session: Session, month: str, figure: str) -> Draft | None:
    """What stands there without being an answer."""
    path = path_of(session.plan, month, figure)
    return session.drafts.get(path) if path is not None else None


def path_of(plan: Plan, month: str, figure: str) -> Path | None:
    """Where a figure of a month stands; None while there is no row for it."""
    if not figure.startswith(KPI):
        found = actuals.by_month(plan).get(month)
        return measuring.path_of(figure, found[0]) if found else None
    rows = plan.kpis.items[figure.removeprefix(KPI)].actuals.items()
    own = (row_id for row_id, row in rows if row.period == month and row.dimension in (None, "total"))
    row_id = next(own, None)
    return None if row_id is None else measuring.path_of(figure, row_id)


def expected(analysis: Analysis, month: str, figure: str) -> Figure:
    """What the plan foresaw: as it was frozen when the quarter began, else as it stands; a KPI's target."""
    if figure.startswith(KPI):
        return _target(analysis, month, figure.removeprefix(KPI))
    if figure not in COLUMNS:
        return Figure()
    quarter = calendar.quarter_of(month, analysis.fiscal_start)
    return baseline(analysis, quarter).forecast.figure(figure, month)


def _target(analysis: Analysis, month: str, kpi_id: str) -> Figure:
    """The part of a goal's target that is for this month."""
    parts = (part for goal in analysis.plan.goals.items.values() for part in goal.targets.values())
    mine = (part.value for part in parts if part.kpi == kpi_id and part.period == month)
    return Figure(next((found for found in mine if found is not None), None))


def is_good(plan: Plan, figure: str, difference: Decimal) -> bool | None:
    """Whether more, or less, than expected is good; None where neither is."""
    way = "down" if figure in _LOWER else "band" if figure in _NEITHER else "up"
    if figure.startswith(KPI):
        kpi = plan.kpis.items[figure.removeprefix(KPI)]
        entry = CATALOGUE.get(kpi.catalogue or "")
        way = kpi.direction or (entry.direction if entry else "up")
    if not difference or way == "band":
        return None
    return (difference > 0) is (way == "up")


def enter(session: Session, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Take figures over as one step that can be undone; gives those that are none.

    They stay where they were typed, as wrong answers in a form do.
    """
    plan, facts, wrong = session.plan, [], []
    for entry in entries:
        found = measuring.read(plan, session.today, entry.figure, entry.raw)
        if isinstance(found, Problem):
            wrong.append(entry)
        else:
            answer = None if found.value is MISSING else found.value
            facts.append(Fact(entry.month, entry.figure, answer))
    answered = {path_of(plan, fact.month, fact.figure) for fact in facts}
    plan = measuring.put(plan, facts)
    texts = {path: one.raw for path, one in session.drafts.items() if path not in answered}
    for entry in wrong:
        plan, path = measuring.with_place(plan, entry.month, entry.figure)
        texts[path] = entry.raw
    if plan is not session.plan or wrong or len(texts) != len(session.drafts):
        session.replace_plan(plan, measuring.MONTHS, texts)
    return tuple(wrong)
