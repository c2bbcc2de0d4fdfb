"""No terminal, odd locales, closed pipes, full disks behind them, few resources: a sentence and a code."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "quarterdeck")
PATIENCE = 60


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    whole = (Path(__file__).parents[1] / "data" / "schemas" / "1.toml").read_bytes()
    path.write_bytes(whole.partition(b"\n[ours]")[0])
    return path


def run(
    *words: str, shell: str = "", before: Callable[[], None] | None = None, **env: str
) -> tuple[int, str, str]:
    """Run the program, or a line of shell in which $QD is the program; without a terminal of any kind."""
    done = subprocess.run(
        ["bash", "-c", shell] if shell else [*PROGRAM, *words],
        env=os.environ | {"QD": " ".join(PROGRAM)} | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        start_new_session=True,
        preexec_fn=before,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "words", [(), ("open", "acme.toml"), ("acme.toml",), ("open", "acme.toml", "--step", "icp")]
)
def test_the_wizard_without_a_terminal_says_so_at_once(plan: Path, words: tuple[str, ...]) -> None:
    given = [str(plan) if word == "acme.toml" else word for word in words]
    code, _, said = run(*given)
    assert code == 2
    assert "terminal" in said or "quarterdeck" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("term", ["dumb", "", "unknown-xyz"])
def test_a_report_needs_no_terminal_of_any_name(plan: Path, term: str) -> None:
    code, printed, _ = run("report", str(plan), TERM=term)
    assert code == 0
    assert "\x1b" not in printed


LOCALES: list[dict[str, str]] = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "de_DE.ISO-8859-1"},
    {"LC_ALL": "no_SUCH.locale", "LANG": "x"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: " ".join(locale.values()))
@pytest.mark.parametrize("command", ["report", "check"])
def test_any_locale_gets_a_report(plan: Path, locale: dict[str, str], command: str) -> None:
    code, printed, said = run(command, str(plan), **locale)
    assert code in (0, 1)
    assert "Traceback" not in said
    assert len(printed) > 200


def test_any_locale_gets_its_data(plan: Path) -> None:
    code, printed, _ = run("report", str(plan), "--format", "json", PYTHONIOENCODING="ascii")
    assert code == 0
    assert json.loads(printed)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$QD report {plan} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}", {0, 141}),
        ("$QD report {plan} > /dev/full", {4}),
        ("$QD report {plan} >&-", {4}),
        ("$QD check {plan} --json > /dev/full", {4}),
        ("$QD --version > /dev/full", {4}),
        ("$QD --version >&-", {4}),
        ("$QD report {plan} 2>&- >/dev/null", {0}),
        ("$QD check missing.toml 2>/dev/full", {3}),
        ("$QD report - < /dev/null", {0, 3}),
        ("$QD report - <&-", {3}),
    ],
)
def test_an_output_that_takes_no_more(plan: Path, line: str, code: set[int]) -> None:
    before = plan.read_bytes()
    found, _, said = run(shell=line.format(plan=plan))
    assert found in code, said
    assert len(said.strip().splitlines()) <= 1
    assert "Traceback" not in said
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("limit", "size"),
    [(resource.RLIMIT_AS, 900_000_000), (resource.RLIMIT_NOFILE, 16), (resource.RLIMIT_NPROC, 1)],
)
def test_few_resources_are_enough_or_it_is_said(plan: Path, limit: int, size: int) -> None:
    before = plan.read_bytes()
    code, _, said = run("check", str(plan), before=lambda: resource.setrlimit(limit, (size, size)))
    assert code in (0, 1), said
    assert plan.read_bytes() == before


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak", "Nonsense/Place", ":", "UTC"])
def test_any_time_zone_and_a_leap_day(plan: Path, zone: str) -> None:
    code, _, said = run("check", str(plan), TZ=zone, QUARTERDECK_TODAY="2028-02-29")
    assert code in (0, 1), said


@pytest.mark.parametrize("words", [("check", "acme.toml"), ("report", "acme.toml"), ()])
def test_a_day_that_is_set_and_is_none_is_said(plan: Path, words: tuple[str, ...]) -> None:
    given = [str(plan) if word == "acme.toml" else word for word in words]
    code, _, said = run(*given, QUARTERDECK_TODAY="soon")
    assert (code, said) == (2, "QUARTERDECK_TODAY is not a date. Write it like 2026-11-22, or unset it.\n")


@pytest.mark.parametrize(
    "name", ["-rf.toml", " a .toml", "a\nb.toml", "★.toml", "%s.toml", "[red]x.toml", "\udcff.toml"]
)
def test_any_file_name_is_read_and_shown_harmlessly(tmp_path: Path, plan: Path, name: str) -> None:
    odd = tmp_path / name
    odd.write_bytes(plan.read_bytes())
    for words in (("report", "--", str(odd)), ("check", "--", str(odd)), ("history", "--", str(odd))):
        code, printed, said = run(*words)
        assert code in (0, 1), said
        assert not any(ord(char) < 32 and char not in "\n" for char in said)
        assert "\x1b" not in printed


def test_a_title_never_becomes_a_path(tmp_path: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    company = next(line for line in text.splitlines() if line.startswith("company = "))
    plan.write_text(text.replace(company, 'company = "../../etc/x C:\\\\con"'), encoding="utf-8")
    before = sorted(tmp_path.parent.rglob("*"))
    code, _, _ = run("report", str(plan))
    assert code == 0
    assert sorted(tmp_path.parent.rglob("*")) == before
