"""Step 3: how things stand, what is offered and where, and what last year brought."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Ref, Refs, choice, ref, refs
from quarterdeck.plan.declare import ESTABLISHED, PRE_REVENUE, Computed, Kind, Ui, When
from quarterdeck.plan.types import (
    Count,
    Date,
    Flag,
    Long,
    Money,
    Number,
    Row,
    Section,
    Share,
    Text,
    Texts,
)

NOT_EVERYWHERE = When("sells_where_customers_look", ("partly", "no"))


class Estimate(Row):
    """One figure as it was expected and as it came."""

    name: Annotated[Text, Ui(essential=True, suggest="estimates")] = None
    estimate: Annotated[Number, Ui(essential=True)] = None
    actual: Annotated[Number, Ui(essential=True)] = None
    metric: Annotated[Ref, ref("kpis.items")] = None

    variance: ClassVar[Computed] = Computed(Kind.NUMBER, after="actual")
    variance_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="actual")


class Offer(Row):
    """Something that can be bought here, under the founder's own name for it."""

    name: Annotated[Text, Ui(essential=True)] = None
    description: Text = None


class Difference(Row):
    """What sets the offer apart from one rival's, or from all of them."""

    difference: Annotated[Text, Ui(essential=True)] = None
    competitor: Annotated[Ref, ref("data.competitors")] = None


class DistributionChannel(Row):
    """A way by which the offer reaches people."""

    name: Annotated[Text, Ui(essential=True, suggest="distribution")] = None
    online: Flag = None
    expected_share_pct: Annotated[Share, Ui(essential=True)] = None
    actual_share_pct: Share = None


class ReportCardLine(Row):
    """One line of last year's report card."""

    item: Annotated[Text, Ui(essential=True, suggest="report_card")] = None
    grade: Annotated[Choice, choice("grade"), Ui(essential=True)] = None
    value: Number = None
    metric: Annotated[Ref, ref("kpis.items")] = None
    comment: Text = None


class ChannelResult(Row):
    """What one activity cost and brought last year. Step 9 gives each its verdict."""

    channel: Annotated[Text, Ui(essential=True, suggest="channels")] = None
    product: Annotated[Ref, ref("situation.offers")] = None
    spend: Annotated[Money, Ui(essential=True)] = None
    visits: Count = None
    leads: Annotated[Count, Ui(essential=True)] = None
    mqls: Count = None
    sqls: Count = None
    bofu_conversions: Count = None
    customers: Annotated[Count, Ui(essential=True)] = None
    revenue: Annotated[Money, Ui(essential=True)] = None

    cpl: ClassVar[Computed] = Computed(Kind.MONEY, after="revenue")
    cac: ClassVar[Computed] = Computed(Kind.MONEY, after="revenue")
    roi_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="revenue")
    rank: ClassVar[Computed] = Computed(Kind.INTEGER, after="revenue")


class SiteFunnel(Section):
    """Last year's way from a visit to a deal, in counts."""

    visits: Annotated[Count, Ui(essential=True)] = None
    leads: Annotated[Count, Ui(essential=True)] = None
    mqls: Count = None
    sqls: Count = None
    deals: Annotated[Count, Ui(essential=True)] = None

    visit_to_lead_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="leads")
    lead_to_mql_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="mqls")
    visit_to_mql_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="mqls")
    mql_to_sql_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="sqls")
    sql_to_deal_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="deals")


class LossPoint(Row):
    """A place where people who might have bought again are lost."""

    stage: Annotated[Text, Ui(essential=True, suggest="loss_points")] = None
    phase: Annotated[Choice, choice("sale_phase"), Ui(essential=True)] = None
    lost: Text = None
    improvement: Annotated[Text, Ui(essential=True)] = None
    actions: Annotated[Refs, refs("actions.items")] = ()
    """What is done about it."""


class Resource(Row):
    """Something there is to work with."""

    name: Annotated[Text, Ui(essential=True)] = None
    kind: Annotated[Choice, choice("resource"), Ui(essential=True)] = None
    amount: Annotated[Number, Ui(essential=True)] = None
    unit: Annotated[Text, Ui(suggest="resource_units")] = None
    note: Text = None


class Idea(Row):
    """A belief about customer or product, and how far it has been tested."""

    idea: Annotated[Text, Ui(essential=True)] = None
    state: Annotated[Choice, choice("validation"), Ui(essential=True)] = None
    evidence: Text = None


class Situation(Section):
    """Step 3: an honest look at the business, its offer, its places of sale and its last year."""

    performance_now: Annotated[Choice, choice("performance"), Ui(group="now", essential=True)] = None
    performance_note: Annotated[Long, Ui(group="now")] = None
    journey_position: Annotated[Choice, choice("stage"), Ui(group="now")] = None
    journey_note: Annotated[Text, Ui(group="now")] = None
    vs_estimates_verdict: Annotated[Choice, choice("versus"), Ui(group="now")] = None
    vs_estimates: Annotated[dict[str, Estimate], Ui(group="now")] = Field(default_factory=dict)

    ideas: Annotated[dict[str, Idea], Ui(group="validation", essential=True, when=PRE_REVENUE)] = Field(
        default_factory=dict
    )
    first_customers: Annotated[Count, Ui(group="validation", essential=True, when=PRE_REVENUE)] = None
    fit_signal: Annotated[Text, Ui(group="validation", when=PRE_REVENUE)] = None

    strengths: Annotated[Texts, Ui(group="honest", essential=True)] = ()
    weaknesses: Annotated[Texts, Ui(group="honest", essential=True)] = ()
    challenges: Annotated[Texts, Ui(group="honest", essential=True, suggest="challenges.{plan.stage}")] = ()
    better_ways: Annotated[Texts, Ui(group="honest")] = ()
    worth_it: Annotated[Choice, choice("yes_partly_no"), Ui(group="honest", when=ESTABLISHED)] = None
    worth_it_note: Annotated[Text, Ui(group="honest", when=ESTABLISHED)] = None

    trend_alignment: Annotated[Choice, choice("yes_partly_no"), Ui(group="fit")] = None
    alignment_needed: Annotated[Flag, Ui(group="fit")] = None
    alignment_note: Annotated[Text, Ui(group="fit")] = None
    sells_where_customers_look: Annotated[
        Choice, choice("yes_partly_no"), Ui(group="fit", essential=True)
    ] = None
    missing_places: Annotated[Texts, Ui(group="fit", when=NOT_EVERYWHERE)] = ()

    offer: Annotated[Long, Ui(group="offer", essential=True)] = None
    usp: Annotated[Text, Ui(group="offer", essential=True)] = None
    benefits: Annotated[Texts, Ui(group="offer", essential=True)] = ()
    offers: Annotated[dict[str, Offer], Ui(group="offer")] = Field(default_factory=dict)
    differentiation: Annotated[dict[str, Difference], Ui(group="offer")] = Field(default_factory=dict)
    positioning_statement: Annotated[Text, Ui(group="offer")] = None
    marketing_message: Annotated[Text, Ui(group="offer")] = None

    availability: Annotated[Texts, Ui(group="place", essential=True)] = ()
    purchase_path: Annotated[Long, Ui(group="place", essential=True)] = None
    distribution_channels: Annotated[dict[str, DistributionChannel], Ui(group="place")] = Field(
        default_factory=dict
    )

    resources: Annotated[dict[str, Resource], Ui(group="resources", essential=True)] = Field(
        default_factory=dict
    )

    review_period: Annotated[Text, Ui(group="report_card", when=ESTABLISHED)] = None
    review_start: Annotated[Date, Ui(group="report_card", when=ESTABLISHED)] = None
    review_end: Annotated[Date, Ui(group="report_card", when=ESTABLISHED)] = None
    report_card: Annotated[dict[str, ReportCardLine], Ui(group="report_card", when=ESTABLISHED)] = Field(
        default_factory=dict
    )

    review_spend: Annotated[Money, Ui(group="returns", essential=True, when=ESTABLISHED)] = None
    review_new_customers: Annotated[Count, Ui(group="returns", essential=True, when=ESTABLISHED)] = None
    review_revenue: Annotated[Money, Ui(group="returns", essential=True, when=ESTABLISHED)] = None
    review_profit_contribution: Annotated[Money, Ui(group="returns", when=ESTABLISHED)] = None
    review_profit_note: Annotated[Text, Ui(group="returns", when=ESTABLISHED)] = None
    roi_basis: Annotated[Choice, choice("roi_basis"), Ui(group="returns", when=ESTABLISHED)] = None
    roi_method: Annotated[Text, Ui(group="returns", when=ESTABLISHED)] = None

    channel_results: Annotated[
        dict[str, ChannelResult], Ui(group="paths", essential=True, when=ESTABLISHED)
    ] = Field(default_factory=dict)
    best_paths: Annotated[Texts, Ui(group="paths", suggest="channels", when=ESTABLISHED)] = ()
    site_funnel_last_year: Annotated[SiteFunnel, Ui(group="site", when=ESTABLISHED)] = Field(
        default_factory=SiteFunnel
    )
    loss_points: Annotated[dict[str, LossPoint], Ui(group="losses", when=ESTABLISHED)] = Field(
        default_factory=dict
    )

    expected_share_total_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="distribution_channels")
    actual_share_total_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="distribution_channels")
    review_cac: ClassVar[Computed] = Computed(Kind.MONEY, after="review_new_customers", when=ESTABLISHED)
    customers_per_1000_spent: ClassVar[Computed] = Computed(
        Kind.NUMBER, after="review_new_customers", when=ESTABLISHED
    )
    review_roi_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="roi_basis", when=ESTABLISHED)
