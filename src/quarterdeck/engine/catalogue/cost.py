"""What leads and customers cost, and how soon it comes back."""

from __future__ import annotations

from functools import partial

from quarterdeck.engine import economics, metrics
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import Figure, difference, known, product, quotient, total

_of = partial(entry, "cost")
_per_one = partial(metrics.cost_per, reason="nobody_entered")


def loaded(marketing: Figure, sales: Figure, customers: Figure) -> Figure:
    """All of marketing and sales ÷ new customers (money)."""
    return metrics.acquisition_cost(total((marketing, sales)), customers)


def payback_of_customer(cost: Figure, monthly: Figure, margin: Figure) -> Figure:
    """CAC ÷ (ARPA × margin) (months)."""
    return economics.payback_months(cost, monthly, margin, known(0))


def magic_number(now: Figure, before: Figure, cost_before: Figure) -> Figure:
    """(Revenue of the quarter − of the one before) × 4 ÷ S&M of the one before."""
    return quotient(product(difference(now, before), known(4)), cost_before, when_zero="no_spend")


def magic_payback(now: Figure, before: Figure, cost_before: Figure) -> Figure:
    """12 ÷ magic number (months)."""
    return economics.implied_payback(difference(now, before), cost_before)


FORMULAS = (
    _of("cost-per-lead", "money", "spend:money leads:count", metrics.cost_per_lead, "convention"),
    _of("cost-per-mql", "money", "spend:money mqls:count", _per_one, "convention"),
    _of("cost-per-sql", "money", "spend:money sqls:count", _per_one, "convention"),
    _of("cost-per-opportunity", "money", "spend:money opportunities:count", _per_one, "convention"),
    _of(
        "cac-fully-loaded",
        "money",
        "marketing_cost:money sales_cost:money new_customers:count",
        loaded,
        "smsb",
    ),
    _of(
        "cac-blended", "money", "total_cost:money new_customers:count", metrics.acquisition_cost, "adsexpert"
    ),
    _of("cac-paid", "money", "paid_cost:money paid_customers:count", metrics.acquisition_cost, "adsexpert"),
    _of(
        "cac-organic",
        "money",
        "organic_cost:money organic_customers:count",
        metrics.acquisition_cost,
        "adsexpert",
    ),
    _of("cac-ratio-new", "ratio", "cost_before:money new_arr:money", economics.cost_ratio, "smsb"),
    _of(
        "cac-ratio-blended",
        "ratio",
        "cost_before:money new_arr:money expansion_arr:money",
        economics.cost_ratio,
        "smsb",
    ),
    _of(
        "cac-payback",
        "months",
        "cost_before:money new_arr:money gross_margin_pct:pct",
        economics.payback_of_recurring,
        "smsb",
    ),
    _of(
        "cac-payback-of-customer",
        "months",
        "cac:money arpa:money gross_margin_pct:pct",
        payback_of_customer,
        "skok",
    ),
    _of(
        "cac-payback-with-churn",
        "months",
        "cac:money arpa:money gross_margin_pct:pct monthly_churn_pct:share",
        economics.payback_months,
        "calcsimpler",
    ),
    _of(
        "affordable-cac",
        "money",
        "arpa:money payback_months:months gross_margin_pct:pct=100",
        economics.affordable_cost,
        "skok",
    ),
    _of(
        "customers-per-1000-spent",
        "count",
        "new_customers:count spend:money",
        metrics.customers_per_thousand,
        "convention",
    ),
    _of("spend-share-of-revenue", "pct", "spend:money revenue:money", quotient, "kellblog_funnel"),
    _of(
        "magic-number",
        "ratio",
        "revenue_now:money revenue_before:money cost_before:money",
        magic_number,
        "scalevp",
    ),
    _of(
        "magic-number-of-arr",
        "ratio",
        "net_new_arr:money cost_before:money",
        partial(quotient, when_zero="no_spend"),
        "scalevp",
    ),
    _of(
        "magic-number-payback",
        "months",
        "revenue_now:money revenue_before:money cost_before:money",
        magic_payback,
        "scalevp",
    ),
)
