"""Saving the report as a file, in the format its name asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.report.names import FULL, TEXT, of_file
from quarterdeck.store import atomic
from quarterdeck.tui import typed_paths
from quarterdeck.tui.dialogs import LineDialog
from quarterdeck.tui.names import shown

if TYPE_CHECKING:
    from pathlib import Path

    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp


async def export(app: QuarterdeckApp, view: str = FULL) -> None:
    """Ask where to, write that view of the report there, and say so."""
    if app.desk is None:
        return
    name = f"{app.desk.path.stem}-{'report' if view == FULL else view}.html"
    dialog = LineDialog(
        content.say("dialogs.export.title"),
        content.say("dialogs.export.text"),
        shown(typed_paths.free_name(app.desk.path.with_name(name))),
        partial(_problem, name),
        paths=True,
    )
    typed = await app.push_screen_wait(dialog)
    if typed is None:
        return
    path = typed_paths.target(typed, name)
    try:
        atomic.create(path, document(app.desk, path, view))
    except OSError as error:
        app.toast(content.say("dialogs.export.failed", why=error.strerror or str(error)))
    else:
        app.toast(content.say("dialogs.export.done", path=shown(path)))


def _problem(name: str, typed: str) -> str:
    path = typed_paths.target(typed, name)
    if path.suffix == ".toml":
        return content.say("dialogs.export.plan", path=shown(path))
    if of_file(path) is None:
        return content.say("dialogs.export.format")
    return typed_paths.new_file(typed, name)


def document(desk: Desk, path: Path, view: str) -> bytes:
    """That view of a plan as the bytes of a file with the ending of `path`."""
    from quarterdeck.report.formats import written

    return written(desk.session.plan, desk.in_retrospect, of_file(path) or TEXT, view).encode()
