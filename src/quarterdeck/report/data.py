"""The report as data: what was answered and what follows, as one JSON document without NaN or infinity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.findings import Finding
from quarterdeck.engine.forecast.result import ForecastResult, MonthFigures
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.progress import Progress
from quarterdeck.engine.smart import Smart
from quarterdeck.plan.document import SCHEMA, Plan
from quarterdeck.plan.paths import dotted
from quarterdeck.report import findings
from quarterdeck.report.reading import Reading


def report(plan: Plan, analysis: Analysis) -> dict[str, Any]:
    """`plan` as it stands in the file; the other keys are computed from it.

    Percent in keys that end in `_pct`; money in the plan's currency; an undefined figure is null, with its
    reason under the same key and `_reason`.
    """
    reading = Reading(plan, analysis)
    return {
        "schema": SCHEMA,
        "plan": plain(plan.model_dump(exclude_unset=True, exclude_none=True)),
        "forecast": forecast(plan, analysis.forecast),
        "computed": _merged(_with_reason(dotted(path), figure) for path, figure in analysis.computed.items()),
        "smart": {goal: _smart(smart) for goal, smart in analysis.smart.items()},
        "gaps": [gap(item) for item in analysis.gaps],
        "progress": {page: _progress(item) for page, item in analysis.progress.items()},
        "findings": [finding(reading, item) for item in analysis.findings],
    }


def forecast(plan: Plan, result: ForecastResult) -> dict[str, Any]:
    """Months, quarters and year with every column; counts unrounded, money in the plan's currency."""
    return {
        "schema": SCHEMA,
        "currency": plan.plan.currency,
        "scenario": result.scenario,
        "months": [_row(row, "month", result) for row in result.months],
        "quarters": [_row(row, "quarter", result) for row in result.quarters],
        "year": _row(result.year, "", result),
        **({"reason": result.reason} if result.reason else {}),
    }


def gap(item: GapFigures) -> dict[str, Any]:
    """One KPI of one goal: now, forecast, target, and what the forecast leaves open."""
    return {
        "goal": item.goal,
        "kpi": item.kpi,
        **_with_reason("current", item.current),
        **_with_reason("forecast", item.forecast),
        **_with_reason("target", item.target),
        **_with_reason("gap", item.gap),
    }


def finding(reading: Reading, item: Finding) -> dict[str, str]:
    """One finding with its sentence and its fix."""
    message, fix = findings.sentence(reading, item)
    return {
        "code": item.code,
        "severity": item.severity,
        "step": item.step,
        "path": dotted(item.path),
        "message": message,
        "fix": fix,
    }


def plain(value: Any) -> Any:
    """`value` in JSON's own types: numbers as numbers, dates as ISO text, tuples as lists."""
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case _:
            return [plain(item) for item in value]


def _row(row: MonthFigures, label: str, result: ForecastResult) -> dict[str, Any]:
    reasons = {f"{name}_reason": figure.reason for name, figure in result.reasons.items()}
    return plain(row.as_dict(label)) | reasons if row.period else reasons


def _smart(smart: Smart) -> dict[str, Any]:
    return {letter: {"ok": mark.ok, "reason": mark.reason or None} for letter, mark in smart.marks.items()}


def _progress(item: Progress) -> dict[str, Any]:
    return {
        "answered": item.answered,
        "essential": item.essential,
        "open": [dotted(path) for path in item.open],
    }


def _merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


def _with_reason(name: str, figure: Figure) -> dict[str, Any]:
    if figure.known:
        return {name: plain(figure.value)}
    return {name: None, f"{name}_reason": figure.reason}
