"""Somebody presses keys at random: the screen stays whole, and the plan can be saved and read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from shell_kit import PLAN, ready, wizard, wizard_app, written

from quarterdeck.store import codec
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.form.body import StepBody

OFTEN = ("tab", "tab", "tab", "shift+tab", "enter", "down", "ctrl+n", "ctrl+o", "escape", "ctrl+z")
SELDOM = (
    *("up", "left", "right", "space", "home", "end", "pagedown", "pageup", "delete", "backspace", "slash"),
    *("ctrl+t", "ctrl+r", "f1", "f8", "ctrl+y", "ctrl+s", "ctrl+l", "minus", "percent_sign"),
    *"audJKnbxq71",
)
STEPS = 80


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (120, 40))])
async def test_random_keys_break_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    chance = random.Random(seed)
    app = wizard_app(written(tmp_path, PLAN), chance.choice(["plan", "icp", "goals", "forecast"]))
    pressed: list[str] = []
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for _ in range(STEPS):
            pressed.append(chance.choice(OFTEN if chance.random() < 0.6 else SELDOM))
            await pilot.press(pressed[-1])
            if app.return_code is not None:
                break
            assert sound(app), pressed
        plan = app.desk.session.plan
    data = codec.dumps(plan)
    assert codec.dumps(codec.loads(data, "plan").plan) == data


def sound(app) -> bool:
    """One form in sight, the focus on something that can be seen."""
    shown = [body for body in wizard(app).query(StepBody) if body.display]
    if len(shown) > 1:
        return False
    around = app.focused.ancestors_with_self if app.focused is not None else ()
    hidden = any(not node.display for node in around if node.is_attached)
    return not hidden or isinstance(app.screen, QuietDialog)
