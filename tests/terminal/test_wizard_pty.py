"""The wizard from outside: how it ends, what it leaves, what reaches the terminal."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from wizard_terminal import PROGRAM, Terminal

pytestmark = pytest.mark.terminal

PLAN = """schema = 1

[plan]
company = "Acme GmbH"
quarter = "2026-Q4"
maturity = "established"
stage = "growth"
"""
CRASHING = """
import sys
from pathlib import Path
from quarterdeck.tui.stephead import StepHead
from quarterdeck.tui import app
calls = []
def action_next(self):
    secret = self.desk.session.plan.plan.company
    raise ValueError(secret)
from quarterdeck.tui.wizard import WizardScreen
WizardScreen.action_next = action_next
sys.exit(app.run_wizard(Path(sys.argv[1]), "icp"))
"""


COLOURED = re.compile(rb"\x1b\[[0-9;]*[34]8;[25][0-9;]*m|\x1b\[(?:[0-9;]*;)?[349][0-7](?:;[0-9;]*)?m")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_text(PLAN)
    return path


class Opened:
    """Starts the program on a plan and cleans up behind it."""

    def __init__(self, plan: Path) -> None:
        self.plan = plan
        self.terminals: list[Terminal] = []

    def __call__(self, *command: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
        words = command or (*PROGRAM, "open", str(self.plan), "--step", "icp")
        terminal = Terminal(words, {**os.environ, **env}, size=size, cwd=self.plan.parent)
        self.terminals.append(terminal)
        return terminal


@pytest.fixture
def opened(plan: Path) -> Iterator[Opened]:
    opened = Opened(plan)
    yield opened
    for terminal in opened.terminals:
        try:
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue


def drafts() -> list[Path]:
    return list((Path(os.environ["XDG_STATE_HOME"]) / "quarterdeck" / "drafts").glob("*.toml"))


def type_into(terminal: Terminal, text: str) -> None:
    terminal.wait_for("Target audience")
    terminal.wait_for("● Saved")
    terminal.send(text)
    terminal.wait_for(text)


def test_quitting_saves_tells_where_and_gives_the_terminal_back(opened: Opened, plan: Path) -> None:
    terminal = opened()
    type_into(terminal, "Trade shops")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert terminal.restored
    assert 'target_audience = "Trade shops"' in plan.read_text()
    assert f"Saved {plan.name}" in terminal.text.replace("\n", "").replace(f"{plan.parent}/", "")
    assert drafts() == []


ENDINGS = [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_keeps_what_was_typed_and_gives_the_terminal_back(
    opened: Opened, plan: Path, number: int, code: int
) -> None:
    before = plan.read_bytes()
    terminal = opened()
    type_into(terminal, "Trade shops")
    terminal.signal(number)
    assert terminal.wait() == code
    assert terminal.restored
    assert plan.read_bytes() == before
    assert "Trade shops" in drafts()[0].read_text()


def test_a_pause_keeps_what_was_typed_and_lends_the_terminal(opened: Opened, plan: Path) -> None:
    terminal = opened()
    type_into(terminal, "Trade shops")
    terminal.signal(signal.SIGTSTP)
    os.waitpid(terminal.pid, os.WUNTRACED)
    terminal.read()
    assert terminal.restored
    assert "Trade shops" in drafts()[0].read_text()
    terminal.signal(signal.SIGCONT)
    terminal.read(0.5)
    terminal.send(" and more")
    terminal.wait_for("Trade shops and more")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert terminal.restored
    assert 'target_audience = "Trade shops and more"' in plan.read_text()


@pytest.mark.parametrize("deaf", [False, True])
def test_a_closed_terminal_ends_the_program_and_keeps_what_was_typed(
    opened: Opened, plan: Path, deaf: bool
) -> None:
    """Deaf: started so that SIGHUP is ignored, as nohup does."""
    shell = ("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh") if deaf else ()
    terminal = opened(*shell, *PROGRAM, "open", str(plan), "--step", "icp")
    type_into(terminal, "Trade shops")
    terminal.close()
    assert terminal.wait(reading=False) == 129
    assert "Trade shops" in drafts()[0].read_text()


def test_after_a_kill_the_next_start_offers_what_was_typed(opened: Opened, plan: Path) -> None:
    first = opened()
    type_into(first, "Trade shops")
    first.send("\t")
    first.wait_for("Draft kept")
    first.signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    assert plan.read_text() == PLAN

    second = opened()
    second.wait_for("changes that were not saved")
    second.wait_for("Trade shops")
    second.send("\r")
    second.wait_for("Draft kept")
    second.send("\x11")
    assert second.wait() == 0
    assert 'target_audience = "Trade shops"' in plan.read_text()


def test_what_is_typed_before_the_form_is_there_is_not_lost(opened: Opened, plan: Path) -> None:
    terminal = opened()
    terminal.wait_for("Who buys from you")
    for char in "early bird":
        terminal.send(char)
    terminal.wait_for("early bird")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert 'target_audience = "early bird"' in plan.read_text()


def test_a_bug_tells_three_plain_lines_and_none_of_the_plan(
    opened: Opened, plan: Path, tmp_path: Path
) -> None:
    script = tmp_path / "crashing.py"
    script.write_text(CRASHING)
    terminal = opened(sys.executable, str(script), str(plan))
    type_into(terminal, "Trade shops")
    terminal.send("\x0e")
    assert terminal.wait() == 70
    assert terminal.restored
    told = terminal.stream[terminal.stream.rfind(b"\x1b[?1049l") :].decode()
    assert "Traceback" not in told
    assert "Acme" not in told
    assert "Quarterdeck hit an error of its own" in told
    log = next((Path(os.environ["XDG_STATE_HOME"]) / "quarterdeck" / "log").iterdir())
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "Acme" not in log.read_text()
    assert "action_next" in log.read_text()
    assert "Trade shops" in drafts()[0].read_text()


def test_a_plan_that_is_none_is_refused_before_anything_is_drawn(opened: Opened, plan: Path) -> None:
    plan.write_text("this is no plan")
    terminal = opened()
    assert terminal.wait() == 3
    assert b"\x1b[?1049h" not in terminal.stream
    assert "line 1" in terminal.text.lower()


def test_a_plan_with_a_wrong_value_is_refused_in_a_sentence(opened: Opened, plan: Path) -> None:
    plan.write_text('schema = 1\n[plan]\ncompany = "Acme"\nsubscription = "maybe"\n')
    terminal = opened()
    assert terminal.wait() == 3
    assert terminal.restored
    assert "true or false" in terminal.text


def test_no_text_of_the_plan_steers_the_terminal(opened: Opened, plan: Path) -> None:
    nasty = r"\u001b]0;PWNED\u0007 \u001b[31m \u009b2J [/foo] [@click=app.quit]x[/]"
    plan.write_text(f'schema = 1\n[plan]\ncompany = "{nasty}"\n[icp]\ntarget_audience = "{nasty}"\n')
    terminal = opened()
    terminal.wait_for("[@click=app.quit]")
    terminal.send("\x1b[Z\x1b[200~\u009b31mpasted\x1b[201~")
    terminal.wait_for("pasted")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert b"PWNED" not in terminal.stream
    assert "\u009b".encode() not in terminal.stream


def test_no_color_sends_no_colours(opened: Opened) -> None:
    terminal = opened(NO_COLOR="1")
    terminal.wait_for("Target audience")
    terminal.wait_for("● Saved")
    terminal.send("\x11")
    terminal.wait()
    assert COLOURED.findall(terminal.stream) == []


def test_any_window_size_is_borne(opened: Opened) -> None:
    terminal = opened()
    terminal.wait_for("● Saved")
    for columns, rows in ((1, 1), (2, 3), (5, 10), (200, 90), (30, 8), (39, 40), (80, 24)):
        terminal.resize(columns, rows)
        terminal.signal(signal.SIGWINCH)
        terminal.read(0.15)
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert terminal.restored
