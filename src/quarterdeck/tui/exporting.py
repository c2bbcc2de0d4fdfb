"""Saving the report as a file, in the format its name asks for."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.report.build import build
from quarterdeck.store import atomic
from quarterdeck.tui import typed_paths
from quarterdeck.tui.dialogs import LineDialog
from quarterdeck.tui.names import shown

if TYPE_CHECKING:
    from quarterdeck.session.session import Session
    from quarterdeck.tui.app import QuarterdeckApp

WIDTH = 100
"""Columns of the report as plain text."""


async def export(app: QuarterdeckApp) -> None:
    """Ask where to, write the report there, and say so."""
    if app.desk is None:
        return
    name = f"{app.desk.path.stem}-report.md"
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
        atomic.create(path, document(app.desk.session, path.suffix))
    except OSError as error:
        app.toast(content.say("dialogs.export.failed", why=error.strerror or str(error)))
    else:
        app.toast(content.say("dialogs.export.done", path=shown(path)))


def _problem(name: str, typed: str) -> str:
    path = typed_paths.target(typed, name)
    if path.suffix == ".toml":
        return content.say("dialogs.export.plan", path=shown(path))
    if path.suffix not in (".md", ".txt", ".json"):
        return content.say("dialogs.export.format")
    return typed_paths.new_file(typed, name)


def document(session: Session, suffix: str) -> bytes:
    """The report of a plan as the bytes of a file that ends in `suffix`: .md, .txt or .json."""
    plan, analysis = session.plan, session.analysis
    if suffix == ".json":
        from quarterdeck.report import data

        return (json.dumps(data.report(plan, analysis), ensure_ascii=False, indent=2) + "\n").encode()
    if suffix == ".md":
        from quarterdeck.report import markdown

        return markdown.render(build(plan, analysis)).encode()
    from quarterdeck.report import rich_text

    lines = (line.rstrip() for line in rich_text.lines(rich_text.render(build(plan, analysis), WIDTH)))
    return ("\n".join(lines) + "\n").encode()
