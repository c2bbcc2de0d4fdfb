from __future__ import annotations

import json
from pathlib import Path

from running import Run

KEYS = {"code", "severity", "step", "path", "message", "fix"}


def test_findings_are_told_with_code_place_and_remedy(run: Run, acme: Path) -> None:
    found = json.loads(run("check", "acme.toml", "--json").out)["findings"]
    assert found
    assert all(set(finding) == KEYS for finding in found)
    shown = run("check", "acme.toml").out
    assert all(finding["code"] in shown for finding in found)
    assert "More sales" in shown


def test_a_broken_reference_is_an_error_and_exit_code_one(run: Run, acme: Path) -> None:
    assert run("check", "acme.toml").code == 0
    acme.write_text(acme.read_text(encoding="utf-8") + 'kpis = ["gone"]\n', encoding="utf-8")
    shown = run("check", "acme.toml", "--json")
    assert shown.code == 1
    assert any(finding["severity"] == "error" for finding in json.loads(shown.out)["findings"])


def test_strict_counts_warnings_too(run: Run, acme: Path) -> None:
    severities = {
        item["severity"] for item in json.loads(run("check", "acme.toml", "--json").out)["findings"]
    }
    assert run("check", "acme.toml", "--strict").code == (1 if "warning" in severities else 0)


def test_what_is_odd_in_the_file_is_told_on_standard_error(run: Run, acme: Path) -> None:
    acme.write_text(acme.read_text(encoding="utf-8").replace("company", "compny"), encoding="utf-8")
    shown = run("check", "acme.toml", "--json")
    assert "company" in shown.err
    json.loads(shown.out)
