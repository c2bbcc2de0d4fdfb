"""Earlier saves of the open plan: looked at, and taken back as one step that can be undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from quarterdeck import clock, content
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.store import codec, history
from quarterdeck.tui import differences
from quarterdeck.tui.dialogs import Answer, ChoiceDialog
from quarterdeck.tui.names import file_name, when

if TYPE_CHECKING:
    from quarterdeck.store.history import Version
    from quarterdeck.tui.keeper import Keeper

STAY = "stay"


async def earlier_saves(keeper: Keeper) -> None:
    """Let the founder choose an earlier save, see what it would change, and go back to it."""
    app, desk = keeper.app, keeper.desk
    versions = history.versions(desk.path)
    if not versions:
        app.tell(content.say("dialogs.earlier.none", name=file_name(desk.path)))
        return
    answers = [Answer(str(version.number), _moment(version)) for version in versions]
    answers.append(Answer(STAY, content.say("dialogs.earlier.stay")))
    title, text = content.say("dialogs.earlier.title"), content.say("dialogs.earlier.text")
    number = await app.push_screen_wait(ChoiceDialog(title, text, answers, default=STAY))
    chosen = next((version for version in versions if str(version.number) == number), None)
    if chosen is not None:
        await _go_back_to(keeper, chosen)


async def _go_back_to(keeper: Keeper, version: Version) -> None:
    app, desk = keeper.app, keeper.desk
    session = desk.session
    try:
        plan = await asyncio.to_thread(_read, keeper, version.number)
    except PlanUnreadable as error:
        app.tell(str(error))
        return
    lines = await asyncio.to_thread(differences.lines, session.plan, plan, session.today)
    answers = (
        Answer("take", content.say("dialogs.earlier.take"), content.say("dialogs.earlier.take_remark")),
        Answer(STAY, content.say("dialogs.earlier.stay")),
    )
    same = [content.say("dialogs.earlier.same")]
    dialog = ChoiceDialog(
        _moment(version), content.say("dialogs.earlier.changes"), answers, default=STAY, details=lines or same
    )
    if await app.push_screen_wait(dialog) == "take":
        session.replace_plan(plan)
        app.show_again()
        app.tell(content.say("dialogs.earlier.taken", when=when(version.at, clock.now())))


def _read(keeper: Keeper, number: int) -> Plan:
    path = keeper.desk.path
    return codec.loads(history.read(path, number), file_name(path)).plan


def _moment(version: Version) -> str:
    return content.say(
        "dialogs.earlier.line", number=version.number, when=when(version.at, clock.now()), size=version.size
    )
