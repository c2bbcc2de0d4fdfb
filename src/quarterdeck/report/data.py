"""The report as data: what was answered and what follows, as one JSON document without NaN or infinity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from math import isfinite
from typing import Any

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.findings import Finding
from quarterdeck.engine.forecast.result import COLUMNS, ForecastResult, MonthFigures
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.ledger import Assumption
from quarterdeck.engine.levers.closing import Closing, Lever, Pair
from quarterdeck.engine.levers.reverse import Phase, Reverse
from quarterdeck.engine.progress import Progress
from quarterdeck.engine.reforecast import KNOWN
from quarterdeck.engine.silencing import Silence
from quarterdeck.engine.simulation.result import Band, Simulation
from quarterdeck.engine.smart import Smart, chance
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import SCHEMA, Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import dotted
from quarterdeck.report import findings
from quarterdeck.report.reading import Reading

NO_DATA = "no_data"

PHASE = Phase.__struct_fields__


def report(plan: Plan, analysis: Analysis) -> dict[str, Any]:
    """`plan` as it stands in the file; the other keys are computed from it.

    Percent in keys that end in `_pct`; money in the plan's currency; an undefined figure is null, with its
    reason under the same key and `_reason`.
    """
    reading = Reading(plan, analysis)
    return {
        "schema": SCHEMA,
        "plan": plain(plan.model_dump(exclude_unset=True, exclude_none=True)),
        "forecast": forecast(plan, analysis.forecast) | results(analysis),
        "computed": _merged(_computed(path, figure) for path, figure in analysis.computed.items()),
        "smart": {goal: _smart(smart, chance(analysis, goal)) for goal, smart in analysis.smart.items()},
        "gaps": [gap(item, analysis.closings[(item.goal, item.kpi)]) for item in analysis.gaps],
        "progress": {page: _progress(item) for page, item in analysis.progress.items()},
        "findings": [finding(reading, item) for item in analysis.findings],
        "silenced": [silenced(reading, item) for item in analysis.silenced],
    }


def forecast(plan: Plan, result: ForecastResult) -> dict[str, Any]:
    """Months, quarters and year with every column; counts unrounded, money in the plan's currency."""
    return {
        "schema": SCHEMA,
        "currency": plan.plan.currency,
        "scenario": result.scenario,
        **_table(result),
        **({"reason": result.reason} if result.reason else {}),
    }


def results(analysis: Analysis) -> dict[str, Any]:
    """What stands beside the forecast once a month of it is over; nothing before that.

    `actuals`: the months as they were counted, null where nobody did. `outlook`: the forecast as it goes on
    from them. `baseline`: the months as they were frozen when the quarter began, where they were.
    """
    if not analysis.closed_months:
        return {}
    rows, begun = by_month(analysis.plan), analysis.baseline
    counted = [
        {"month": month} | {name: plain(getattr(rows[month][1], name)) for name in KNOWN}
        for month in analysis.closed_months
    ]
    frozen = {"baseline": _months_of(begun.forecast)} if begun.frozen else {}
    return {"actuals": counted, "outlook": _table(analysis.outlook_forecast), **frozen}


def _table(result: ForecastResult) -> dict[str, Any]:
    return {
        "months": _months_of(result),
        "quarters": [_row(row, "quarter", result) for row in result.quarters],
        "year": _row(result.year, "", result),
    }


def _months_of(result: ForecastResult) -> list[dict[str, Any]]:
    return [_row(row, "month", result) for row in result.months]


def simulation(found: Simulation) -> dict[str, Any]:
    """Ranges of every month, quarter and of the year, and the chance of every goal."""
    return {
        "runs": found.runs,
        "seed": found.seed,
        "drivers": list(found.drivers),
        "months": [{"month": month} | _bands(bands) for month, bands in found.months.items()],
        "quarters": [{"quarter": name} | _bands(bands) for name, bands in found.quarters.items()],
        "year": _bands(found.year),
        "goals": [
            {"goal": item.goal, "kpi": item.kpi} | with_reason("probability_pct", item.probability_pct)
            for item in found.chances
        ],
        **({"reason": found.reason} if found.reason else {}),
    }


def _bands(bands: Mapping[str, Band]) -> dict[str, Any]:
    return {
        name: {"p10": plain(item.p10), "p50": plain(item.p50), "p90": plain(item.p90)}
        for name, item in bands.items()
    }


def gap(item: GapFigures, closing: Closing) -> dict[str, Any]:
    """One KPI of one goal: now, forecast, target, what the forecast leaves open, and what would close it."""
    return {
        "goal": item.goal,
        "kpi": item.kpi,
        **with_reason("current", item.current),
        **with_reason("forecast", item.forecast),
        **with_reason("target", item.target),
        **with_reason("gap", item.gap),
        **with_reason("under_way", closing.past),
        **with_reason("from_new_leads", closing.new),
        "levers": [_lever(lever) for lever in closing.levers],
        "pair": _pair(closing.pair) if closing.pair else None,
        "months": _months(closing.reverse) if closing.reverse else [],
        "too_late_pct": plain(closing.reverse.late_pct) if closing.reverse else None,
    }


def assumption(item: Assumption) -> dict[str, Any]:
    """A driver of the forecast with its source and its place in the tornado."""
    return {
        "driver": item.driver,
        "rank": item.rank,
        "value": plain(item.value),
        "low": plain(item.low),
        "high": plain(item.high),
        "own_range": item.own_range,
        "swing": plain(item.swing),
        "source": item.source,
        "confidence": item.confidence,
        "as_of": plain(item.as_of),
    }


def _lever(lever: Lever) -> dict[str, Any]:
    return {
        "lever": lever.lever,
        "now": plain(lever.now),
        "needed": plain(lever.needed),
        "feasible": lever.feasible,
        "reason": lever.reason,
        "cost": plain(lever.cost),
        "reaches": plain(lever.reaches),
        "farthest": plain(lever.farthest),
        "months_until_it_shows": plain(lever.lead_time),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {"effort_pct": plain(pair.effort_pct), "levers": [_lever(lever) for lever in pair.levers]}


def _months(found: Reverse) -> list[dict[str, Any]]:
    """What each month needs beyond the forecast; `past` ones can no longer be had."""
    return [{name: plain(getattr(phase, name)) for name in PHASE} for phase in found.phases]


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


def silenced(reading: Reading, item: Silence) -> dict[str, Any]:
    """A finding that is silenced, and why."""
    since = item.said.since
    told = {"reason": item.said.reason, "since": since.isoformat() if since else None}
    return {**finding(reading, item.finding), "about": item.finding.about, **told}


def plain(value: Any) -> Any:
    """`value` in JSON's own types: numbers as numbers, dates as ISO text, tuples as lists.

    Keys that nothing reads may hold what JSON has no number for: `nan` and `inf` become null.
    """
    match value:
        case bool() | int() | str() | None:
            return value
        case float():
            return value if isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case _:
            return [plain(item) for item in value]


def _row(row: MonthFigures, label: str, result: ForecastResult) -> dict[str, Any]:
    """Every column, an undefined one with its reason behind it."""
    found: dict[str, Any] = {label: row.period} if label else {}
    for name in COLUMNS:
        missing = result.reasons.get(name) or Figure(None, result.reason)
        found |= with_reason(name, missing if row[name] is None else Figure(row[name]))
    why = result.reasons.get("wins") or Figure(None, result.reason)
    unknown = {} if row.bound_by else {"bound_by_reason": why.reason or NO_DATA}
    return found | {"bound_by": row.bound_by} | unknown


def _computed(path: Path, figure: Figure) -> dict[str, Any]:
    """A figure under its dotted path; a yes or no as one."""
    declared = paths.declared(Plan, path)
    if declared is not None and declared.answer.kind is Kind.FLAG and figure.known:
        return {dotted(path): bool(figure.value)}
    return with_reason(dotted(path), figure)


def _smart(smart: Smart, chance: Figure) -> dict[str, Any]:
    """The five marks with the key of their reason; A with the probability the forecast gives the goal."""
    marks = {letter: {"ok": mark.ok, "reason": mark.reason} for letter, mark in smart.marks.items()}
    return marks | {"A": marks["A"] | with_reason("probability_pct", chance)}


def _progress(item: Progress) -> dict[str, Any]:
    return {
        "answered": item.answered,
        "essential": item.essential,
        "open": [dotted(path) for path in item.open],
    }


def _merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


def with_reason(name: str, figure: Figure) -> dict[str, Any]:
    """A figure under its key; an undefined one is null, with its reason beside it."""
    if figure.known:
        return {name: plain(figure.value)}
    return {name: None, f"{name}_reason": figure.reason or NO_DATA}
