"""The catalogue of measures to choose from: by goal, by question, all of them, or by a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input
from typing_extensions import override

from quarterdeck import content
from quarterdeck.content import say
from quarterdeck.engine.choosing import serves, taken
from quarterdeck.plan.document import Plan
from quarterdeck.plan.kpi_catalogue import CATALOGUE, GOAL_TYPES, QUESTIONS, answering, by_goal_type
from quarterdeck.text import clean
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.form.draw import wrapped
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row, heading
from quarterdeck.tui.styles import LIT

WAYS = ("goal", "question", "all")
OWN = "own"


class Ways(Widget):
    """How the measures are ordered; the way that is taken stands out."""

    at: reactive[str] = reactive(WAYS[0], layout=False)

    class Pressed(Message):
        """A way was clicked."""

        def __init__(self, way: str) -> None:
            super().__init__()
            self.way = way

    def _words(self) -> list[str]:
        return [f" {say(f'kpis.picker.ways.{way}', count=len(CATALOGUE))} " for way in WAYS]

    @override
    def render(self) -> Content:
        drawn = [
            Content.styled(f"▸{words[1:]}", LIT) if way == self.at else Content.styled(words, "$text-muted")
            for way, words in zip(WAYS, self._words(), strict=True)
        ]
        return Content(" ") + Content(" ").join(drawn)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        event.stop()
        where, start = event.get_content_offset(self), 1
        for way, words in zip(WAYS, self._words(), strict=True):
            if where is not None and start <= where.x < start + cell_len(words):
                self.post_message(self.Pressed(way))
            start += cell_len(words) + 1


class Finder(Input):
    """The line in which is typed what to find. While it is empty the space bar is not a letter."""

    @override
    def check_consume_key(self, key: str, character: str | None) -> bool:
        return (key != "space" or bool(self.value)) and super().check_consume_key(key, character)


class Told(Widget):
    """What the measure under the cursor is, and what is marked."""

    lines: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=False)

    @override
    def render(self) -> Content:
        drawn = [
            Content.styled(line, style)
            for text, style in self.lines
            for line in wrapped(text, max(self.size.width - 2, 10), 2)
        ]
        return Content("\n").join(drawn[: self.size.height])


class MeasurePicker(QuietDialog[tuple[str, ...] | None]):
    """Gives the ids of the measures that were taken; none for one of one's own; None for nothing at all.

    Typing finds; while nothing is typed the space bar marks. Enter takes what is marked, else the measure
    under the cursor; what was found by typing is marked first, so that more can follow.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("take", "enter", priority=True),
        key("mark", "space", priority=True),
        key("way", "tab", "turn(1)", priority=True),
        key("way_back", "shift+tab", "turn(-1)", show=False, priority=True),
        key("cancel", "escape"),
        key("list_up", "up", "move(-1)", show=False, priority=True),
        key("list_down", "down", "move(1)", show=False, priority=True),
        key("list_page_up", "pageup", "page(-1)", show=False, priority=True),
        key("list_page_down", "pagedown", "page(1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._there = taken(plan)
        self._marked: dict[str, None] = {}
        self._ways, self._told = Ways(), Told()
        self._listing = Listing(always_lit=True)

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="measures"):
            yield self._ways
            line = Finder(placeholder=say("kpis.picker.find", count=len(CATALOGUE)), compact=True)
            line.cursor_blink = False
            yield line
            yield self._listing
            yield self._told
            yield KeyStrip()

    @on(events.Mount)
    def _open(self) -> None:
        self._show()

    @property
    def _typed(self) -> str:
        return clean(self.query_one(Input).value, lines=False).strip()

    # What can be done.

    def action_take(self) -> None:
        """Take what is marked, or what the cursor is on."""
        row = self._listing.row
        if self._typed and row is not None and row.id in CATALOGUE:
            self._turn_mark(row.id)
            self.query_one(Input).value = ""
        elif self._marked:
            self.answer(tuple(self._marked))
        elif row is not None and row.choosable:
            self.answer((row.id,) if row.id in CATALOGUE else ())

    def action_mark(self) -> None:
        """Mark the measure under the cursor, or take the mark back."""
        row = self._listing.row
        if row is not None and row.id in CATALOGUE:
            self._turn_mark(row.id)

    def action_turn(self, by: int) -> None:
        """To the next way of ordering them."""
        self._turn_to(WAYS[(WAYS.index(self._ways.at) + by) % len(WAYS)])

    def action_cancel(self) -> None:
        """Add nothing."""
        self.answer(None)

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self._listing.action_move(by)

    def action_page(self, by: int) -> None:
        """Move in the list by a screenful."""
        self._listing.action_page(by)

    def _turn_mark(self, kpi_id: str) -> None:
        if kpi_id in self._marked:
            del self._marked[kpi_id]
        else:
            self._marked[kpi_id] = None
        self._show(stay=True)

    @on(Ways.Pressed)
    def _pressed(self, event: Ways.Pressed) -> None:
        event.stop()
        self._turn_to(event.way)

    def _turn_to(self, way: str) -> None:
        self._ways.at = way
        self._show()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()
        self.refresh_bindings()

    @on(Listing.Selected)
    def _clicked(self, event: Listing.Selected) -> None:
        """A click marks; on the first line it begins one of one's own."""
        event.stop()
        if event.row.id in CATALOGUE:
            self._turn_mark(event.row.id)
        else:
            self.answer(())

    @on(Listing.Highlighted)
    def _explain(self, event: Listing.Highlighted) -> None:
        event.stop()
        self._tell(event.row.id)

    # What is shown.

    def _show(self, *, stay: bool = False) -> None:
        at, before = self._listing.cursor, self._listing.scroll_offset
        self._listing.show(self._rows())
        if stay:
            self._listing.cursor = at
            self._listing.scroll_to(*before, animate=False)
        elif self._typed:
            self._listing.action_end(0)
        elif self._listing.row is not None and self._listing.row.id == OWN:
            self._listing.action_move(1)
        self._tell(self._listing.row.id if self._listing.row else "")

    def _rows(self) -> Iterator[Row]:
        if self._typed:
            found = [self._row(kpi_id) for kpi_id in find(self._typed)]
            yield from found or [Row("", say("kpis.picker.none"), style="$text-muted")]
            return
        yield Row(OWN, say("kpis.picker.own"), mark="+", right=say("kpis.picker.own_remark"))
        ways = {"goal": self._by_goal, "question": self._by_question, "all": self._all}
        yield from ways[self._ways.at]()

    def _by_goal(self) -> Iterator[Row]:
        """Kinds of goals, those of the plan first, each with what it is measured by."""
        goals = [goal.goal_type for goal in self._plan.goals.items.values()]
        for kind in dict.fromkeys([*(kind for kind in goals if kind in GOAL_TYPES), *GOAL_TYPES]):
            words = content.choice("goal_type", kind or "")
            mine = ", ".join(str(at) for at, goal in enumerate(goals, start=1) if goal == kind)
            yield heading(say("kpis.picker.your_goal", kind=words, numbers=mine) if mine else words)
            yield from (self._row(measure.id) for measure in by_goal_type(kind or ""))

    def _by_question(self) -> Iterator[Row]:
        """The ten questions, those the founder asks first, each with what answers it."""
        asked = self._plan.kpis.questions
        for question in dict.fromkeys([*(one for one in asked if one in QUESTIONS), *QUESTIONS]):
            words = content.choice("kpi_question", question)
            yield heading(say("kpis.picker.your_question", question=words) if question in asked else words)
            yield from (self._row(measure.id) for measure in answering(question))

    def _all(self) -> Iterator[Row]:
        yield from map(self._row, CATALOGUE)

    def _row(self, kpi_id: str) -> Row:
        words = content.kpi(kpi_id)
        if kpi_id in self._there:
            return Row(kpi_id, words["name"], mark="✓", right=say("kpis.picker.there"), disabled=True)
        is_marked = kpi_id in self._marked
        mark, style = ("■", "$accent") if is_marked else ("□", "$faint")
        return Row(kpi_id, words["name"], mark=mark, mark_style=style, right=_counted(kpi_id))

    def _tell(self, kpi_id: str) -> None:
        lines = [(say("kpis.picker.how"), "$text-muted")] if kpi_id == OWN else []
        if kpi_id in CATALOGUE:
            words, goals = content.kpi(kpi_id), serves(self._plan, kpi_id)
            order = list(self._plan.goals.items)
            numbers = ", ".join(str(order.index(goal) + 1) for goal in goals)
            lines = [(words["question"], "$title"), (words["definition"], "$text")]
            lines += [(say("kpis.picker.serves", numbers=numbers), "$text-success")] if goals else []
        if self._marked:
            names = ", ".join(content.kpi(marked)["short"] for marked in self._marked)
            said = say("kpis.picker.marked", count=len(self._marked), names=names)
            lines = [(said, "$accent"), *lines]
        self._told.lines = tuple(lines)


def _counted(kpi_id: str) -> str:
    """Its unit and which way is better."""
    measure = CATALOGUE[kpi_id]
    unit, way = content.choice("kpi_unit", measure.unit), content.choice("direction", measure.direction)
    return say("kpis.picker.unit", unit=unit, direction=way)


def find(typed: str) -> list[str]:
    """Measures that say every word of `typed`, those whose name begins with it first."""
    sought = typed.casefold()

    def said(kpi_id: str) -> tuple[str, str]:
        words = content.kpi(kpi_id)
        kinds = (content.choice("goal_type", kind) for kind in CATALOGUE[kpi_id].goal_types)
        return f"{words['name']} {words['short']}".casefold(), " ".join([*words.values(), *kinds]).casefold()

    def rank(kpi_id: str) -> int:
        name, _ = said(kpi_id)
        return 0 if name.startswith(sought) else 1 if sought in name else 2

    found = [kpi_id for kpi_id in CATALOGUE if all(word in said(kpi_id)[1] for word in sought.split())]
    return sorted(found, key=rank)
