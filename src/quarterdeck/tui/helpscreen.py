"""Help in full: this field, the example's answers for this page, all keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import clock, content
from quarterdeck.content import FieldWords
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.helppanel import in_full
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.keytable import key_table
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.styles import LIT

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan

PAGES = ("field", "example", "keys")


class Tabs(Widget):
    """The names of the pages; the open one stands out."""

    at: reactive[str] = reactive(PAGES[0], layout=False)

    class Pressed(Message):
        """A name was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def _places(self) -> list[tuple[str, str, Region]]:
        found, x = [], 1
        for name in PAGES:
            words = f" {content.say(f'help.pages.{name}')} "
            found.append((name, words, Region(x, 0, len(words), 1)))
            x += len(words) + 1
        return found

    @override
    def render(self) -> Content:
        plain = "$text-muted"
        places = self._places()
        drawn = [Content.styled(words, LIT if name == self.at else plain) for name, words, _ in places]
        return Content(" ") + Content(" ").join(drawn)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        event.stop()
        where = event.get_content_offset(self)
        for name, _, region in self._places():
            if where is not None and region.contains(*where):
                self.post_message(self.Pressed(name))


class HelpScreen(QuietDialog[None]):
    """Three pages of help above whatever is open.

    Args:
        page_id: the page of the plan one is on; empty outside a plan.
        words: the words of the field one is in.
        plan: the open plan: the example that is most like it is shown.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("close", "escape,f1,q"),
        key("help_next", "tab,right", "turn(1)"),
        key("help_back", "shift+tab,left", "turn(-1)", show=False),
    ]
    AUTO_FOCUS = "LinesView"

    def __init__(self, page_id: str, words: FieldWords | None, plan: Plan | None) -> None:
        super().__init__()
        self._plan = plan
        self._page_id = page_id
        self._words = words
        self._tabs = Tabs(id="tabs")

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="help"):
            yield self._tabs
            yield LinesView(self._write, widest=96)
            yield KeyStrip()

    @on(events.Mount)
    def _open(self) -> None:
        self._tabs.at = "field" if self._words is not None else "keys"

    def action_turn(self, by: int) -> None:
        """To the next page."""
        self._turn_to(PAGES[(PAGES.index(self._tabs.at) + by) % len(PAGES)])

    @on(Tabs.Pressed)
    def _pressed(self, event: Tabs.Pressed) -> None:
        self._turn_to(event.name)

    def _turn_to(self, name: str) -> None:
        self._tabs.at = name
        view = self.query_one(LinesView)
        view.write_again()
        view.action_edge(0)

    def action_close(self) -> None:
        """Back to the form."""
        self.answer(None)

    def _write(self, width: int) -> Content:
        pages: dict[str, Callable[[int], Content]] = {
            "field": self._field,
            "example": self._example,
            "keys": key_table,
        }
        return Content("\n") + wrapped(pages[self._tabs.at](width), width)

    def _field(self, _width: int) -> Content:
        if self._words is None:
            return Content.styled(content.say("help.no_field"), "$text-muted")
        return in_full(self._words)

    def _example(self, width: int) -> Content:
        from quarterdeck.engine.analysis import analyse
        from quarterdeck.report.build import build
        from quarterdeck.report.rich_text import blocks
        from quarterdeck.tui.painted import painted
        from quarterdeck.tui.template import fitting

        plan = fitting(self._plan)
        if plan is None or not self._page_id:
            return Content.styled(content.say("help.no_example"), "$text-muted")
        title = content.say("help.example_of", company=plan.plan.company or "")
        sections = build(plan, analyse(plan, clock.today()), (self._page_id,)).sections
        parts = tuple(block for section in sections for block in section.blocks)
        return Content.styled(title, "$text bold") + "\n\n" + painted(blocks(parts, width))


def wrapped(text: Content, width: int) -> Content:
    """`text` in lines of at most `width` cells."""
    return Content("\n").join(
        part for line in text.split("\n", allow_blank=True) for part in (line.wrap(width) or [Content()])
    )
