"""The board of step 6: the forecast as a chart, and a what-if on it that shows its effect with every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.content import say
from quarterdeck.engine.overrides import BASE
from quarterdeck.plan.parse import Problem
from quarterdeck.report.reading import Reading
from quarterdeck.session.session import Session
from quarterdeck.session.what_if import Dial, WhatIf, read
from quarterdeck.tui.boards import what_if_views as views
from quarterdeck.tui.boards import what_if_words as words
from quarterdeck.tui.boards.board import Board
from quarterdeck.tui.boards.forecast_sheet import sheet
from quarterdeck.tui.boards.forecast_view import VIEWS, View
from quarterdeck.tui.boards.keys import key as board_key
from quarterdeck.tui.boards.sheet import Sheet
from quarterdeck.tui.boards.simulating import Simulating
from quarterdeck.tui.form.cell import words_at
from quarterdeck.tui.form.keys import quiet
from quarterdeck.tui.form.messages import FieldFocused, Notice, Rewritten
from quarterdeck.tui.keys import key as shell_key
from quarterdeck.tui.painted import bears_blocks, strip
from quarterdeck.tui.stepmap import Chosen

if TYPE_CHECKING:
    from quarterdeck.tui.form.body import FormBody

HERE = "forecast"
"""The page it stands on."""
FAST = 5
"""Steps of Shift and an arrow."""
key = partial(board_key, room="what_if")


class ForecastBoard(Board, can_focus=True):
    """One widget that draws its lines; what is tried lives in the session, beside the plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("turn", "right", "turn(1)"),
        key("type", "enter"),
        key("begin", "enter"),
        key("keep", "k"),
        key("throw_away", "x"),
        key("case", "c"),
        key("view", "v"),
        key("figure", "f"),
        key("reset", "backspace,delete"),
        shell_key("actuals", "e", "app.actuals"),
        quiet("left,minus", "turn(-1)"),
        quiet("plus,equals_sign", "turn(1)"),
        quiet("shift+right", f"turn({FAST})"),
        quiet("shift+left", f"turn({-FAST})"),
        quiet("up", "move(-1)"),
        quiet("down", "move(1)"),
        quiet("home", "move(-1000)"),
        quiet("end", "move(1000)"),
        quiet("t", "pick_view('quarter')"),
        quiet("escape", "leave_typing"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._at = 0
        self._typed: str | None = None
        self._problem = ""
        self._view = VIEWS[0]
        self._made: tuple[View, object, Sheet] | None = None
        self._reading: Reading | None = None
        self.simulating = Simulating(self, lambda: self.what_if, self._changed)
        self._width = self._height = 0
        self._drawn: list[Content] = []

    @property
    def what_if(self) -> WhatIf:
        """What is being tried."""
        return self.session.what_if

    @property
    def dial(self) -> Dial | None:
        """The input under the cursor."""
        dials = self.what_if.dials
        return dials[min(self._at, len(dials) - 1)] if dials else None

    # Drawing.

    @override
    def show(self) -> None:
        """The plan may be another one: draw what it leads to, and simulate that when there is time."""
        if self.size.width:
            self._changed()

    def _changed(self) -> None:
        """Draw what is another line now: with every key a part of them is, a new layout hardly ever."""
        before, lines = self._drawn, self._sheet().lines
        self._drawn = lines
        if len(lines) > self._height:
            self.refresh(layout=True)
        for y, (old, new) in enumerate(zip_longest(before, lines)):
            if old is None or new is None or not new.is_same(old):
                self.refresh(Region(0, y, self.size.width, 1))
        self.simulating.follow()

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines were at most: what stands below does not move with a shorter sentence."""
        lines = self._sheet(width).lines
        if width != self._width:
            self._width, self._height, self._drawn = width, 0, lines
        self._height = max(len(lines), self._height)
        return self._height

    def on_resize(self) -> None:
        """More or less of it is in sight."""
        self._changed()

    @override
    def render_line(self, y: int) -> Strip:
        return strip(self, self._drawn[y] if y < len(self._drawn) else Content(), self.size.width)

    def _sheet(self, width: int = 0) -> Sheet:
        view = self._seen(width or self.size.width)
        follows = (self.session.plan, self.what_if.analysis, self.what_if.simulated)
        if self._made is None or self._made[0] != view or self._made[1] != tuple(map(id, follows)):
            self._made = (view, tuple(map(id, follows)), sheet(view))
        return self._made[2]

    def _seen(self, width: int) -> View:
        base = self.what_if.base
        if self._reading is None or self._reading.analysis is not base:
            self._reading = Reading(base.plan, base)
        return View(
            what_if=self.what_if,
            reading=self._reading,
            width=max(width, 20),
            height=self.parent.size.height if isinstance(self.parent, Widget) else 0,
            at=max(0, min(self._at, len(self.what_if.dials) - 1)),
            typed=self._typed,
            problem=self._problem,
            view=self._view,
            focused=self.has_focus,
            share=self.simulating.share,
            ascii=not bears_blocks(),
        )

    # The cursor.

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before there is a forecast all there is to do is to begin it."""
        if self.dial is None or not self._sheet_has_dials:
            return action in ("begin", "leave_typing")
        return action != "begin"

    @override
    def take_cursor(self) -> bool:
        """The first thing to do here is to try something."""
        self.focus(scroll_visible=False)
        return True

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        """The board comes into sight, with the words of the input under the cursor. Typing ends."""
        super().watch_has_focus(_has_focus)
        self._typed, self._problem = None, ""
        if self.size.width:
            self._changed()
        if _has_focus:
            self.scroll_visible(animate=False, top=True, immediate=True)
            self._tell()

    def _tell(self) -> None:
        """What the input under the cursor is, and where its value comes from, stands where help does."""
        dial = self.dial
        if dial is None or not self.has_focus:
            return
        item = next((item for item in self.what_if.base.ledger if item.driver == dial.name), None)
        found = words_at(self.session, dial.path, dial.place.field)
        if item is not None and self._reading is not None:
            found = views.with_origin(found, views.origin(self._reading, item))
        self.screen.post_message(FieldFocused(dial.path, dial.place.field, found))
        self._place_cursor()

    def _place_cursor(self) -> None:
        """The input comes into sight, and the terminal's own cursor to it: screen readers follow that."""
        cursor = self._sheet().cursor or Offset(0, 0)
        line = Region(0, self.virtual_region.y + cursor.y, self.size.width, 1)
        _ = _body(self).scroll_to_region(line, animate=False, immediate=True)
        self.app.cursor_position = self.content_region.offset + cursor

    def action_move(self, by: int) -> None:
        """To another input."""
        if self._typed is not None:
            return
        count = len(self.what_if.dials)
        self._at = max(0, min(count - 1, self._at + by))
        self._changed()
        self._tell()

    def action_pick(self, at: int) -> None:
        """To the input on that line."""
        self._typed, self._problem, self._at = None, "", at
        self._changed()
        self._tell()

    # Turning and typing.

    def action_turn(self, by: int) -> None:
        """Turn the input under the cursor by so many steps."""
        dial = self.dial
        if dial is not None and self._typed is None:
            self._try(lambda: self.what_if.turn(dial.name, by))

    def _try(self, act: Callable[[], None]) -> None:
        """Change what is tried; the first time it is said that the plan stays as it is."""
        was_trying, self._problem = self.what_if.is_trying, ""
        act()
        self._changed()
        if self.what_if.is_trying and not was_trying:
            self.post_message(Notice(say("what_if.hint")))

    def action_press(self, at: int, by: int) -> None:
        """A click on [−] or [+]."""
        self.action_pick(at)
        self.action_turn(by)

    def action_reset(self) -> None:
        """The input under the cursor as the plan has it."""
        if self.dial is not None:
            self.what_if.reset(self.dial.name)
            self._changed()

    def action_type(self) -> None:
        """Begin to type a number, or take the one that was typed."""
        if self._typed is None:
            self._typed = ""
            self._changed()
        else:
            self._take()

    def action_type_at(self, at: int) -> None:
        """A click on a value: type another one."""
        self.action_pick(at)
        self._typed = ""
        self._changed()

    @property
    def _sheet_has_dials(self) -> bool:
        return any(area.action.startswith("press") for area in self._sheet().areas)

    def action_leave_typing(self) -> None:
        """Leave what was typed; Esc with nothing typed goes on to the list of steps."""
        if self._typed is None:
            _ = self.app.call_later(self.screen.run_action, "map")
        self._typed, self._problem = None, ""
        self._changed()

    def on_key(self, event: events.Key) -> None:
        """Digits begin a number, and while one is typed every sign belongs to it."""
        sign = event.character if event.is_printable else None
        typed = self._typed
        if typed is None and sign is not None and sign.isdecimal() and self._sheet_has_dials:
            typed = ""
        if typed is None or self.dial is None:
            return
        if event.key in ("backspace", "delete"):
            typed = typed[:-1]
        elif sign is not None:
            typed += sign
        else:
            return
        event.stop()
        event.prevent_default()
        self._typed, self._problem = typed[-24:], ""
        self._changed()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number is typed."""
        event.stop()
        if self.dial is not None:
            self._typed = ((self._typed or "") + " ".join(event.text.split()))[-24:]
            self._changed()

    def _take(self) -> None:
        """Read what was typed, in the plan's number style."""
        dial, typed = self.dial, self._typed or ""
        if dial is None:
            return
        found = read(dial, typed, self.session.style)
        if isinstance(found, Problem):
            self._problem = content.message(f"parse.{found.key}", **found.values)
            self._changed()
            return
        self._typed, value = None, dial.value if found is None else found
        self._try(lambda: self.what_if.put(dial.name, value))

    # Case, figure, view.

    def action_case(self) -> None:
        """The next case."""
        cases = self.what_if.cases
        self.action_pick_case(cases[(cases.index(self.what_if.case) + 1) % len(cases)])

    def action_pick_case(self, case: str) -> None:
        """Show that case."""
        self.what_if.choose(case)
        self._changed()

    def action_figure(self) -> None:
        """Look at the next figure that is worth it."""
        columns = self.what_if.columns
        self.what_if.look_at(columns[(columns.index(self.what_if.column) + 1) % len(columns)])
        self._changed()

    def action_view(self) -> None:
        """The next view."""
        self.action_pick_view(VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)])

    def action_pick_view(self, view: str) -> None:
        """Show that view; the one that is shown gives way to the chart."""
        self._view = VIEWS[0] if view == self._view else view
        self._changed()

    # Keep or throw away.

    def action_keep(self) -> None:
        """What is tried becomes the plan."""
        case = self.what_if.case
        if not self.what_if.keep():
            self.post_message(Notice(say("what_if.nothing_to_keep")))
            return
        self._changed()
        self.post_message(Rewritten((HERE,)))
        name = words.case_name(self.what_if, case)
        self.post_message(Notice(say("what_if.kept" if case == BASE else "what_if.kept_in", case=name)))

    def action_throw_away(self) -> None:
        """The plan stays as it is, and nothing is tried any more."""
        was_trying = self.what_if.is_trying
        self.what_if.throw_away()
        self._changed()
        if was_trying:
            self.post_message(Notice(say("what_if.thrown_away")))

    def action_begin(self) -> None:
        """To the first answer a forecast needs."""
        path = views.first_missing(self.what_if.base)
        if path[0] == HERE:
            _body(self).focus_path(path)
        else:
            self.post_message(Chosen(path[0]))

    # Mouse.

    def on_click(self, event: events.Click) -> None:
        """What can be pressed does what it says."""
        where = event.get_content_offset(self)
        if where is None:
            return
        event.stop()
        action = self._sheet().action_at(where.x, where.y)
        if action:
            self.call_next(self.run_action, action)


def _body(board: ForecastBoard) -> FormBody:
    """The form the board stands on."""
    from quarterdeck.tui.form.body import FormBody

    return next(node for node in board.ancestors if isinstance(node, FormBody))
