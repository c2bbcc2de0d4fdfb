"""A choice on one row: the answers side by side where they fit, else those chosen, and a list that opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.plan.declare import Kind
from quarterdeck.tui.form import options
from quarterdeck.tui.form.cell import Cell
from quarterdeck.tui.form.draw import LIT, fit
from quarterdeck.tui.form.keys import key, quiet
from quarterdeck.tui.form.options import Option

GAP = 2
MOST_INLINE = 8
"""More answers than these are a list wherever they fit."""


class Chooser(Widget, can_focus=True):
    """One of several answers, several of them, yes or no, or rows of the plan.

    Side by side: arrows choose (among several they move and the space bar chooses), a letter jumps to the
    answer that begins with it, Backspace takes the answer away. Otherwise Enter, the space bar, a letter or a
    click opens the list.

    Args:
        cell: the field at its place.
        attend: called within the same turn when the cursor comes (True) and goes.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("open", "enter"),
        quiet("enter", "pass_on"),
        quiet("space", "open"),
        key("choose", "space", "press"),
        quiet("down,f9", "offer"),
        quiet("left", "step(-1)"),
        quiet("right", "step(1)"),
        key("clear", "backspace,delete"),
    ]

    class Offer(Message):
        """The list of answers is asked for, narrowed to what was typed."""

        def __init__(self, typed: str = "") -> None:
            super().__init__()
            self.typed = typed

    class Chosen(Message):
        """The answer is to be these values; none takes it away."""

        def __init__(self, values: tuple[str, ...]) -> None:
            super().__init__()
            self.values = values

    class Passed(Message):
        """Enter on an answer that needs no list: on to the next field."""

    def __init__(self, cell: Cell, attend: Callable[[bool], None]) -> None:
        super().__init__()
        self.cell = cell
        self._attend = attend
        self._at = 0

    @property
    def several(self) -> bool:
        """Whether more than one answer can be chosen."""
        return self.cell.field.kind in options.SEVERAL

    @property
    def is_inline(self) -> bool:
        """Whether all answers stand side by side."""
        field = self.cell.field
        if field.kind in options.REFERENCES or len(field.answer.choices) > MOST_INLINE:
            return False
        offered = options.options_of(self.cell)
        return field.kind is Kind.FLAG or _width(offered) <= self.size.width

    def show(self) -> None:
        """Show what the plan says now."""
        self.refresh()

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._attend(_has_focus)

    def on_focus(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        self.app.cursor_position = self.content_region.offset

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter opens the list; where all answers are in sight there is none, and the space bar chooses."""
        by_sight = {"open": False, "pass_on": True, "press": True}
        return by_sight.get(action, self.is_inline) == self.is_inline

    def action_open(self) -> None:
        """Open the list."""
        self.post_message(self.Offer())

    def action_pass_on(self) -> None:
        """On to the next field: what is chosen is chosen."""
        self.post_message(self.Passed())

    def action_offer(self) -> None:
        """Open the list, also where all answers are in sight: it has the words in full."""
        self.post_message(self.Offer())

    def action_press(self) -> None:
        """The space bar: take the next answer, or the one under the cursor."""
        if self.several:
            self._toggle(self._at)
        else:
            self._cycle()

    def action_step(self, by: int) -> None:
        """To the answer beside."""
        if not self.is_inline:
            return
        offered = options.options_of(self.cell)
        if self.several:
            self._at = max(0, min(len(offered) - 1, self._at + by))
            self.refresh()
            return
        at = self._chosen_at(offered)
        target = (0 if by > 0 else len(offered) - 1) if at is None else max(0, min(len(offered) - 1, at + by))
        self._choose((offered[target].value,))

    def action_clear(self) -> None:
        """Take the answer away."""
        self._choose(())

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the answer that begins with it, or opens the list narrowed to it."""
        letter = event.character
        if not event.is_printable or letter is None or letter == " ":
            return
        event.stop()
        event.prevent_default()
        if not self.is_inline:
            self.post_message(self.Offer(letter))
            return
        offered = options.options_of(self.cell)
        hits = [i for i, option in enumerate(offered) if option.text.casefold().startswith(letter.casefold())]
        if not hits:
            return
        now = self._at if self.several else self._chosen_at(offered)
        target = next((i for i in hits if now is not None and i > now), hits[0])
        if self.several:
            self._at = target
            self.refresh()
        else:
            self._choose((offered[target].value,))

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; a second click takes it back."""
        where = event.get_content_offset_capture(self)
        event.stop()
        if not self.is_inline:
            self.post_message(self.Offer())
            return
        at = self._option_at(where)
        if at is not None and self.several:
            self._toggle(at)
        elif at is not None:
            offered = options.options_of(self.cell)
            self._choose(() if at == self._chosen_at(offered) else (offered[at].value,))

    @override
    def render(self) -> Content:
        """The answers, or the chosen ones."""
        return self._inline() if self.is_inline else self._summary()

    def _inline(self) -> Content:
        now, parts = options.chosen(self.cell), []
        for at, option in enumerate(options.options_of(self.cell)):
            on = option.value in now
            mark = ("■ " if on else "□ ") if self.several else ("● " if on else "○ ")
            style = "bold $text" if on else "$text-muted"
            here = self.has_focus and self.several and at == self._at
            part = Content.assemble((mark, "$accent" if on else "$faint"), (option.text, style))
            parts.append(part.stylize(LIT) if here else part)
        return Content(" " * GAP).join(parts)

    def _summary(self) -> Content:
        width = max(self.size.width - 2, 0)
        picked = options.picked(self.cell)
        if not picked:
            return Content.assemble((fit(say(options.empty(self.cell)), width), "$faint"), (" ▾", "$accent"))
        style = "$text" if all(option.is_known for option in picked) else "$text-warning"
        return Content.assemble((fit(_listed(picked, width), width), style), (" ▾", "$accent"))

    def _chosen_at(self, offered: tuple[Option, ...]) -> int | None:
        now = options.chosen(self.cell)
        return next((i for i, option in enumerate(offered) if option.value in now), None)

    def _option_at(self, where: Offset) -> int | None:
        x = 0
        for at, option in enumerate(options.options_of(self.cell)):
            end = x + 2 + cell_len(option.text)
            if x <= where.x < end:
                return at
            x = end + GAP
        return None

    def _toggle(self, at: int) -> None:
        self._at = at
        self._choose(options.toggled(self.cell, options.options_of(self.cell)[at].value))

    def _cycle(self) -> None:
        offered = options.options_of(self.cell)
        at = self._chosen_at(offered)
        target = 0 if at is None else at + 1
        self._choose((offered[target].value,) if target < len(offered) else ())

    def _choose(self, values: tuple[str, ...]) -> None:
        self.post_message(self.Chosen(values))


def _width(offered: tuple[Option, ...]) -> int:
    return sum(2 + cell_len(option.text) + GAP for option in offered) - GAP


def _listed(picked: tuple[Option, ...], width: int) -> str:
    """The chosen words in a row; where they do not fit, as many as do and how many more there are."""
    words = [option.text for option in picked]
    for shown in range(len(words), 0, -1):
        rest = len(words) - shown
        line = ", ".join(words[:shown]) + (say("form.and_more", count=rest) if rest else "")
        if cell_len(line) <= width:
            return line
    return ", ".join(words)
