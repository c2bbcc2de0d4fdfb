"""What only the founder can decide: a lost draft, two versions of a file, a disk that will not take it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck import clock, content
from quarterdeck.errors import PlanUnreadable, QuarterClosed, SaveFailed
from quarterdeck.store import places
from quarterdeck.tui import differences
from quarterdeck.tui.choosing import ChoosingDialog, Question
from quarterdeck.tui.dialogs import Answer, ChoiceDialog, LineDialog
from quarterdeck.tui.differences import Pair
from quarterdeck.tui.names import file_name, when
from quarterdeck.tui.typed_paths import path_of

if TYPE_CHECKING:
    from datetime import date

    from quarterdeck.plan.fields import Path as FieldPath
    from quarterdeck.session.desk import Desk, Divergence
    from quarterdeck.session.merging import Merge
    from quarterdeck.tui.keeper import Keeper
    from quarterdeck.tui.planapp import PlanApp

WAYS_OUT = {
    "text": ("together", "copy", "mine", "theirs", "later"),
    "unreadable": ("copy", "mine", "later"),
    "gone": ("again", "copy", "later"),
}
"""What can be done where the file is not as it was read: changed, no plan any more, deleted."""


def _answer(room: str, answer: str, *, remark: bool = True, **values: object) -> Answer:
    said = content.say(f"dialogs.{room}.{answer}_remark", **values) if remark else ""
    return Answer(answer, content.say(f"dialogs.{room}.{answer}"), said)


async def recover(app: PlanApp, desk: Desk) -> bool:
    """Offer the unsaved work of an earlier run; whether it was taken over.

    Text that only stands half-typed in fields comes back without a question.
    """
    found = desk.recoverable
    if found is None:
        return False
    if found.same_base and not found.differences:
        desk.recover()
        return True
    today, divergence = desk.session.today, found.divergence
    key = "text" if found.same_base else "other_base"
    text = content.say(f"dialogs.recover.{key}", when=when(found.at, clock.now()))
    details = differences.joined(
        _who_changed_what(divergence, today)
        if divergence
        else differences.lines(desk.session.plan, found.plan, today),
        differences.texts(found.texts, found.plan),
    )
    answers = [_answer("recover", "restore"), _answer("recover", "discard")]
    if divergence is not None:
        answers = [_together(divergence.merge), _answer("recover", "restore_whole"), answers[1]]
    title = content.say("dialogs.recover.title")
    dialog = ChoiceDialog(title, text, answers, default=answers[0].id, details=details)
    chosen = await app.push_screen_wait(dialog)
    if chosen == "discard":
        desk.discard_draft()
        return False
    if chosen == "together" and divergence is not None:
        # Not to choose is to keep what one typed oneself; theirs is in the file and in its history.
        taken = await choose(app, divergence, today) or frozenset()
        desk.recover(divergence.joined(taken))
    else:
        desk.recover()
    return True


async def conflict(keeper: Keeper) -> bool:
    """The file is not as it was read: the founder chooses. Whether the plan is in a file now."""
    desk, app, today = keeper.desk, keeper.app, keeper.desk.session.today
    key, found = await asyncio.to_thread(_their_version, desk)
    copy = copy_name(desk.path)
    answers = {
        "again": _answer("conflict", "again", remark=False),
        "together": _together(found.merge if found else None),
        "copy": _answer("conflict", "copy", name=copy.name),
        "mine": _answer("conflict", "mine"),
        "theirs": _answer("conflict", "theirs"),
        "later": _answer("conflict", "later", remark=key != "gone"),
    }
    dialog = ChoiceDialog(
        content.say("dialogs.conflict.gone_title" if key == "gone" else "dialogs.conflict.title"),
        content.say(f"dialogs.conflict.{key}", name=file_name(desk.path)),
        [answers[name] for name in WAYS_OUT[key]],
        default="later",
        details=await asyncio.to_thread(_who_changed_what, found, today) if found else (),
    )
    actions: dict[str, Callable[[], object]] = {
        "again": desk.keep_mine,
        "copy": partial(desk.save_copy, copy),
        "mine": desk.keep_mine,
        "theirs": desk.take_theirs,
    }
    chosen = await app.push_screen_wait(dialog)
    if chosen == "together" and found is not None:
        taken = await choose(app, found, today)
        if taken is None:
            return await conflict(keeper)
        actions["together"] = partial(desk.put_together, found, taken)
    if chosen not in actions:
        return keeper.put_off()
    problem = await keeper.attempt(actions[chosen])
    app.show_again()
    if problem:
        app.tell(problem)
    return not problem


def _their_version(desk: Desk) -> tuple[str, Divergence | None]:
    """What became of the file, and who changed what since it was read."""
    if not os.path.lexists(desk.path):
        return "gone", None
    try:
        return "text", desk.diverged()
    except PlanUnreadable:
        return "unreadable", None


def _together(found: Merge | None) -> Answer:
    count = len(found.both) if found else 0
    key = "none" if not count else "one" if count == 1 else "many"
    remark = content.say(f"dialogs.conflict.together_{key}", count=count)
    return Answer("together", content.say("dialogs.conflict.together"), remark)


def _who_changed_what(found: Divergence, today: date) -> list[str]:
    """Each side's changes under its heading, what both changed last."""
    mine, theirs = Pair(found.base, found.mine, today), Pair(found.base, found.theirs, today)
    both, merge = Pair(found.mine, found.theirs, today), found.merge
    return differences.joined(
        differences.under(content.say("dialogs.conflict.by_me"), mine.lines(merge.mine)),
        differences.under(content.say("dialogs.conflict.by_them"), theirs.lines(merge.theirs)),
        differences.under(content.say("dialogs.conflict.by_both"), map(both.question, merge.both)),
    ) or [content.say("dialogs.conflict.alike")]


async def choose(app: PlanApp, found: Divergence, today: date) -> frozenset[FieldPath] | None:
    """Let the founder choose between two versions of each answer; where theirs is taken, None for not now."""
    if not found.merge.both:
        return frozenset()
    pair = await asyncio.to_thread(Pair, found.mine, found.theirs, today)
    questions = [Question(pair.place(path), *pair.sides(path)) for path in found.merge.both]
    taken = await app.push_screen_wait(ChoosingDialog(questions))
    return None if taken is None else frozenset(found.merge.both[at] for at in taken)


async def failure(keeper: Keeper, error: SaveFailed) -> bool:
    """The file cannot be written: again, elsewhere, or go on with the draft. Whether it is in a file now."""
    if isinstance(error, QuarterClosed):
        return await correction(keeper, error)
    dialog = ChoiceDialog(
        content.say("dialogs.failure.title"),
        str(error),
        (
            _answer("failure", "again", remark=False),
            _answer("failure", "copy"),
            _answer("failure", "later"),
        ),
        default="later",
    )
    chosen = await keeper.app.push_screen_wait(dialog)
    if chosen == "copy":
        return await save_as(keeper)
    if chosen != "again":
        return keeper.put_off()
    problem = await keeper.attempt(keeper.desk.save)
    return await failure(keeper, SaveFailed(problem)) if problem else True


async def correction(keeper: Keeper, error: QuarterClosed) -> bool:
    """A closed quarter was changed: only on purpose. Whether it is in the file now."""
    answers = (_answer("correct", "leave"), _answer("correct", "correct"))
    title = content.say("dialogs.correct.title")
    chosen = await keeper.app.push_screen_wait(ChoiceDialog(title, str(error), answers, default="leave"))
    if chosen != "correct":
        return keeper.put_off()
    keeper.desk.correcting = True
    problem = await keeper.attempt(keeper.desk.save)
    keeper.app.tell(problem or content.say("dialogs.correct.done"))
    return not problem


async def save_as(keeper: Keeper) -> bool:
    """Ask for another place and go on there; whether it was done."""
    desk, app = keeper.desk, keeper.app
    dialog = LineDialog(
        content.say("dialogs.saveas.title"),
        content.say("dialogs.saveas.text", name=desk.name),
        str(copy_name(desk.path)),
        partial(_check_new_file, desk.path),
    )
    typed = await app.push_screen_wait(dialog)
    if typed is None:
        return False
    path = path_of(typed)
    problem = await keeper.attempt(partial(desk.save_copy, path))
    app.tell(problem or content.say("dialogs.saveas.done", path=desk.name))
    app.show_again()
    return not problem


def _check_new_file(plan: Path, typed: str) -> str:
    if not typed:
        return content.say("dialogs.saveas.empty", example=copy_name(plan).name)
    if places.is_folder(path_of(typed)):
        return content.say("dialogs.saveas.folder", path=typed)
    return ""


def copy_name(path: Path) -> Path:
    """A name beside the plan that says whose version it is and from when."""
    stamp = f"{clock.now().astimezone():%Y-%m-%d %H%M}"
    end = path.suffix or ".toml"
    return path.with_name(content.say("dialogs.conflict.copy_name", stem=path.stem, stamp=stamp, suffix=end))


async def may_quit(app: PlanApp, *, saved: bool) -> bool:
    """Ask before leaving; only where something is not in the file, or the key was a slip."""
    key = "leave" if saved else "leave_unsaved"
    dialog = ChoiceDialog(
        content.say("dialogs.quit.title" if saved else "dialogs.quit.unsaved_title"),
        content.say("dialogs.quit.text" if saved else "dialogs.quit.unsaved"),
        (_answer("quit", key, remark=False), _answer("quit", "stay", remark=False)),
        default="stay",
    )
    return await app.push_screen_wait(dialog) == key
