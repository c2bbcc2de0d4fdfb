"""The file's `[reviews]` table: one compact entry per closed quarter, under the quarter's own name."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, choice
from quarterdeck.plan.declare import Computed, Kind, Ui
from quarterdeck.plan.types import Date, Long, Number, Quarter, Row, Text


class Result(Row):
    """What one KPI was to reach, what the forecast said at the quarter's start, and what came.

    Its id is the KPI's. The name is kept beside it, since the KPI may be gone from later plans.
    """

    name: Annotated[Text, Ui(essential=True)] = None
    target: Annotated[Number, Ui()] = None
    forecast: Annotated[Number, Ui()] = None
    actual: Annotated[Number, Ui(essential=True)] = None

    variance: ClassVar[Computed] = Computed(Kind.NUMBER, after="actual")
    variance_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="actual")


class GoalOutcome(Row):
    """How a goal of the quarter ended. Its id is the goal's."""

    statement: Annotated[Text, Ui(essential=True)] = None
    outcome: Annotated[Choice, choice("goal_status"), Ui(essential=True)] = None
    reason: Annotated[Text, Ui()] = None


class Review(Row):
    """A closed quarter: when it was frozen, where the whole of it stands, and how it ended in short."""

    quarter: Annotated[Quarter, Ui(group="closing", essential=True)] = None
    closed_on: Annotated[Date, Ui(group="closing")] = None
    snapshot: Annotated[Text, Ui(group="closing")] = None
    results: Annotated[dict[str, Result], Ui(group="results", essential=True)] = Field(default_factory=dict)
    goals: Annotated[dict[str, GoalOutcome], Ui(group="results")] = Field(default_factory=dict)
    learned: Annotated[Long, Ui(group="lessons", essential=True)] = None
