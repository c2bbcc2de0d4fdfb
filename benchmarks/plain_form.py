"""A fair yardstick: twelve labelled inputs, a list, a line of summary and a footer, in plain Textual."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, Label, OptionList, Static

FIELDS = (
    "Company",
    "Country",
    "Owner",
    "Segment",
    "Price",
    "Visits",
    "Leads",
    "Win rate",
    "Churn",
    "Budget",
    "Months",
    "Remark",
)


class PlainForm(App[None]):
    """Nothing clever."""

    CSS = """
    #list { width: 28; }
    #form { width: 1fr; padding: 0 2; }
    Input { height: 1; border: none; margin-bottom: 1; }
    #summary { height: 4; }
    """
    BINDINGS: ClassVar = [("ctrl+n", "next", "Next"), ("ctrl+s", "save", "Save"), ("f1", "help", "Help")]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*(f"Part {number}" for number in range(1, 13)), id="list")
            with Vertical():
                with VerticalScroll(id="form"):
                    for name in FIELDS:
                        yield Label(name)
                        yield Input()
                yield Static("Summary", id="summary")
        yield Footer()

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#summary", Static).update(f"{len(event.value)} characters")

    def action_next(self) -> None:
        self.screen.focus_next()

    def action_save(self) -> None:
        self.bell()

    def action_help(self) -> None:
        self.bell()


PlainForm().run()
