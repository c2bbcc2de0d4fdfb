"""Step 6: what the efforts lead to, month by month. The engine reads every input here by its name."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, Refs, choice, choices, ref, refs
from quarterdeck.plan.declare import GROWTH, PRE_REVENUE, Computed, Kind, Ui, When
from quarterdeck.plan.lines import Line
from quarterdeck.plan.types import (
    Count,
    Date,
    Flag,
    Long,
    Margin,
    Money,
    Month,
    Number,
    Numbers,
    Overrides,
    Percent,
    Quarter,
    Row,
    Section,
    Series,
    Share,
    Text,
)

_RECURRING = When("forecast.revenue.kind", ("recurring", "mixed"))
_ONE_OFF = When("forecast.revenue.kind", ("one_off", "mixed"))


class Contributor(Row):
    """Somebody whose opinion went into the forecast."""

    name: Annotated[Text, Ui(group="opinion", essential=True)] = None
    role: Annotated[Choice, choice("contributor_role"), Ui(group="opinion", essential=True)] = None
    opinion: Annotated[Long, Ui(group="opinion", essential=True)] = None
    number: Annotated[Number, Ui(group="opinion")] = None


class Growth(Section):
    """From the growth wanted back to customers, qualified leads and visits. Counted for the base period."""

    segment: Annotated[Text, Ui(group="growth", essential=True)] = None
    base_revenue: Annotated[Money, Ui(group="growth", essential=True)] = None
    base_period: Annotated[Text, Ui(group="growth", suggest="base_periods")] = None
    growth_pct: Annotated[Percent, Ui(group="growth", essential=True)] = None
    revenue_target: Annotated[Money, Ui(group="growth")] = None
    """The absolute increase wanted. Stands in for base times growth, which a base of zero cannot give."""
    revenue_increase: ClassVar[Computed] = Computed(Kind.MONEY, after="revenue_target")
    addon_potential: Annotated[Flag, Ui(group="growth")] = None
    addon_revenue: Annotated[Money, Ui(group="growth", when=When("addon_potential", (True,)))] = None
    first_year_revenue_per_customer: Annotated[Money, Ui(group="growth", essential=True)] = None
    in_year_share_pct: Annotated[Share, Ui(group="growth")] = None
    """How much of the first-year value is earned within the period. Default 100."""
    to_be_won: ClassVar[Computed] = Computed(Kind.MONEY, after="in_year_share_pct")
    new_customers_needed: ClassVar[Computed] = Computed(
        Kind.INTEGER, after="in_year_share_pct", unit="customers"
    )
    sql_needed: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="sqls")
    sql_additional: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="sqls")
    mql_needed: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="mqls")
    mql_additional: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="mqls")
    leads_needed: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="leads")
    visits_needed: ClassVar[Computed] = Computed(Kind.INTEGER, after="in_year_share_pct", unit="visits")


class Rates(Section):
    """What share of each stage reaches the next, by cohort."""

    visit_to_lead_pct: Annotated[Share, Ui(group="rates", essential=True)] = None
    lead_to_mql_pct: Annotated[Share, Ui(group="rates", essential=True)] = None
    mql_to_sql_pct: Annotated[Share, Ui(group="rates", essential=True)] = None
    sql_to_opportunity_pct: Annotated[Share, Ui(group="rates", essential=True)] = None
    """Absent: 100, every SQL is an opportunity."""
    win_rate_pct: Annotated[Share, Ui(group="rates", essential=True)] = None
    sql_to_deal_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="win_rate_pct")


class RateSources(Section):
    """Where each rate and the other inputs come from, and how far the whole set is to be believed."""

    visit_to_lead: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    lead_to_mql: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    mql_to_sql: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    sql_to_opportunity: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    win_rate: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    leads: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    """What the channels bring, and what a lead costs there."""
    timing: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    price: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    """What a customer pays, the first time and later."""
    churn: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    """How the customers there are leave, grow, buy again."""
    capacity: Annotated[Choice, choice("rate_source"), Ui(group="rates")] = None
    """How much the people who sell can do."""
    as_of: Annotated[Date, Ui(group="rates")] = None
    """When they were last held against the facts."""
    confidence: Annotated[Choice, choice("confidence"), Ui(group="rates")] = None
    """How much own results must weigh before they move a rate: 10, 40 or 100 cases. Default medium."""


class Channel(Row):
    """A way in which leads arrive, with or without money."""

    name: Annotated[Text, Ui(group="channel", essential=True, suggest="channels")] = None
    organic_leads: Annotated[Number, Ui(group="channel", essential=True, unit="leads")] = None
    """A month, without spend."""
    growth_pct: Annotated[Percent, Ui(group="channel")] = None
    """Of `organic_leads`, a month. Default 0."""
    spend: Annotated[Series, Ui(group="channel", essential=True, unit="money")] = None
    """Money a month, or a list with one amount per month of the grid."""
    cost_per_lead: Annotated[Money, Ui(group="channel", essential=True)] = None
    reference_spend: Annotated[Money, Ui(group="channel")] = None
    """The monthly spend at which `cost_per_lead` was measured. Absent: it holds at any spend."""
    saturation: Annotated[Number, Ui(group="channel")] = None
    """Exponent, above 0 up to 1; 1 is linear. Default 1."""
    expected_share_pct: Annotated[Share, Ui(group="channel")] = None
    """Of the quarter's sales."""
    revenue: ClassVar[Computed] = Computed(Kind.MONEY, after="expected_share_pct")


class Timing(Section):
    """How long a lead takes from stage to stage, in months, fractions allowed."""

    lead_to_mql: Annotated[Number, Ui(group="timing", essential=True, unit="months")] = None
    mql_to_sql: Annotated[Number, Ui(group="timing", essential=True, unit="months")] = None
    sql_to_opportunity: Annotated[Number, Ui(group="timing", unit="months")] = None
    close_curve_pct: Annotated[Numbers, Ui(group="timing", essential=True)] = ()
    """Share of the eventual wins by months after the opportunity was created: this month's first."""


class Opening(Section):
    """What is already there when the forecast starts. Lists are by month before the start, latest first."""

    customers: Annotated[Number, Ui(group="opening", essential=True, unit="customers")] = None
    mrr: Annotated[Money, Ui(group="opening", essential=True, when=_RECURRING)] = None
    leads_created: Annotated[Numbers, Ui(group="opening")] = ()
    mqls_created: Annotated[Numbers, Ui(group="opening")] = ()
    sqls_created: Annotated[Numbers, Ui(group="opening")] = ()
    opportunities_created: Annotated[Numbers, Ui(group="opening", essential=True)] = ()


class Revenue(Section):
    """What a customer brings in, and how the base grows and shrinks."""

    kind: Annotated[Choice, choice("revenue_kind"), Ui(group="revenue", essential=True)] = None
    new_mrr_per_customer: Annotated[Money, Ui(group="revenue", essential=True, when=_RECURRING)] = None
    one_off_per_customer: Annotated[Money, Ui(group="revenue", essential=True, when=_ONE_OFF)] = None
    order_value: Annotated[Money, Ui(group="revenue", when=_ONE_OFF)] = None
    """Average value of one order. Absent: no repeat orders."""
    repeat_rate_pct: Annotated[Percent, Ui(group="revenue", when=_ONE_OFF)] = None
    """Repeat orders a month as a share of the customers at its start. Default 0."""
    monthly_churn_pct: Annotated[Share, Ui(group="revenue", essential=True)] = None
    """Of last month's customers and MRR. No default where revenue recurs, else 0."""
    early_churn_pct: Annotated[Share, Ui(group="revenue", when=_RECURRING)] = None
    """A month, of customers won in the three months before. Absent: they leave as all others do."""
    monthly_expansion_pct: Annotated[Percent, Ui(group="revenue", when=_RECURRING)] = None
    monthly_contraction_pct: Annotated[Share, Ui(group="revenue", when=_RECURRING)] = None
    gross_margin_pct: Annotated[Margin, Ui(group="revenue", essential=True)] = None


class Pricing(Section):
    """The price, what it leaves, and when it pays for the fixed cost."""

    model: Annotated[Choice, choice("pricing_model"), Ui(group="pricing", essential=True)] = None
    basis: Annotated[Choices, choices("pricing_basis"), Ui(group="pricing")] = ()
    price_point: Annotated[Money, Ui(group="pricing", essential=True)] = None
    preferred_price: Annotated[Money, Ui(group="pricing")] = None
    """The price customers accept most readily, as far as it was tested."""
    unit_cost: Annotated[Money, Ui(group="pricing", essential=True)] = None
    unit_margin: ClassVar[Computed] = Computed(Kind.MONEY, after="unit_cost")
    unit_margin_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="unit_cost")
    fixed_cost: Annotated[Money, Ui(group="pricing")] = None
    """To be earned back: the sum, not a monthly amount."""
    units_per_month: Annotated[Number, Ui(group="pricing", unit="units")] = None
    break_even_units: ClassVar[Computed] = Computed(Kind.INTEGER, after="units_per_month", unit="units")
    break_even_months: ClassVar[Computed] = Computed(Kind.INTEGER, after="units_per_month", unit="months")


class BudgetLine(Row):
    """One expense of marketing or sales in one month, and the KPI it is to move."""

    item: Annotated[Text, Ui(group="line", essential=True, suggest="budget_items")] = None
    amount: Annotated[Money, Ui(group="line", essential=True)] = None
    month: Annotated[Month, Ui(group="line", essential=True)] = None
    team: Annotated[Choice, choice("team"), Ui(group="line")] = None
    kpi: Annotated[Ref, ref("kpis.items"), Ui(group="line", essential=True)] = None
    goal: Annotated[Ref, ref("goals.items"), Ui(group="line")] = None
    action: Annotated[Ref, ref("actions.items"), Ui(group="line")] = None


class FundingSource(Row):
    """Money that is to come in, from where and when."""

    source: Annotated[Text, Ui(group="funding", essential=True, suggest="funding_sources")] = None
    amount: Annotated[Money, Ui(group="funding", essential=True)] = None
    date: Annotated[Date, Ui(group="funding", essential=True)] = None


class Runway(Section):
    """Before the first revenue: what is learned in the quarter, and how long the cash lasts."""

    conversations: Annotated[Count, Ui(group="runway", essential=True)] = None
    trials: Annotated[Count, Ui(group="runway")] = None
    first_customers: Annotated[Count, Ui(group="runway", unit="customers")] = None
    cash: Annotated[Money, Ui(group="runway", essential=True)] = None
    monthly_costs: Annotated[Money, Ui(group="runway", essential=True)] = None
    months_of_cash: ClassVar[Computed] = Computed(Kind.NUMBER, after="monthly_costs", unit="months")


class Capacity(Section):
    """How many deals the people who sell can handle. The people themselves stand in the team."""

    revenue_per_rep: Annotated[Money, Ui(group="capacity", when=GROWTH)] = None
    """What a fully ramped rep really brings in a year: measured, not the quota."""
    ramp_pct: Annotated[Numbers, Ui(group="capacity", when=GROWTH)] = ()
    """Productivity by quarter of tenure, first quarter first; 100 afterwards."""
    attrition_pct: Annotated[Share, Ui(group="capacity", when=GROWTH)] = None
    """Reps who leave within a year. Default 0."""
    vacancy_months: Annotated[Number, Ui(group="capacity", unit="months", when=GROWTH)] = None
    """Until a leaver's successor starts. Default 0."""
    waiting_survival_pct: Annotated[Share, Ui(group="capacity")] = None
    """Share of the deals nobody had time for that are still alive a month later. Default 50."""
    founder_hours_per_deal: Annotated[Number, Ui(group="capacity", unit="hours")] = None
    founder_hours_per_month: Annotated[Number, Ui(group="capacity", unit="hours")] = None
    """Hours the founders can sell. With no reps: hours a month by hours a deal is the limit."""


class Economics(Section):
    """What else a customer costs, and the assumptions behind what one is worth."""

    commission_pct: Annotated[Share, Ui(group="economics")] = None
    """Of the first-year value of what is won, in the month of the win. Default 0."""
    payback_target_months: Annotated[Number, Ui(group="economics", unit="months")] = None
    lifetime_months: Annotated[Count, Ui(group="economics", unit="months")] = None
    """Longest life a customer is credited with. Default 60."""
    yearly_discount_pct: Annotated[Share, Ui(group="economics")] = None
    """Default 0."""


class Range(Row):
    """How far an input may lie from its base value. The row's key is the input's name, or `input` is."""

    input: Annotated[Choice, choice("forecast_input"), Ui(group="range", essential=True)] = None
    low: Annotated[Number, Ui(group="range", essential=True)] = None
    high: Annotated[Number, Ui(group="range", essential=True)] = None


class Scenario(Row):
    """Another way the future may go: only what differs from the base."""

    name: Annotated[Text, Ui(group="scenario", essential=True, suggest="scenarios")] = None
    note: Annotated[Text, Ui(group="scenario")] = None
    overrides: Annotated[Overrides, Ui(group="scenario", essential=True)] = Field(default_factory=dict)
    """Input name below the forecast to its number: `"rates.win_rate_pct" = 18.0`."""


class MonthPart(Row):
    """What one channel, campaign, person or product really brought of a month. Not known stays unanswered."""

    member: Annotated[Text, Ui(group="part", essential=True)] = None
    """Name or id of the row it is about (`engine.actuals` tells which); any other name stands for itself."""
    dimension: Annotated[Choice, choice("actual_part"), Ui(group="part", essential=True)] = None
    visits: Annotated[Number, Ui(group="part")] = None
    leads: Annotated[Number, Ui(group="part")] = None
    mqls: Annotated[Number, Ui(group="part")] = None
    sqls: Annotated[Number, Ui(group="part")] = None
    opportunities: Annotated[Number, Ui(group="part")] = None
    wins: Annotated[Number, Ui(group="part")] = None
    losses: Annotated[Number, Ui(group="part")] = None
    revenue: Annotated[Money, Ui(group="part")] = None
    spend: Annotated[Money, Ui(group="part")] = None
    note: Annotated[Text, Ui(group="part")] = None


class MonthActual(Row):
    """What one month really brought. A figure that is not known stays unanswered: it is not zero."""

    month: Annotated[Month, Ui(group="month", essential=True)] = None
    visits: Annotated[Number, Ui(group="month")] = None
    leads: Annotated[Number, Ui(group="month", essential=True)] = None
    mqls: Annotated[Number, Ui(group="month")] = None
    sqls: Annotated[Number, Ui(group="month", essential=True)] = None
    bofu: Annotated[Number, Ui(group="month")] = None
    opportunities: Annotated[Number, Ui(group="month")] = None
    wins: Annotated[Number, Ui(group="month", essential=True)] = None
    losses: Annotated[Number, Ui(group="month")] = None
    customers: Annotated[Number, Ui(group="stock")] = None
    """At the end of the month."""
    customers_lost: Annotated[Number, Ui(group="stock")] = None
    new_mrr: Annotated[Money, Ui(group="money", when=_RECURRING)] = None
    expansion_mrr: Annotated[Money, Ui(group="money", when=_RECURRING)] = None
    contraction_mrr: Annotated[Money, Ui(group="money", when=_RECURRING)] = None
    churned_mrr: Annotated[Money, Ui(group="money", when=_RECURRING)] = None
    mrr: Annotated[Money, Ui(group="money", when=_RECURRING)] = None
    """At the end of the month."""
    revenue: Annotated[Money, Ui(group="money", essential=True)] = None
    spend: Annotated[Money, Ui(group="money", essential=True)] = None
    parts: Annotated[dict[str, MonthPart], Ui(group="parts")] = Field(default_factory=dict)
    """The month seen by channel, campaign, person or product. They need not add up to it."""
    note: Annotated[Text, Ui(group="parts")] = None


class Outcome(Section):
    """The quarter in sum, once it is over."""

    actual_revenue: Annotated[Money, Ui(group="outcome")] = None
    """Absent: the sum of the months."""
    revenue_variance: ClassVar[Computed] = Computed(Kind.MONEY, after="actual_revenue")
    """Actual less forecast."""
    revenue_variance_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="actual_revenue")
    actual_spend: Annotated[Money, Ui(group="outcome")] = None
    """Absent: the sum of the months."""
    spend_variance: ClassVar[Computed] = Computed(Kind.MONEY, after="actual_spend")
    spend_variance_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="actual_spend")
    lessons: Annotated[Long, Ui(group="outcome")] = None


class EarlierForecast(Row):
    """A forecast of this quarter as it stood before it was revised."""

    label: Annotated[Text, Ui(group="version", essential=True)] = None
    made_on: Annotated[Date, Ui(group="version", essential=True)] = None
    reason: Annotated[Text, Ui(group="version", essential=True)] = None
    customers: Annotated[Number, Ui(group="version", unit="customers")] = None
    """Won in the quarter."""
    revenue: Annotated[Money, Ui(group="version")] = None
    spend: Annotated[Money, Ui(group="version")] = None


class Forecast(Section):
    """The inputs of the month table, the price, the money, and what really happened."""

    quarter: Annotated[Quarter, Ui(group="quarter", essential=True)] = None
    """Absent: the plan's."""
    start: Annotated[Month, Ui(group="quarter", essential=True)] = None
    """Absent: the first month of the quarter."""
    months: Annotated[Count, Ui(group="quarter", unit="months")] = None
    """Length of the grid. Default 12."""
    inputs: Annotated[Refs, refs("data.trends|data.benchmarks|data.assumptions"), Ui(group="quarter")] = ()
    contributors: Annotated[dict[str, Contributor], Ui(group="quarter", essential=True)] = Field(
        default_factory=dict
    )
    tool: Annotated[Ref, ref("tools.items"), Ui(group="quarter")] = None

    growth: Annotated[Growth, Ui(group="growth", essential=True)] = Field(default_factory=Growth)
    rates: Annotated[Rates, Ui(group="rates", essential=True)] = Field(default_factory=Rates)
    rate_sources: Annotated[RateSources, Ui(group="rates")] = Field(default_factory=RateSources)
    channels: Annotated[dict[str, Channel], Ui(group="channels", essential=True)] = Field(
        default_factory=dict
    )
    channel_share_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="channels")
    """Sum of the channels' expected shares: about 100."""
    seasonality: Annotated[Numbers, Ui(group="channels")] = ()
    """Twelve weights, January to December, brought to a mean of 1. Absent: all 1."""
    timing: Annotated[Timing, Ui(group="timing", essential=True)] = Field(default_factory=Timing)
    opening: Annotated[Opening, Ui(group="opening", essential=True)] = Field(default_factory=Opening)
    revenue: Annotated[Revenue, Ui(group="revenue", essential=True)] = Field(default_factory=Revenue)
    lines: Annotated[dict[str, Line], Ui(group="lines")] = Field(default_factory=dict)
    pricing: Annotated[Pricing, Ui(group="pricing", essential=True)] = Field(default_factory=Pricing)
    budget: Annotated[dict[str, BudgetLine], Ui(group="budget", essential=True)] = Field(default_factory=dict)
    budget_total: ClassVar[Computed] = Computed(Kind.MONEY, after="budget")
    funding_plan: Annotated[Long, Ui(group="funding", essential=True)] = None
    funding: Annotated[dict[str, FundingSource], Ui(group="funding")] = Field(default_factory=dict)
    funding_total: ClassVar[Computed] = Computed(Kind.MONEY, after="funding")
    runway: Annotated[Runway, Ui(group="runway", when=PRE_REVENUE)] = Field(default_factory=Runway)
    capacity: Annotated[Capacity, Ui(group="capacity")] = Field(default_factory=Capacity)
    hiring_effect: Annotated[Long, Ui(group="capacity", when=GROWTH)] = None
    hires: Annotated[Refs, refs("team.members"), Ui(group="capacity", when=GROWTH)] = ()
    expansion_effect: Annotated[Long, Ui(group="capacity", when=GROWTH)] = None
    economics: Annotated[Economics, Ui(group="economics")] = Field(default_factory=Economics)
    scenario: Annotated[Text, Ui(group="scenarios")] = None
    """The id of the scenario that is shown. Absent: base."""
    scenarios: Annotated[dict[str, Scenario], Ui(group="scenarios")] = Field(default_factory=dict)
    ranges: Annotated[dict[str, Range], Ui(group="scenarios")] = Field(default_factory=dict)
    seed: Annotated[Count, Ui(group="scenarios")] = None
    """Of the chance in the simulation: the same seed gives the same figures again. Absent: 1."""
    actuals: Annotated[dict[str, MonthActual], Ui(group="actuals")] = Field(default_factory=dict)
    outcome: Annotated[Outcome, Ui(group="actuals")] = Field(default_factory=Outcome)
    version: Annotated[Count, Ui(group="actuals")] = None
    """Counts the revisions within the quarter. Absent: 1."""
    earlier: Annotated[dict[str, EarlierForecast], Ui(group="actuals")] = Field(default_factory=dict)
