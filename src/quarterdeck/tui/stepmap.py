"""The map of the plan: a strip under the top line, or a rail at the left where the screen is wide.

Both are one widget without children, can be clicked, and take the focus as the place for single keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui.keys import key
from quarterdeck.tui.stops import Mark, Stop, steps_done
from quarterdeck.tui.styles import LIT

HERE, HOVER = "$accent bold", "underline"


@dataclass
class Chosen(Message):
    """A stop was chosen on the map."""

    stop_id: str


@dataclass
class Left(Message):
    """The map was left for the form."""


class StepMap(Widget, can_focus=True):
    """What strip and rail share: the stops, a cursor over them, keys and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("map_choose", "enter,space", "choose"),
        key("form", "escape", "leave"),
        key("map_quit", "q", "app.quit"),
        key("map_next_step", "n", "screen.next", show=False),
        key("map_back", "b", "screen.back", show=False),
        key("map_down", "right,down", "move(1)", show=False),
        key("map_up", "left,up", "move(-1)", show=False),
        *(key("map_step", str(number % 10), f"step({number})", show=False) for number in range(1, 11)),
    ]

    all_stops: reactive[tuple[Stop, ...]] = reactive((), layout=False)
    cursor: reactive[int] = reactive(0, layout=False)
    hovered: reactive[str] = reactive("", layout=False)

    @property
    def current(self) -> int:
        """The index of the stop one is at."""
        return next((at for at, stop in enumerate(self.all_stops) if stop.here), 0)

    @on(events.Focus)
    def _begin_here(self) -> None:
        self.cursor = self.current

    def action_move(self, by: int) -> None:
        """Move the cursor over the stops."""
        self.cursor = max(0, min(len(self.all_stops) - 1, self.cursor + by))

    def watch_cursor(self) -> None:
        """The terminal's own cursor goes along, for those who follow it by ear or by hand."""
        place = next((region.offset for index, region in self.places() if index == self.cursor), None)
        if place is not None and self.has_focus:
            self.app.cursor_position = self.content_region.offset + place

    def action_choose(self) -> None:
        """Go to the stop under the cursor."""
        self._choose(self.all_stops[self.cursor] if self.all_stops else None)

    def action_step(self, number: int) -> None:
        """Go to a step by its number."""
        self._choose(next((stop for stop in self.all_stops if stop.number == number), None))

    def action_leave(self) -> None:
        """Back to the form."""
        self.post_message(Left())

    @on(events.MouseMove)
    def _light(self, event: events.MouseMove) -> None:
        found = self._stop_under(event)
        self.hovered = found.id if found else ""

    @on(events.Leave)
    def _darken(self) -> None:
        self.hovered = ""

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        event.stop()
        self._choose(self._stop_under(event))

    def _choose(self, stop: Stop | None) -> None:
        if stop is not None:
            self.post_message(Chosen(stop.id))

    def _stop_under(self, event: events.MouseEvent) -> Stop | None:
        where = event.get_content_offset(self)
        if where is None:
            return None
        found = (index for index, region in self.places() if region.contains(*where))
        index = next(found, None)
        return None if index is None else self.all_stops[index]

    def places(self) -> list[tuple[int, Region]]:
        """Where each stop is drawn, in cells of the content."""
        return []

    def drawn(self, index: int, mark: str, words: str) -> Content:
        """One stop as it stands on the map: its mark and its words, lit where the cursor or the mouse is."""
        stop = self.all_stops[index]
        if self.has_focus and index == self.cursor:
            return Content.styled(mark + words, LIT)
        style = HERE if stop.here else "$text" if stop.mark is Mark.DONE else "$text-muted"
        if stop.id == self.hovered:
            style = f"{style} {HOVER}"
        return Content.assemble((mark, f"{stop.mark.style} bold"), (words, style))


def labels(all_stops: Sequence[Stop], width: int) -> list[str | None]:
    """What the strip says behind each mark within `width` cells; None where a stop is left out altogether.

    The ways to say less, in order: all names; the names of the steps and of where one is; the steps' numbers
    and the name of where one is; marks alone.
    """
    names: list[str | None] = [stop.short for stop in all_stops]
    steps = [stop.short if _counts(stop) else None for stop in all_stops]
    digits = [_digits(stop) for stop in all_stops]
    for said in (names, steps, digits):
        if _length(said) <= width:
            return said
    return [stop.short if stop.here else "" for stop in all_stops]


def _counts(stop: Stop) -> bool:
    return stop.number is not None or stop.here


def _digits(stop: Stop) -> str | None:
    if stop.here:
        return f"{stop.number or ''} {stop.short}".lstrip()
    return None if stop.number is None else str(stop.number)


def _length(said: Sequence[str | None]) -> int:
    shown = [words for words in said if words is not None]
    return 1 + sum(1 + cell_len(words) for words in shown) + len(shown) - 1


class StepStrip(StepMap):
    """The map in one line."""

    def _said(self) -> list[tuple[int, str]]:
        said = labels(self.all_stops, self.size.width)
        return [(index, words) for index, words in enumerate(said) if words is not None]

    @override
    def places(self) -> list[tuple[int, Region]]:
        found, at = [], 1
        for index, words in self._said():
            found.append((index, Region(at, 0, 1 + cell_len(words), 1)))
            at = found[-1][1].right + 1
        return found

    @override
    def render(self) -> Content:
        drawn = [self.drawn(index, self.all_stops[index].mark.sign, words) for index, words in self._said()]
        return Content(" ") + Content(" ").join(drawn)


class StepRail(StepMap):
    """The map as a column, with how far one is and how long the quarter still runs."""

    foot: reactive[tuple[str, ...]] = reactive((), layout=False)
    """Lines at the end: the quarter, the days that are left."""

    TOP = 2
    """Lines above the first stop."""
    HEADING = "wizard.steps"
    """What stands on top."""

    @override
    def places(self) -> list[tuple[int, Region]]:
        return [(index, Region(1, row + self.TOP, self.size.width - 2, 1)) for index, row in self._rows()]

    def _rows(self) -> list[tuple[int, int]]:
        """Index and line of each stop: pages without a number stand apart from the steps."""
        rows, line = [], 0
        for index, stop in enumerate(self.all_stops):
            before = self.all_stops[index - 1] if index else None
            if before is not None and (before.number is None) != (stop.number is None):
                line += 1
            rows.append((index, line))
            line += 1
        return rows

    @override
    def render(self) -> Content:
        width = self.size.width
        lines = [Content.styled(f" {content.say(self.HEADING)}", "$title bold"), Content()]
        for index, row in self._rows():
            lines += [Content()] * (row + self.TOP - len(lines))
            lines.append(self._row(index, width))
        lines += [Content(), Content.styled(" " + "─" * (width - 3), "$rule"), *self._progress(width)]
        lines += [Content.styled(f" {text}", "$text-muted") for text in self.foot]
        return Content("\n").join(lines)

    def _row(self, index: int, width: int) -> Content:
        stop = self.all_stops[index]
        number = "  " if stop.number is None else f"{stop.number:>2}"
        count = f" {stop.to_fix}" if stop.to_fix else ""
        room = width - 3 - len(count)
        name = stop.title if cell_len(stop.title) + 4 <= room else stop.short
        words = f" {number} {name}" if stop.number is not None else f" {name}"
        fitted = Content(words).truncate(room, ellipsis=True).plain
        fitted += " " * (room - cell_len(fitted))
        line = Content(" ") + self.drawn(index, stop.mark.sign, fitted)
        return line + Content.styled(count, "$warning bold") if count else line

    def _progress(self, width: int) -> list[Content]:
        done, of = steps_done(self.all_stops)
        cells = width - 3
        full = round(cells * done / of) if of else 0
        return [
            Content.styled(" " + content.say("wizard.done", done=done, of=of), "$text-muted"),
            Content.assemble((" " + "━" * full, "$success"), ("━" * (cells - full), "$rule")),
            Content(),
        ]
