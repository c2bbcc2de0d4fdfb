from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

from quarterdeck import __version__
from quarterdeck.cli.parser import COMMANDS
from quarterdeck.cli.words import node


def test_the_version_and_the_help_go_to_standard_output(run: Run) -> None:
    assert run("--version").out == f"quarterdeck {__version__}\n"
    shown = run("--help")
    assert (shown.code, shown.err) == (0, "")
    assert all(name in shown.out for name in COMMANDS)


def test_every_command_has_its_words_and_its_help(run: Run) -> None:
    assert set(node("commands")) == set(COMMANDS)
    for name in COMMANDS:
        shown = run(name, "--help", "--nonsense")
        assert shown.code == 0, shown.err
        assert f"quarterdeck {name}" in shown.out
        assert run("help", name).out == run(name, "--help").out


def test_alone_without_a_terminal_it_says_how_to_go_on(run: Run) -> None:
    shown = run()
    assert (shown.code, shown.out) == (2, "")
    assert "quarterdeck open acme.toml" in shown.err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("reprot",), "Did you mean report?"),
        (("report",), "PLAN"),
        (("report", "a.toml", "--sectin", "goals"), "Did you mean --section?"),
        (("report", "a.toml", "--sec", "goals"), "no option --sec"),
        (("report", "a.toml", "--section", "golas"), "Did you mean goals?"),
        (("report", "a.toml", "--format", "pdf"), "text, markdown, html, svg, json, csv, ics"),
        (("report", "a.toml", "--width", "12"), "from 40 to 400"),
        (("report", "a.toml", "-o", "a.pdf"), ".markdown"),
        (("check", "a.toml", "b.toml"), "“b.toml”"),
        (("new", "acme.txt"), ".toml"),
        (("new", "acme", "--currency", "euros?"), "--currency"),
        (("new", "acme", "--quarter", "soon"), "2027-Q1"),
        (("history", "a.toml", "restore"), "restore N"),
        (("open",), "terminal"),
        (("open", "a.toml"), "--plain"),
        (("--foo",), "--help"),
    ],
)
def test_wrong_usage_is_two_and_one_line_on_standard_error(
    run: Run, argv: tuple[str, ...], said: str
) -> None:
    shown = run(*argv)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("argv", [("report",), ("check",), ("open", "--plain"), ("recover",)])
def test_a_plan_that_is_not_there_is_three(run: Run, argv: tuple[str, ...]) -> None:
    shown = run(argv[0], "gone.toml", *argv[1:])
    assert (shown.code, shown.out) == (3, "")
    assert "There is no plan at gone.toml" in shown.err


def test_a_plans_name_alone_opens_it(run: Run, acme: Path) -> None:
    assert "--plain" in run("acme.toml").err
    assert run("acme.toml", "--plain", typed="q\n").code == 0


def test_a_bug_is_three_lines_and_a_private_log_without_values(
    run: Run, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret of Acme")

    monkeypatch.setattr("quarterdeck.report.build.build", broken)
    shown = run("report", "acme.toml")
    assert (shown.code, shown.out, shown.err.count("\n")) == (70, "", 3)
    log = Path(shown.err.splitlines()[-1].removeprefix("Details: "))
    assert log.stat().st_mode & 0o777 == 0o600
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert "secret" not in shown.err + log.read_text(encoding="utf-8")


def test_the_schema_is_json_with_words(run: Run) -> None:
    schema = json.loads(run("schema").out)
    assert schema["properties"]["plan"]["properties"]["company"]["title"] == "Company"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_options_and_steps(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert all(word in script for word in ("recover", "section", "goals", "markdown"))
