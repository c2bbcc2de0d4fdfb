"""One gap as the model can be asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.figures import Figure
from quarterdeck.engine.forecast.inputs import Inputs, shortened
from quarterdeck.engine.forecast.model import Run, run
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.outlook import Sight, flows, over, tells, told
from quarterdeck.engine.targets import Level
from quarterdeck.plan.kpis import Kpi

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


class Question(Struct, frozen=True):
    """Does the KPI of a forecast reach its target?"""

    inputs: Inputs
    kpi: Kpi
    aim: Level
    first: int
    """The first of its months, counted from the start of the grid."""
    behind: int
    """The first month behind."""
    passed: int = 0
    """The first month after those that are over and have results."""

    @property
    def flows(self) -> bool:
        """Whether the KPI comes of what goes through the funnel."""
        return flows(self.kpi)

    def value(self, inputs: Inputs, found: Run | None = None) -> Figure:
        """The KPI of a forecast."""
        asked = over(inputs, inputs.months[self.first : self.behind])
        return told(self.kpi, asked, Sight(found or run(inputs), self.first, self.behind))

    @property
    def open(self) -> int:
        """The first month of those asked about that is not over."""
        return max(self.first, self.passed)

    def short(self, inputs: Inputs, found: Run | None = None) -> float | None:
        """How far that is from the target: closed at zero or below."""
        number = self.value(inputs, found).number
        return None if number is None else float(self.aim.shortfall(number))


def question(analysis: Analysis, gap: GapFigures) -> Question | None:
    """None where the forecast has nothing to say about the KPI, or does not cover its months."""
    kpi = analysis.plan.kpis.items.get(gap.kpi)
    grid = [row.period for row in analysis.forecast.months]
    covered = gap.months and set(gap.months) <= set(grid)
    if kpi is None or gap.level is None or not tells(kpi) or not covered:
        return None
    first = grid.index(gap.months[0])
    behind = first + len(gap.months)
    # It is run some hundred times: months behind the goal would be computed for nothing.
    passed = max((at for at, month in enumerate(grid, start=1) if month in analysis.closed_months), default=0)
    return Question(shortened(analysis.outlook_inputs, behind), kpi, gap.level, first, behind, passed)
