"""The head of a page: its number and title, the one plain question, and how much is answered."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.steps.catalogue import page as page_of


class StepHead(Widget):
    """One or two lines above the form."""

    page_id: reactive[str] = reactive("", layout=True)
    answered: reactive[tuple[int, int]] = reactive((0, 0), layout=False)
    """How many of the essential fields have an answer, and of how many."""

    def show(self, page_id: str) -> None:
        """The head of another page."""
        self.page_id = page_id

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1 + len(self._question(width)) if self.page_id else 1

    @override
    def render(self) -> Content:
        if not self.page_id:
            return Content()
        width = self.size.width
        words, number = content.step(self.page_id), page_of(self.page_id).number
        count = self._count()
        title = Content(f"{number}  {words.title}" if number is not None else words.title)
        title = title.truncate(max(width - len(count) - 2, 0), ellipsis=True)
        gap = " " * max(width - title.cell_length - len(count), 1)
        first = Content.assemble((title.plain, "$title bold"), gap, (count, "$text-muted"))
        return Content("\n").join([first, *self._question(width)])

    def _question(self, width: int) -> list[Content]:
        question = Content(content.step(self.page_id).question)
        return [line.stylize("$text") for line in question.wrap(max(width, 10))][:2]

    def _count(self) -> str:
        answered, essential = self.answered
        if not essential:
            return ""
        key = "wizard.answered_all" if answered >= essential else "wizard.answered"
        return content.say(key, answered=answered, essential=essential)
