"""Figures of step 5: north star, status, and the big three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine import metrics
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure, at_least, difference, flag, given, percent
from quarterdeck.plan.kpis import Bofu, Kpi, Mql, Sql
from quarterdeck.plan.paths import undotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def is_north_star(_: Kpi, here: str, analysis: Analysis) -> Figure:
    """1 for the one KPI the cover names, 0 for the others."""
    return flag(analysis.plan.plan.north_star == undotted(here)[-1])


def status(_: Kpi, here: str, analysis: Analysis) -> Figure:
    """`on_track`, `watch` or `off_track`, or why there is none."""
    return analysis.standings[undotted(here)[-1]].status


def additional(row: Mql | Sql, here: str, _: Analysis) -> Figure:
    """Target less today's number, never below zero."""
    return at_least(difference(given(row.target, f"{here}.target"), given(row.baseline, f"{here}.baseline")))


def raised_hands_pct(row: Bofu, here: str, _: Analysis) -> Figure:
    """Conversions of bottom-of-funnel offers ÷ visits of the same quarter."""
    reached, visits = given(row.baseline, f"{here}.baseline"), given(row.visits, f"{here}.visits")
    return percent(metrics.conversion(reached, visits))


FORMULAS: dict[str, Formula] = {
    "kpis.items.is_north_star": is_north_star,
    "kpis.items.status": status,
    "kpis.mql.additional": additional,
    "kpis.sql.additional": additional,
    "kpis.bofu.rate_pct": raised_hands_pct,
}
