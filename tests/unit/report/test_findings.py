from __future__ import annotations

from datetime import date
from typing import Any

from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report.findings import sentence
from quarterdeck.report.reading import Reading
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)


def message(plan: Plan, code: str) -> str:
    analysis = analyse(plan, TODAY)
    found = next(item for item in analysis.findings if item.code == code)
    return sentence(Reading(plan, analysis), found)[0]


def test_money_stands_in_the_currency_and_style_of_the_plan() -> None:
    told = message(examples.read("hotaru").plan, "QD915")
    assert "¥3,043 there and ¥1,276 on average" in told


def test_a_figure_of_a_kpi_stands_in_the_kpis_unit() -> None:
    benchline = examples.read("benchline").plan
    plan: Any = benchline.model_copy(update={"gaps": Plan().gaps})
    assert "to €74,367" in message(plan, "QD702")


def test_a_range_is_told_in_the_unit_of_its_input() -> None:
    forecast = {
        "rates": {"win_rate_pct": 20},
        "ranges": {"win": {"input": "rates.win_rate_pct", "low": 30, "high": 10}},
    }
    told = message(Plan.model_validate({"forecast": forecast}), "QD615")
    assert "30\u202f% to 10\u202f%" in told
