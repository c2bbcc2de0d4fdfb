"""The measures of marketing and sales the program knows. Their words stand in `content/<language>/kpis.json`.

A plan's KPI refers to one of them by id (`kpis.items.ID.catalogue`) or is the founder's own.
"""

from __future__ import annotations

from functools import partial

from msgspec import Struct

GOAL_TYPES: tuple[str, ...] = (
    "grow_sales", "brand_awareness", "generate_leads", "website_performance", "social_engagement",
    "acquire_customers", "increase_clv", "revenue_growth", "new_market", "new_product", "profitability",
    "reduce_churn", "speed_up_conversion", "improve_conversion", "new_territory", "expand_team",
    "product_market_fit", "first_customers", "optimise_processes",
)  # fmt: skip
"""What a goal can be about. The first seven have a table of measures of their own (`PROPOSED`)."""

QUESTIONS: tuple[str, ...] = (
    "steady_growth", "sales_targets", "cost_of_customer", "revenue_per_user", "worth_of_customer",
    "customers_lost", "sales_cycle", "lead_quality", "qualified_to_paying", "leads_to_paying",
)  # fmt: skip
"""What founders ask of their numbers; each is answered by one or two measures (`answering`)."""

CORE, SUPPORTING = "core", "supporting"


class CatalogueKpi(Struct, frozen=True):
    """One measure. Values always belong to a month or quarter."""

    id: str
    number: str
    """Its place in the catalogue, "K01" to "K71": stable, for tracing and sorting."""
    unit: str
    """count | pct | money | ratio | days | minutes | months | score | money_per_day."""
    direction: str
    """up | down: which way is better; band: neither, it should stay near its plan."""
    goal_types: tuple[str, ...]
    klass: str = CORE
    """core: a KPI in its own right. supporting: a measure the others lean on."""
    question_ids: tuple[str, ...] = ()
    """Members of QUESTIONS this measure answers."""


def _kpi(
    number: int, id: str, unit: str, direction: str, goals: str, answers: str = "", klass: str = CORE
) -> CatalogueKpi:
    return CatalogueKpi(
        id, f"K{number:02}", unit, direction, tuple(goals.split()), klass, tuple(answers.split())
    )


_sup = partial(_kpi, klass=SUPPORTING)


_ALL = (
    _kpi(1, "sales-revenue", "money", "up", "revenue_growth grow_sales"),
    _kpi(2, "revenue-growth", "pct", "up", "revenue_growth"),
    _kpi(3, "mrr", "money", "up", "revenue_growth", "steady_growth"),
    _kpi(4, "arr", "money", "up", "revenue_growth", "steady_growth"),
    _kpi(5, "average-order-value", "money", "up", "grow_sales increase_clv", "revenue_per_user"),
    _sup(6, "arpu", "money", "up", "increase_clv", "revenue_per_user"),
    _kpi(7, "deal-size", "money", "up", "revenue_growth"),
    _kpi(8, "deals-won", "count", "up", "grow_sales", "sales_targets"),
    _kpi(9, "sales-velocity", "money_per_day", "up", "grow_sales speed_up_conversion", "sales_targets"),
    _sup(10, "profitability", "pct", "up", "profitability"),
    _sup(11, "add-on-revenue", "money", "up", "increase_clv revenue_growth"),
    _kpi(12, "roi", "pct", "up", "profitability revenue_growth"),
    _sup(13, "marketing-profit", "money", "up", "profitability"),
    _sup(14, "break-even-time", "months", "down", "profitability"),
    _sup(15, "unit-margin", "money", "up", "profitability"),
    _sup(16, "channel-share", "pct", "band", "new_market"),
    _kpi(17, "prospect-calls", "count", "up", "grow_sales"),
    _kpi(18, "closing-calls", "count", "up", "grow_sales"),
    _kpi(19, "contracts-sent", "count", "up", "grow_sales"),
    _kpi(20, "signing-rate", "pct", "up", "grow_sales"),
    _kpi(21, "sales-cycle", "days", "down", "speed_up_conversion", "sales_cycle"),
    _sup(22, "lead-conversion-time", "days", "down", "speed_up_conversion"),
    _sup(23, "territories-opened", "count", "up", "new_market new_territory"),
    _sup(24, "headcount", "count", "band", "expand_team"),
    _kpi(25, "leads", "count", "up", "generate_leads"),
    _kpi(26, "lead-growth", "pct", "up", "generate_leads"),
    _kpi(27, "cost-per-lead", "money", "down", "generate_leads"),
    _kpi(28, "visitor-to-lead", "pct", "up", "generate_leads"),
    _kpi(29, "mqls", "count", "up", "generate_leads"),
    _kpi(30, "sqls", "count", "up", "generate_leads grow_sales"),
    _kpi(31, "bofu-conversions", "count", "up", "generate_leads grow_sales"),
    _sup(32, "bofu-rate", "pct", "up", "website_performance generate_leads"),
    _sup(33, "mql-to-sql", "pct", "up", "improve_conversion"),
    _sup(34, "sql-to-deal", "pct", "up", "grow_sales", "qualified_to_paying"),
    _kpi(35, "win-rate", "pct", "up", "grow_sales", "qualified_to_paying"),
    _kpi(36, "lead-to-opportunity", "pct", "up", "generate_leads", "lead_quality"),
    _kpi(37, "lead-to-customer", "pct", "up", "acquire_customers", "leads_to_paying"),
    _sup(38, "lead-score", "score", "up", "generate_leads"),
    _sup(39, "opportunities", "count", "up", "grow_sales"),
    _sup(40, "conversions-by-channel", "count", "up", "generate_leads"),
    _sup(41, "opportunity-value", "money", "up", "grow_sales"),
    _sup(42, "value-per-win", "money", "up", "grow_sales"),
    _kpi(43, "new-customers", "count", "up", "acquire_customers first_customers"),
    _kpi(44, "new-customer-growth", "pct", "up", "acquire_customers"),
    _kpi(45, "cac", "money", "down", "acquire_customers profitability", "cost_of_customer"),
    _kpi(46, "clv", "money", "up", "increase_clv", "worth_of_customer"),
    _kpi(47, "lifetime-spend", "money", "up", "increase_clv"),
    _kpi(48, "repeat-customers", "count", "up", "increase_clv"),
    _kpi(49, "retention-rate", "pct", "up", "increase_clv reduce_churn"),
    _kpi(50, "churn-rate", "pct", "down", "reduce_churn increase_clv", "customers_lost"),
    _kpi(51, "guest-posts", "count", "up", "brand_awareness"),
    _kpi(52, "referral-growth", "pct", "up", "brand_awareness"),
    _kpi(53, "sessions", "count", "up", "website_performance"),
    _kpi(54, "unique-visitors", "count", "up", "website_performance"),
    _kpi(55, "pages-per-visit", "ratio", "up", "website_performance"),
    _kpi(56, "bounce-rate", "pct", "down", "website_performance"),
    _kpi(57, "time-on-site", "minutes", "up", "website_performance"),
    _sup(58, "content-views", "count", "up", "brand_awareness website_performance"),
    _kpi(59, "new-followers", "count", "up", "social_engagement"),
    _kpi(60, "comments", "count", "up", "social_engagement"),
    _kpi(61, "shares", "count", "up", "social_engagement"),
    _kpi(62, "social-opt-ins", "count", "up", "social_engagement"),
    _kpi(63, "social-referral-share", "pct", "up", "social_engagement"),
    _sup(64, "engagement-signals", "count", "up", "generate_leads"),
    _sup(65, "qualified-traffic", "pct", "up", "website_performance"),
    _sup(66, "new-account-conversion", "pct", "up", "improve_conversion"),
    _sup(67, "newsletter-readership", "pct", "up", "brand_awareness"),
    _sup(68, "demo-to-rfp", "pct", "up", "grow_sales"),
    _sup(69, "customers-per-1000-spent", "ratio", "up", "acquire_customers"),
    _sup(70, "forecast-variance", "pct", "band", " ".join(GOAL_TYPES)),
    _sup(71, "marketing-sales-spend", "money", "band", "profitability"),
)

CATALOGUE: dict[str, CatalogueKpi] = {kpi.id: kpi for kpi in _ALL}
"""Every measure by id, in the order of their numbers."""

SUMMED = frozenset({
    "sales-revenue", "deals-won", "add-on-revenue", "marketing-profit", "prospect-calls", "closing-calls",
    "contracts-sent", "territories-opened", "leads", "mqls", "sqls", "bofu-conversions", "opportunities",
    "conversions-by-channel", "new-customers", "repeat-customers", "guest-posts", "sessions", "content-views",
    "new-followers", "comments", "shares", "social-opt-ins", "engagement-signals", "marketing-sales-spend",
})  # fmt: skip
"""Measures whose months add up to their quarter. The others are levels, averages and rates."""

PROPOSED: dict[str, tuple[str, ...]] = {
    "grow_sales": ("prospect-calls", "closing-calls", "contracts-sent", "signing-rate"),
    "brand_awareness": ("guest-posts", "referral-growth"),
    "generate_leads": ("leads", "lead-growth", "cost-per-lead", "visitor-to-lead", "mqls", "sqls"),
    "website_performance": ("sessions", "unique-visitors", "pages-per-visit", "bounce-rate", "time-on-site"),
    "social_engagement": ("new-followers", "comments", "shares", "social-opt-ins", "social-referral-share"),
    "acquire_customers": ("new-customers", "new-customer-growth", "cac", "lead-to-customer"),
    "increase_clv": ("repeat-customers", "retention-rate", "lifetime-spend"),
}
"""What a goal of each kind is usually measured by, in order of use."""

_ALSO: dict[str, tuple[str, ...]] = {
    "new_market": ("territories-opened", "new-customers", "sales-revenue"),
    "new_territory": ("territories-opened", "new-customers", "sales-revenue"),
    "new_product": ("sales-revenue", "new-customers", "add-on-revenue"),
    "product_market_fit": ("retention-rate", "repeat-customers", "lead-to-customer"),
    "first_customers": ("new-customers", "lead-to-customer", "prospect-calls"),
    "reduce_churn": ("churn-rate", "retention-rate"),
    "speed_up_conversion": ("sales-cycle", "lead-conversion-time"),
    "improve_conversion": ("mql-to-sql", "lead-to-customer", "win-rate"),
    "expand_team": ("headcount", "opportunities", "sales-revenue"),
    "optimise_processes": ("sales-cycle", "cac", "win-rate"),
}
"""What to put first for the kinds of goals that have no table of their own."""

BIG_THREE = ("mqls", "sqls", "bofu-conversions")
PRE_REVENUE_SET = ("leads", "visitor-to-lead", *BIG_THREE, "new-customers", "cac")
"""Few, to learn fast."""
GROWTH_SET = (
    *BIG_THREE, "roi", "cost-per-lead", "cac", "clv", "retention-rate", "churn-rate", "sales-cycle",
)  # fmt: skip
SUBSCRIPTION_SET = ("mrr", "arr")


def by_goal_type(goal_type: str) -> tuple[CatalogueKpi, ...]:
    """The measures for a kind of goal: its own table first, in order, then whatever else serves it."""
    first = PROPOSED.get(goal_type) or _ALSO.get(goal_type, ())
    rest = (kpi.id for kpi in _ALL if goal_type in kpi.goal_types and kpi.id not in first)
    return tuple(CATALOGUE[id] for id in (*first, *rest))


def answering(question: str) -> tuple[CatalogueKpi, ...]:
    """The measures that answer one of QUESTIONS."""
    return tuple(kpi for kpi in _ALL if question in kpi.question_ids)


def defaults(stage: str | None, subscription: bool | None) -> tuple[CatalogueKpi, ...]:
    """The set to start from at a stage of the company; an unknown stage gets the short one."""
    growing = stage in ("growth", "fundraising")
    ids = GROWTH_SET if growing else PRE_REVENUE_SET
    return tuple(CATALOGUE[id] for id in (*ids, *(SUBSCRIPTION_SET if growing and subscription else ())))
