"""Step 1: what is known about the market, the others and oneself, and what is only believed."""

from typing import Annotated

from pydantic import Field

from quarterdeck.plan.choices import Choice, Ref, choice, ref
from quarterdeck.plan.declare import ESTABLISHED, Ui
from quarterdeck.plan.types import (
    Count,
    Date,
    Flag,
    Long,
    Money,
    Number,
    Quarter,
    Row,
    Section,
    Share,
    Text,
    Texts,
)


class Source(Row):
    """A document or a person to learn from; together the checklist of table T3."""

    title: Annotated[Text, Ui(essential=True, suggest="sources.{plan.maturity}")] = None
    kind: Annotated[Choice, choice("source"), Ui(essential=True)] = None
    place: Text = None
    owner: Annotated[Ref, ref("team.members")] = None
    date: Date = None
    collected: Annotated[Flag, Ui(essential=True)] = None
    note: Text = None


class Trend(Row):
    """One direction things take, and what it means here."""

    statement: Annotated[Text, Ui(essential=True)] = None
    kind: Annotated[Choice, choice("trend"), Ui(essential=True)] = None
    implication: Annotated[Text, Ui(essential=True)] = None
    scope: Annotated[Choice, choice("trend_scope")] = None
    source: Annotated[Ref, ref("data.sources")] = None
    confidence: Annotated[Choice, choice("confidence")] = None


class ChannelEvidence(Row):
    """How well a channel works for others who sell to the same people."""

    channel: Annotated[Text, Ui(essential=True, suggest="channels")] = None
    evidence: Annotated[Text, Ui(essential=True)] = None
    effectiveness: Annotated[Choice, choice("performance"), Ui(essential=True)] = None
    effectiveness_pct: Share = None
    est_volume: Annotated[Count, Ui(unit="visits_a_month")] = None
    source: Annotated[Ref, ref("data.sources")] = None


class RelatedBusiness(Row):
    """A business next door: one that sells beside this one, or together with it."""

    name: Annotated[Text, Ui(essential=True)] = None
    relation: Annotated[Choice, choice("relation")] = None
    trend: Annotated[Text, Ui(essential=True)] = None
    implication: Text = None


class Competitor(Row):
    """Somebody whom the same customer could pay instead."""

    name: Annotated[Text, Ui(essential=True)] = None
    how_we_differ: Annotated[Text, Ui(essential=True)] = None
    revenue: Annotated[Money, Ui(unit="a_year")] = None
    financial_history: Text = None
    revenue_effectiveness: Text = None
    marketing_performance: Text = None
    sales_performance: Text = None
    traffic_sources: Annotated[Texts, Ui(suggest="traffic_sources")] = ()
    est_traffic: Annotated[Count, Ui(unit="visits_a_month")] = None


class PastVsTrend(Row):
    """Where the own past and the trend of the industry part ways."""

    area: Annotated[Text, Ui(essential=True, suggest="areas")] = None
    own_past: Annotated[Text, Ui(essential=True)] = None
    trend: Annotated[Text, Ui(essential=True)] = None
    potential: Text = None


class Benchmark(Row):
    """A figure of others to measure oneself against."""

    name: Annotated[Text, Ui(essential=True, suggest="benchmarks")] = None
    value: Annotated[Number, Ui(essential=True)] = None
    unit: Annotated[Text, Ui(suggest="units")] = None
    whose: Annotated[Text, Ui(essential=True)] = None
    metric: Annotated[Ref, ref("kpis.items")] = None
    source: Annotated[Ref, ref("data.sources")] = None


class Cost(Row):
    """What it costs to be in this business."""

    item: Annotated[Text, Ui(essential=True, suggest="costs")] = None
    amount: Annotated[Money, Ui(essential=True)] = None
    period: Annotated[Choice, choice("cost_period"), Ui(essential=True)] = None


class Assumption(Row):
    """Something the plan leans on that nobody has proved yet. Step 7 asks after each."""

    statement: Annotated[Text, Ui(essential=True)] = None
    evidence: Text = None
    based_on: Annotated[Ref, ref("data.trends|data.sources")] = None
    confidence: Annotated[Choice, choice("confidence"), Ui(essential=True)] = None
    checked_in: Quarter = None


class Data(Section):
    """Step 1: sources, market, audience, rivals, money, and the assumptions that follow."""

    looking_for: Annotated[
        Texts, Ui(group="search", essential=True, suggest="looking_for.{plan.maturity}")
    ] = ()
    sources: Annotated[dict[str, Source], Ui(group="search", essential=True)] = Field(default_factory=dict)

    trends: Annotated[dict[str, Trend], Ui(group="trends", essential=True)] = Field(default_factory=dict)
    past_vs_trend: Annotated[dict[str, PastVsTrend], Ui(group="trends", when=ESTABLISHED)] = Field(
        default_factory=dict
    )
    related_businesses: Annotated[dict[str, RelatedBusiness], Ui(group="trends")] = Field(
        default_factory=dict
    )

    market_interest: Annotated[Choice, choice("movement"), Ui(group="market", essential=True)] = None
    market_interest_note: Annotated[Text, Ui(group="market")] = None
    market_competition: Annotated[Long, Ui(group="market")] = None
    market_sentiment: Annotated[Choice, choice("sentiment"), Ui(group="market")] = None
    market_sentiment_note: Annotated[Text, Ui(group="market")] = None

    consumer_behaviour: Annotated[Long, Ui(group="audience")] = None
    psychographics: Annotated[Long, Ui(group="audience")] = None
    channel_effectiveness: Annotated[dict[str, ChannelEvidence], Ui(group="audience")] = Field(
        default_factory=dict
    )

    competitors: Annotated[dict[str, Competitor], Ui(group="rivals", essential=True)] = Field(
        default_factory=dict
    )
    benchmarks: Annotated[dict[str, Benchmark], Ui(group="rivals", essential=True)] = Field(
        default_factory=dict
    )

    costs: Annotated[dict[str, Cost], Ui(group="money")] = Field(default_factory=dict)
    funding_need: Annotated[Money, Ui(group="money")] = None
    funding_note: Annotated[Text, Ui(group="money")] = None

    assumptions: Annotated[dict[str, Assumption], Ui(group="assumptions", essential=True)] = Field(
        default_factory=dict
    )
