"""The grid of actuals as lines: figures under one another, months side by side, and what was expected."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from rich.cells import cell_len
from textual.geometry import Offset

from quarterdeck import content
from quarterdeck.engine import metrics
from quarterdeck.engine.figures import Figure
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import month_of
from quarterdeck.report.imported import figure_name, unit
from quarterdeck.report.reading import Reading
from quarterdeck.session import entering
from quarterdeck.session.entering import KPIS, Asked
from quarterdeck.session.session import Session
from quarterdeck.tui.boards.sheet import Piece, Sheet
from quarterdeck.tui.form.draw import fit, fit_right, wrapped
from quarterdeck.tui.styles import LIT, PILL

VALUE, BESIDE = 10, 7
"""Cells of a figure, and of its difference to what was expected."""
LABEL, LONGEST_LABEL = 16, 30
HEAD, FOOT = 2, 3
"""Lines above and below the figures."""
SOFT, FAINT = "$text-muted", "$faint"
_SIGNS = {True: ("▲", "$success"), False: ("▼", "$warning"), None: (" ", SOFT)}


class View(Struct, frozen=True):
    """Everything the lines are drawn from."""

    session: Session
    reading: Reading
    months: tuple[str, ...]
    width: int
    height: int
    row: int = 0
    """The figure under the cursor."""
    column: int = 0
    """The month under the cursor."""
    first: int = 0
    """The first month that was in sight so far."""
    typed: str | None = None
    """What stands in the cell while a figure is typed."""
    problem: str = ""
    focused: bool = False
    ascii: bool = False

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The figures, in order."""
        return entering.asked(self.session.plan)


class Fit(Struct, frozen=True):
    """How the columns share the width."""

    label: int
    shown: int
    """Months in sight."""
    first: int
    """The first of them."""
    beside: bool
    """Whether differences stand beside the figures."""


def fitted(view: View) -> Fit:
    """As many months as there is room for, the cursor's among them; differences where three have room."""
    count = len(view.months)
    beside = view.width - LABEL >= min(3, count) * _size(beside=True)
    size = _size(beside=beside)
    shown = max(min((view.width - LABEL) // size, count), 1)
    label = max(min(view.width - shown * size, LONGEST_LABEL), 6)
    first = max(view.column - shown + 1, min(view.first, view.column, count - shown), 0)
    return Fit(label, shown, first, beside)


def _size(*, beside: bool) -> int:
    """Cells of one month."""
    return 1 + VALUE + (BESIDE + 1) * beside


def sheet(view: View) -> Sheet:
    """The lines, and what in them can be pressed."""
    found, columns = Sheet(), fitted(view)
    _head(found, view, columns)
    rows = _rows(view)
    at = next((index for index, row in enumerate(rows) if row[0] == view.row), 0)
    room = max(view.height - HEAD - FOOT, 1)
    top = max(0, min(at - room // 2, len(rows) - room))
    for index, heading in rows[top : top + room]:
        if index < 0:
            found.row(Piece(f" {fit(heading, view.width - 1)}", "$title bold"))
        else:
            _row(found, view, columns, index)
    _foot(found, view)
    return found


def _rows(view: View) -> list[tuple[int, str]]:
    """The number of each figure; headings of groups go by −1."""
    rows: list[tuple[int, str]] = []
    last = ""
    for index, item in enumerate(view.asked):
        if item.group != last:
            last = item.group
            title = "actuals.grid.kpis" if last == KPIS else ""
            words = content.say(title) if title else content.step("forecast").groups[last].title
            rows.append((-1, words))
        rows.append((index, ""))
    return rows


def _head(found: Sheet, view: View, columns: Fit) -> None:
    names, what = [Piece(" " * columns.label)], [Piece(" " * columns.label)]
    now = month_of(view.session.today)
    for at in range(columns.first, columns.first + columns.shown):
        month = view.months[at]
        size = _size(beside=columns.beside) - 1
        style = "$accent bold" if at == view.column and view.focused else "$text bold"
        names.append(Piece(" " + fit_right(fmt.month(month), VALUE) + " " * (size - VALUE), style))
        state = "actuals.grid.not_over" if month >= now else "actuals.grid.came"
        what.append(Piece(" " + fit_right(content.say(state), VALUE), FAINT))
        if columns.beside:
            what.append(Piece(" " + fit_right(content.say("actuals.grid.beside"), BESIDE), FAINT))
    found.row(*names)
    found.row(*what)


def _row(found: Sheet, view: View, columns: Fit, index: int) -> None:
    figure = view.asked[index].figure
    here = index == view.row
    mark = "▸" if here and view.focused else " "
    name = fit(f"{mark} {figure_name(view.reading, figure)}", columns.label)
    pieces = [Piece(name, "$text bold" if here else "$text")]
    for at in range(columns.first, columns.first + columns.shown):
        pieces += _cell(found, view, columns, index, at)
    found.row(*pieces)


def _cell(found: Sheet, view: View, columns: Fit, index: int, at: int) -> list[Piece]:
    figure, month = view.asked[index].figure, view.months[at]
    press = f"pick({index}, {at})"
    lit = (index, at) == (view.row, view.column)
    draft = entering.draft(view.session, month, figure)
    value = entering.value(view.session.plan, month, figure)
    text, style = shown(view.reading, figure, value), "$text" if value is not None else FAINT
    if draft is not None:
        text, style = f"✗ {draft.raw}", "$error"
    if lit and view.typed is not None:
        text = view.typed[-VALUE + 1 :] + " "
        found.cursor = Offset(
            columns.label + 1 + (at - columns.first) * _size(beside=columns.beside) + VALUE - 1,
            len(found.lines),
        )
    if lit:
        style = LIT if view.focused else PILL
        if found.cursor is None:
            found.cursor = Offset(
                columns.label + 1 + (at - columns.first) * _size(beside=columns.beside), len(found.lines)
            )
    pieces = [Piece(" "), Piece(fit_right(text, VALUE), style, press)]
    if columns.beside:
        sign, text, tone = _beside(view, figure, month, value)
        pieces.append(Piece(" " + fit_right(f"{sign}{text}" if text else "", BESIDE), tone, press))
    return pieces


def _beside(view: View, figure: str, month: str, value: Decimal | None) -> tuple[str, str, str]:
    """Sign, difference and colour of what came; before it came, what is expected, in brackets."""
    expected = entering.expected(view.reading.analysis, month, figure)
    if expected.number is None:
        return "", "", FAINT
    if value is None:
        return "", f"({_rounded(view, figure, expected.number)})", FAINT
    difference = metrics.variance(Figure(value), expected).number or Decimal(0)
    sign, tone = _SIGNS[entering.is_good(view.session.plan, figure, difference)]
    if view.ascii:
        sign = {"▲": "^", "▼": "v"}.get(sign, sign)
    return sign, _signed(_rounded(view, figure, difference), difference), tone


def _signed(text: str, number: Decimal) -> str:
    return f"+{text}" if number > 0 else text


def _rounded(view: View, figure: str, number: Decimal) -> str:
    """A difference, or what was expected, as short as it can be read."""
    text = fmt.amount(_short(view, figure, number), view.reading.style)
    if cell_len(text) < BESIDE - 1:
        return text
    return fmt.amount(round(number / 1000, 0), view.reading.style) + content.say("actuals.grid.thousand")


def _short(view: View, figure: str, number: Decimal) -> Decimal:
    """An expected count below ten keeps one decimal, everything else is whole."""
    return round(number, 0 if unit(view.reading, figure) == "money" or abs(number) >= 10 else 1)


def shown(reading: Reading, figure: str, value: Decimal | None) -> str:
    """A figure without its currency; a dash for nothing."""
    if value is None:
        return "·"
    if unit(reading, figure) == "percent":
        return fmt.percent(value, reading.style)
    return fmt.amount(value, reading.style)


def _foot(found: Sheet, view: View) -> None:
    """What the cell under the cursor is about."""
    while len(found.lines) < view.height - FOOT:
        found.row()
    if not view.asked:
        return
    figure, month = view.asked[view.row].figure, view.months[view.column]
    draft = entering.draft(view.session, month, figure)
    found.row(Piece("─" * view.width if not view.ascii else "-" * view.width, FAINT))
    problem = view.problem
    if not problem and draft is not None and draft.problem is not None:
        problem = content.message(f"parse.{draft.problem.key}", **draft.problem.values)
    told = f"✗ {problem}" if problem else _told(view, figure, month)
    style = "$text-error" if problem else SOFT
    for line in wrapped(told, view.width - 2, FOOT - 1):
        found.row(Piece(f" {line}", style))


def _told(view: View, figure: str, month: str) -> str:
    """Figure, month, what was expected and how far off it is, in words."""
    value = entering.value(view.session.plan, month, figure)
    expected = entering.expected(view.reading.analysis, month, figure)
    head = f"{figure_name(view.reading, figure)}, {fmt.month(month)}"
    kind = unit(view.reading, figure)
    if expected.number is None:
        words = content.say("actuals.grid.nothing_expected")
    else:
        amount = fmt.quantity(_short(view, figure, expected.number), view.reading.style, kind)
        words = content.say("actuals.grid.expected", amount=amount)
        pct = metrics.change_pct(Figure(value), expected).number if value is not None else None
        if pct is not None:
            words += f" · {_signed(fmt.percent(round(pct, 0), view.reading.style), pct)}"
    line = f"{head}: {words}"
    hint = content.say("actuals.grid.typing" if view.typed is not None else "actuals.grid.hint")
    return f"{line}  {hint}" if cell_len(line) + cell_len(hint) + 4 < 2 * view.width else line
