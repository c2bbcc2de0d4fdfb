"""What each way into the program loads, seen in a clean interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "pydantic", "platformdirs", "babel", "shtab")
PLAN = 'schema = 1\n[plan]\ncompany = "Acme"\n'
PROBE = """
import json, sys
from quarterdeck.cli.main import main
code = main(sys.argv[1:])
top = sorted({name.partition('.')[0] for name in sys.modules})
sys.stderr.write(json.dumps([code, top, 'quarterdeck.engine' in sys.modules]))
"""


def _loaded(tmp_path: Path, *argv: str) -> set[str]:
    (tmp_path / "acme.toml").write_text(PLAN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *argv],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    code, top, _ = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, 2), done.stderr
    return set(top) & set(HEAVY)


@pytest.mark.parametrize(
    "argv",
    [
        *((), ("--version",), ("--help",), ("help", "report"), ("report", "--help"), ("new", "--help")),
        *(("reprot",), ("open", "acme.toml", "--help"), ("open",)),
    ],
)
def test_version_help_and_refusals_load_nothing_heavy(tmp_path: Path, argv: tuple[str, ...]) -> None:
    assert _loaded(tmp_path, *argv) == set()


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_report_never_loads_textual(tmp_path: Path, form: str) -> None:
    assert "textual" not in _loaded(tmp_path, "report", "acme.toml", "--format", form)


@pytest.mark.parametrize(
    "argv",
    [
        *(("check", "acme.toml"), ("schema",), ("examples",), ("demo",), ("new", "b.toml")),
        *(("history", "acme.toml"), ("recover", "acme.toml"), ("completion", "bash")),
        ("open", "acme.toml", "--plain"),
    ],
)
def test_no_command_but_the_wizard_loads_textual(tmp_path: Path, argv: tuple[str, ...]) -> None:
    assert "textual" not in _loaded(tmp_path, *argv)
