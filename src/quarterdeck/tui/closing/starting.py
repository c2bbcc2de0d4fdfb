"""The way into closing a quarter: what stands in the way is said, and what can be done all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.report.closing import hindered
from quarterdeck.session.closing.flow import STAGES, Flow
from quarterdeck.session.closing.guards import RUNNING, hindrance
from quarterdeck.tui.dialogs import Answer, ChoiceDialog

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp

ENTER, NOT_NOW = "enter", "not_now"


async def begin(app: QuarterdeckApp, desk: Desk) -> None:
    """Open the closing of the plan's quarter, or say why it cannot be closed."""
    from quarterdeck.tui.closing.screen import ClosingScreen

    found = hindrance(desk.session.plan, desk.session.today)
    if found is None:
        await app.push_screen(ClosingScreen(Flow(desk)))
        return
    text = " ".join(hindered(found, desk.session.plan, desk.session.today))
    if found.key != RUNNING:
        await _ask(app, "closing.cannot", text, (Answer(NOT_NOW, content.say("closing.understood")),))
        return
    answers = (
        Answer(ENTER, content.say("closing.enter_so_far")),
        Answer(NOT_NOW, content.say("closing.not_now")),
    )
    if await _ask(app, "closing.not_over", text, answers) == ENTER:
        flow = Flow(desk)
        flow.go(STAGES.index("actuals"))
        await app.push_screen(ClosingScreen(flow))


async def _ask(app: QuarterdeckApp, title: str, text: str, answers: tuple[Answer, ...]) -> str:
    return await app.push_screen_wait(ChoiceDialog(content.say(title), text, answers, default=NOT_NOW))
