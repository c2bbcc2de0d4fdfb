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
    line = analysis.plan.forecast.budget.get(row.budget_line or "")
    if line is None:
        return lacking(f"{here}.budget_line")
    sharing = [
        quarter_price(tool, f"tools.items.{tool_id}")
        for tool_id, tool in analysis.plan.tools.items.items()
        if tool.budget_line == row.budget_line and tool.status not in IDLE
    ]
    price = total((quarter_price(row, here), *sharing)) if row.status in IDLE else total(sharing)
    budget = _budget(analysis, row.budget_line or "")
    unknown = first_unknown((price, budget))
    return unknown or flag((price.number or 0) <= (budget.number or 0))


def quarter_price(row: Tool, here: str) -> Figure:
    """What the tool costs in a quarter; what is paid once counts whole."""
    price = given(row.price, f"{here}.price")
    number, factor = price.number, _QUARTER.get(row.price_period or "")
    if number is None:
        return price
    return lacking(f"{here}.price_period") if factor is None else Figure(number * factor)


def _budget(analysis: Analysis, line_id: str) -> Figure:
    """The quarter's money for the item of a line: the line is one month, its item may have several."""
    budget = analysis.plan.forecast.budget
    line = budget[line_id]
    quarter = analysis.quarter
    months = months_of(quarter, analysis.fiscal_start) if quarter else ()
    same = {
        row_id: row
        for row_id, row in budget.items()
        if row_id == line_id or (line.item and row.item == line.item and row.month in months)
    }
    return total(given(row.amount, f"forecast.budget.{row_id}.amount") for row_id, row in same.items())


FORMULAS: dict[str, Formula] = {
    "tools.items.options.score": score,
    "tools.items.within_budget": within_budget,
    "tools.items.fit": fit,
}
