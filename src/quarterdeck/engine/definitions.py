"""Which variant of each formula the plan counts by: what "churn" or "cost of a customer" means here.

Definitions and sources stand in the catalogue; the same word elsewhere may well mean another number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.catalogue import FORMULAS, Entry

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

OF_KPIS = {
    "revenue-growth": "growth",
    "mrr": "mrr-closing",
    "arr": "arr",
    "average-order-value": "average-order-value",
    "arpu": "arpa",
    "deal-size": "deal-size",
    "sales-velocity": "sales-velocity",
    "profitability": "profitability",
    "unit-margin": "unit-margin",
    "signing-rate": "signing-rate",
    "sales-cycle": "sales-cycle-mean",
    "lead-growth": "growth",
    "cost-per-lead": "cost-per-lead",
    "visitor-to-lead": "visitor-to-lead",
    "bofu-rate": "bofu-rate-of-visits",
    "mql-to-sql": "mql-to-sql",
    "sql-to-deal": "sql-to-deal",
    "win-rate": "win-rate-cohort",
    "lead-to-opportunity": "lead-to-opportunity",
    "lead-to-customer": "lead-to-customer",
    "opportunity-value": "opportunity-value",
    "value-per-win": "value-per-win",
    "new-customer-growth": "growth",
    "cac": "cac-fully-loaded",
    "clv": "ltv-finite",
    "repeat-customers": "repeat-purchase-rate",
    "retention-rate": "logo-retention",
    "churn-rate": "logo-churn",
    "referral-growth": "growth",
    "pages-per-visit": "pages-per-visit",
    "bounce-rate": "bounce-rate",
    "time-on-site": "time-on-site",
    "social-referral-share": "social-referral-share",
    "qualified-traffic": "qualified-traffic",
    "newsletter-readership": "newsletter-readership",
    "demo-to-rfp": "demo-to-request",
    "customers-per-1000-spent": "customers-per-1000-spent",
    "forecast-variance": "forecast-variance-pct",
    "break-even-time": "break-even-months",
}
"""The formula of the catalogue by which each measure is counted here, by the measure's id."""
_ROI = {"profit": "romi", "revenue": "roi"}


class Definition(Struct, frozen=True):
    """A formula the plan counts by."""

    formula: Entry
    kpis: tuple[str, ...] = ()
    """Ids of the plan's KPIs that are counted so."""


def definitions(analysis: Analysis) -> tuple[Definition, ...]:
    """Every formula that is used, in the order of the catalogue."""
    used: dict[str, list[str]] = {measure.formula: [] for measure in analysis.measures}
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        formula = _of(analysis, kpi.catalogue or "")
        if formula:
            used.setdefault(formula, []).append(kpi_id)
    if analysis.forecast.months and analysis.inputs.revenue.recurring:
        used.setdefault("recognised-recurring", [])
    return tuple(Definition(entry, tuple(used[name])) for name, entry in FORMULAS.items() if name in used)


def _of(analysis: Analysis, catalogue: str) -> str:
    if catalogue == "roi":
        return _ROI.get(analysis.plan.situation.roi_basis or "", "roi")
    return OF_KPIS.get(catalogue, "")
