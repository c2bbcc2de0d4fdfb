"""Somebody leans on the keyboard and throws the mouse about: nothing crashes, and the plan stays a plan."""

from __future__ import annotations

import contextlib
import os
import random
from collections import deque
from pathlib import Path

import pytest
from shell_kit import picture, ready, wizard_app, written
from textual.errors import NoWidget
from textual.pilot import Pilot
from textual.widget import Widget

from quarterdeck.store import codec, examples
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.form.body import StepBody

STEPS = int(os.environ.get("WALK_STEPS", "100"))
"""Keys and clicks per walk."""
COMMON = ("tab", "shift+tab", "enter", "escape", "up", "down", "space", "backspace")
RARE = (
    *("left", "right", "home", "end", "pageup", "pagedown", "delete", "shift+up", "shift+down", "f6", "f9"),
    *("ctrl+n", "ctrl+o", "ctrl+t", "ctrl+r", "ctrl+s", "ctrl+z", "ctrl+y", "ctrl+l", "ctrl+c", "f1"),
    *("ctrl+a", "ctrl+k", "ctrl+w", "ctrl+left", "ctrl+right", "ctrl+x", "ctrl+v", "ctrl+u", "f7", "f8"),
)
TYPED = (*"aduejkn1290/?[]gG", "left_square_bracket", "é", "見", "percent_sign")


class Unleaving(QuarterdeckApp):
    """The program, but neither a key nor an answer ends it."""

    async def action_quit(self) -> None:
        """Stay."""

    async def _quit(self) -> None:
        """Stay."""


@pytest.mark.parametrize("seed", range(int(os.environ.get("WALK_SEEDS", "2"))))
async def test_a_random_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("shell_kit.QuarterdeckApp", Unleaving)
    monkeypatch.setenv("EDITOR", "true")
    chance = random.Random(seed)
    source = examples.source(chance.choice(examples.names())).decode()
    app = wizard_app(written(tmp_path, source), "goals")
    trail: deque[str] = deque(maxlen=40)
    try:
        async with app.run_test(size=chance.choice([(80, 24), (120, 40), (48, 20)])) as pilot:
            await ready(pilot)
            for number in range(STEPS):
                await stumble(pilot, chance, trail)
                if number % 25 == 0:
                    await pilot.pause()
                    check(app)
            await pilot.pause()
            check(app)
    except BaseException as error:
        error.add_note(f"the last steps: {' '.join(trail)}")
        raise


async def stumble(pilot: Pilot[int], chance: random.Random, trail: deque[str]) -> None:
    kind = chance.random()
    if kind < 0.15:
        where = (chance.randrange(pilot.app.size.width), chance.randrange(pilot.app.size.height))
        trail.append(f"click{where}")
        # Pilot alone minds when the screen is just being laid out and nothing stands there yet.
        with contextlib.suppress(NoWidget):
            await pilot.click(offset=where)
        return
    key = chance.choice(COMMON if kind < 0.55 else RARE if kind < 0.8 else TYPED)
    trail.append(key)
    await pilot.press(*[key] * (3 if kind > 0.97 else 1))


def check(app: QuarterdeckApp) -> None:
    """What holds wherever one is."""
    assert app.crash is None
    assert picture(app).strip()
    assert isinstance(app.screen, QuietDialog) or is_in_sight(app.focused)
    if app.wizard is not None and app.desk is not None:
        assert [body for body in app.wizard.query(StepBody) if body.display] == [app.wizard.body]
        plan = app.desk.session.plan
        data = codec.dumps(plan)
        assert codec.dumps(codec.loads(data, "walk.toml").plan) == data


def is_in_sight(focused: Widget | None) -> bool:
    around = focused.ancestors_with_self if focused is not None else ()
    return all(node.display for node in around if node.is_attached)
