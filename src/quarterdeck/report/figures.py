"""The figures of a plan as one table for a spreadsheet: months, KPIs, actions, tools; one a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.forecast.result import COLUMNS
from quarterdeck.plan import paths
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import fields_of
from quarterdeck.plan.paths import own_values
from quarterdeck.plan.types import Section, Target
from quarterdeck.report.data import plain, with_reason
from quarterdeck.text import clean

HEAD = ("table", "id", "name", "period", "figure", "value")
STANDING = ("value", "expected", "target", "pace_pct", "status")
TABLES = ("actions.items", "tools.items", "forecast.budget", "team.members")
_FORMULA = re.compile("(?:^|[;\n])[ \t]*(?=[=+@\uff1d\uff0b\uff20]|[-\uff0d](?! )|^-)")
"""What makes a spreadsheet reckon with a cell instead of showing it; many begin a cell behind a semicolon."""
Line = tuple[Any, ...]


def render(plan: Plan, analysis: Analysis) -> str:
    """Comma-separated, a line for each figure; numbers with a point, dates as 2027-01-31, unknown left empty.

    No cell can be taken for a formula: what looks like one stands behind an apostrophe.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for line in (*_months(analysis), *_kpis(plan, analysis), *_rows(plan)):
        writer.writerow(map(_cell, line))
    return out.getvalue()


def _months(analysis: Analysis) -> Iterator[Line]:
    result = analysis.forecast
    for row in result.months:
        for name in COLUMNS:
            yield "forecast.months", "", "", row.period, name, row[name]
        yield "forecast.months", "", "", row.period, "bound_by", row.bound_by


def _kpis(plan: Plan, analysis: Analysis) -> Iterator[Line]:
    for kpi_id, standing in analysis.standings.items():
        name = plan.kpis.items[kpi_id].name or ""
        for figure in STANDING:
            found = with_reason(figure, getattr(standing, figure))
            yield from (
                ("kpis.items", kpi_id, name, standing.period, key, value) for key, value in found.items()
            )


def _rows(plan: Plan) -> Iterator[Line]:
    """Short answers of rows as they stand in the plan."""
    for table in TABLES:
        found = paths.get(plan, paths.undotted(table))
        for row_id, row in {} if found is paths.MISSING else found.items():
            model: type[Section] = type(row)
            named = fields_of(model)[0].name
            name = getattr(row, named) or ""
            for key, value in own_values(row).items():
                if key != named:
                    yield from ((table, row_id, name, "", *entry) for entry in _answers(key, value))


def _answers(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Target):
        yield from ((f"{key}.{part}", inner) for part, inner in own_values(value).items())
    elif isinstance(value, tuple):
        yield key, "; ".join(map(str, value))
    elif not isinstance(value, Section | dict):
        yield key, value


def _cell(value: Any) -> Any:
    shown = "" if value is None else plain(value)
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    if not isinstance(shown, str):
        return shown
    return _FORMULA.sub(r"\g<0>'", clean(shown))
