"""The columns of the month table: what they are called, and how their numbers are written."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.report.reading import Reading

FUNNEL = ("leads", "mqls", "sqls", "opportunities", "wins", "open_opportunities", "customers")
RECURRING = ("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")
MONEY = ("one_off_revenue", "line_revenue", "revenue", "spend", "team_cost", "tools_cost")
AMOUNTS = frozenset({*RECURRING, *MONEY})
STAGES = {
    "leads": "lead",
    "mqls": "mql",
    "sqls": "sql",
    "opportunities": "opportunity",
    "wins": "win",
    "customers": "customer",
}
"""Columns that go by the founder's own name of the stage where there is one."""
WHOLE_FROM = Decimal(10)
"""Expected counts below ten keep one decimal: a win every other month is 0.5, not 1 and not 0."""


def heading(reading: Reading, column: str) -> str:
    """What a column of the month table is called: the founder's own word for the stage, or ours."""
    own = getattr(reading.plan.plan.stage_names, STAGES[column], None) if column in STAGES else None
    return own or content.say(f"report.columns.{column}")


def shown(reading: Reading, column: str, value: Decimal) -> str:
    """A number of that column, without its currency."""
    return fmt.amount(value, reading.style, decimals=0) if column in AMOUNTS else count(reading, value)


def count(reading: Reading, value: Decimal) -> str:
    """An expected count: whole from ten on, with one decimal below."""
    return fmt.amount(value, reading.style, decimals=0 if abs(value) >= WHOLE_FROM or value == 0 else 1)
