"""Charts as lines of text: one drawing of columns, one of rows, and a line of little columns for tables.

`draw` takes any `Chart` and the room there is. It is what the report prints and what the wizard shows.
"""

from __future__ import annotations

from quarterdeck.report.charts.columns import HEIGHT, columns
from quarterdeck.report.charts.rows import rows
from quarterdeck.report.charts.spark import spark
from quarterdeck.report.document import Chart, ChartKind, Role
from quarterdeck.report.prose import Line

__all__ = ["HEIGHT", "draw", "in_line"]


def draw(chart: Chart, width: int, height: int = HEIGHT) -> list[Line]:
    """The chart in lines of at most `width` cells.

    Columns are `height` lines high, title and axis included; charts with a bar for each label are as high as
    they have to be. Nothing is drawn of a chart without values.
    """
    return columns(chart, width, height) if chart.kind is ChartKind.COLUMNS else rows(chart, width)


def in_line(chart: Chart) -> str:
    """The chart as one line of text: its course, what came before what is planned, then its words."""
    by_role = {series.role: series.values for series in chart.series}
    courses = [by_role[role] for role in (Role.ACTUAL, Role.PLAN) if role in by_role]
    course = [next((value for value in at if value is not None), None) for at in zip(*courses, strict=True)]
    return f"{spark(course, ascii=chart.ascii)}  {chart.sentence}"
