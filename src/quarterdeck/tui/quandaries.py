"""What only the founder can decide: a lost draft, two versions of a file, a disk that will not take it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck import clock, content
from quarterdeck.errors import PlanUnreadable, SaveFailed
from quarterdeck.tui import differences
from quarterdeck.tui.dialogs import Answer, ChoiceDialog, LineDialog
from quarterdeck.tui.names import when
from quarterdeck.tui.typed_paths import path_of

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.keeper import Keeper
    from quarterdeck.tui.planapp import PlanApp

WAYS_OUT = {
    "text": ("copy", "mine", "theirs", "later"),
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
    key = "text" if found.same_base else "other_base"
    text = content.say(f"dialogs.recover.{key}", when=when(found.at, clock.now()))
    details = differences.joined(
        differences.lines(desk.session.plan, found.plan, desk.session.today),
        differences.texts(found.texts, found.plan),
    )
    answers = (_answer("recover", "restore"), _answer("recover", "discard"))
    title = content.say("dialogs.recover.title")
    dialog = ChoiceDialog(title, text, answers, default="restore", details=details)
    if await app.push_screen_wait(dialog) == "restore":
        desk.recover()
        return True
    desk.discard_draft()
    return False


async def conflict(keeper: Keeper) -> bool:
    """The file is not as it was read: the founder chooses. Whether the plan is in a file now."""
    desk, app = keeper.desk, keeper.app
    key, details = _their_version(desk)
    copy = copy_name(desk.path)
    answers = {
        "again": _answer("conflict", "again", remark=False),
        "copy": _answer("conflict", "copy", name=copy.name),
        "mine": _answer("conflict", "mine"),
        "theirs": _answer("conflict", "theirs"),
        "later": _answer("conflict", "later", remark=key != "gone"),
    }
    dialog = ChoiceDialog(
        content.say("dialogs.conflict.gone_title" if key == "gone" else "dialogs.conflict.title"),
        content.say(f"dialogs.conflict.{key}", name=desk.name),
        [answers[name] for name in WAYS_OUT[key]],
        default="later",
        details=details,
    )
    actions: dict[str, Callable[[], object]] = {
        "again": desk.keep_mine,
        "copy": partial(desk.save_copy, copy),
        "mine": desk.keep_mine,
        "theirs": desk.take_theirs,
    }
    chosen = await app.push_screen_wait(dialog)
    if chosen not in actions:
        return keeper.put_off()
    problem = await keeper.attempt(actions[chosen])
    app.show_again()
    if problem:
        app.tell(problem)
    return not problem


def _their_version(desk: Desk) -> tuple[str, list[str]]:
    """What became of the file, and where it differs from the plan that is open."""
    if not desk.path.exists():
        return "gone", []
    try:
        return "text", differences.lines(desk.their_plan(), desk.session.plan, desk.session.today)
    except PlanUnreadable:
        return "unreadable", []


async def failure(keeper: Keeper, error: SaveFailed) -> bool:
    """The file cannot be written: again, elsewhere, or go on with the draft. Whether it is in a file now."""
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
    if path_of(typed).is_dir():
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
