"""Rules about step 6: inputs that cannot be, money without a purpose, promises beyond the quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.checks.market import SHARES
from quarterdeck.engine.figures import Word
from quarterdeck.engine.findings import ADVICE, ERROR, WARNING, Hit, Rule, counted, hit, money
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.overrides import ALWAYS, NO_VALUE, OUTSIDE, UNKNOWN, idle, inputs, resolved
from quarterdeck.plan.calendar import last_day, months_of
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.paths import declared, get, undotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

QUARTER = 3
OUTSIDERS = 2


def budget_without_kpi(analysis: Analysis) -> Iterator[Hit]:
    """Money that is to move nothing."""
    for row_id, row in analysis.plan.forecast.budget.items():
        if row.kpi is None:
            yield hit("forecast", "budget", row_id, "kpi", item=row.item or row_id)


def shares_off(analysis: Analysis) -> Iterator[Hit]:
    """Expected shares of the channels that are not the whole."""
    share = analysis.computed[("forecast", "channel_share_pct")].number
    if share is not None and not SHARES[0] <= share <= SHARES[1]:
        yield hit("forecast", "channels", share=share)


def beyond_the_quarter(analysis: Analysis) -> Iterator[Hit]:
    """A grid the founder made longer than the quarter. Discouraged, not forbidden."""
    months = analysis.plan.forecast.months
    if months is not None and months > QUARTER:
        yield hit("forecast", "months", months=months)


def not_reviewed(analysis: Analysis) -> Iterator[Hit]:
    """The quarter is over, and nobody has entered what happened."""
    quarter = analysis.quarter
    if quarter is None or last_day(quarter, analysis.fiscal_start) >= analysis.today:
        return
    if not analysis.plan.forecast.actuals and quarter not in _closed(analysis):
        yield hit("forecast", "actuals", quarter=quarter)


def loss_with_every_sale(analysis: Analysis) -> Iterator[Hit]:
    """The price does not cover the unit's own cost."""
    margin = analysis.computed[("forecast", "pricing", "unit_margin")].number
    if margin is not None and margin < 0:
        yield hit("forecast", "pricing", "price_point", margin=money(margin))


def impossible_inputs(analysis: Analysis) -> Iterator[Hit]:
    """A value that cannot be, such as a share of 140 % or a negative spend; it counts as no data."""
    for path in sorted(analysis.inputs.impossible):
        yield hit(*undotted(path))


def said(key: str) -> Callable[[Analysis], Iterable[Hit]]:
    """A rule that repeats something the forecast had to assume or leave out."""

    def find(analysis: Analysis) -> Iterator[Hit]:
        for note in analysis.inputs.notes:
            if note.key == key:
                yield hit(*undotted(note.path))

    return find


def spend_without_price(analysis: Analysis) -> Iterator[Hit]:
    """Money for a channel, but not what a lead costs there: its leads cannot be told."""
    for channel in analysis.inputs.channels:
        if channel.spend and any(channel.spend) and not channel.cost_per_lead:
            name = analysis.plan.forecast.channels[channel.id].name or channel.id
            yield hit("forecast", "channels", channel.id, "cost_per_lead", channel=name)


def bound_by_capacity(analysis: Analysis) -> Iterator[Hit]:
    """More deals could be won than the people who sell can work."""
    months = [row.period for row in analysis.forecast.months if row.bound_by == CAPACITY]
    if months:
        yield hit("forecast", "capacity", first=months[0], months=len(months))


def false_hole(analysis: Analysis) -> Iterator[Hit]:
    """An established business whose forecast starts with an empty funnel."""
    sells = analysis.plan.plan.maturity == "established" and analysis.inputs.channels
    if sells and any(note.key == "no_history" for note in analysis.inputs.notes):
        yield hit("forecast", "opening", "opportunities_created")


def one_opinion(analysis: Analysis) -> Iterator[Hit]:
    """Nobody but the founder has said what they expect."""
    step = analysis.plan.forecast
    if step.model_fields_set and len(step.contributors) < OUTSIDERS:
        yield hit("forecast", "contributors", count=len(step.contributors))


def ranges_reversed(analysis: Analysis) -> Iterator[Hit]:
    """A low end above the high one, or a base value outside both."""
    known = inputs(analysis.plan)
    for row_id, row in analysis.plan.forecast.ranges.items():
        if row.low is None or row.high is None:
            continue
        name = resolved(analysis.plan, row.input or row_id)
        base = get(analysis.plan.forecast, known[name].path) if name else None
        outside = isinstance(base, Decimal | int) and not row.low <= base <= row.high
        if row.low > row.high or outside:
            called = Word("forecast_input", name or row.input or row_id)
            field = declared(Forecast, known[name].path) if name else None
            unit = field.kind.value if field else ""
            ends = {"low": counted(row.low, unit), "high": counted(row.high, unit)}
            yield hit("forecast", "ranges", row_id, "low", input=called, **ends)


def unknown_inputs(analysis: Analysis) -> Iterator[Hit]:
    """A scenario that changes an input the forecast does not have."""
    for row_id, row in analysis.plan.forecast.scenarios.items():
        called = row.name or row_id
        for name, value in row.overrides.items():
            if idle(analysis.plan, name, value) == UNKNOWN:
                yield hit("forecast", "scenarios", row_id, "overrides", input=name, scenario=called)


def idle_overrides(reason: str) -> Callable[[Analysis], Iterable[Hit]]:
    """A rule about scenarios that change nothing, for this reason (`overrides.idle`)."""

    def find(analysis: Analysis) -> Iterator[Hit]:
        for row_id, row in analysis.plan.forecast.scenarios.items():
            for name, value in row.overrides.items():
                if idle(analysis.plan, name, value) == reason:
                    called = row.name or row_id
                    yield hit(
                        *("forecast", "scenarios", row_id, "overrides"),
                        input=Word("forecast_input", name),
                        scenario=called,
                        change=value,
                    )

    return find


def unknown_ranges(analysis: Analysis) -> Iterator[Hit]:
    """A range of an input the forecast does not have."""
    for row_id, row in analysis.plan.forecast.ranges.items():
        if not resolved(analysis.plan, row.input or row_id):
            yield hit("forecast", "ranges", row_id, "input", input=row.input or row_id)


def unknown_scenario(analysis: Analysis) -> Iterator[Hit]:
    """The scenario that is to be shown is not there."""
    shown = analysis.plan.forecast.scenario
    if shown and shown != "base" and shown not in analysis.plan.forecast.scenarios:
        yield hit("forecast", "scenario", scenario=shown)


def quarter_outside(analysis: Analysis) -> Iterator[Hit]:
    """The plan's quarter does not lie within the months of its forecast."""
    grid = {row.period for row in analysis.forecast.months}
    if analysis.quarter and grid:
        months = months_of(analysis.quarter, analysis.fiscal_start)
        if not grid.issuperset(months):
            first, last = min(grid), max(grid)
            yield hit("forecast", "start", quarter=analysis.quarter, first=first, last=last)


def budget_beyond(analysis: Analysis) -> Iterator[Hit]:
    """Money dated outside the quarter the plan commits to."""
    quarter = analysis.quarter
    months = months_of(quarter, analysis.fiscal_start) if quarter else ()
    for row_id, row in analysis.plan.forecast.budget.items():
        if quarter and row.month and row.month not in months:
            item = row.item or row_id
            yield hit("forecast", "budget", row_id, "month", item=item, month=row.month, quarter=quarter)


def _closed(analysis: Analysis) -> set[str]:
    reviews = analysis.plan.reviews.items()
    reviewed = {row.quarter or row_id for row_id, row in reviews if not row.is_open}
    last, quarter = analysis.plan.plan.last_reviewed, analysis.quarter
    if last is not None and quarter is not None and last > last_day(quarter, analysis.fiscal_start):
        reviewed.add(quarter)
    return reviewed


RULES = (
    Rule("QD601", WARNING, budget_without_kpi),
    Rule("QD602", WARNING, shares_off),
    Rule("QD603", ADVICE, beyond_the_quarter),
    Rule("QD604", WARNING, not_reviewed),
    Rule("QD605", WARNING, loss_with_every_sale),
    Rule("QD606", ERROR, impossible_inputs),
    Rule("QD607", WARNING, said("short_list")),
    Rule("QD608", WARNING, said("season_ignored")),
    Rule("QD609", WARNING, said("close_curve_rescaled")),
    Rule("QD610", WARNING, spend_without_price),
    Rule("QD611", WARNING, bound_by_capacity),
    Rule("QD612", WARNING, false_hole),
    Rule("QD613", ADVICE, one_opinion),
    Rule("QD614", ADVICE, said("reps_unlimited")),
    Rule("QD615", ERROR, ranges_reversed),
    Rule("QD616", ERROR, unknown_inputs),
    Rule("QD617", ERROR, unknown_scenario),
    Rule("QD618", ADVICE, said("no_reference_spend")),
    Rule("QD619", WARNING, said("hire_without_month")),
    Rule("QD620", WARNING, quarter_outside),
    Rule("QD621", ADVICE, budget_beyond),
    Rule("QD622", ADVICE, said("channel_left_out")),
    Rule("QD623", WARNING, said("months_limited")),
    Rule("QD624", ERROR, unknown_ranges),
    Rule("QD625", ERROR, idle_overrides(NO_VALUE)),
    Rule("QD626", ERROR, idle_overrides(ALWAYS)),
    Rule("QD627", WARNING, idle_overrides(OUTSIDE)),
)
