"""The one call: everything that follows from a plan on a day. Each part is computed when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from quarterdeck.engine import checks, computed, gaps, inputs, overrides, progress, ranges, reforecast, smart
from quarterdeck.engine.accuracy import Accuracy, accuracies
from quarterdeck.engine.baseline import Baseline, baseline
from quarterdeck.engine.business import Measure, measures
from quarterdeck.engine.coaching import Coaching, coaching
from quarterdeck.engine.counts import betas
from quarterdeck.engine.course import Course, courses
from quarterdeck.engine.definitions import Definition, definitions
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.findings import Finding
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.forecast.result import ForecastResult, forecast
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.kpi_variances import KpiVariance, kpi_variances
from quarterdeck.engine.ledger import Assumption, ledger
from quarterdeck.engine.levers import closing
from quarterdeck.engine.levers.closing import Closing
from quarterdeck.engine.offers import Offer, offers
from quarterdeck.engine.overrides import Setting
from quarterdeck.engine.progress import Progress
from quarterdeck.engine.proposals import Proposal, proposals
from quarterdeck.engine.revenue_split import Split, revenue_split
from quarterdeck.engine.silencing import Silence, silences
from quarterdeck.engine.simulation.aims import Aim, aims
from quarterdeck.engine.simulation.result import Simulation
from quarterdeck.engine.simulation.run import FEW_RUNS, RUNS, SEED, Steps, finish, steps
from quarterdeck.engine.smart import Smart
from quarterdeck.engine.standing import Standing, standings
from quarterdeck.engine.survey import Survey, survey
from quarterdeck.engine.tornado import Bar, Range, tornado
from quarterdeck.engine.verdicts import Judged, judged
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path


class Analysis:
    """What follows from one plan on one day. Plans are frozen, so nothing here ever goes stale.

    The forecast, and what is judged by it, is of `scenario` with `settings` on top.
    """

    def __init__(
        self,
        plan: Plan,
        today: date,
        scenario: str | None = None,
        settings: Mapping[str, Setting] | None = None,
    ) -> None:
        self.plan = plan
        self.today = today
        self.scenario = overrides.shown(plan) if scenario is None else scenario
        """The scenario the forecast, and all that is judged by it, is of."""
        self.settings = settings or {}
        """Inputs set anew on top of it."""
        self.before: Plan | None = None
        """The plan of the last closed quarter, where whoever reads files has found it beside this one."""
        self._closings: dict[tuple[str, str], Closing] = {}

    @cached_property
    def basis(self) -> Plan:
        """The plan with the inputs of the scenario and of the what-if in place: what the forecast is of."""
        return overrides.applied(overrides.scenario(self.plan, self.scenario), self.settings)

    @property
    def anew(self) -> frozenset[str]:
        """Full names of the inputs that the scenario or the what-if sets anew."""
        row = None if self.scenario == overrides.BASE else self.plan.forecast.scenarios.get(self.scenario)
        return frozenset({*(row.overrides if row else ()), *self.settings})

    @cached_property
    def fiscal_start(self) -> int:
        """First month of the fiscal year, 1 to 12."""
        return inputs.fiscal_start(self.plan)

    @cached_property
    def quarter(self) -> str | None:
        """The quarter the plan is for."""
        return inputs.quarter(self.plan)

    @cached_property
    def survey(self) -> Survey:
        """What stands where in the plan."""
        return survey(self.plan)

    @cached_property
    def inputs(self) -> Inputs:
        """What the forecast is computed from."""
        return inputs.read(self.basis)

    @cached_property
    def forecast(self) -> ForecastResult:
        """The month table of the scenario, with its quarters and its year."""
        return forecast(self.inputs, self.scenario)

    @cached_property
    def baseline(self) -> Baseline:
        """What results of the quarter are held against: the forecast as it was when the quarter began."""
        return baseline(self, self.quarter)

    @cached_property
    def looked_back(self) -> str | None:
        """The quarter results tell of: the running one once a month of it is over, else the last closed."""
        return reforecast.looked_back(self.plan, self.quarter, self.today, self.fiscal_start)

    @cached_property
    def kpi_variances(self) -> tuple[KpiVariance, ...]:
        """Every KPI of that quarter against what it began with, month by month."""
        return kpi_variances(self, self.looked_back)

    @cached_property
    def revenue_split(self) -> Split | Figure:
        """What the difference between revenue and baseline comes from, or why nobody can tell."""
        return revenue_split(self, self.looked_back)

    @cached_property
    def closed_months(self) -> tuple[str, ...]:
        """The months of the grid that are over and have results."""
        there = reforecast.closed(self.plan, self.today)
        return tuple(month for month in self.inputs.months if month in there)

    @cached_property
    def outlook_inputs(self) -> Inputs:
        """The inputs with the results of those months in place of what was expected of them."""
        return reforecast.going_on(self.inputs, self.plan, self.today)

    @cached_property
    def outlook_forecast(self) -> ForecastResult:
        """The month table going on from the results of the months that are over; without any the forecast."""
        ahead = self.outlook_inputs
        return self.forecast if ahead is self.inputs else forecast(ahead, self.scenario)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What the quarter's results make of the forecast's drivers."""
        return proposals(self)

    @cached_property
    def accuracies(self) -> tuple[Accuracy, ...]:
        """How good the forecasts of the closed quarters were, by KPI."""
        return accuracies(self)

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """What the quarter's results say of each channel and activity."""
        return judged(self, self.looked_back)

    @cached_property
    def coaching(self) -> Coaching:
        """Who opens and who closes."""
        return coaching(self, self.looked_back)

    @cached_property
    def scenarios(self) -> Mapping[str, ForecastResult]:
        """The month tables of the base and of every scenario, by id, for the same outputs side by side.

        Each goes on from the results there are: what came is the same in all of them.
        """
        tables = {}
        for name in (overrides.BASE, *self.plan.forecast.scenarios):
            case = inputs.read(overrides.scenario(self.plan, name))
            tables[name] = forecast(reforecast.going_on(case, self.plan, self.today), name)
        return tables

    @cached_property
    def ranges(self) -> Mapping[str, Range]:
        """How far inputs may lie from their value, as the founder said, by the input's full name."""
        return ranges.read(self.basis)

    @cached_property
    def headline(self) -> str:
        """The column of the month table the plan lives by: `mrr` where revenue recurs, else `revenue`."""
        return "mrr" if self.inputs.revenue.recurring else "revenue"

    @cached_property
    def tornado(self) -> Mapping[str, tuple[Bar, ...]]:
        """What the headline hangs on in the plan's `quarter` and in the `year`; lags make the two differ."""
        grid = [row.period for row in self.forecast.months]
        asked = months_of(self.quarter, self.fiscal_start) if self.quarter else ()
        at = [grid.index(month) for month in asked if month in grid]
        spans = {"quarter": (at[0], at[-1] + 1) if at else (0, 0), "year": (0, min(12, len(grid)))}
        return {name: tornado(self.inputs, self.ranges, self.headline, *span) for name, span in spans.items()}

    def simulation(self, runs: int = RUNS, seed: int | None = None) -> Steps:
        """The forecast run so often with its ranges and with chance, a few milliseconds a step.

        Without a `seed` the plan's own starts the dice.
        """
        stored = SEED if self.plan.forecast.seed is None else self.plan.forecast.seed
        start = stored if seed is None else seed
        return steps(self.outlook_inputs, self.ranges, runs, start, self.aims, betas(self))

    @cached_property
    def simulated(self) -> Simulation:
        """The simulation with few runs: good enough to draw a range, quick enough for every report."""
        return finish(self.simulation(FEW_RUNS))

    @cached_property
    def aims(self) -> tuple[Aim, ...]:
        """What the goals ask of a run."""
        return aims(self)

    @cached_property
    def returns(self) -> Mapping[str, Figure]:
        """The return of each of last year's activities, in percent, by its row's id."""
        return computed.returns(self)

    @cached_property
    def prices(self) -> Mapping[str, Figure]:
        """What the tools on each budget line cost together in a quarter, by the line's id."""
        return computed.prices(self)

    @cached_property
    def budgets(self) -> Mapping[str, Figure]:
        """The quarter's money for the item of each budget line, by the line's id."""
        return computed.budgets(self)

    @cached_property
    def computed(self) -> Mapping[Path, Figure]:
        """Every computed field of the plan by its full path, row ids included."""
        return computed.compute(self)

    @cached_property
    def gaps(self) -> tuple[GapFigures, ...]:
        """What each goal's KPIs still lack."""
        return gaps.gaps(self)

    @cached_property
    def courses(self) -> Mapping[str, Course]:
        """The way to the goals' targets, month by month, by column of the month table."""
        return courses(self)

    @cached_property
    def offers(self) -> Mapping[Path, tuple[Offer, ...]]:
        """Answers for the forecast that other steps hold, by the field they are offered for."""
        return offers(self)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What customers cost and are worth in the forecast's first year, by named formulas."""
        return measures(self)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Which variant of each formula the plan counts by."""
        return definitions(self)

    @cached_property
    def ledger(self) -> tuple[Assumption, ...]:
        """The assumptions the forecast stands on, the one that moves most first."""
        return ledger(self)

    @cached_property
    def closings(self) -> Mapping[tuple[str, str], Closing]:
        """What would close each gap, by goal and KPI. Runs the model some hundred times."""
        return {(gap.goal, gap.kpi): self.closing(gap) for gap in self.gaps}

    def closing(self, gap: GapFigures) -> Closing:
        """What would close one gap, for those who cannot wait for all of them."""
        key = (gap.goal, gap.kpi)
        if key not in self._closings:
            self._closings[key] = closing.closing(self, gap)
        return self._closings[key]

    @cached_property
    def decisions(self) -> Mapping[str, GapFigures]:
        """The gap each row of step 7 is about, by the row's id."""
        return gaps.decisions(self)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How every KPI stands, by its id."""
        return standings(self)

    @cached_property
    def smart(self) -> Mapping[str, Smart]:
        """Five marks for every goal, by its id."""
        return smart.judge(self)

    @cached_property
    def _found(self) -> tuple[Finding, ...]:
        return checks.check(self)

    @cached_property
    def silenced(self) -> tuple[Silence, ...]:
        """What it would argue back, had nobody silenced it there."""
        return silences(self.plan, self._found)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the plan argues back, by step and code, without what is silenced."""
        quiet = {id(silence.finding) for silence in self.silenced}
        return tuple(item for item in self._found if id(item) not in quiet)

    @cached_property
    def progress(self) -> Mapping[str, Progress]:
        """How far each page is, by its table's name."""
        return progress.progress(self.plan)


def analyse(
    plan: Plan,
    today: date,
    scenario: str | None = None,
    settings: Mapping[str, Setting] | None = None,
) -> Analysis:
    """Everything that follows from `plan` on the day `today`.

    `scenario` is the one to judge by (without it, the one the plan names); `settings` are inputs of the
    forecast set anew on top of it, as a what-if does: `{"rates.win_rate_pct": Decimal(25)}`.
    """
    return Analysis(plan, today, scenario, settings)
