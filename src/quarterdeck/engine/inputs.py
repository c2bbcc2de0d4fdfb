"""From a plan to the forecast's inputs: defaults are said, percents become fractions, once."""

from __future__ import annotations

from quarterdeck.engine.forecast.inputs import Channel, Inputs, Opening, Rates, Revenue, Timing
from quarterdeck.engine.forecast.kernels import normalised
from quarterdeck.engine.forecast.revenue import first_year_value
from quarterdeck.engine.lines import lines
from quarterdeck.engine.people import capacity, costs
from quarterdeck.engine.reader import Reader
from quarterdeck.plan import calendar
from quarterdeck.plan import forecast as declared
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import quoted

MONTHS = 12
MOST_MONTHS = 60
_STEEPEST = 1000.0
"""Growth of more than tenfold a month is a slip of the keyboard."""


def read(plan: Plan) -> Inputs:
    """What the plan's forecast is computed from. Without a start the grid is empty."""
    reader, source = Reader(), plan.forecast
    months = _grid(plan, reader)
    revenue = _revenue(plan, reader)
    size = first_year_value(revenue)
    if not size:
        at = "forecast.growth.first_year_revenue_per_customer"
        size = reader.number(source.growth.first_year_revenue_per_customer, at) or 0.0
    return Inputs(
        months=months,
        fiscal_start=fiscal_start(plan),
        channels=_channels(source, len(months), reader),
        seasonality=_seasonality(source, reader),
        rates=_rates(source.rates, reader),
        timing=_timing(source, reader),
        opening=_opening(source.opening, reader),
        revenue=revenue,
        lines=lines(source, months, reader),
        capacity=capacity(plan, months, size or None, reader),
        costs=costs(plan, months, reader),
        notes=tuple(dict.fromkeys(reader.notes)),
        impossible=frozenset(reader.impossible),
        shapes=reader.shapes,
    )


def grid(plan: Plan) -> tuple[str, ...]:
    """The months the forecast is about; none where it has no start."""
    return _grid(plan, Reader())


def fiscal_start(plan: Plan) -> int:
    """The first month of the fiscal year, 1 where the plan does not say."""
    start = plan.plan.fiscal_year_start
    return start if start is not None and 1 <= start <= 12 else 1


def quarter(plan: Plan) -> str | None:
    """The quarter the plan is for."""
    return plan.forecast.quarter or plan.plan.quarter


def _grid(plan: Plan, reader: Reader) -> tuple[str, ...]:
    start, planned = plan.forecast.start, quarter(plan)
    if start is None:
        if planned is None:
            return ()
        reader.note("start_of_quarter", "forecast.start")
        start = calendar.months_of(planned, fiscal_start(plan))[0]
    count = plan.forecast.months
    if count is None:
        reader.note("twelve_months", "forecast.months")
        count = MONTHS
    if not 1 <= count <= MOST_MONTHS:
        reader.note("months_limited", "forecast.months")
    return calendar.months(start, min(max(count, 1), MOST_MONTHS))


def _channels(source: declared.Forecast, count: int, reader: Reader) -> tuple[Channel, ...]:
    found = []
    for row_id, row in source.channels.items():
        here = f"forecast.channels.{quoted(row_id)}"
        if row.organic_leads is None and row.spend in (None, ()):
            reader.note("channel_left_out", here)
            continue
        saturation = reader.number(row.saturation, f"{here}.saturation", 0.01, 1.0)
        reference = reader.number(row.reference_spend, f"{here}.reference_spend")
        if saturation not in (None, 1.0) and not reference:
            reader.note("no_reference_spend", f"{here}.reference_spend")
        found.append(
            Channel(
                row_id,
                reader.number(row.organic_leads, f"{here}.organic_leads"),
                reader.flow(row.spend, count, f"{here}.spend"),
                reader.number(row.cost_per_lead, f"{here}.cost_per_lead"),
                reference,
                1.0 if saturation is None else saturation,
                reader.share(row.growth_pct, f"{here}.growth_pct", -100.0, _STEEPEST) or 0.0,
            )
        )
    return tuple(found)


def _seasonality(source: declared.Forecast, reader: Reader) -> tuple[float, ...]:
    path = "forecast.seasonality"
    weights = reader.numbers(source.seasonality, path)
    if len(weights) == 12 and any(weights):
        return tuple(share * 12 for share in normalised(weights))
    reader.note("season_ignored" if source.seasonality else "no_season", path)
    return (1.0,) * 12


def _rates(rates: declared.Rates, reader: Reader) -> Rates:
    here = "forecast.rates"
    accepted = rates.sql_to_opportunity_pct
    return Rates(
        reader.share(rates.visit_to_lead_pct, f"{here}.visit_to_lead_pct"),
        reader.share(rates.lead_to_mql_pct, f"{here}.lead_to_mql_pct"),
        reader.share(rates.mql_to_sql_pct, f"{here}.mql_to_sql_pct"),
        reader.assumed(None, 1.0, "sql_is_opportunity", f"{here}.sql_to_opportunity_pct")
        if accepted is None
        else reader.share(accepted, f"{here}.sql_to_opportunity_pct"),
        reader.share(rates.win_rate_pct, f"{here}.win_rate_pct"),
    )


def _timing(source: declared.Forecast, reader: Reader) -> Timing:
    here, timing = "forecast.timing", source.timing
    lags = {}
    for name in ("lead_to_mql", "mql_to_sql", "sql_to_opportunity"):
        path = f"{here}.{name}"
        lag = reader.number(getattr(timing, name), path, high=60.0)
        lags[name] = reader.assumed(lag, 0.0, "no_lag", path)
    path = f"{here}.close_curve_pct"
    curve = reader.numbers(timing.close_curve_pct, path)[:MOST_MONTHS]
    if not any(curve):
        reader.note("no_close_curve", path)
        curve = (1.0,)
    elif abs(sum(curve) - 100.0) > 1.0:
        reader.note("close_curve_rescaled", path)
    return Timing(close_curve=normalised(curve), **lags)


def _opening(opening: declared.Opening, reader: Reader) -> Opening:
    here = "forecast.opening"
    names = ("leads_created", "mqls_created", "sqls_created", "opportunities_created")
    if not any(name in opening.model_fields_set for name in names):
        reader.note("no_history", f"{here}.opportunities_created")
    return Opening(
        reader.number(opening.customers, f"{here}.customers"),
        reader.number(opening.mrr, f"{here}.mrr"),
        *(reader.numbers(getattr(opening, name), f"{here}.{name}") for name in names),
    )


def _revenue(plan: Plan, reader: Reader) -> Revenue:
    here, revenue = "forecast.revenue", plan.forecast.revenue
    kind = _kind(plan, reader)
    churn = reader.share(revenue.monthly_churn_pct, f"{here}.monthly_churn_pct")
    if churn is None and kind == "one_off":
        churn = reader.assumed(churn, 0.0, "nobody_leaves", f"{here}.monthly_churn_pct")
    return Revenue(
        recurring=kind != "one_off",
        one_off=kind != "recurring",
        new_mrr_per_customer=reader.number(revenue.new_mrr_per_customer, f"{here}.new_mrr_per_customer"),
        one_off_per_customer=reader.number(revenue.one_off_per_customer, f"{here}.one_off_per_customer"),
        order_value=reader.number(revenue.order_value, f"{here}.order_value"),
        repeat_rate=reader.share(revenue.repeat_rate_pct, f"{here}.repeat_rate_pct", high=_STEEPEST) or 0.0,
        churn=churn,
        early_churn=reader.share(revenue.early_churn_pct, f"{here}.early_churn_pct"),
        expansion=_optional(reader, kind, revenue, "monthly_expansion_pct", "nobody_buys_more", _STEEPEST),
        contraction=_optional(reader, kind, revenue, "monthly_contraction_pct", "nobody_buys_less"),
        gross_margin=reader.share(revenue.gross_margin_pct, f"{here}.gross_margin_pct", -_STEEPEST),
    )


def _optional(
    reader: Reader, kind: str, revenue: declared.Revenue, name: str, note: str, high: float = 100.0
) -> float:
    """A movement of recurring revenue: none where nothing is said, which is said."""
    path = f"forecast.revenue.{name}"
    found = reader.share(getattr(revenue, name), path, high=high)
    if kind == "one_off":
        return found or 0.0
    return reader.assumed(found, 0.0, note, path)


def _kind(plan: Plan, reader: Reader) -> str:
    revenue = plan.forecast.revenue
    if revenue.kind in ("recurring", "one_off", "mixed"):
        return revenue.kind
    recurs = plan.plan.subscription
    if recurs is None:
        recurs = revenue.one_off_per_customer is None or revenue.new_mrr_per_customer is not None
    kind = "recurring" if recurs else "one_off"
    reader.note(f"kind_{kind}", "forecast.revenue.kind")
    return kind
