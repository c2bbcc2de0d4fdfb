"""The start screen: begin a plan, look at an example, open a file, go on with a recent plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.store import recent
from quarterdeck.tui import opening, shelf
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row, gap, heading
from quarterdeck.tui.names import shown
from quarterdeck.tui.shelf import Condition, Shelved
from quarterdeck.tui.topline import TopLine

if TYPE_CHECKING:
    from quarterdeck.tui.app import QuarterdeckApp

ACTIONS = ("new", "example", "open")
MARKS = {
    Condition.STEPS: (" ", "$text-muted"),
    Condition.FINISHED: ("✓", "$success"),
    Condition.DRAFT: ("!", "$warning"),
    Condition.MISSING: ("✗", "$error"),
    Condition.UNREADABLE: ("✗", "$error"),
    Condition.WAITING: ("›", "$accent"),
    Condition.CLOSED: ("·", "$text-muted"),
}


class HomeScreen(QuietScreen[None]):
    """What there is to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("find", "slash"),
        key("home_actuals", "e", "enter_actuals"),
        key("forget", "delete"),
        key("home_quit", "q", "app.quit", show=False),
        key("close_find", "escape", show=False),
    ]
    AUTO_FOCUS = "Listing"
    app: QuarterdeckApp

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._plans = shelf.shelf()
        self._sought = ""
        self._top = TopLine(id="top")
        self._hint = Static(Content(), id="help-lines")

    @override
    def compose(self) -> ComposeResult:
        yield self._top
        welcome = Content.assemble(
            (content.say("home.welcome"), "$text bold"), "  ", (content.say("home.local"), "$text-muted")
        )
        line = Input(placeholder=content.say("home.find"), compact=True, id="find")
        line.cursor_blink = False
        with Vertical(id="home"):
            yield Static(welcome, id="welcome")
            yield line
            yield Listing(self._rows(), id="home-list")
        yield self._hint
        yield KeyStrip(id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        self._top.title = self.app.title
        self.query_one("#find").display = False
        self.app.told.subscribe(self, self._tell)
        self.call_after_refresh(self._look_closer)

    async def _look_closer(self) -> None:
        """How far each plan is; reads the files, so it comes after the first picture."""
        looked = await opening.in_background(shelf.look, self._plans)
        kept = {plan.path for plan in self._plans}
        self._plans = tuple(plan for plan in looked if plan.path in kept)
        self._show()

    def _show(self) -> None:
        self.query_one(Listing).show(self._rows())

    def _rows(self) -> list[Row]:
        actions = [_action(name) for name in ACTIONS]
        found = [plan for plan in self._plans if self._sought in _plain(f"{plan.name} {plan.company}")]
        if not self._plans:
            return [*actions, gap(), Row("", content.say("home.none"), style="$text-muted")]
        nothing = Row("", content.say("home.none_found"), style="$text-muted")
        rows = [_row(plan) for plan in found] or [nothing]
        title = heading(content.say("home.recent"))
        return [title, *rows] if self._sought else [*actions, gap(), title, *rows]

    # Choosing.

    @on(Listing.Highlighted)
    def _explain(self, event: Listing.Highlighted) -> None:
        self.refresh_bindings()
        plan = self._plan(event.row.id)
        if plan is None:
            self._tell(content.say(f"home.hint.{event.row.id}") if event.row.id in ACTIONS else "")
            return
        said_of = {
            Condition.DRAFT: "draft",
            Condition.MISSING: "missing",
            Condition.WAITING: "waiting",
            Condition.CLOSED: "closed",
        }
        key_ = said_of.get(plan.condition, "recent")
        said = content.say(f"home.hint.{key_}", name=plan.name, path=shown(plan.path))
        where = content.say("home.hint.folder", folder=shown(plan.path.parent))
        opened = content.say("home.opened", when=plan.opened) if plan.opened else ""
        self._tell(said + "\n" + "; ".join(part for part in (where, opened) if part))

    @on(Listing.Selected)
    def _choose(self, event: Listing.Selected) -> None:
        actions = {"new": self._new, "example": self._example, "open": self._open_file}
        chosen = actions.get(event.row.id)
        plan = self._plan(event.row.id)
        if chosen is not None:
            self.app.run_worker(chosen(), group="home", exclusive=True)
        elif plan is not None:
            then = "close_quarter" if plan.condition is Condition.WAITING else ""
            self.app.run_worker(self._open_plan(plan.path, then=then), group="home", exclusive=True)

    async def _new(self) -> None:
        from quarterdeck.tui.newplan import NewPlanScreen

        desk = await self.app.push_screen_wait(NewPlanScreen())
        if desk is not None:
            await self.app.open_desk(desk, page="plan")

    async def _example(self) -> None:
        from quarterdeck.tui import copies

        path, problem = await copies.copy_example(self.app)
        if path is not None:
            await self._open_plan(path, then="tell_copy")
        elif problem:
            self._tell(problem)

    async def _open_file(self) -> None:
        from quarterdeck.tui import typed_paths
        from quarterdeck.tui.dialogs import LineDialog

        title, text = content.say("home.path.title"), content.say("home.path.text")
        start = f"{Path.cwd()}/"
        dialog = LineDialog(title, text, start, typed_paths.existing_file, paths=True)
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None:
            await self._open_plan(typed_paths.path_of(typed))

    async def _open_plan(self, path: Path, *, then: str = "") -> None:
        problem = await self.app.open_path(path, then=then)
        if problem:
            self._tell(problem)

    def action_enter_actuals(self) -> None:
        """Open the plan under the cursor where what really happened is entered."""
        plan = self._here
        if plan is not None:
            self.app.run_worker(self._open_plan(plan.path, then="actuals"), group="home", exclusive=True)

    # The list.

    @property
    def _here(self) -> Shelved | None:
        """The plan under the cursor."""
        row = self.query_one(Listing).row
        return self._plan(row.id) if row else None

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that work on a plan, where there is one."""
        if action in ("enter_actuals", "forget"):
            return self._here is not None
        return bool(self._plans) if action == "find" else True

    def action_forget(self) -> None:
        """Take the plan under the cursor off the list; the file stays."""
        plan = self._here
        if plan is not None:
            recent.forget(plan.path)
            self._plans = tuple(item for item in self._plans if item.path != plan.path)
            self._show()
            self.call_after_refresh(self._tell, content.say("home.forgotten", name=plan.name))

    def action_find(self) -> None:
        """Narrow the list by typing."""
        line = self.query_one("#find", Input)
        line.display = True
        line.focus()

    def action_close_find(self) -> None:
        """All plans again."""
        line = self.query_one("#find", Input)
        if line.display:
            line.value = ""
            line.display = False
            self.query_one(Listing).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._sought = _plain(event.value.strip())
        self._show()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(Listing).focus()

    def _plan(self, row_id: str) -> Shelved | None:
        return next((plan for plan in self._plans if _id(plan) == row_id), None)

    def _tell(self, sentence: str) -> None:
        self._hint.update(Content.styled(sentence, "$text-muted"))


def _action(name: str) -> Row:
    words, remark = content.say(f"home.{name}"), content.say(f"home.{name}_remark")
    return Row(name, words, mark="›", mark_style="$accent", right=remark)


def _row(plan: Shelved) -> Row:
    mark, style = MARKS[plan.condition]
    name = "  ".join(part for part in (plan.name, plan.company, plan.quarter) if part)
    return Row(_id(plan), name, mark=mark, mark_style=style, right=plan.remark)


def _plain(text: str) -> str:
    return text.casefold()


def _id(plan: Shelved) -> str:
    return f"plan:{plan.path}"
