from __future__ import annotations

import json

from running import Run


def test_a_formula_is_computed_from_what_is_typed(run: Run) -> None:
    typed = ("calc", "ltv_simple", "arpa=50", "gross-margin-pct=82%", "--json", "monthly_churn_pct=4")
    found = json.loads(run(*typed).out)
    assert found["value"] == 1025
    assert (found["formula"], found["unit"]) == ("ltv-simple", "money")
    assert "1,025" in run("calc", "ltv-simple", "arpa=50", "gross_margin_pct=82", "monthly_churn_pct=4").out


def test_percent_stands_in_a_key_that_says_so(run: Run) -> None:
    assert json.loads(run("calc", "win-rate-narrow", "won=12", "lost=36", "--json").out)["value_pct"] == 25


def test_lists_are_typed_with_commas(run: Run) -> None:
    shown = run("calc", "grr-cohort", "begin=100,200", "end=150,100", "--json")
    assert round(json.loads(shown.out)["value_pct"], 2) == 66.67


def test_an_undefined_result_is_null_with_its_reason(run: Run) -> None:
    shown = run("calc", "cac-paid", "paid_cost=100", "paid_customers=0", "--json")
    found = json.loads(shown.out)
    assert (shown.code, found["value"], found["value_reason"]) == (0, None, "no_customers")
    assert json.loads(run("calc", "cac-paid", "--json").out)["missing"] == ["paid_cost", "paid_customers"]


def test_alone_it_lists_every_formula_with_inputs_unit_and_source(run: Run) -> None:
    listed = json.loads(run("calc", "--json").out)["formulas"]
    assert len(listed) > 100
    assert all(item["definition"] and item["source"] and item["inputs"] for item in listed)
    shown = run("calc").out
    assert all(item["formula"] in shown for item in listed)


def test_slips_are_told_with_what_would_do(run: Run) -> None:
    for typed, hint in (
        (("cac",), "cac-fully-loaded"),
        (("ltv-simpel",), "ltv-simple"),
        (("cac-paid", "paid_costs=1"), "paid_cost"),
        (("cac-paid", "paid_cost=1,000"), "1234.5"),
        (("cac-paid", "paid_cost"), "key=value"),
        (("cac-paid", "paid_cost=nan"), "not a number"),
    ):
        shown = run("calc", *typed)
        assert (shown.code, shown.out) == (2, "")
        assert hint in shown.err
