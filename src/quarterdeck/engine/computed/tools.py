"""Figures of step 10: the five criteria, and whether the price fits its budget line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure, first_unknown, flag, given, known, lacking, total
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.tools import Option, Tool

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

CRITERIA = ("proof", "dependable", "support", "community")
PASS = "pass"
IDLE = ("rejected", "retired")
_QUARTER = {"month": Decimal(3), "year": Decimal("0.25"), "once": Decimal(1)}


def score(row: Option, _: str, __: Analysis) -> Figure:
    """Criteria passed, of five; "unknown" is not a pass."""
    return known(sum(getattr(row, name) == PASS for name in ("saves", *CRITERIA)))


def fit(row: Tool, here: str, analysis: Analysis) -> Figure:
    """Criteria passed, of five, and one each for serving a goal and fitting the budget."""
    passed = bool(row.saves) + sum(getattr(row, name) == PASS for name in CRITERIA)
    return known(passed + bool(row.goals) + (within_budget(row, here, analysis).number == 1))


def within_budget(row: Tool, here: str, analysis: Analysis) -> Figure:
    """Whether the quarter's price of all tools on the same budget line fits that line (1 or 0)."""
    if row.budget_line not in analysis.plan.forecast.budget:
        return lacking(f"{here}.budget_line")
    price = analysis.prices.get(row.budget_line or "", known(0))
    if row.status in IDLE:
        price = total((quarter_price(row, here), price))
    budget = analysis.budgets[row.budget_line or ""]
    unknown = first_unknown((price, budget))
    return unknown or flag((price.number or 0) <= (budget.number or 0))


def prices(analysis: Analysis) -> dict[str, Figure]:
    """The quarter's price of the tools on each budget line that are in use or may come to be."""
    lines: dict[str, list[Figure]] = {}
    for tool_id, tool in analysis.plan.tools.items.items():
        if tool.budget_line and tool.status not in IDLE:
            lines.setdefault(tool.budget_line, []).append(quarter_price(tool, f"tools.items.{tool_id}"))
    return {line: total(figures) for line, figures in lines.items()}


def quarter_price(row: Tool, here: str) -> Figure:
    """What the tool costs in a quarter; what is paid once counts whole."""
    price = given(row.price, f"{here}.price")
    number, factor = price.number, _QUARTER.get(row.price_period or "")
    if number is None:
        return price
    return lacking(f"{here}.price_period") if factor is None else Figure(number * factor)


def budgets(analysis: Analysis) -> dict[str, Figure]:
    """The quarter's money for the item of each budget line: a line is one month, its item may be several."""
    quarter = analysis.quarter
    months = months_of(quarter, analysis.fiscal_start) if quarter else ()
    own, items = {}, dict[str, list[Figure]]()
    for line_id, line in analysis.plan.forecast.budget.items():
        own[line_id] = given(line.amount, f"forecast.budget.{line_id}.amount")
        if line.item and line.month in months:
            items.setdefault(line.item, []).append(own[line_id])
    sums = {item: total(figures) for item, figures in items.items()}
    found = {}
    for line_id, line in analysis.plan.forecast.budget.items():
        whole = sums.get(line.item or "", known(0))
        found[line_id] = whole if line.item and line.month in months else total((own[line_id], whole))
    return found


FORMULAS: dict[str, Formula] = {
    "tools.items.options.score": score,
    "tools.items.within_budget": within_budget,
    "tools.items.fit": fit,
}
