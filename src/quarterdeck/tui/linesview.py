"""A long text to read and to search: only the lines in view are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from typing_extensions import override

from quarterdeck.tui.keys import key
from quarterdeck.tui.painted import strip
from quarterdeck.tui.search import folded
from quarterdeck.tui.styles import LIT, PILL

MARGIN = 2
"""Columns left free at both sides."""


class LinesView(ScrollView, can_focus=True):
    """The text, with every match of what is sought lit.

    Args:
        write: gives the text for a width.
        widest: more columns than this make prose hard to read.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("read_down", "down,j", "line(1)", show=False),
        key("read_up", "up,k", "line(-1)", show=False),
        key("list_page_down", "pagedown,space", "page(1)", show=False),
        key("list_page_up", "pageup,backspace", "page(-1)", show=False),
        key("top", "home,g", "edge(0)", show=False),
        key("bottom", "end,G", "edge(1)", show=False),
        key("next_match", "n", "match(1)", show=False),
        key("previous_match", "N", "match(-1)", show=False),
    ]

    at: reactive[int] = reactive(-1)
    """The match one is at."""

    def __init__(self, write: Callable[[int], Content], *, widest: int = 120, id: str | None = None) -> None:
        super().__init__(id=id)
        self._write = write
        self._widest = widest
        self._lines: list[Content] = []
        self._plain: list[str] = []
        self._sought = ""
        self.matches: list[int] = []
        """Numbers of the lines that hold what is sought."""

    @on(events.Resize)
    def write_again(self) -> None:
        """The text for the width there is."""
        width = min(self.scrollable_content_region.width - 2 * MARGIN, self._widest)
        if width < 10:
            return
        self._lines = list(self._write(width).split("\n", allow_blank=True))
        self._plain = [folded(line.plain) for line in self._lines]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._search()
        self.refresh()

    def seek(self, typed: str) -> int:
        """Light every line that holds `typed` and go to the first; how many there are."""
        self._sought = folded(typed)
        self._search()
        self.at = 0 if self.matches else -1
        self._show_match()
        return len(self.matches)

    def _search(self) -> None:
        found = [number for number, line in enumerate(self._plain) if self._sought and self._sought in line]
        self.matches = found

    def action_match(self, by: int) -> None:
        """To the next line that holds what is sought, round and round."""
        if self.matches:
            self.at = (self.at + by) % len(self.matches)
            self._show_match()

    def _show_match(self) -> None:
        self.refresh()
        if 0 <= self.at < len(self.matches):
            middle = self.matches[self.at] - self.size.height // 3
            self.scroll_to(y=max(middle, 0), animate=False)

    def action_line(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a screenful."""
        self.scroll_to(y=self.scroll_offset.y + by * max(1, self.size.height - 2), animate=False)

    def action_edge(self, end: int) -> None:
        """To the first line (0) or the last (1)."""
        self.scroll_to(y=len(self._lines) if end else 0, animate=False)

    @override
    def render_line(self, y: int) -> Strip:
        number, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if number >= len(self._lines) or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        line = Content(" " * MARGIN) + self._lit(number)
        return strip(self, line, width)

    def _lit(self, number: int) -> Content:
        line = self._lines[number]
        if number not in self.matches or len(self._plain[number]) != len(line.plain):
            return line
        here = 0 <= self.at < len(self.matches) and self.matches[self.at] == number
        start = self._plain[number].find(self._sought)
        while start >= 0:
            end = start + len(self._sought)
            line = line.stylize(LIT if here else PILL, start, end)
            start = self._plain[number].find(self._sought, end)
        return line
