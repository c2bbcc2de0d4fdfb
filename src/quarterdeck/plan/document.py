"""The whole plan: one attribute per table of the file, in the order they stand there."""

from pydantic import Field

from quarterdeck.plan.actions import Actions
from quarterdeck.plan.cover import Cover
from quarterdeck.plan.data import Data
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.gaps import Gaps
from quarterdeck.plan.goals import Goals
from quarterdeck.plan.icp import Icp
from quarterdeck.plan.kpis import Kpis
from quarterdeck.plan.padre import Padre
from quarterdeck.plan.reviews import Review
from quarterdeck.plan.situation import Situation
from quarterdeck.plan.team import Team
from quarterdeck.plan.tools import Tools
from quarterdeck.plan.types import Section

SCHEMA = 1
"""The first key of every plan file. A file with a higher one was made by a later version."""


class Plan(Section):
    """A sales and marketing plan for one quarter. `schema` is the codec's affair and not part of it."""

    plan: Cover = Field(default_factory=Cover)
    data: Data = Field(default_factory=Data)
    icp: Icp = Field(default_factory=Icp)
    situation: Situation = Field(default_factory=Situation)
    goals: Goals = Field(default_factory=Goals)
    kpis: Kpis = Field(default_factory=Kpis)
    forecast: Forecast = Field(default_factory=Forecast)
    gaps: Gaps = Field(default_factory=Gaps)
    team: Team = Field(default_factory=Team)
    actions: Actions = Field(default_factory=Actions)
    tools: Tools = Field(default_factory=Tools)
    padre: Padre = Field(default_factory=Padre)
    reviews: dict[str, Review] = Field(default_factory=dict)
