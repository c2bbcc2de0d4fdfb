"""What the tests of the shell share: a plan on disk, the app on it, the picture as text."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget

from quarterdeck.session.desk import Desk
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.wizard import WizardScreen

PLAN = """schema = 1

[plan]
company = "Acme GmbH"
quarter = "2026-Q4"
currency = "EUR"
maturity = "established"
stage = "growth"
number_style = "comma_dot"
"""


def written(tmp_path: Path, text: str = PLAN, name: str = "acme.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def wizard_app(path: Path, page: str = "icp") -> QuarterdeckApp:
    return QuarterdeckApp(Desk.open(path), page=page, theme_name="dark")


def picture(app: QuarterdeckApp) -> str:
    return "\n".join("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())


def wizard(app: QuarterdeckApp) -> WizardScreen:
    assert app.wizard is not None
    return app.wizard


def focused(app: QuarterdeckApp) -> Widget:
    assert app.focused is not None
    return app.focused


async def ready(pilot: Pilot[int]) -> None:
    """The form is there and takes keys."""
    for _ in range(50):
        await pilot.pause()
        if pilot.app._early is None:
            return
