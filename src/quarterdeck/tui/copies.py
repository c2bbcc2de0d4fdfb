"""A copy of an example, in a place the founder chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.store import atomic, examples
from quarterdeck.tui import typed_paths
from quarterdeck.tui.dialogs import Answer, ChoiceDialog, LineDialog
from quarterdeck.tui.names import shown

if TYPE_CHECKING:
    from quarterdeck.tui.app import QuarterdeckApp

CANCEL = "cancel"


async def copy_example(app: QuarterdeckApp) -> tuple[Path | None, str]:
    """Let the founder choose an example and a place; gives the copy's path or what went wrong, or neither."""
    names = examples.names()
    answers = [_offer(name) for name in names]
    answers.append(Answer(CANCEL, content.say("home.examples.cancel")))
    title, text = content.say("home.examples.title"), content.say("home.examples.text")
    name = await app.push_screen_wait(ChoiceDialog(title, text, answers, default=CANCEL))
    if name == CANCEL:
        return None, ""
    dialog = LineDialog(
        content.say("home.examples.where_title"),
        content.say("home.examples.where_text"),
        shown(typed_paths.free_name(Path.cwd() / f"{name}.toml")),
        lambda typed: typed_paths.new_file(typed, f"{name}.toml"),
        paths=True,
    )
    typed = await app.push_screen_wait(dialog)
    if typed is None:
        return None, ""
    path = typed_paths.target(typed, f"{name}.toml")
    try:
        atomic.create(path, examples.source(name))
    except OSError as error:
        return None, content.say("dialogs.export.failed", why=error.strerror or str(error))
    return path, ""


def _offer(name: str) -> Answer:
    cover = examples.read(name).plan.plan
    kind = content.choice("maturity", cover.maturity or "")
    return Answer(name, f"{cover.company or name}  ({kind})", cover.value_proposition or "")
