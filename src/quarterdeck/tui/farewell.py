"""The last words, in the plain terminal: what was saved, or where the work is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.tui import compat, stops

if TYPE_CHECKING:
    from quarterdeck.tui.leaving import LeavingApp


def tell(app: LeavingApp, code: int) -> None:
    """Say on stderr how things stand; after a hang-up there is nobody to say it to."""
    said = _crashed(app) if code == compat.CalmApp.CRASHED else [] if code else _parted(app)
    if said:
        sys.stderr.write("\n".join(said) + "\n")


def _crashed(app: LeavingApp) -> list[str]:
    lines = [content.say("wizard.crashed")]
    if app.desk is not None:
        lines.append(content.say("wizard.crashed_again", path=app.desk.name))
    if app.crash_log is not None:
        lines.append(content.say("wizard.crashed_details", log=app.crash_log))
    return lines


def _parted(app: LeavingApp) -> list[str]:
    if app.desk is None:
        return []
    if app.desk.session.dirty:
        return [content.say("wizard.quit_unsaved", path=app.desk.name)]
    done, of = stops.steps_done(stops.stops(app.desk.session, ""))
    return [content.say("wizard.quit_saved", path=app.desk.name, done=done, of=of)]
