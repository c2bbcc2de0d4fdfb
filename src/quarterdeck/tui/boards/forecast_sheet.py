"""The board of step 6 as lines: case and figure, chart or other view, inputs to turn, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace
from rich.cells import cell_len

from quarterdeck import content
from quarterdeck.content import say
from quarterdeck.plan import format as fmt
from quarterdeck.report.charts import draw
from quarterdeck.report.layout import clip
from quarterdeck.report.prose import Line
from quarterdeck.report.sections import forecast_chart as chart
from quarterdeck.report.sections.measures import heading
from quarterdeck.tui.boards import what_if_views as views
from quarterdeck.tui.boards import what_if_words as words
from quarterdeck.tui.boards.forecast_dials import dials
from quarterdeck.tui.boards.forecast_view import (
    BELOW,
    FAINT,
    INSET,
    SENTENCE,
    SOFT,
    SURE,
    VIEWS,
    View,
    lines_of,
)
from quarterdeck.tui.boards.sheet import Piece, Sheet
from quarterdeck.tui.form.draw import fit_right, wrapped
from quarterdeck.tui.styles import LIT, PILL, PILL_KEY

NARROWEST_CHART = 38
WIDEST_CHART = 110
NAMES = 11
"""Cells for the names of the rows beside the chart."""
A_MONTH = 3
"""Cells a month of the chart takes."""
A_YEAR = 108
"""Cells from which a table of twelve months may fit."""
GUTTER = 2
"""Cells between the chart and what stands beside it."""
QUARTER, MOST_MONTHS = 3, 12


def sheet(view: View) -> Sheet:
    """The lines, and what in them can be pressed. What is tried and what comes of it stand in one sight."""
    found = Sheet()
    if view.reading.analysis.forecast.reason or not _has_figures(view):
        _empty(found, view)
        return found
    _head(found, view)
    width = view.width - 2 * INSET
    beside = _beside(view, width)
    view = replace(view, heads=len(found.lines), stacked=view.is_tall and not beside)
    if beside:
        left = width - _widest(beside) - GUTTER
        picture = _chart(view, left, view.chart, (left - 6) // A_MONTH)
        found.beside([[(" ", ""), *line] for line in picture], beside, left + GUTTER + INSET, view.chart)
        if view.is_tall:
            found.row()
    else:
        _stacked(found, view, width)
    dials(found, view)
    _foot(found, view)
    return found


def _beside(view: View, width: int) -> list[Line]:
    """The months of the quarter, where they fit beside the chart and the year does not fit below it."""
    if view.view != VIEWS[0] or (view.is_tall and width >= A_YEAR):
        return []
    table = views.drawn(views.months(view.reading, view.what_if, QUARTER, NAMES), width)
    return table if width - _widest(table) - GUTTER >= NARROWEST_CHART else []


def _widest(lines: list[Line]) -> int:
    return max((sum(cell_len(text) for text, _ in line) for line in lines), default=0)


def _stacked(found: Sheet, view: View, width: int) -> None:
    """The chart, and below it what was chosen; in a low window one of them."""
    is_other = view.view != VIEWS[0]
    if view.is_tall or not is_other:
        found.drawn(_chart(view, min(width, WIDEST_CHART), view.chart, MOST_MONTHS), INSET)
    if view.is_tall:
        found.row()
    if view.is_tall or is_other:
        found.drawn(_filled(_other(view, width), BELOW if view.is_tall else view.chart), INSET)


def _filled(lines: Iterator[Line], height: int) -> list[Line]:
    """So many lines, whatever there is to say: what stands below does not jump."""
    found = list(lines)[:height]
    return found + [[]] * (height - len(found))


def _chart(view: View, width: int, height: int, months: int) -> list[Line]:
    what_if = view.what_if
    tried = what_if.analysis if what_if.is_trying else None
    made = chart.forecast_chart(view.reading, what_if.column, tried, what_if.simulated, months)
    if made is None:
        return []
    return draw(views.in_ascii(made) if view.ascii else made, width, height)


def _has_figures(view: View) -> bool:
    column = view.what_if.column
    return any(row[column] for row in view.what_if.base.forecast.months)


# Above: which case, which figure, which view.


def _head(found: Sheet, view: View) -> None:
    """One line where everything fits, else two."""
    case, rest = list(_cases(view)), [*_view_names(view), *_figure(view)]
    if _size(case) + _size(rest) <= view.width:
        gap = view.width - _size(case) - _size(rest)
        found.row(*case, Piece(" " * gap), *rest)
    else:
        found.row(*case)
        found.row(*rest)


def _size(pieces: list[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _cases(view: View) -> Iterator[Piece]:
    """All cases where there is room for their names, else the one that is shown."""
    what_if = view.what_if
    names = [(case, words.case_name(what_if, case)) for case in what_if.cases]
    yield from (Piece(f" {say('what_if.case')} ", SOFT), Piece("c", PILL_KEY, "case"), Piece(" "))
    if sum(cell_len(name) + 5 for _, name in names) + 8 <= view.width // (1 if view.is_tall else 2):
        for case, name in names:
            here = case == what_if.case
            style = "$text bold" if here else SOFT
            yield Piece(f" ({'•' if here else ' '}) {name}", style, f"pick_case({case!r})")
        return
    name = clip(words.case_name(what_if, what_if.case), max(view.width // 3, 8))
    yield Piece(f" {name}", "$text bold", "case")
    yield Piece(f" {what_if.cases.index(what_if.case) + 1}/{len(names)}", FAINT)


def _view_names(view: View) -> Iterator[Piece]:
    """The views by name, the one that is shown stands out; in little room that one alone."""
    names = [(name, say(f"what_if.views.{name}")) for name in VIEWS]
    if sum(cell_len(text) + 2 for _, text in names) + 10 > view.width // (1 if view.is_tall else 2):
        names = [(view.view, say(f"what_if.views.{view.view}"))]
    yield from (Piece(f" {say('what_if.view')} ", SOFT), Piece("v", PILL_KEY, "view"))
    for name, text in names:
        style = "$accent bold" if name == view.view else SOFT
        yield Piece(f"  {text}", style, f"pick_view({name!r})" if len(names) > 1 else "view")


def _figure(view: View) -> Iterator[Piece]:
    """The figure that is looked at, where there are several."""
    if len(view.what_if.columns) > 1:
        yield from (Piece("   "), Piece("f", PILL_KEY, "figure"))
        yield Piece(f"  {heading(view.reading, view.what_if.column)} ", "$text", "figure")


def _other(view: View, width: int) -> Iterator[Line]:
    """What was chosen to be seen beside the chart."""
    if view.view == VIEWS[0]:
        yield from _months(view, width)
    elif view.view == "cases":
        yield from views.drawn(views.cases(view.reading, view.what_if), width)
    elif view.view == "sources":
        yield from views.sources(view.reading, view.what_if, width)
    else:
        most = (BELOW if view.is_tall else view.chart) - 2
        made = views.tornado(view.reading, view.what_if, view.view, most)
        if made is not None:
            yield from draw(views.in_ascii(made) if view.ascii else made, width)


def _months(view: View, width: int) -> list[Line]:
    """The whole year where it fits on one table, else the quarter."""

    def table(most: int) -> list[Line]:
        return views.drawn(views.months(view.reading, view.what_if, most, 2 * NAMES), width)

    year = table(MOST_MONTHS) if width >= A_YEAR else []
    return year if year and all(year) else table(QUARTER)


# Below: what is typed, keep or throw away, what is reached, how sure it is.


def _foot(found: Sheet, view: View) -> None:
    width, trying = view.width - 2 * INSET, view.what_if.is_trying
    if view.problem:
        for line in wrapped(view.problem, width):
            found.row(Piece(f" {line}", "$text-error"))
    style = PILL if trying else f"{FAINT} on $pill $pill-style"
    buttons = [
        Piece(" "),
        Piece(f" {say('what_if.keep')} ", style, "keep"),
        Piece(" "),
        Piece(f" {say('what_if.throw_away')} ", style, "throw_away"),
    ]
    room = width - _size(buttons) - 2
    told, bold = _reached(view), "$text bold" if trying else SOFT
    told = told if cell_len(told) <= room else _reached(view, brief=True)
    if cell_len(told) <= room:
        found.row(*buttons, Piece("  " + fit_right(told, room), bold))
    else:
        found.row(*buttons)
        for line in wrapped(told, width):
            found.row(Piece(f" {line}", bold))
    tried = view.what_if.analysis if trying else None
    sure, said = _sure(view), chart.sentence(view.reading, view.what_if.column, tried)
    for line in [*_whole(sure, width, SURE), "", *_whole(said, width, SENTENCE)]:
        found.row(Piece(f" {line}", SOFT))


def _whole(text: str, width: int, letters: int) -> list[str]:
    """A text in as many lines as so many letters take: what stands below does not move when it changes."""
    lines = wrapped(text, width)
    return lines + [""] * (lines_of(letters, width) - len(lines))


def _reached(view: View, *, brief: bool = False) -> str:
    """What everything that is tried changes, and where that leads."""
    what_if = view.what_if
    if view.typed is not None:
        return say("what_if.typing")
    verdict = words.verdict(view.reading, what_if, brief=brief)
    if not what_if.is_trying:
        return verdict
    total = words.effect(view.reading, what_if.column, what_if.together)
    return f"{say('what_if.together')} {total}  {verdict}"


def _sure(view: View) -> str:
    """P10, P50 and P90, and the chance of the target; or how far the simulation is."""
    what_if, reading, column = view.what_if, view.reading, view.what_if.column
    simulated = what_if.simulated
    if simulated is None:
        share = None if view.share is None else fmt.percent(Decimal(round(view.share * 100)), reading.style)
        return say("what_if.waiting") if share is None else say("what_if.running", share=share)
    span = chart.span_of(column, what_if.months, what_if.base.fiscal_start)
    found = chart.band(simulated, column, span)
    if found is None:
        return f"{say('what_if.sure')} {say('what_if.no_band')}"
    ends = {
        name: chart.amount(reading, column, chart.rounded(value))
        for name, value in (("low", found.p10), ("middle", found.p50), ("high", found.p90))
    }
    told = say("what_if.band", **ends)
    odds = chart.chance(simulated, what_if.analysis.courses.get(column))
    if odds is not None:
        told += f"  {say('what_if.chance', pct=chart.percent(reading, odds))}"
    named = f"{say('what_if.sure')} {told}"
    return named if cell_len(named) <= view.width - 2 * INSET else told


# Before there is anything to compute.


def _empty(found: Sheet, view: View) -> None:
    """What is missing, and how to begin."""
    analysis, width = view.what_if.base, view.width - 2 * INSET
    first = views.first_missing(analysis)
    why = views.why_nothing(view.reading, analysis)
    place = view.reading.place(first) or content.label(first[:1])
    told = f"{say('what_if.empty', why=why)} {say('what_if.empty_begin', first=place)}"
    found.row(Piece(f" {say('what_if.empty_title')}", "$title bold"))
    for line in wrapped(told, width):
        found.row(Piece(f" {line}", SOFT))
    style = LIT if view.focused else PILL
    found.row(Piece(" "), Piece(f" {place} ⏎ ", style, "begin"))
