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


SILENCED = """
[plan.silenced.one]
check = "QD402"
place = "goals.items.grow.kpis"
reason = "The KPI is chosen in March"
since = 2026-11-01
"""
GOAL = """schema = 1
[goals.items.grow]
statement = "Win 30 new customers by March"
"""


def test_a_silenced_finding_is_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(GOAL + SILENCED, encoding="utf-8")
    said = run("check", "p.toml").out
    assert "QD402" not in said
    assert "Silenced with a reason: 1 (--all shows them)" in said
    everything = run("check", "p.toml", "--all").out
    assert "has no KPI" in everything
    assert "The KPI is chosen in March" in everything


def test_silenced_findings_have_a_key_of_their_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(GOAL + SILENCED, encoding="utf-8")
    found = json.loads(run("check", "p.toml", "--json").out)
    assert "QD402" not in {item["code"] for item in found["findings"]}
    (silenced,) = found["silenced"]
    assert (silenced["code"], silenced["path"]) == ("QD402", "goals.items.grow.kpis")
    assert (silenced["reason"], silenced["since"]) == ("The KPI is chosen in March", "2026-11-01")


def test_a_silence_without_a_reason_is_none(run: Run, tmp_path: Path) -> None:
    text = GOAL + SILENCED.replace('reason = "The KPI is chosen in March"\n', "")
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    assert "QD402" in run("check", "p.toml").out
