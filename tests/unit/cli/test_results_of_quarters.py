"""Two quarters of an example with what really happened: rates and accuracy against a calculation by hand."""

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
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.store import examples, planfile, snapshots

D = Decimal
DATA = Path(__file__).parents[2] / "data" / "year"
DAYS = {"2027-Q1": "2027-04-05", "2027-Q2": "2027-07-05"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Totals, channels and people imported, the quarter closed, twice."""
    folder = tmp_path_factory.mktemp("results")
    path = folder / "acme.toml"
    path.write_bytes(examples.source("benchline"))
    with pytest.MonkeyPatch.context() as there:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            there.setenv(name, str(folder / name))
        for day in DAYS.values():
            there.setenv("QUARTERDECK_TODAY", day)
            for name, more in (("months", ()), ("channels", ()), ("people", ("--no-totals",))):
                assert main(("actuals", str(path), "import", str(DATA / f"{name}.csv"), "-y", *more)) == 0
            assert main(("close", str(path), "--yes")) == 0
        yield path
    gc.enable()


def as_it_ended(path: Path, quarter: str) -> Analysis:
    plan = planfile.open_plan(snapshots.file_of(path, quarter)).plan
    return analyse(plan, date.fromisoformat(DAYS[quarter]))


def test_the_win_rate_of_the_first_quarter_is_weighed_with_its_results(closed: Path) -> None:
    """21 wins. Decided of what was opened from September on, by the curve 15, 40, 25, 12, 8 %:

    January 25·.15 + 26·.40 + 28·.25 + 27·.12 + 22·.08 = 26.15, February 25.62, March 24.66: in all 76.43.
    21 ÷ 76.43 = 27.5 %; with the plan's 30 % as 40 cases (12 + 21) ÷ 116.43 = 28.3 %.
    """
    offered = {one.driver: one for one in as_it_ended(closed, "2027-Q1").proposals}
    rate = offered["rates.win_rate_pct"]
    assert (rate.came, rate.cases, rate.measured, rate.new) == (D(21), D("76.4"), D("27.5"), D("28.3"))
    assert rate.kept_pct == D("34.4")


def test_the_next_quarter_starts_from_that_rate_and_weighs_it_again(closed: Path) -> None:
    """Opened before: 23, 24, 25, 26. Decided 23.73 + 23.13 + 22.83 = 69.69; (40 × 28.3 % + 21) ÷ 109.69."""
    ended = as_it_ended(closed, "2027-Q2")
    assert ended.plan.forecast.rates.win_rate_pct == D("28.3")
    rate = next(one for one in ended.proposals if one.driver == "rates.win_rate_pct")
    assert (rate.planned, rate.cases, rate.new) == (D("28.3"), D("69.7"), D("29.5"))
    assert planfile.open_plan(closed).plan.forecast.rates.win_rate_pct == D("29.5")


def test_the_record_shows_how_good_the_forecasts_were(closed: Path) -> None:
    """67,400 for 66,700 and 74,366.74 for 73,185: 1,881.74 too much of 139,885 together."""
    plan = planfile.open_plan(snapshots.file_of(closed, "2027-Q1")).plan
    found = next(one for one in analyse(plan, date(2027, 4, 5)).accuracies if one.kpi == "mrr")
    assert [outcome.quarter for outcome in found.quarters] == ["2026-Q3", "2027-Q1"]
    assert found.wape_pct.number == D("188174") / D(139_885)
    assert found.bias_pct.number == found.wape_pct.number


def test_the_difference_in_revenue_adds_up(closed: Path) -> None:
    """Planned 221,687 by the frozen forecast; 72,162 + 73,302 + 74,492 came."""
    found = as_it_ended(closed, "2027-Q1").revenue_split
    assert not hasattr(found, "reason")
    assert found.actual == D(219_956)
    assert round(found.planned) == 221_687
    assert sum(found.parts.values()) == found.difference


def test_the_report_of_the_new_quarter_tells_of_the_last_one(
    run: Run, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTERDECK_TODAY", DAYS["2027-Q2"])
    told = run("report", str(closed), "--section", "changes").out
    for words in (
        "Changes since Q2 2027",
        "Where the difference in revenue comes from",
        "How good the forecasts were",
        "Paid search",
        "Selin Aydın opens well",
    ):
        assert words in told
    alone = run("report", str(closed), "--section", "changes", "--no-people").out
    assert "Paid search" in alone
    assert "Who opens and who closes" not in alone


def test_what_came_outlook_and_baseline_stand_beside_the_forecast_as_data(
    run: Run, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTERDECK_TODAY", DAYS["2027-Q1"])
    told = json.loads(run("forecast", str(snapshots.file_of(closed, "2027-Q1")), "--json").out)
    assert [(row["month"], row["leads"]) for row in told["actuals"]] == [
        ("2027-01", 152), ("2027-02", 148), ("2027-03", 139),
    ]  # fmt: skip
    assert [row["leads"] for row in told["outlook"]["months"][:3]] == [152, 148, 139]
    assert told["outlook"]["year"]["mrr"] != told["year"]["mrr"]
    begun = [round(row["leads"], 2) for row in told["months"][:3]]
    assert [row["leads"] for row in told["baseline"]] == begun
    assert "actuals" not in json.loads(run("forecast", str(closed), "--json").out)
