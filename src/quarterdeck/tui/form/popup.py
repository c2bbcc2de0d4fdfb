"""The list that opens below a field: one widget, drawn by itself, laid over the screen while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.tui.form.draw import LIT, fit, stack, wrapped
from quarterdeck.tui.form.flat import one_line
from quarterdeck.tui.form.keys import key, quiet
from quarterdeck.tui.form.options import Option

MOST_ROWS = 10
MANY = 8
"""From so many options on the list shows that typing finds."""
WIDEST = 64


class Popup(Widget, can_focus=True):
    """Options to choose from, found by typing.

    Args:
        options: what can be chosen.
        chosen: the values that are chosen when it opens.
        several: the space bar chooses and takes back, and the list stays open; Enter is done.
        title: a sentence above the options.
        extend: words for adding what was typed, with `{typed}` in them; empty: nothing can be added.
        typed: what the list is narrowed to from the start.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        quiet("up", "move(-1)"),
        quiet("down", "move(1)"),
        quiet("pageup", "move(-10)"),
        quiet("pagedown", "move(10)"),
        quiet("home", "move(-100000)"),
        quiet("end", "move(100000)"),
        key("choose", "enter", "accept"),
        key("close", "escape"),
        quiet("backspace", "erase"),
    ]

    class Picked(Message):
        """An option was chosen, or taken back."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Extended(Message):
        """What was typed is to become a new option."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Closed(Message):
        """The list is going away.

        Attributes:
            accepted: by Enter or a choice, not by Esc or because the cursor went elsewhere.
            focus_back: the cursor is still in the list and has to go back to where it came from.

        """

        def __init__(self, *, accepted: bool, focus_back: bool) -> None:
            super().__init__()
            self.accepted = accepted
            self.focus_back = focus_back

    def __init__(
        self,
        options: Sequence[Option],
        chosen: Sequence[str] = (),
        *,
        several: bool = False,
        title: str = "",
        extend: str = "",
        typed: str = "",
    ) -> None:
        super().__init__()
        self.several = several
        self.typed = typed
        self._options = tuple(options)
        self._chosen = frozenset(chosen)
        self._title = title
        self._extend = extend
        self._top = 0
        self._found = self._find()
        stands_on = () if typed else self._chosen
        self._at = next((i for i, option in enumerate(self._found) if option.value in stands_on), 0)
        self._gone = False
        self._touched = False

    @property
    @override
    def is_modal(self) -> bool:
        """While it is open, no key means what it means to the widgets around it."""
        return True

    @property
    def chosen(self) -> frozenset[str]:
        """The values that are shown as chosen."""
        return self._chosen

    def mark(self, chosen: Sequence[str]) -> None:
        """Show `chosen` as the values that are chosen now."""
        self._chosen = frozenset(chosen)
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the bar."""
        self._at = max(0, min(len(self._found) - 1, self._at + by))
        self._scroll()

    def action_accept(self) -> None:
        """Choose what the bar is on; among several, done when something was chosen before."""
        if self.several and self._touched and not self.typed:
            self.close(accepted=True)
            return
        searched = bool(self.typed)
        self._choose()
        if self.several and not searched:
            self.close(accepted=True)

    def action_close(self) -> None:
        """Close and leave everything as it is."""
        self.close(accepted=False)

    def action_erase(self) -> None:
        """Take back the last letter that was typed to find something."""
        self._narrow(self.typed[:-1])

    def on_key(self, event: events.Key) -> None:
        """Letters narrow the list; the space bar chooses while nothing is typed."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if event.character == " " and not self.typed:
            self._choose()
        else:
            self._narrow(self.typed + event.character)

    def type_on(self, typed: str) -> None:
        """Narrow the list by what was typed before it had the cursor."""
        self._narrow(self.typed + typed)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text finds as typed text does."""
        event.stop()
        self._narrow(self.typed + " ".join(one_line(event.text).split()))

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        event.stop()
        row = self._row_at(event.get_content_offset_capture(self).y)
        if row is not None:
            self._at = row
            self._choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The bar follows the mouse."""
        row = self._row_at(event.get_content_offset_capture(self).y)
        if row is not None and row != self._at:
            self._at = row
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the bar, not the page below."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the bar, not the page below."""
        event.stop()
        self.action_move(-1)

    def on_blur(self) -> None:
        """The list is gone when the cursor goes elsewhere."""
        self.close(accepted=False, focus_back=False)

    def close(self, *, accepted: bool, focus_back: bool = True) -> None:
        """Go away, once."""
        if not self._gone:
            self._gone = True
            self.post_message(self.Closed(accepted=accepted, focus_back=focus_back))

    @override
    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the widest option, and as what the keys do."""
        texts = [
            cell_len(option.text) + (2 + cell_len(option.hint) if option.hint else 0)
            for option in self._options
        ]
        count = len(self._options)
        part = say("form.popup_part", first=count, last=count, count=count) + "  "
        foot = cell_len(part if count > MOST_ROWS else "") + cell_len(self._keys)
        head = 2 + cell_len(self._hint) if self._finds else 0
        most = min(WIDEST, viewport.width - 6)
        return max(min(24, most), min(max(max(texts, default=0) + 5, foot, head), most))

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows; always the same while it is open, so that finding does not make it jump."""
        head = len(wrapped(self._title, width)) + (1 if self._finds else 0)
        rows = max(1, len(self._options) + (1 if self._extend else 0))
        return head + max(1, min(rows, MOST_ROWS, viewport.height - head - 3)) + 1

    @override
    def render(self) -> Content:
        """Title, what was typed, the options in view, and a line on what the keys do."""
        width = self.size.width
        lines = [Content.styled(line, "$text-muted") for line in wrapped(self._title, width)]
        if self._finds:
            lines.append(self._typed_line(width))
        rows = self._found[self._top : self._top + self._rows]
        lines += [self._option_line(option, at, width) for at, option in enumerate(rows, self._top)]
        if not rows:
            lines.append(Content.styled(fit(say("form.none_found"), width), "$text-muted"))
        lines += [Content(" ")] * (self.size.height - 1 - len(lines))
        lines.append(Content.styled(fit(self._foot(), width), "$faint"))
        return stack(lines)

    @property
    def _finds(self) -> bool:
        return bool(self._extend) or len(self._options) > MANY

    @property
    def _hint(self) -> str:
        return say("form.type_to_find_or_add") if self._extend else say("form.type_to_find")

    @property
    def _head(self) -> int:
        return len(wrapped(self._title, self.size.width)) + (1 if self._finds else 0)

    @property
    def _rows(self) -> int:
        return max(1, self.size.height - 1 - self._head)

    def _typed_line(self, width: int) -> Content:
        if not self.typed:
            return Content.assemble(("› ", "$accent"), (fit(self._hint, width - 2), "$faint"))
        return Content.assemble(("› ", "$accent"), (fit(self.typed + "▏", width - 2), "bold"))

    def _option_line(self, option: Option, at: int, width: int) -> Content:
        on = option.value in self._chosen and option.value != ""
        mark = ("■ " if on else "□ ") if self.several else ("● " if on else "  ")
        if option.value == _NEW or (self.several and not option.value):
            mark = "+ "
        room = width - 2
        hint = fit(option.hint, min(cell_len(option.hint), max(room // 2, 0))).rstrip()
        words = fit(option.text, room - (cell_len(hint) + 2 if hint else 0))
        line = Content.assemble((mark, "$accent"), words, ("  " + hint if hint else "", "$text-muted"))
        if at == self._at:
            return Content(line.plain).stylize(LIT)
        return line if option.is_known else line.stylize("$text-warning")

    @property
    def _keys(self) -> str:
        return say("form.popup_several") if self.several else say("form.popup_one")

    def _foot(self) -> str:
        hint = self._keys
        if len(self._found) > self._rows:
            last = min(self._top + self._rows, len(self._found))
            hint = (
                say("form.popup_part", first=self._top + 1, last=last, count=len(self._found)) + "  " + hint
            )
        return hint

    def _row_at(self, y: int) -> int | None:
        at = self._top + y - self._head
        return at if y >= self._head and at < min(self._top + self._rows, len(self._found)) else None

    def _choose(self) -> None:
        if not self._found:
            return
        option = self._found[self._at]
        if option.value == _NEW:
            self.post_message(self.Extended(self.typed))
        else:
            self.post_message(self.Picked(option.value))
        self._narrow("")
        self._touched = True
        if not self.several:
            self.close(accepted=True)

    def _narrow(self, typed: str) -> None:
        if typed == self.typed:
            return
        stood_on = self._found[self._at].value if self._found and not typed else None
        self.typed = typed
        self._found = self._find()
        self._at = next((i for i, option in enumerate(self._found) if option.value == stood_on), 0)
        self._scroll()

    def _find(self) -> tuple[Option, ...]:
        sought = self.typed.casefold().strip()
        if not sought:
            return self._options
        starts = [option for option in self._options if option.text.casefold().startswith(sought)]
        holds = [option for option in self._options if sought in f"{option.text} {option.hint}".casefold()]
        found = tuple(dict.fromkeys(starts + holds))
        same = any(option.text.casefold() == sought for option in found)
        if self._extend and not same:
            found += (Option(_NEW, self._extend.format(typed=self.typed.strip())),)
        return found

    def _scroll(self) -> None:
        rows = self._rows
        self._top = max(0, min(self._top, self._at, len(self._found) - 1))
        if self._at >= self._top + rows:
            self._top = self._at - rows + 1
        self.refresh()
        self._place_cursor()

    def on_focus(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        row = Offset(0, self._head + self._at - self._top)
        self.app.cursor_position = self.content_region.offset + row


_NEW = "\x00new"
