"""The reverse funnel: from the growth wanted back to customers, qualified leads and visits."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.report.document import Cell, Table, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING, Col, made

COLUMNS = (Col("stage", ""), Col("needed", "", numeric=True), Col("additional", "", numeric=True))
STAGES = (
    ("to_be_won", "", "to_be_won", ""),
    ("customers", "customer", "new_customers_needed", ""),
    ("sqls", "sql", "sql_needed", "sql_additional"),
    ("mqls", "mql", "mql_needed", "mql_additional"),
    ("leads", "lead", "", "leads_needed"),
    ("visits", "visit", "", "visits_needed"),
)
"""Column word, the founder's own stage name, what is needed altogether, and what of it is additional."""


def reverse_funnel(reading: Reading) -> Table | None:
    """One line per stage, from money back to visits; nothing where no growth was asked for."""
    if not reading.plan.forecast.growth.model_fields_set:
        return None
    rows = [
        (Cell(_name(reading, word, own)), _figure(reading, needed), _figure(reading, more))
        for word, own, needed, more in STAGES
    ]
    return made(COLUMNS, rows)


def _name(reading: Reading, word: str, own: str) -> str:
    named = getattr(reading.plan.plan.stage_names, own) if own else None
    return named or content.say(f"report.columns.{word}")


def _figure(reading: Reading, name: str) -> Cell:
    if not name:
        return NOTHING
    path = ("forecast", "growth", name)
    return Cell(reading.brief(path), Tone.PLAIN if reading.is_known(path) else Tone.QUIET)
