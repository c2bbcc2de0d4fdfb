"""What the lines of step 6 are drawn from, and how the room is shared among them."""

from __future__ import annotations

from msgspec import Struct

from quarterdeck.report.reading import Reading
from quarterdeck.session.what_if import WhatIf

VIEWS = ("months", "cases", "quarter", "year", "sources")
ONE_LINE = 76
"""Columns in which what is reached, and how sure that is, take a line each."""
TALL = 28
"""Rows from which the chart and another view are shown at once."""
CHART, GOOD_CHART, MOST_CHART = 5, 8, 12
"""Lines of the chart: at least, before there are more inputs, and at most."""
BELOW = 9
"""Lines of the view below the chart."""
FEW_DIALS, DIALS, MOST_DIALS = 2, 3, 6
"""Inputs in sight: in a low window, at least, and at most."""
LOW = 12
"""Rows from which it is in sight what is reached and how sure that is."""
SURE, SENTENCE = 74, 270
"""Letters that are reserved for how sure it is, and for the sentence."""
INSET = 1
SOFT, FAINT = "$text-muted", "$faint"


class View(Struct, frozen=True):
    """Everything the lines are drawn from."""

    what_if: WhatIf
    reading: Reading
    width: int
    height: int
    """Of the room the board is seen in."""
    at: int = 0
    """The input under the cursor."""
    typed: str | None = None
    """What stands in it while a number is typed."""
    problem: str = ""
    """Why what was typed is no number."""
    view: str = VIEWS[0]
    focused: bool = False
    share: float | None = None
    """How much of the simulation is done; None while none is running."""
    ascii: bool = False
    heads: int = 1
    """Lines above the chart."""
    stacked: bool = False
    """Whether another view stands below the chart."""

    @property
    def is_tall(self) -> bool:
        """Whether there is room for the chart and another view."""
        return self.height >= TALL

    @property
    def rows(self) -> int:
        """Inputs in sight at once."""
        least = DIALS if self.height >= LOW else FEW_DIALS
        return min(max(self._spare - GOOD_CHART, least), MOST_DIALS, len(self.what_if.dials))

    @property
    def chart(self) -> int:
        """Lines of the chart."""
        return min(max(self._spare - self.rows, CHART), MOST_CHART)

    @property
    def _spare(self) -> int:
        """Lines for chart and inputs: what stands above, between and below them is in sight too."""
        told = 0 if self.height < LOW else 2 if self.width >= ONE_LINE else 4
        told += 2 + lines_of(SENTENCE, self.width - 2 * INSET) if self.is_tall else 0
        told += BELOW if self.stacked else 0
        return self.height - self.heads - 1 - told

    @property
    def top(self) -> int:
        """The first of them."""
        return max(0, min(self.at - self.rows // 2, len(self.what_if.dials) - self.rows))


def lines_of(letters: int, width: int) -> int:
    """Lines that so many letters take."""
    return -(-letters // width)
