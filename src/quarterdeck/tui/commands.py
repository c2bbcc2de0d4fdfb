"""What can be done besides filling in fields, as entries of Go to…: each has a key or a button too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from quarterdeck import content
from quarterdeck.tui import search, theme
from quarterdeck.tui.keys import written
from quarterdeck.tui.search import Entry

if TYPE_CHECKING:
    from quarterdeck.tui.app import QuarterdeckApp


class Command(Struct, frozen=True):
    """Something the program can do. Its words stand under `long` in `ui/keys.json`."""

    id: str
    action: str
    key: str = ""
    needs_plan: bool = True


COMMANDS: Final = (
    Command("review", "review", "ctrl+r"),
    Command("report", "report"),
    Command("export", "export"),
    Command("actuals", "actuals"),
    Command("close_quarter", "close_quarter"),
    Command("save", "save", "ctrl+s"),
    Command("saveas", "save_as"),
    Command("earlier_saves", "earlier"),
    Command("undo", "undo", "ctrl+z"),
    Command("redo", "redo", "ctrl+y"),
    Command("help", "help", "f1", needs_plan=False),
    Command("home", "home"),
    Command("redraw", "redraw", "ctrl+l", needs_plan=False),
    Command("suspend", "suspend_process", needs_plan=False),
    Command("quit", "quit", "ctrl+q", needs_plan=False),
)


def entries(app: QuarterdeckApp) -> list[Entry]:
    """Everything that can be gone to or done now, in the order in which equals are shown."""
    has_plan = app.desk is not None
    found: list[Entry] = [*search.pages()] if has_plan else []
    found += [_entry(command) for command in COMMANDS if has_plan or not command.needs_plan]
    found += [_look(name) for name in theme.THEMES if name != app.theme]
    if app.desk is not None:
        session = app.desk.session
        found += [*search.rows(session.plan)]
        found += [entry for entry in search.fields() if session.asked(search.on_page(entry.path))]
    return found


def _entry(command: Command) -> Entry:
    label = content.say(f"keys.long.{command.id}")
    place = written(command.key) if command.key else content.say("goto.kind.command")
    return Entry(f"command:{command.action}", "command", label, place)


def _look(name: str) -> Entry:
    label = content.say("keys.long.theme", name=content.say(f"keys.themes.{name}"))
    return Entry(f"theme:{name}", "command", label, content.say("goto.kind.command"))


async def carry_out(app: QuarterdeckApp, entry: Entry) -> None:
    """Go to the entry, or do it."""
    kind, _, what = entry.id.partition(":")
    if entry.path:
        app.go(entry.path)
    elif kind == "theme":
        app.action_theme(what)
    else:
        await app.run_action(what, app)
