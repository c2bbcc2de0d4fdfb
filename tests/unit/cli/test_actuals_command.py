from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

CSV = Path(__file__).parents[2] / "data" / "csv"
PLAN = """# kept as it is
schema = 1

[plan]
company = "Acme"
currency = "EUR"
quarter = "2026-Q4"
number_style = "comma_dot"

[kpis.items.cpl]
name = "Cost per lead"
catalogue = "cost-per-lead"

[kpis.items.won]
name = "New customers"
catalogue = "new-customers"

[kpis.items.quoting]
name = "Workshops quoting"
catalogue = "custom"

[team.members.ana]
name = "Ana Bauer"

[forecast.channels.ads]
name = "Paid search"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "p.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def around(plan: bytes) -> tuple[bytes, bytes]:
    """What stands before and behind the months."""
    return plan.partition(b"[forecast.actuals")[0], plan[plan.index(b"[team.") :]


def test_a_file_is_shown_and_taken_over_once(run: Run, plan: Path) -> None:
    run("actuals", "p.toml", "set", "leads=188", "--month", "2026-08")
    before = plan.read_bytes()
    first = run("actuals", "p.toml", "import", str(CSV / "months.csv"))
    assert first.code == 0
    assert "26 figures are new." in first.out
    assert "€20,700.50" in first.out
    assert first.err == "26 figures are in p.toml.\n"
    written = plan.read_bytes()
    assert b"mqls = 55" in written
    assert around(written) == around(before)
    again = run("actuals", "p.toml", "import", str(CSV / "months.csv"))
    assert (again.code, again.err) == (0, "p.toml says all of this already. Nothing was written.\n")
    assert plan.read_bytes() == written


def test_a_corrected_file_says_what_it_changes(run: Run, plan: Path, tmp_path: Path) -> None:
    run("actuals", "p.toml", "import", str(CSV / "months.csv"))
    corrected = (CSV / "months.csv").read_text(encoding="utf-8").replace(",188,", ",190,")
    (tmp_path / "c.csv").write_text(corrected.replace("Trade fair", "Something else"), encoding="utf-8")
    found = json.loads(run("actuals", "p.toml", "import", "c.csv", "--json").out)
    assert found["changes"] == [
        {
            "month": "2026-08",
            "figure": "leads",
            "dimension": None,
            "member": None,
            "before": 188,
            "after": 190,
        }
    ]
    assert found["written"] is True
    assert "leads = 190" in plan.read_text(encoding="utf-8")
    assert 'note = "Trade fair"' in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "argv",
    [
        ("import", str(CSV / "months.csv"), "--dry-run"),
        ("import", str(CSV / "mixed_marks.csv")),
        ("import", str(CSV / "hostile_number.csv")),
        ("import", str(CSV / "bad_date.csv")),
        ("import", "nowhere.csv"),
        ("import", str(CSV / "months.csv"), "other.csv"),
        ("import", str(CSV / "months.csv"), "--map", "Visits"),
        ("import", str(CSV / "months.csv"), "--channel", "A", "--person", "B"),
        ("set", "leads=5"),
        ("set", "leads=many", "--month", "2026-10"),
        ("set", "leads=5", "--month", "2027-03"),
        ("set", "leads=5", "--month", "soon"),
        ("set", "bananas=5", "--month", "2026-10"),
        ("set", "cpl=5", "--month", "2026-10"),
        ("set", "mrr=5", "--month", "2026-10", "--person", "Ana"),
        ("set", "leads", "--month", "2026-10"),
        ("forget", "leads"),
    ],
)
def test_what_cannot_be_done_says_so_and_changes_nothing(run: Run, plan: Path, argv: tuple[str, ...]) -> None:
    ran = run("actuals", "p.toml", *argv)
    assert ran.code == (0 if "--dry-run" in argv else 2)
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert plan.read_text(encoding="utf-8") == PLAN


def test_figures_are_set_by_their_name_or_that_of_their_kpi(run: Run, plan: Path) -> None:
    ran = run(
        "actuals", "p.toml", "set", "Leads=188", "won=4", "spend=1,200.50", "quoting=n", "--month", "oct"
    )
    assert ran.out.splitlines() == [
        "Oct 2026  Leads: – → 188",
        "Oct 2026  Deals won: – → 4",
        "Oct 2026  Spend: – → €1,200.50",
    ]
    text = plan.read_text(encoding="utf-8")
    assert "[forecast.actuals.2026-10]" in text
    assert "wins = 4\nspend = 1200.5\n" in text
    run("actuals", "p.toml", "set", "quoting=14", "leads=n", "note=Form was down", "--month", "2026-10")
    text = plan.read_text(encoding="utf-8")
    assert '[kpis.items.quoting.actuals.2026-10]\nperiod = "2026-10"\nvalue = 14' in text
    assert "leads" not in text
    assert 'note = "Form was down"' in text


def test_a_part_goes_by_the_name_the_plan_has_for_it(run: Run, plan: Path) -> None:
    run("actuals", "p.toml", "set", "leads=78", "--month", "2026-10", "--channel", "paid SEARCH")
    run(
        "actuals",
        "p.toml",
        "import",
        str(CSV / "ads_google.csv"),
        "--channel",
        "Paid search",
        "--to",
        "2026-08",
    )
    text = plan.read_text(encoding="utf-8")
    assert text.count('member = "Paid search"') == 2
    assert "spend = 1154.75" in text
    assert 'member = "Brand"' in text


def test_what_was_told_once_is_remembered(run: Run, plan: Path) -> None:
    csv = str(CSV / "crm_own_stages.csv")
    assert run("actuals", "p.toml", "import", csv).code == 2
    told = ("--map", "Signature=won", "--map", "Dropped=lost")
    assert run("actuals", "p.toml", "import", csv, *told).code == 0
    again = run("actuals", "p.toml", "import", csv)
    assert (again.code, again.err) == (0, "p.toml says all of this already. Nothing was written.\n")
    assert "as last time" in again.out


def test_what_would_be_remembered_is_not_when_nothing_is_taken_over(run: Run, plan: Path) -> None:
    csv = str(CSV / "crm_own_stages.csv")
    told = ("--map", "Signature=won", "--map", "Dropped=lost")
    assert run("actuals", "p.toml", "import", csv, *told, "--dry-run").code == 0
    assert run("actuals", "p.toml", "import", csv).code == 2


def test_a_closed_quarter_is_named_when_its_months_are_changed(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-01-05")
    assert run("close", "p.toml", "--yes").code == 0
    told = run("actuals", "p.toml", "set", "leads=150", "--month", "2026-12")
    assert (told.code, "p.2026-Q4.toml" in told.err) == (0, True)
    assert "closed" not in run("actuals", "p.toml", "set", "leads=9", "--month", "2027-01").err
