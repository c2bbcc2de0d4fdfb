"""Stage 4: everything that needs a decision, with what was planned, what came and what is chosen."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from typing_extensions import override

from quarterdeck import content
from quarterdeck.report.closing import Line, Telling
from quarterdeck.report.closing import columns as named
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.flow import Flow
from quarterdeck.tui.keys import key
from quarterdeck.tui.listing import Listing, Row, heading

NARROW, WIDE = 64, 90
"""Below so many cells an item takes two lines; from so many on there is room for words."""
MARKS = {True: ("✓", "$success"), False: ("·", "$text-muted")}


class Columns(Struct, frozen=True):
    """How many cells each column takes; the name has the rest."""

    was: int
    came: int
    choice: int

    @property
    def taken(self) -> int:
        """Cells of all columns but the name's, with the gaps between them."""
        return self.was + self.came + self.choice + 3


def columns(width: int) -> Columns:
    """The columns for a list of that width."""
    return Columns(14, 12, 28) if width >= WIDE else Columns(12, 11, 24)


class AdjustList(Listing):
    """The items, with keys that decide about the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("accept", "space"),
        key("accept_all", "A"),
        key("option_next", "right", "turn(1)", show=False),
        key("option_back", "left", "turn(-1)", show=False),
    ]

    class Decided(Message):
        """Something was decided."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(id="adjust-list")
        self.flow = flow
        self._told: dict[str, Line] = {}
        self.rows = tuple(self._rows())

    def item(self) -> Item | None:
        """What is under the cursor."""
        at = self.row.id if self.row else ""
        return next((item for item in self.flow.items if item.id == at), None)

    def tell_again(self) -> None:
        """Something was decided: show it, and say so."""
        self.show(self._rows())
        self.post_message(self.Decided())

    def why(self) -> str:
        """Why the suggestion for what is under the cursor is what it is, and what was said against it."""
        item = self.item()
        if item is None:
            return ""
        telling = Telling(self.flow.facts)
        suggested = content.say("closing.suggested", option=telling.option(item, item.suggested, item.value))
        reason = item.chosen(self.flow.choices).reason
        said = content.say("closing.your_reason", reason=reason) if reason else ""
        return f"{telling.name(item)}\n{suggested} {telling.why(item)} {said}".rstrip()

    def _rows(self) -> list[Row]:
        telling = Telling(self.flow.facts)
        rows: list[Row] = []
        before = ""
        for item in self.flow.items:
            if item.kind != before:
                rows.append(heading(content.say(f"closing.groups.{item.kind}")))
                before = item.kind
            line = telling.line(item, item.chosen(self.flow.choices))
            self._told[item.id] = line
            mark, style = MARKS[item.id in self.flow.choices]
            rows.append(Row(item.id, line.name, mark, style))
        return rows

    @override
    def lines_of(self, row: Row, width: int) -> list[Content]:
        line = self._told.get(row.id)
        if line is None or width < 12:
            return super().lines_of(row, width)
        head = Content.assemble((f" {row.mark} ", f"{row.mark_style} bold"))
        if width < NARROW:
            name = Content.styled(_fit(f"{line.kind}: {line.name}", width - 4), "$text")
            below = Content.styled(_fit(line.choice, width - 8), "$accent")
            return [head + name, Content(" " * 6) + below]
        shape = columns(width - 4)
        room = width - 4 - shape.taken
        texts = (
            Content.styled(_fit(line.name, room) + " ", "$text"),
            Content.styled(_right(line.was, shape.was) + " ", "$text-muted"),
            Content.styled(_right(line.came, shape.came) + "  ", "$text"),
            Content.styled(_fit(line.choice, shape.choice), "$accent"),
        )
        return [head + Content("").join(texts)]

    def head(self, width: int) -> Content:
        """The names of the columns."""
        if width < NARROW:
            return Content()
        shape = columns(width - 4)
        what, planned, came, choice = named(self.flow.facts).values()
        room = width - 4 - shape.taken
        line = f"   {_fit(what, room)} {_right(planned, shape.was)} {_right(came, shape.came)}  {choice}"
        return Content.styled(line, "$text-muted")

    def action_accept(self) -> None:
        """Take what is suggested for the item under the cursor, and go on to the next."""
        item = self.item()
        if item is not None:
            self.flow.choose(item, Choice(item.suggested, item.value))
            self.tell_again()
            self.action_move(1)

    def action_accept_all(self) -> None:
        """Take what is suggested for everything that was not decided yet."""
        self.flow.accept(self.flow.items)
        self.tell_again()

    def action_turn(self, by: int) -> None:
        """Choose the next of what may become of it."""
        item = self.item()
        if item is None:
            return
        chosen = item.chosen(self.flow.choices)
        at = (item.options.index(chosen.option) + by) % len(item.options)
        self.flow.choose(item, Choice(item.options[at], None, chosen.reason))
        self.tell_again()


def _fit(text: str, width: int) -> str:
    short = Content(text).truncate(max(width, 0), ellipsis=True)
    return short.pad_right(max(width - short.cell_length, 0)).plain


def _right(text: str, width: int) -> str:
    short = Content(text).truncate(max(width, 0), ellipsis=True)
    return short.pad_left(max(width - short.cell_length, 0)).plain
