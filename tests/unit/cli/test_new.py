from __future__ import annotations

from pathlib import Path

from running import Run

from quarterdeck.cli import names


def test_a_new_plan_holds_what_was_given_and_nothing_else(run: Run, tmp_path: Path) -> None:
    shown = run(
        "new", "acme", "--company", "Acme\x1b[31m [/x]", "--currency", "eur", "--quarter", "next quarter"
    )
    assert (shown.code, shown.out) == (0, "")
    assert (tmp_path / "acme.toml").read_text(encoding="utf-8") == (
        'schema = 1\n\n[plan]\ncompany = "Acme [/x]"\nquarter = "2027-Q1"\ncurrency = "EUR"\n'
    )
    assert run("report", "acme.toml").code == 0


def test_a_file_that_is_there_is_never_touched(run: Run, acme: Path) -> None:
    before = acme.read_bytes()
    assert run("new", "acme.toml").code == 4
    assert run("new", "acme").code == 4
    assert acme.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_four(run: Run) -> None:
    assert run("new", "nowhere/acme.toml").code == 4


def test_every_example_can_be_begun_with_and_printed(run: Run, tmp_path: Path) -> None:
    assert names.examples()
    listed = run("examples")
    for name in names.examples():
        assert name in listed.out
        assert run("examples", name).out.startswith(("schema", "#"))
        assert run("new", f"{name}.toml", "--example", name, "--company", "Mine").code == 0
        assert 'company = "Mine"' in (tmp_path / f"{name}.toml").read_text(encoding="utf-8")


def test_the_demo_prints_its_report_where_there_is_no_terminal(run: Run, tmp_path: Path) -> None:
    shown = run("demo")
    assert (shown.code, shown.err) == (0, "")
    assert "1  Data" in shown.out
    assert list(tmp_path.glob("*.toml")) == []


def test_a_plan_without_a_name_is_asked_for_one(run: Run) -> None:
    shown = run("new", "")
    assert shown.code == 2
    assert "acme.toml" in shown.err


def test_a_name_that_looks_like_an_option_stands_behind_two_hyphens(run: Run) -> None:
    assert run("new", "--", "-rf.toml").code == 0
    assert run("check", "--", "-rf.toml").code in (0, 1)
