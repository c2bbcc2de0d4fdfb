"""Rules about step 5: every measure has a goal, an owner, a source, and a place in the big picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.figures import rounded_up
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit
from quarterdeck.engine.standing import OFF_TRACK

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

_QUARTER = re.compile(r"\bQ[1-4]\b|quarter", re.IGNORECASE)
IDLE = ("rejected", "retired")


def without_goal(analysis: Analysis) -> Iterator[Hit]:
    """No goal needs it."""
    claimed = {kpi for goal in analysis.plan.goals.items.values() for kpi in goal.kpis}
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if not kpi.goals and kpi_id not in claimed:
            yield hit("kpis", "items", kpi_id, "goals", kpi=kpi.name or kpi_id)


def without_owner(analysis: Analysis) -> Iterator[Hit]:
    """Nobody answers for it."""
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if kpi.owner is None:
            yield hit("kpis", "items", kpi_id, "owner", kpi=kpi.name or kpi_id)


def not_measured(analysis: Analysis) -> Iterator[Hit]:
    """No tool tracks it, and no other source is named."""
    tools = [tool for tool in analysis.plan.tools.items.values() if tool.status not in IDLE]
    tracked = {kpi for tool in tools for kpi in tool.tracks}
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if kpi_id not in tracked and kpi.tool is None and not kpi.data_source:
            yield hit("kpis", "items", kpi_id, "data_source", kpi=kpi.name or kpi_id)


def offer_hidden(analysis: Analysis) -> Iterator[Hit]:
    """An offer for people who have nearly decided, where they do not see it."""
    for row_id, row in analysis.plan.kpis.bofu.offers.items():
        if row.prominent is False:
            yield hit("kpis", "bofu", "offers", row_id, "prominent", offer=row.label or row_id)


def funnel_undefined(analysis: Analysis) -> Iterator[Hit]:
    """The funnel counts MQLs and SQLs that nobody has defined."""
    step, rates = analysis.plan.kpis, analysis.plan.forecast.rates
    if step.big_three is False:
        return
    if rates.lead_to_mql_pct is not None and not step.mql.criteria:
        yield hit("kpis", "mql", "criteria")
    elif rates.mql_to_sql_pct is not None and not step.sql.signals and step.sql.threshold is None:
        yield hit("kpis", "sql", "signals")


def target_below_need(analysis: Analysis) -> Iterator[Hit]:
    """Fewer MQLs or SQLs are aimed at in the quarter than a quarter's growth wanted needs."""
    if not _QUARTER.search(analysis.plan.forecast.growth.base_period or ""):
        return
    for name in ("mql", "sql"):
        target = getattr(analysis.plan.kpis, name).target
        needed = rounded_up(analysis.computed[("forecast", "growth", f"{name}_needed")]).number
        if target is not None and needed is not None and target < needed:
            yield hit("kpis", name, "target", target=target, needed=needed, stage=name.upper())


def without_big_picture(analysis: Analysis) -> Iterator[Hit]:
    """Nobody has said what it does for vision or mission."""
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if not kpi.big_picture:
            yield hit("kpis", "items", kpi_id, "big_picture", kpi=kpi.name or kpi_id)


def off_track(analysis: Analysis) -> Iterator[Hit]:
    """A result that is further behind than is tolerated."""
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if analysis.standings[kpi_id].status.value == OFF_TRACK:
            yield hit("kpis", "items", kpi_id, "actuals", kpi=kpi.name or kpi_id)


RULES = (
    Rule("QD501", WARNING, without_goal),
    Rule("QD502", WARNING, without_owner),
    Rule("QD503", WARNING, not_measured),
    Rule("QD504", WARNING, offer_hidden),
    Rule("QD505", ADVICE, funnel_undefined),
    Rule("QD506", ADVICE, target_below_need),
    Rule("QD507", ADVICE, without_big_picture),
    Rule("QD508", WARNING, off_track),
)
