"""Fixed lists of answers. Their words stand in `content/<language>/choices.json` under the same names.

A value that is not in its list (a hand edit, a later version) is kept, shown as it is, and a check tells.
"""

from __future__ import annotations

from quarterdeck.plan.currencies import CODES
from quarterdeck.plan.declare import As, Kind
from quarterdeck.plan.kpi_catalogue import CATALOGUE, GOAL_TYPES, QUESTIONS
from quarterdeck.plan.style import DATE_ORDERS, NUMBER_STYLES

LISTS: dict[str, tuple[str, ...]] = {
    "currency": CODES,
    "number_style": tuple(NUMBER_STYLES),
    "date_style": tuple(DATE_ORDERS),
    "maturity": ("established", "starting"),
    "stage": ("pre_seed", "seed", "growth", "fundraising"),
    "reader": ("team", "leadership", "investors", "lenders", "other"),
    "confidence": ("low", "medium", "high"),
    "yes_partly_no": ("yes", "partly", "no"),
    "yes_no_unknown": ("yes", "no", "unknown"),
    "offer_kind": ("manufacturing", "other_product", "service", "digital", "saas"),
    "selling_place": ("online", "offline", "both"),
    "objective_decision": ("open", "goal", "discarded"),
    "change": ("same_on_purpose", "somewhat", "very"),
    "source": (
        "balance_sheet",
        "profit_and_loss",
        "budget_charts",
        "earlier_plans",
        "industry_reports",
        "competitor_reports",
        "market_studies",
        "founder_interviews",
        "competitor_finances",
        "other",
    ),
    "trend": ("worked", "changing", "driver"),
    "trend_scope": ("macro", "industry", "marketing", "sales"),
    "relation": ("adjacent", "complementary"),
    "movement": ("falling", "flat", "rising"),
    "sentiment": ("negative", "neutral", "positive"),
    "performance": ("poor", "fair", "good", "excellent"),
    "line_kind": ("piece", "monthly", "yearly", "prepaid", "volume"),
    "cost_period": ("month", "quarter", "year", "once"),
    "age_band": ("under_18", "18_24", "25_34", "35_44", "45_54", "55_64", "65_plus", "any"),
    "price_or_quality": ("price", "quality", "balanced", "unknown"),
    "life_priority": ("family", "work", "social", "unknown"),
    "novelty": ("seeks_new", "prefers_known", "unknown"),
    "mql_dimension": ("demography", "industry", "job_role", "custom"),
    "evidence": ("assumed", "surveyed", "validated"),
    "versus": ("below", "on", "above"),
    "grade": ("A", "B", "C", "D", "E", "F"),
    "roi_basis": ("revenue", "profit"),
    "sale_phase": ("pre_sale", "post_sale"),
    "resource": ("people", "budget", "time", "asset"),
    "goal_status": ("draft", "active", "reached", "missed", "dropped", "carried_over"),
    "kpi_status": ("on_track", "watch", "off_track", "no_data"),
    "validation": ("untested", "testing", "validated", "rejected"),
    "team": ("marketing", "sales", "joint"),
    "owner_kind": ("poc", "dri", "okr"),
    "priority": ("low", "medium", "high"),
    "bias": ("optimism", "too_little_data", "survivorship", "anchoring", "other"),
    "remedy": (
        "hire",
        "raise_budget",
        "new_tactic",
        "new_channel",
        "other",
        "accept",
        "lower_target",
    ),
    "member_status": ("current", "planned", "external"),
    "department": (
        "marketing",
        "sales",
        "growth",
        "rev_ops",
        "customer_success",
        "leadership",
        "other",
    ),
    "answers_for": ("growth", "marketing", "sales"),
    "strength": ("opener", "closer", "both", "unknown"),
    "horizon": ("now", "next_quarter", "year", "long_term"),
    "performance_system": ("kpi", "okr", "both"),
    "action_kind": ("tactic", "process", "activity", "experiment", "fix", "stop"),
    "action_status": ("todo", "doing", "done", "blocked", "dropped", "carried_over"),
    "verdict": ("keep", "double", "fund", "fix", "extend", "drop", "adopt"),
    "price_period": ("month", "year", "once"),
    "passes": ("pass", "fail", "unknown"),
    "saving": ("time", "money", "effort"),
    "tool_kind": ("tool", "system", "solution"),
    "tool_category": (
        "analytics",
        "crm",
        "email_automation",
        "ads",
        "seo",
        "social",
        "heatmap",
        "forecasting",
        "sales_enablement",
        "calling",
        "contracts",
        "project",
        "other",
    ),
    "tool_status": ("needed", "evaluating", "chosen", "implemented", "rejected", "retired"),
    "attendee": ("leadership", "marketing", "sales"),
    "leadership_goal_kind": ("revenue_growth", "new_market", "new_product", "profitability", "other"),
    "sla_state": ("yes", "drafting", "no"),
    "goal_type": GOAL_TYPES,
    "direction": ("up", "down", "band"),
    "rate_source": ("history", "benchmark", "guess"),
    "kpi_question": QUESTIONS,
    "kpi": (*CATALOGUE, "custom"),
    "kpi_unit": (
        "count",
        "pct",
        "money",
        "ratio",
        "days",
        "minutes",
        "months",
        "score",
        "money_per_day",
    ),
    "kpi_team": ("company", "marketing", "sales", "joint"),
    "kpi_basis": ("best_practice", "trend", "stakeholder_confidence"),
    "frequency": ("real_time", "daily", "weekly", "monthly", "quarterly"),
    "dimension": ("total", "person", "team", "channel", "campaign", "product", "persona"),
    "actual_part": ("channel", "campaign", "person", "product"),
    "lead_evidence": ("form", "site_behaviour", "other"),
    "sql_signal": ("demo", "consultation", "rfq_rfp", "other"),
    "score_signal": ("download", "email_open", "event", "form", "other"),
    "bofu_offer": ("quote", "consultation", "assessment", "demo", "meeting", "other"),
    "contributor_role": (
        "industry_leader",
        "financial_consultant",
        "accountant",
        "marketer",
        "sales_manager",
        "team_member",
    ),
    "revenue_kind": ("recurring", "one_off", "mixed"),
    "pricing_model": (
        "one_off",
        "subscription",
        "usage",
        "tiered",
        "freemium",
        "licence",
        "hourly",
        "project",
        "other",
    ),
    "pricing_basis": ("market_analysis", "competition", "value", "buying_behaviour"),
    "forecast_input": (
        "rates.visit_to_lead_pct",
        "rates.lead_to_mql_pct",
        "rates.mql_to_sql_pct",
        "rates.sql_to_opportunity_pct",
        "rates.win_rate_pct",
        "timing.lead_to_mql",
        "timing.mql_to_sql",
        "timing.sql_to_opportunity",
        "revenue.new_mrr_per_customer",
        "revenue.one_off_per_customer",
        "revenue.order_value",
        "revenue.repeat_rate_pct",
        "revenue.monthly_churn_pct",
        "revenue.monthly_expansion_pct",
        "revenue.monthly_contraction_pct",
        "revenue.gross_margin_pct",
        "capacity.revenue_per_rep",
        "capacity.attrition_pct",
    ),
}
"""Every list by name. One list serves every field with the same answers."""

Choice = str | None
Choices = tuple[str, ...]
Ref = str | None
Refs = tuple[str, ...]


def choice(name: str) -> As:
    """One of a fixed list: `stage: Annotated[Choice, choice("stage"), Ui(...)] = None`."""
    return As(Kind.CHOICE, LISTS[name], name)


def choices(name: str) -> As:
    """Several of a fixed list: `readers: Annotated[Choices, choices("reader"), Ui(...)] = ()`."""
    return As(Kind.CHOICES, LISTS[name], name)


def ref(of: str) -> As:
    """The id of a row: `owner: Annotated[Ref, ref("team.members"), Ui(...)] = None`."""
    return As(Kind.REF, of=of)


def refs(of: str) -> As:
    """Ids of rows: `goals: Annotated[Refs, refs("goals.items"), Ui(...)] = ()`."""
    return As(Kind.REFS, of=of)
