"""The file's `[reviews]` table: one compact entry per quarter, under the quarter's own name.

It is begun by itself when the quarter begins, with what was promised then, and completed when the quarter is
closed, with what came. What was promised is never changed in between.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, choice
from quarterdeck.plan.declare import Computed, Kind, Ui
from quarterdeck.plan.types import Date, Long, Money, Month, Number, Overrides, Percent, Quarter, Row, Text


class Result(Row):
    """What one KPI was to reach, what the forecast said at the quarter's start, and what came.

    Its id is the KPI's. Name, unit and direction are kept beside it: the KPI may be gone from later plans.
    """

    name: Annotated[Text, Ui(essential=True)] = None
    unit: Annotated[Choice, choice("kpi_unit")] = None
    direction: Annotated[Choice, choice("direction")] = None
    target: Number = None
    forecast: Number = None
    actual: Annotated[Number, Ui(essential=True)] = None

    variance: ClassVar[Computed] = Computed(Kind.NUMBER, after="actual")
    variance_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="actual")


class ExpectedMonth(Row):
    """What the forecast said of one month when the quarter began. Its id is the month."""

    month: Annotated[Month, Ui(essential=True)] = None
    leads: Number = None
    mqls: Number = None
    sqls: Number = None
    opportunities: Number = None
    wins: Number = None
    customers: Number = None
    """At the end of the month."""
    new_mrr: Money = None
    expansion_mrr: Money = None
    contraction_mrr: Money = None
    churned_mrr: Money = None
    mrr: Money = None
    """At the end of the month."""
    revenue: Money = None
    spend: Money = None


class GoalOutcome(Row):
    """What a goal of the quarter aimed at, and how it ended. Its id is the goal's."""

    statement: Annotated[Text, Ui(essential=True)] = None
    target: Number = None
    """Of the goal's first KPI, as a level in its unit."""
    outcome: Annotated[Choice, choice("goal_status"), Ui(essential=True)] = None
    reason: Text = None


class ChannelVerdict(Row):
    """What was decided about a channel when the quarter was closed, and the evidence as it was then.

    Its id is the channel's.
    """

    name: Annotated[Text, Ui(essential=True)] = None
    verdict: Annotated[Choice, choice("verdict"), Ui(essential=True)] = None
    reason: Text = None
    spend: Money = None
    leads: Number = None
    cpl: Money = None
    cac: Money = None
    roi_pct: Percent = None


class Review(Row):
    """A quarter: what was promised when it began, where the whole of it stands, and how it ended in short."""

    quarter: Annotated[Quarter, Ui(group="closing", essential=True)] = None
    begun_on: Annotated[Date, Ui(group="closing")] = None
    """Only where the plan was begun within its own quarter: from then on it has two weeks to settle."""
    frozen_on: Annotated[Date, Ui(group="closing")] = None
    """When targets, forecast, goals and drivers were put down here; they do not move afterwards."""
    closed_on: Annotated[Date, Ui(group="closing")] = None
    snapshot: Annotated[Text, Ui(group="closing")] = None
    """The name of the file beside the plan in which the whole quarter stands."""
    results: Annotated[dict[str, Result], Ui(group="results", essential=True)] = Field(default_factory=dict)
    goals: Annotated[dict[str, GoalOutcome], Ui(group="results")] = Field(default_factory=dict)
    verdicts: Annotated[dict[str, ChannelVerdict], Ui(group="results")] = Field(default_factory=dict)
    expected: Annotated[dict[str, ExpectedMonth], Ui(group="promised")] = Field(default_factory=dict)
    drivers: Annotated[Overrides, Ui(group="promised")] = Field(default_factory=dict)
    """The forecast's inputs by their names below `[forecast]`."""
    worked: Annotated[Long, Ui(group="lessons")] = None
    failed: Annotated[Long, Ui(group="lessons")] = None
    learned: Annotated[Long, Ui(group="lessons", essential=True)] = None

    @property
    def is_open(self) -> bool:
        """Whether the quarter it is about still runs, or waits to be closed."""
        return self.closed_on is None and (self.begun_on is not None or self.frozen_on is not None)
