"""The bodies of the five stages, each filled from the flow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.plan.format import quarter
from quarterdeck.plan.types import MAX_LONG
from quarterdeck.report import rich_text
from quarterdeck.report.changes import blocks
from quarterdeck.report.closing import afterwards, copied
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Tone
from quarterdeck.session.closing.flow import LESSONS, Flow
from quarterdeck.store import snapshots
from quarterdeck.tui.closing.adjusting import AdjustList
from quarterdeck.tui.form.long import LongText
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.names import file_name
from quarterdeck.tui.painted import painted


class ReadStage(LinesView):
    """A stage that is only read."""

    def __init__(self, write: Callable[[], tuple[Block, ...]]) -> None:
        super().__init__(partial(_written, write))


def copy_stage(flow: Flow) -> ReadStage:
    """Stage 1: what goes along and what stays."""
    file = snapshots.file_of(flow.desk.path, flow.quarter)
    return ReadStage(lambda: copied(flow.facts, file_name(file)))


def confirm_stage(flow: Flow) -> ReadStage:
    """Stage 5: which files are written, and everything that changes in the plan."""
    return ReadStage(lambda: (*files(flow), *afterwards(flow.facts), *changed(flow)))


def files(flow: Flow) -> tuple[Block, ...]:
    """What closing writes."""
    words = {"quarter": quarter(flow.quarter), "next": quarter(flow.facts.next)}
    file = file_name(snapshots.file_of(flow.desk.path, flow.quarter))
    lines = [
        Cell(content.say("closing.file_snapshot", file=file, **words)),
        Cell(content.say("closing.file_plan", file=file_name(flow.desk.path), **words)),
    ]
    wrong = sum(draft.problem is not None for draft in flow.desk.session.drafts.values())
    if wrong:
        lines.append(Cell(content.say("closing.left_behind", count=wrong), Tone.WATCH))
    return Heading(content.say("closing.files_title")), Bullets(tuple(lines))


def changed(flow: Flow) -> tuple[Block, ...]:
    """What is another in the next plan."""
    done = flow.outcome()
    return blocks(done.snapshot, done.plan, flow.desk.session.today)


def _written(write: Callable[[], tuple[Block, ...]], width: int) -> Content:
    return painted(rich_text.blocks(write(), width))


class LearnStage(VerticalScroll, can_focus=False):
    """Stage 3: three questions, answered in sentences."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.flow = flow

    @override
    def compose(self) -> ComposeResult:
        for name in LESSONS:
            words = content.field_words(("reviews", name))
            ask = (content.say(f"closing.learn.{name}"), "$text bold")
            yield Static(Content.assemble(ask, "  ", (words.good, "$text-muted")), classes="ask")
            typed, text = partial(self._typed, name), getattr(self.flow.lessons, name)
            yield LongText(text, typed, self._attend, limit=MAX_LONG)

    def _typed(self, name: str, text: str) -> None:
        """Kept with every key."""
        self.flow.learn({name: text})

    def _attend(self, has_cursor: bool) -> None:
        focused = self.screen.focused
        if has_cursor and focused is not None:
            focused.scroll_visible(animate=False)

    def begin(self) -> None:
        """Put the cursor into the first question that is open."""
        texts = list(self.query(LongText))
        (next((text for text in texts if not text.text), texts[0])).focus()


class AdjustStage(Vertical):
    """Stage 4: the list of decisions under the names of its columns."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.list = AdjustList(flow)
        self._head = Static(Content(), id="adjust-head")

    @override
    def compose(self) -> ComposeResult:
        yield self._head
        yield self.list

    @on(events.Resize)
    def _name_columns(self) -> None:
        self._head.update(self.list.head(self.list.scrollable_content_region.width))

    def begin(self) -> None:
        """Put the cursor into the list."""
        self.list.focus()
