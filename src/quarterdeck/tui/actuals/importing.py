"""A file looked at before it is taken over: what it says, how it was read, and what else it could be."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.report.imported import preview, role_name
from quarterdeck.report.reading import Reading
from quarterdeck.report.rich_text import render
from quarterdeck.session import importing, measuring
from quarterdeck.session.importing import Proposal
from quarterdeck.store.actuals import headings, mapping
from quarterdeck.store.actuals.mapping import Wishes
from quarterdeck.store.actuals.read import opened
from quarterdeck.store.actuals.refusal import ImportRefused
from quarterdeck.store.actuals.table import Table
from quarterdeck.tui.compat import QuietDialog, QuietScreen
from quarterdeck.tui.form.draw import stack, wrapped
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.listing import Listing, Row
from quarterdeck.tui.painted import painted
from quarterdeck.tui.topline import TopLine

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp

_DECIMALS = {"": ".", ".": ",", ",": ""}
_ORDERS = {"": "dmy", "dmy": "mdy", "mdy": ""}


class ImportScreen(QuietScreen[int | None]):
    """Gives how many figures were taken over, or None.

    Args:
        desk: the open plan.
        name: what the file is called.
        data: what is in it.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("accept_import", "a", "accept"),
        key("choose_columns", "c", "columns"),
        key("import_totals", "t", "totals"),
        key("import_decimal", "m", "decimal"),
        key("import_dates", "d", "dates"),
        key("cancel", "escape,q"),
    ]
    AUTO_FOCUS = "LinesView"
    app: QuarterdeckApp

    def __init__(self, desk: Desk, name: str, data: bytes) -> None:
        super().__init__()
        self._desk = desk
        self._file = name
        self._data = data
        self._wishes = Wishes()
        self._proposal: Proposal | None = None
        self._refusal = ""
        self._view = LinesView(self._write)

    @override
    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        yield self._view
        yield Static(Content(), id="help-lines")
        yield KeyStrip("accept_import", "choose_columns", id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        top = self.query_one(TopLine)
        top.title = content.say("actuals.file.looking")
        top.subtitle = self._file
        self._look()

    def _look(self) -> None:
        """Read the file again, as it was told to be read; a large one takes its time beside the screen."""
        self._proposal, self._refusal = None, ""
        self._show("reading")
        self.run_worker(self._read(), group="think", exclusive=True)

    async def _read(self) -> None:
        desk, wishes = self._desk, self._wishes
        read = partial(importing.propose, desk.session, desk.path, self._file, self._data, wishes)
        try:
            self._proposal = await asyncio.to_thread(read)
            self._wishes = self._proposal.wishes
        except ImportRefused as error:
            self._refusal = error.message
        found = self._proposal
        self._show("refused" if found is None else "ready" if found.changes else "nothing")

    def _show(self, hint: str) -> None:
        self.query_one("#help-lines", Static).update(
            Content.styled(content.say(f"actuals.file.{hint}"), "$text-muted")
        )
        self._view.write_again()
        self.refresh_bindings()

    def _write(self, width: int) -> Content:
        session = self._desk.session
        if self._proposal is None:
            lines = wrapped(f"✗ {self._refusal}" if self._refusal else "…", width)
            return stack(Content.styled(line, "$text-error") for line in lines)
        return painted(render(preview(Reading(session.plan, session.analysis), self._proposal), width))

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("accept", "totals") or self._proposal is not None

    def action_accept(self) -> None:
        """Take the figures over, as one step that can be undone."""
        if self._proposal is not None:
            importing.accept(self._desk.session, self._desk.path, self._proposal)
            self.answer(len(self._proposal.changes))

    def action_cancel(self) -> None:
        """Leave the plan as it is."""
        self.answer(None)

    def action_totals(self) -> None:
        """Whether the file is all there was, or a part."""
        if self._proposal is not None:
            self._say(totals=not self._proposal.found.taken.totals)

    def action_decimal(self) -> None:
        """The next way to read decimals: as the file shows, a point, a comma."""
        self._say(decimal=_DECIMALS[self._wishes.decimal])

    def action_dates(self) -> None:
        """The next way to read dates: as the file shows, day first, month first."""
        self._say(order=_ORDERS[self._wishes.order])

    def _say(self, columns: dict[str, str] | None = None, totals: bool | None = None, **marks: str) -> None:
        old = self._wishes
        self._wishes = Wishes(
            {**old.columns, **(columns or {})},
            marks.get("decimal", old.decimal),
            marks.get("order", old.order),
            old.member,
            old.totals if totals is None else totals,
        )
        self._look()

    def action_columns(self) -> None:
        """Say what a column is."""
        self.app.run_worker(self._choose(), group="columns", exclusive=True)

    async def _choose(self) -> None:
        session = self._desk.session
        try:
            known = measuring.known_of(session.plan)
            table, _ = await asyncio.to_thread(opened, self._data, self._wishes, known, session.today)
        except ImportRefused:
            return
        column = await self.app.push_screen_wait(
            Choose(content.say("actuals.file.which_column"), self._columns(table))
        )
        if column is None:
            return
        title = content.say("actuals.file.what_is_it", column=table.headings[int(column)])
        role = await self.app.push_screen_wait(Choose(title, self._roles()))
        if role is not None:
            self._say({f"#{int(column) + 1}": role})

    def _columns(self, table: Table) -> list[Row]:
        reading = Reading(self._desk.session.plan, self._desk.session.analysis)
        roles = self._proposal.found.taken.roles if self._proposal else ("",) * len(table.headings)
        return [
            Row(
                str(at),
                heading or f"#{at + 1}",
                "›",
                right=role_name(reading, role) if role else content.say("actuals.preview.unused"),
                detail=next((row.cell(at) for row in table.rows if row.cell(at)), ""),
            )
            for at, (heading, role) in enumerate(zip(table.headings, roles, strict=True))
        ]

    def _roles(self) -> list[Row]:
        session = self._desk.session
        reading = Reading(session.plan, session.analysis)
        kpis = dict.fromkeys(measuring.known_of(session.plan).names.values())
        names = (*headings.FIGURES, *kpis, *headings.ROLES)
        unused = Row("-", content.say("actuals.preview.unused"), "›")
        return [unused, *(Row(_typed(name), role_name(reading, name), "›") for name in names)]


def _typed(role: str) -> str:
    """A role as somebody types it."""
    return role.removeprefix(mapping.KPI)


class Choose(QuietDialog[str | None]):
    """One of a list; Esc gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [key("cancel", "escape")]
    AUTO_FOCUS = "Listing"

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._title, "bold"), classes="dialog-title")
            yield Listing(self._rows)
            yield KeyStrip()

    @on(Listing.Selected)
    def _take(self, event: Listing.Selected) -> None:
        self.answer(event.row.id)

    def action_cancel(self) -> None:
        """None of them."""
        self.answer(None)
