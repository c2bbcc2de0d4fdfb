"""The heading of a group: folds and unfolds it. One widget, drawn by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.plan.fields import Path
from quarterdeck.session.session import Session
from quarterdeck.tui.form.cell import Place
from quarterdeck.tui.form.draw import LIT, MOST_HELP, fit, stack, wrapped
from quarterdeck.tui.form.groups import Group, answered_in, asked_in
from quarterdeck.tui.form.keys import key, quiet


class GroupHead(Widget):
    """Title, how much is answered, and what is wrong inside.

    A group that stands open from the start is no stop for the Tab key: its heading is folded by the mouse, or
    with the first fold of its own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [key("fold", "enter"), quiet("space", "fold")]

    class Toggled(Message):
        """The group is to be opened, or folded."""

        def __init__(self, head: GroupHead) -> None:
            super().__init__()
            self.head = head

    def __init__(
        self, group: Group, place: Place, come: Callable[[Widget], None], *, is_open: bool, can_fold: bool
    ) -> None:
        super().__init__()
        self._come = come
        self.group = group
        self.is_open = is_open
        self.can_fold = can_fold
        self.can_focus = can_fold and not is_open
        self._place = place

    def action_fold(self) -> None:
        """Open the group, or fold it."""
        if self.can_fold:
            self.post_message(self.Toggled(self))

    def on_click(self, event: events.Click) -> None:
        """The whole line is the handle."""
        event.stop()
        self.action_fold()

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        """The heading comes into sight."""
        super().watch_has_focus(_has_focus)
        if _has_focus:
            self._come(self)

    def on_focus(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        self.app.cursor_position = self.content_region.offset

    def turn(self, *, is_open: bool) -> None:
        """Draw the group as open, or as folded."""
        self.is_open = is_open
        if not is_open:
            self.can_focus = True
        self.refresh(layout=True)

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 + len(self._help(width))

    @override
    def render(self) -> Content:
        width = self.size.width
        session, at = self._place.session, self._place.path
        fields = asked_in(session.plan, at, self.group)
        answered, asked = answered_in(session.plan, at, fields)
        wrong = _problems(session, tuple((*at, *below) for below, _ in fields))
        mark = ("▾ " if self.is_open else "▸ ") if self.can_fold else ""
        count = say("form.answered", answered=answered, asked=asked) if asked else ""
        trouble = say("form.to_fix", count=wrong) if wrong else ""
        tail = Content.assemble(
            (trouble, "bold $text-error"), "  " if trouble else "", (count, "$text-muted")
        )
        title = fit(self.group.title, min(cell_len(self.group.title), width - tail.cell_length - 8)).rstrip()
        style = LIT if self.has_focus else "bold $title"
        line = Content.assemble(" ", (mark, "$accent"), (title, style), " ")
        rule = "─" * max(width - line.cell_length - tail.cell_length - 2, 0)
        first = line + Content.assemble((rule, "$rule"), " ", tail)
        return stack([first, *(Content.styled(f" {text}", "$faint") for text in self._help(width))])

    def _help(self, width: int) -> list[str]:
        return wrapped(self.group.help, width - 2, MOST_HELP) if self.is_open else []


def _problems(session: Session, paths: tuple[Path, ...]) -> int:
    """How many texts below `paths` are no answers."""
    wrong = [path for path, draft in session.drafts.items() if draft.problem is not None]
    return sum(any(path[: len(at)] == at for at in paths) for path in wrong)
