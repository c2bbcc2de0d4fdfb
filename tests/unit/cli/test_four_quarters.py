"""A year of one plan: actuals imported, the quarter closed, the next one begun, four times in a row."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from running import Run

from quarterdeck.cli.main import main
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.refs import dangling
from quarterdeck.store import examples, planfile, snapshots

QUARTERS = dict(
    zip(
        ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"),
        ("2027-04-05", "2027-07-05", "2027-10-04", "2028-01-05"),
        strict=True,
    )
)
"""Each quarter with the day it is closed on."""
HEADS = (
    "Month,Leads,MQLs,SQLs,Opportunities,Deals won,Deals lost,Customers,Customers lost,"
    "New MRR,MRR,Revenue,Spend"
)
LOST = 4


def export(plan: Plan, quarter: str) -> str:
    """What a CRM and a billing program say of the quarter: a little less than the forecast."""
    rows, customers = [HEADS], int(plan.forecast.opening.customers or 0)
    table = {row.period: row for row in analyse(plan, date(2027, 1, 1)).forecast.months}
    for month in months_of(quarter):
        row = table[month]

        def less(name: str, share: str = "0.95", row: object = row) -> int:
            return round((getattr(row, name) or Decimal(0)) * Decimal(share))

        customers += less("wins") - LOST
        counts = [less(name) for name in ("leads", "mqls", "sqls", "opportunities", "wins")]
        money = [less("new_mrr"), less("mrr", "0.99"), less("revenue", "0.99"), less("spend", "1")]
        rows.append(",".join(str(part) for part in (month, *counts, 18, customers, LOST, *money)))
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The established example after four quarters, each closed by command."""
    folder = tmp_path_factory.mktemp("year")
    path, csv = folder / "acme.toml", folder / "crm.csv"
    path.write_bytes(examples.source("benchline"))
    kept: dict[Path, bytes] = {}
    with pytest.MonkeyPatch.context() as there:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            there.setenv(name, str(folder / name))
        for quarter, day in QUARTERS.items():
            there.setenv("QUARTERDECK_TODAY", day)
            csv.write_text(export(planfile.open_plan(path).plan, quarter), encoding="utf-8")
            assert main(("actuals", str(path), "import", str(csv))) == 0
            assert main(("close", str(path), "--learned", f"What {quarter} taught")) == 0
            assert {file: file.read_bytes() for file in kept} == kept
            snapshot = snapshots.file_of(path, quarter)
            kept[snapshot] = snapshot.read_bytes()
        yield path
    gc.enable()


def test_the_year_ends_in_the_first_quarter_of_the_next(year: Path) -> None:
    plan = planfile.open_plan(year).plan
    assert plan.plan.quarter == "2028-Q1"
    assert plan.forecast.start == "2028-01"
    closed = [name for name, row in plan.reviews.items() if row.closed_on]
    assert closed == ["2026-Q3", *QUARTERS]
    assert plan.reviews["2027-Q2"].learned == "What 2027-Q2 taught"
    assert dangling(plan) == []


def test_snapshots_report_and_check_and_are_told_from_the_next(run: Run, year: Path) -> None:
    names = [*(str(snapshots.file_of(year, quarter)) for quarter in QUARTERS), str(year)]
    for name, following in (names[:2], names[-2:]):
        assert run("report", name, "--section", "goals").code == 0
        found = json.loads(run("check", name, "--json").out)["findings"]
        assert [item for item in found if item["severity"] == "error"] == []
        told = json.loads(run("diff", name, following, "--json").out)["changes"]
        assert {"quarter", "drivers", "results"} <= {change["part"] for change in told}


def test_the_plan_of_the_new_year_has_no_errors_and_goes_on_from_what_is_there(run: Run, year: Path) -> None:
    last = planfile.open_plan(snapshots.file_of(year, "2027-Q4")).plan
    plan = planfile.open_plan(year).plan
    found = json.loads(run("check", str(year), "--json").out)["findings"]
    assert [item for item in found if item["severity"] == "error"] == []
    december = next(row for row in last.forecast.actuals.values() if row.month == "2027-12")
    assert plan.forecast.opening.customers == december.customers
    assert plan.forecast.opening.mrr == december.mrr
    leads = {row.month: row.leads for row in last.forecast.actuals.values()}
    assert plan.forecast.opening.leads_created[:3] == (leads["2027-12"], leads["2027-11"], leads["2027-10"])


def test_the_four_quarters_become_last_year(year: Path) -> None:
    plan = planfile.open_plan(year).plan
    months = planfile.open_plan(snapshots.file_of(year, "2027-Q4")).plan.forecast.actuals.values()
    wins = sum(row.wins or 0 for row in months)
    assert plan.situation.review_period == "Q1 2027 to Q4 2027"
    assert plan.situation.review_new_customers == wins
    step, channels = plan.situation, sum(row.spend or 0 for row in months)
    assert step.review_revenue == 12 * sum(row.new_mrr or 0 for row in months)
    assert step.review_spend is not None
    assert step.review_spend > channels
    margin = (plan.forecast.revenue.gross_margin_pct or Decimal(0)) / 100
    assert step.review_profit_contribution == round(step.review_revenue * margin - step.review_spend)
    assert step.roi_method is not None
    assert plan.situation.report_card["mrr"].grade in ("A", "B")
    assert plan.actions.verdicts == {}
    assert plan.goals.alignment_date is None


def test_the_first_snapshot_still_says_what_was_promised(year: Path) -> None:
    review = planfile.open_plan(snapshots.file_of(year, "2027-Q1")).plan.reviews["2027-Q1"]
    promised = analyse(examples.read("benchline").plan, date(2027, 1, 1))
    mrr = promised.forecast.figure("mrr", "2027-Q1").number
    assert mrr is not None
    assert review.results["mrr"].target == 76000
    assert review.results["mrr"].forecast == round(mrr, 2)
    assert review.results["mrr"].actual == round(mrr * Decimal("0.99"))
    assert review.expected["2027-03"].mrr == round(mrr, 2)
