"""Step 5: the measures that tell whether the goals are on course, and the three that feed sales."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, Refs, choice, choices, ref, refs
from quarterdeck.plan.declare import Computed, Kind, Ui, When
from quarterdeck.plan.types import (
    Aim,
    Count,
    Date,
    Flag,
    Integer,
    Long,
    Number,
    Period,
    Row,
    Section,
    Share,
    Text,
)

_BIG_THREE = When("kpis.big_three", (True,))
_NO_BIG_THREE = When("kpis.big_three", (False,))
_OF_A_PART = When("dimension", ("person", "team", "channel", "campaign", "product", "persona"))


class Actual(Row):
    """What a KPI really showed, in total or for one person, channel, product …"""

    period: Annotated[Period, Ui(group="actual", essential=True)] = None
    value: Annotated[Number, Ui(group="actual", essential=True, unit="kpi")] = None
    dimension: Annotated[Choice, choice("dimension"), Ui(group="actual")] = None
    """Absent: total."""
    member: Annotated[Text, Ui(group="actual", when=_OF_A_PART)] = None
    """Which person, channel, product …; unused for totals."""
    source: Annotated[Text, Ui(group="actual")] = None
    note: Annotated[Text, Ui(group="actual")] = None


class Kpi(Row):
    """One measure: what it counts, for which goals, where the number comes from, who answers for it."""

    name: Annotated[Text, Ui(group="measure", essential=True)] = None
    catalogue: Annotated[Choice, choice("kpi"), Ui(group="measure", essential=True)] = None
    """The catalogue KPI it is, or `custom`."""
    definition: Annotated[Long, Ui(group="measure")] = None
    """Absent: the catalogue's."""
    formula_note: Annotated[Long, Ui(group="measure")] = None
    definition_since: Annotated[Date, Ui(group="measure")] = None
    unit: Annotated[Choice, choice("kpi_unit"), Ui(group="measure")] = None
    """Absent: the catalogue's."""
    direction: Annotated[Choice, choice("direction"), Ui(group="measure")] = None
    """Absent: the catalogue's."""

    goals: Annotated[Refs, refs("goals.items"), Ui(group="purpose", essential=True)] = ()
    team: Annotated[Choice, choice("kpi_team"), Ui(group="purpose")] = None
    question: Annotated[Text, Ui(group="purpose")] = None
    big_picture: Annotated[Text, Ui(group="purpose", essential=True)] = None
    is_north_star: ClassVar[Computed] = Computed(Kind.FLAG, after="big_picture")
    """1 when the cover names this KPI as the north star, 0 when not."""
    basis: Annotated[Choices, choices("kpi_basis"), Ui(group="purpose")] = ()
    benchmark: Annotated[Ref, ref("data.benchmarks"), Ui(group="purpose")] = None
    agreed_by: Annotated[Refs, refs("team.stakeholders"), Ui(group="purpose")] = ()

    baseline: Annotated[Number, Ui(group="aim", essential=True, unit="kpi")] = None
    target: Annotated[Aim, Ui(group="aim", essential=True, unit="kpi")] = None
    """For the end of the quarter."""
    tolerance_pct: Annotated[Share, Ui(group="aim")] = None
    """How far behind the expected value still counts as watched, not as off course. Default 20."""

    owner: Annotated[Ref, ref("team.members"), Ui(group="tracking", essential=True)] = None
    frequency: Annotated[Choice, choice("frequency"), Ui(group="tracking", essential=True)] = None
    data_source: Annotated[Text, Ui(group="tracking")] = None
    tool: Annotated[Ref, ref("tools.items"), Ui(group="tracking")] = None
    actuals: Annotated[dict[str, Actual], Ui(group="tracking")] = Field(default_factory=dict)
    status: ClassVar[Computed] = Computed(Kind.TEXT, after="actuals")
    """on_track | watch | off_track | no_data: a word, not a figure."""


class Criterion(Row):
    """One thing a lead must be or have to count as qualified by marketing."""

    rule: Annotated[Text, Ui(group="criterion", essential=True)] = None
    dimension: Annotated[Choice, choice("mql_dimension"), Ui(group="criterion", essential=True)] = None


class NurtureStep(Row):
    """A piece of content or a campaign, and the decision it moves along."""

    content: Annotated[Text, Ui(group="nurture", essential=True, suggest="nurture_content")] = None
    stage: Annotated[Text, Ui(group="nurture", essential=True, suggest="decision_stages")] = None


class Mql(Section):
    """Marketing-qualified leads: who counts, how they are led on, how many are needed in the quarter."""

    criteria: Annotated[dict[str, Criterion], Ui(group="mql", essential=True)] = Field(default_factory=dict)
    evidence: Annotated[Choices, choices("lead_evidence"), Ui(group="mql")] = ()
    baseline: Annotated[Count, Ui(group="mql", essential=True, unit="mqls")] = None
    target: Annotated[Count, Ui(group="mql", essential=True, unit="mqls")] = None
    additional: ClassVar[Computed] = Computed(Kind.INTEGER, after="target", unit="mqls")
    nurture_plan: Annotated[Long, Ui(group="mql")] = None
    nurture: Annotated[dict[str, NurtureStep], Ui(group="mql")] = Field(default_factory=dict)
    customer_voice: Annotated[Long, Ui(group="mql")] = None


class ScoreRule(Row):
    """Points a lead earns each time it gives a sign of interest."""

    signal: Annotated[Choice, choice("score_signal"), Ui(group="score", essential=True)] = None
    detail: Annotated[Text, Ui(group="score")] = None
    points: Annotated[Integer, Ui(group="score", essential=True, unit="points")] = None


class Sql(Section):
    """Sales-qualified leads: which signs say "ready to talk", how many are needed in the quarter."""

    signals: Annotated[Choices, choices("sql_signal"), Ui(group="sql", essential=True)] = ()
    other_signal: Annotated[Text, Ui(group="sql", when=When("signals", ("other",)))] = None
    scoring: Annotated[dict[str, ScoreRule], Ui(group="sql")] = Field(default_factory=dict)
    threshold: Annotated[Integer, Ui(group="sql", unit="points")] = None
    baseline: Annotated[Count, Ui(group="sql", essential=True, unit="sqls")] = None
    target: Annotated[Count, Ui(group="sql", essential=True, unit="sqls")] = None
    additional: ClassVar[Computed] = Computed(Kind.INTEGER, after="target", unit="sqls")
    opportunity_is_sql: Annotated[Flag, Ui(group="sql")] = None
    """Yes: no separate opportunity stage. Absent: as the forecast's rates say."""


class Offer(Row):
    """An offer a buyer who is nearly decided can take up at once."""

    label: Annotated[Text, Ui(group="offer", essential=True, suggest="offers")] = None
    kind: Annotated[Choice, choice("bofu_offer"), Ui(group="offer", essential=True)] = None
    where: Annotated[Text, Ui(group="offer", essential=True)] = None
    prominent: Annotated[Flag, Ui(group="offer", essential=True)] = None
    convincing: Annotated[Text, Ui(group="offer")] = None
    conversions: Annotated[Count, Ui(group="offer", unit="conversions")] = None
    """In the last full quarter."""


class Bofu(Section):
    """Bottom-of-funnel conversions: how often a raised hand is taken up in the quarter."""

    offers: Annotated[dict[str, Offer], Ui(group="bofu", essential=True)] = Field(default_factory=dict)
    baseline: Annotated[Count, Ui(group="bofu", essential=True, unit="conversions")] = None
    target: Annotated[Count, Ui(group="bofu", essential=True, unit="conversions")] = None
    visits: Annotated[Count, Ui(group="bofu", unit="visits")] = None
    """In the quarter of the baseline."""
    rate_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="visits")
    """Baseline conversions divided by visits."""


class Kpis(Section):
    """The measures, the questions they are to answer, and the big three."""

    items: Annotated[dict[str, Kpi], Ui(group="choose", essential=True)] = Field(default_factory=dict)
    questions: Annotated[Choices, choices("kpi_question"), Ui(group="choose", essential=True)] = ()
    good_domain_authority: Annotated[Count, Ui(group="choose")] = None
    """From which domain authority a site counts as good for a guest post. Absent: every site counts."""
    big_three: Annotated[Flag, Ui(group="big_three", essential=True)] = None
    big_three_reason: Annotated[Text, Ui(group="big_three", when=_NO_BIG_THREE)] = None
    mql: Annotated[Mql, Ui(group="mql", essential=True, when=_BIG_THREE)] = Field(default_factory=Mql)
    sql: Annotated[Sql, Ui(group="sql", essential=True, when=_BIG_THREE)] = Field(default_factory=Sql)
    bofu: Annotated[Bofu, Ui(group="bofu", essential=True, when=_BIG_THREE)] = Field(default_factory=Bofu)
