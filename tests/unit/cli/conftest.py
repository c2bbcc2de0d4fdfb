"""Commands run in this process, as the installed program runs them."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Ran, Run

from quarterdeck.cli.main import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    """Run a command line in a folder of its own; `typed` is what arrives on standard input."""
    monkeypatch.chdir(tmp_path)

    def go(*argv: str, typed: str = "") -> Ran:
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stdin)
        capsys.readouterr()
        code = main(argv)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield go
    gc.enable()


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A small plan with a goal that has no KPI."""
    path = tmp_path / "acme.toml"
    path.write_text(
        'schema = 1\n\n[plan]\ncompany = "Acme [/x]"\ncurrency = "EUR"\nquarter = "2027-Q1"\n\n'
        '[goals.items.grow]\nstatement = "More sales"\n',
        encoding="utf-8",
    )
    return path
