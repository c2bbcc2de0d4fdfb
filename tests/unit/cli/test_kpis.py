from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

from quarterdeck.cli import terminal

PLAN = """schema = 1
[plan]
company = "Acme"
currency = "EUR"
quarter = "2026-Q4"
[team.members.ana]
name = "Ana [/x]"
[kpis.items.bounce]
name = "Bounces"
catalogue = "bounce-rate"
baseline = 60
target = {value = 40}
owner = "ana"
[kpis.items.bounce.actuals.a]
period = "2026-08"
value = 60
[kpis.items.bounce.actuals.b]
period = "2026-10"
value = 40
[kpis.items.arr]
name = "ARR"
catalogue = "arr"
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    (tmp_path / "p.toml").write_text(PLAN, encoding="utf-8")
    return "p.toml"


def test_every_kpi_has_its_figures_its_owner_and_its_state(run: Run, plan: str) -> None:
    done = run("kpis", plan)
    assert done.code == 0
    line = next(line for line in done.out.splitlines() if line.startswith("Bounces"))
    for part in ("40", "Oct 2026", "100", "█·▁", "Ana [/x]", "✓ On track"):
        assert part in line
    assert "ARR: no target yet" in done.out


def test_the_json_has_values_reasons_and_the_course(run: Run, plan: str) -> None:
    bounce, arr = json.loads(run("kpis", plan, "--json").out)["kpis"]
    assert bounce["pace_pct"] == 100
    assert (bounce["value"], bounce["expected"], bounce["target"]) == (40, 40, 40)
    assert (bounce["status"], bounce["direction"], bounce["owner"]) == ("on_track", "down", "ana")
    assert bounce["periods"] == ["2026-10"]
    assert [point["value"] for point in bounce["course"]] == [60, None, 40]
    assert (arr["status"], arr["status_reason"], arr["value"]) == (None, "no_target", None)


def test_a_plan_without_kpis_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("schema = 1\n", encoding="utf-8")
    done = run("kpis", "p.toml")
    assert done.code == 0
    assert "There is no KPI yet." in done.out


def test_the_course_is_drawn_in_signs_that_arrive_everywhere() -> None:
    spelled = [terminal._spelled(sign) for sign in "▁▂▃▄▅▆▇█·○"]
    assert "".join(spelled) == "_--==+*#.o"
