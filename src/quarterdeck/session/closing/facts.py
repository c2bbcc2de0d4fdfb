"""What is known of a quarter that ends, and of the one that follows: what suggestions are made of."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from msgspec import Struct

from quarterdeck.engine.actuals import measured, series
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.figures import ZERO, Figure, given, lacking
from quarterdeck.engine.forecast.result import ForecastResult, forecast
from quarterdeck.engine.outlook import flows, outlook
from quarterdeck.engine.promise import shortened
from quarterdeck.engine.reforecast import going_on
from quarterdeck.engine.targets import Level, direction, level
from quarterdeck.plan.calendar import first_day, last_day, months_of, next_quarter
from quarterdeck.plan.document import Plan
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.kpi_catalogue import SUMMED
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.reviews import Review
from quarterdeck.session.closing.baseline import fiscal_start, frozen


class Facts(Struct, frozen=True, dict=True):
    """A plan whose quarter ends, seen from a day."""

    plan: Plan
    quarter: str
    today: date

    @cached_property
    def start(self) -> int:
        """First month of the fiscal year, 1 to 12."""
        return fiscal_start(self.plan)

    @cached_property
    def next(self) -> str:
        """The quarter that follows."""
        return next_quarter(self.quarter)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months of the quarter that ends."""
        return months_of(self.quarter, self.start)

    @cached_property
    def coming(self) -> tuple[str, ...]:
        """The months of the quarter that follows."""
        return months_of(self.next, self.start)

    @cached_property
    def ended(self) -> date:
        """The last day of the quarter that ends."""
        return last_day(self.quarter, self.start)

    @cached_property
    def begins(self) -> date:
        """The first day of the quarter that follows."""
        return first_day(self.next, self.start)

    @cached_property
    def ends_year(self) -> bool:
        """Whether the fiscal year ends with the quarter."""
        return self.quarter.endswith("Q4")

    @cached_property
    def analysis(self) -> Analysis:
        """What follows from the plan as it stands."""
        return analyse(self.plan, self.today)

    @cached_property
    def review(self) -> Review:
        """What was promised for the quarter."""
        return frozen(self.plan, self.quarter, self.today)

    def column(self, name: str) -> Figure:
        """A figure of the months of the quarter as it came: the sum of a flow, a stock at the end."""
        return measured(self.plan, self.months)(name)

    def actual(self, kpi_id: str) -> Figure:
        """What a KPI came to in the quarter: its own figure, else that of its months, else not known."""
        kpi = self.plan.kpis.items.get(kpi_id)
        if kpi is None:
            return lacking(f"kpis.items.{kpi_id}")
        known = {item.period: _readable(item.figure) for item in series(self.plan, kpi, self.start)}
        if self.quarter in known:
            return known[self.quarter]
        there = [known[month] for month in self.months if month in known]
        if kpi.catalogue in SUMMED:
            numbers = [figure.number for figure in there if figure.number is not None]
            if len(numbers) == len(self.months):
                return Figure(sum(numbers, ZERO))
        elif self.months[-1] in known:
            return known[self.months[-1]]
        return lacking(f"kpis.items.{kpi_id}.actuals")

    def aim(self, kpi_id: str, kpi: Kpi) -> Level | None:
        """The KPI's own target as a level."""
        way, here = direction(kpi, kpi.target), f"kpis.items.{kpi_id}"
        found = level(kpi.target, given(kpi.baseline, here), way, here)
        return found if isinstance(found, Level) else None

    def goal_aim(self, goal: Goal) -> Level | None:
        """The goal's target as a level of its first KPI."""
        kpi = self.plan.kpis.items.get(goal.kpis[0]) if goal.kpis else None
        start = goal.baseline if goal.baseline is not None or kpi is None else kpi.baseline
        way = direction(kpi, goal.target, goal.direction)
        found = level(goal.target, given(start, "goals.items"), way, "goals.items")
        return found if isinstance(found, Level) else None

    @cached_property
    def ahead(self) -> Analysis:
        """What the forecast says when it goes on from what is really there, at the rates that came out."""
        from quarterdeck.session.closing.ahead import rolled
        from quarterdeck.session.closing.rates import taken

        return analyse(taken(rolled(self.plan, self), self), self.today)

    @cached_property
    def outturn(self) -> ForecastResult:
        """The month table with the months as they came; what nobody counted is filled in by the model."""
        return forecast(going_on(self.analysis.inputs, self.plan, self.today))

    def outlook(self, kpi_id: str) -> Figure:
        """What the forecast, going on from what is really there, says of the KPI in the next quarter.

        Of a rate it says what was put into it, which is no prediction.
        """
        kpi = self.plan.kpis.items.get(kpi_id)
        if kpi is None or not flows(kpi):
            return lacking(reason="not_in_forecast")
        return outlook(kpi, self.ahead.inputs, self.coming, self.ahead.forecast)


def _readable(figure: Figure) -> Figure:
    """A calculated figure without decimals that nobody would write down."""
    return figure if figure.number is None else Figure(shortened(figure.number))
