"""Two versions of the same answers: one of each pair is taken, by Enter or a click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row, gap, heading

TAKEN, LEFT = "●", "○"
DONE = "done"


class Question(Struct, frozen=True):
    """One answer that both changed."""

    place: str
    mine: str
    theirs: str


class ChoosingDialog(QuietDialog[frozenset[int] | None]):
    """Gives the numbers of the questions in which theirs was taken; Esc gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [key("cancel", "escape")]
    AUTO_FOCUS = "Listing"

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._questions = tuple(questions)
        self._theirs: set[int] = set()

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                Content.styled(content.say("dialogs.choosing.title"), "bold"), classes="dialog-title"
            )
            yield Static(Content(content.say("dialogs.choosing.text")), classes="dialog-text")
            yield Listing(self._rows(), id="answers")
            yield KeyStrip()

    def _rows(self) -> Iterator[Row]:
        say = content.say
        for at, question in enumerate(self._questions):
            signs = (LEFT, TAKEN) if at in self._theirs else (TAKEN, LEFT)
            yield heading(question.place)
            yield Row(f"mine:{at}", say("dialogs.choosing.mine", value=question.mine), signs[0], "$accent")
            yield Row(
                f"theirs:{at}", say("dialogs.choosing.theirs", value=question.theirs), signs[1], "$accent"
            )
        yield gap()
        done, remark = say("dialogs.choosing.done"), say("dialogs.choosing.done_remark")
        yield Row(DONE, done, "›", detail=remark)

    @on(Listing.Selected)
    def _take(self, event: Listing.Selected) -> None:
        if event.row.id == DONE:
            self.answer(frozenset(self._theirs))
            return
        side, _, number = event.row.id.partition(":")
        at = int(number)
        if side == "theirs":
            self._theirs.add(at)
        else:
            self._theirs.discard(at)
        following = f"mine:{at + 1}" if at + 1 < len(self._questions) else DONE
        event.listing.show(self._rows(), at=following)

    def action_cancel(self) -> None:
        """Not now."""
        self.answer(None)
