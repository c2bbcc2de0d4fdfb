"""Questions that stop the work: one dialog that offers choices, one that asks for a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from typing_extensions import override

from quarterdeck.text import clean
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row

ROOMY = 30
"""Rows from which a question with details has room for every remark on a line of its own."""
WIDE = 80
"""Columns from which a remark may stand beside its answer."""
BESIDE = 36
"""Cells that it may take there."""


class Answer(Struct, frozen=True):
    """One way out of a question."""

    id: str
    label: str
    remark: str = ""
    """What follows from it."""


class ChoiceDialog(QuietDialog[str]):
    """A question with a few answers. Esc is the answer `default`, which must lose nothing.

    Args:
        title: what has happened.
        text: what it means, as plain text.
        answers: the ways out, the most likely first.
        default: the id Esc stands for.
        details: lines to look at before deciding (what differs), shown below the text.

    """

    BINDINGS: ClassVar[list[BindingType]] = [key("cancel", "escape")]
    AUTO_FOCUS = "Listing"

    def __init__(
        self, title: str, text: str, answers: Sequence[Answer], *, default: str, details: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = tuple(answers)
        self._default = default
        self._details = tuple(details)

    @override
    def compose(self) -> ComposeResult:
        rows = [self._row(answer) for answer in self._answers]
        with Vertical(classes="dialog -broad" if self._details else "dialog"):
            yield Static(Content.styled(self._title, "bold"), classes="dialog-title")
            yield Static(Content(self._text), classes="dialog-text")
            if self._details:
                with VerticalScroll(classes="dialog-details"):
                    yield Static(Content("\n".join(self._details)))
            yield Listing(rows, id="answers")
            yield KeyStrip()

    def _row(self, answer: Answer) -> Row:
        """A short remark stands beside its answer where lines are few."""
        beside = (
            self._details
            and self.app.size.height < ROOMY
            and self.app.size.width >= WIDE
            and cell_len(answer.remark) <= BESIDE
        )
        if beside:
            return Row(answer.id, answer.label, mark="›", right=answer.remark)
        return Row(answer.id, answer.label, mark="›", detail=answer.remark)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Where lines are few, the details give way first; then the answers scroll."""
        frame, listing = self.query_one(".dialog"), self.query_one(Listing)
        listing.show([self._row(answer) for answer in self._answers])
        details = self.query(".dialog-details")
        rigid = [child for child in frame.children if child is not listing and child not in details]
        room = (
            self.size.height
            - 4
            - sum(child.outer_size.height + child.styles.margin.height for child in rigid)
        )
        listing.styles.max_height = max(min(listing.virtual_size.height, room), 3)
        for each in details:
            left = room - listing.virtual_size.height - each.styles.margin.height
            each.display = left > 1
            each.styles.max_height = max(left, 2)

    @on(Listing.Selected)
    def _decide(self, event: Listing.Selected) -> None:
        self.answer(event.row.id)

    def action_cancel(self) -> None:
        """Take the answer that loses nothing."""
        self.answer(self._default)


class LineDialog(QuietDialog[str | None]):
    """A question answered with a line of text; Esc leaves it unanswered.

    Args:
        title: what is asked.
        text: what to know for it.
        value: what stands there at first.
        check: gives a sentence on what is wrong with an answer, or nothing; the answer stays for mending.
        paths: the answer is a file's path; Tab completes it.
        endings: of the files that are offered for it.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("choose", "enter", "accept", priority=True),
        key("cancel", "escape"),
        key("complete", "tab", priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        title: str,
        text: str,
        value: str,
        check: Callable[[str], str],
        *,
        paths: bool = False,
        endings: tuple[str, ...] = (".toml",),
    ) -> None:
        super().__init__()
        self._paths = paths
        self._endings = endings
        self._title = title
        self._text = text
        self._value = value
        self._check = check

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._title, "bold"), classes="dialog-title")
            yield Static(Content(self._text), classes="dialog-text")
            line = Input(self._value, compact=True, select_on_focus=False)
            line.cursor_blink = False
            yield line
            yield Static(Content(), id="dialog-problem")
            yield KeyStrip()

    @on(Input.Changed)
    def _forget_problem(self) -> None:
        self.query_one("#dialog-problem", Static).update(Content())

    def action_accept(self) -> None:
        """Take the line with all that was typed before, unless something is wrong with it."""
        self.query_one(Input).call_later(self._accept)

    def _accept(self) -> None:
        typed = clean(self.query_one(Input).value, lines=False)
        problem = self._check(typed)
        if problem:
            said = Content.assemble(("✗ ", "$error bold"), (problem, "$text"))
            self.query_one("#dialog-problem", Static).update(said)
        else:
            self.answer(typed)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._paths or action != "complete"

    def action_complete(self) -> None:
        """Complete the path as far as the files on disk allow."""
        from quarterdeck.tui.typed_paths import completed

        line = self.query_one(Input)
        line.value = completed(line.value, self._endings)
        line.cursor_position = len(line.value)

    def action_cancel(self) -> None:
        """Leave it unanswered."""
        self.answer(None)
