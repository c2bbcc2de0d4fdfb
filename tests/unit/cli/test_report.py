from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import Run

QUARTERDECK = [sys.executable, "-m", "quarterdeck"]


def test_a_nearly_empty_plan_prints_without_escape_codes(run: Run, acme: Path) -> None:
    shown = run("report", "acme.toml")
    assert (shown.code, shown.err) == (0, "")
    assert "Acme [/x]" in shown.out
    assert "\x1b" not in shown.out
    assert max(map(len, shown.out.splitlines())) <= 100


def test_only_the_sections_asked_for_are_printed(run: Run, acme: Path) -> None:
    shown = run("report", "acme.toml", "--section", "4", "open").out
    assert "4  Goals" in shown
    assert "Still open" in shown
    assert "1  Data" not in shown


def test_width_and_colour_are_taken_from_where_they_are_said(
    run: Run, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert "─" * 70 + "\n" in run("report", "acme.toml").out
    assert "─" * 60 + "\n" in run("report", "acme.toml", "-w", "60").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("report", "acme.toml").out
    assert "\x1b[" not in run("report", "acme.toml", "--no-color").out


def test_json_is_one_document_with_the_forecast_by_its_names(run: Run, acme: Path) -> None:
    data = json.loads(run("report", "acme.toml", "--json").out)
    assert data["schema"] == 1
    assert data["forecast"]["currency"] == "EUR"
    assert "NaN" not in json.dumps(data)


def test_a_plan_comes_from_standard_input_too(run: Run, acme: Path) -> None:
    assert run("report", "-", "--format", "markdown", typed=acme.read_text(encoding="utf-8")).out.startswith(
        "# Acme"
    )


def test_the_ending_of_the_file_says_the_format(run: Run, acme: Path, tmp_path: Path) -> None:
    for name, start in (("a.md", "# Acme"), ("a.json", "{"), ("a.txt", "Acme [/x]")):
        shown = run("report", "acme.toml", "-o", name)
        assert (shown.code, shown.out, shown.err) == (0, "", f"Wrote {name}.\n")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_report_is_written_over_another_only_by_force_and_never_over_the_plan(
    run: Run, acme: Path, tmp_path: Path
) -> None:
    before = acme.read_bytes()
    (tmp_path / "link.md").symlink_to(acme)
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    assert run("report", "acme.toml", "-o", "a.md").code == 2
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mine"
    assert run("report", "acme.toml", "-o", "a.md", "--force").code == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8") != "mine"
    for name in ("acme.toml", "link.md"):
        assert run("report", "acme.toml", "-o", name, "--force", "--format", "text").code == 2
    assert acme.read_bytes() == before
    assert run("report", "acme.toml", "-o", "nowhere/a.md").code == 4


@pytest.mark.parametrize("name", ["pipe.md", "folder.md", "device.md", ".", ""])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_file_is_not_replaced_by_a_report(
    run: Run, acme: Path, tmp_path: Path, name: str, force: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "device.md").symlink_to("pipe.md")
    before = {item.name: item.lstat().st_mode for item in tmp_path.iterdir()}
    shown = run("report", "acme.toml", "--format", "markdown", "-o", name, *force)
    assert shown.code == 2
    assert "is not an ordinary file. Nothing was written." in shown.err
    assert {item.name: item.lstat().st_mode for item in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("redirect", "code", "lines"),
    [("> /dev/full", 4, 1), (">&-", 4, 1), ("| head -c 1", 0, 0), ("2> /dev/full", 0, 0)],
)
def test_output_that_nobody_takes_ends_in_at_most_one_line(
    acme: Path, redirect: str, code: int, lines: int
) -> None:
    command = f"{sys.executable} -m quarterdeck report acme.toml {redirect}"
    done = subprocess.run(["sh", "-c", command], cwd=acme.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (code, lines), done.stderr


def test_a_closed_pipe_ends_quietly(acme: Path) -> None:
    with subprocess.Popen(
        [*QUARTERDECK, "examples", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        assert done.stderr.read() == b""
        assert done.wait() in (0, 141)


def test_a_terminal_that_knows_only_ascii_gets_ascii(acme: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin", "HOME": str(acme.parent)}
    done = subprocess.run(
        [*QUARTERDECK, "report", "acme.toml"],
        cwd=acme.parent,
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert b"----" in done.stdout
