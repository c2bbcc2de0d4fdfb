"""Charts as lines of text: one drawing of columns, one of rows, and a line of little columns for tables.

`draw` takes any `Chart` and the room there is. It is what the report prints and what the wizard shows.
"""

from __future__ import annotations

from quarterdeck.report.charts.columns import HEIGHT, columns
from quarterdeck.report.charts.rows import rows
from quarterdeck.report.document import Chart, ChartKind
from quarterdeck.report.prose import Line

__all__ = ["HEIGHT", "draw"]


def draw(chart: Chart, width: int, height: int = HEIGHT) -> list[Line]:
    """The chart in lines of at most `width` cells.

    Columns are `height` lines high, title and axis included; charts with a bar for each label are as high as
    they have to be. Nothing is drawn of a chart without values.
    """
    return columns(chart, width, height) if chart.kind is ChartKind.COLUMNS else rows(chart, width)
