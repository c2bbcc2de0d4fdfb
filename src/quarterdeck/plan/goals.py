"""Step 4: what the company wants, agreed by everyone, as goals that can be checked."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, Refs, choice, choices, ref, refs
from quarterdeck.plan.declare import Computed, Kind, Ui, When
from quarterdeck.plan.types import (
    Aim,
    Date,
    Flag,
    Long,
    Money,
    Number,
    Percent,
    Period,
    Quarter,
    Row,
    Section,
    Text,
    Texts,
)

_AGREED = When("sla_exists", ("yes", "drafting"))
_LEFT = When("status", ("missed", "dropped", "carried_over"))


class FinancialGoal(Row):
    """One figure the owners want to see: an amount, a growth, or both, by some horizon."""

    name: Annotated[Text, Ui(group="figure", essential=True, suggest="financial_goals")] = None
    amount: Annotated[Money, Ui(group="figure", essential=True)] = None
    change_pct: Annotated[Percent, Ui(group="figure")] = None
    horizon: Annotated[Text, Ui(group="figure", essential=True, suggest="horizons")] = None


class LeadershipGoal(Row):
    """A goal of the whole company, to which the goals of marketing and sales refer."""

    statement: Annotated[Text, Ui(group="goal", essential=True, suggest="leadership_goals")] = None
    kind: Annotated[Choice, choice("leadership_goal_kind"), Ui(group="goal", essential=True)] = None
    target: Annotated[Aim, Ui(group="goal", essential=True)] = None
    segment: Annotated[Text, Ui(group="goal")] = None
    due: Annotated[Date, Ui(group="goal", essential=True)] = None
    formalised: Annotated[Flag, Ui(group="told")] = None
    told_sales: Annotated[Flag, Ui(group="told")] = None
    told_marketing: Annotated[Flag, Ui(group="told")] = None


class Sla(Section):
    """What marketing and sales promise each other."""

    marketing_promises: Annotated[Texts, Ui(group="sla", suggest="marketing_promises")] = ()
    sales_promises: Annotated[Texts, Ui(group="sla", suggest="sales_promises")] = ()
    handover_rule: Annotated[Text, Ui(group="sla")] = None
    response_time: Annotated[Text, Ui(group="sla", suggest="response_times")] = None
    review_date: Annotated[Date, Ui(group="sla")] = None


class GoalTarget(Row):
    """A part of a goal: what one KPI has to show for one month or quarter."""

    kpi: Annotated[Ref, ref("kpis.items"), Ui(group="part", essential=True)] = None
    period: Annotated[Period, Ui(group="part", essential=True)] = None
    value: Annotated[Number, Ui(group="part", essential=True, unit="kpi")] = None
    """In the KPI's unit."""


class Goal(Row):
    """One goal of marketing, of sales or of both, with all that makes it SMART."""

    statement: Annotated[Text, Ui(group="specific", essential=True, suggest="goals.{plan.stage}")] = None
    team: Annotated[Choice, choice("team"), Ui(group="specific", essential=True)] = None
    goal_type: Annotated[Choice, choice("goal_type"), Ui(group="specific", essential=True)] = None
    importance: Annotated[Text, Ui(group="specific")] = None
    understood_by: Annotated[Refs, refs("team.members"), Ui(group="specific")] = ()

    kpis: Annotated[Refs, refs("kpis.items"), Ui(group="measurable", essential=True)] = ()
    baseline: Annotated[Number, Ui(group="measurable", essential=True, unit="kpi")] = None
    """Of the first of `kpis`, in its unit, when the goal starts."""
    baseline_source: Annotated[Choice, choice("rate_source"), Ui(group="measurable")] = None
    target: Annotated[Aim, Ui(group="measurable", essential=True, unit="kpi")] = None
    direction: Annotated[Choice, choice("direction"), Ui(group="measurable")] = None
    targets: Annotated[dict[str, GoalTarget], Ui(group="measurable")] = Field(default_factory=dict)

    capacity_ok: Annotated[Flag, Ui(group="achievable", essential=True)] = None
    capacity_note: Annotated[Text, Ui(group="achievable")] = None
    budget_ok: Annotated[Flag, Ui(group="achievable", essential=True)] = None
    budget_note: Annotated[Text, Ui(group="achievable")] = None
    situation_ok: Annotated[Flag, Ui(group="achievable", essential=True)] = None
    situation_note: Annotated[Text, Ui(group="achievable")] = None
    budget: Annotated[Money, Ui(group="achievable")] = None
    stretch: Annotated[Flag, Ui(group="achievable")] = None

    vision_link: Annotated[Text, Ui(group="relevant", essential=True)] = None
    leadership_goal: Annotated[Ref, ref("goals.leadership_goals"), Ui(group="relevant", essential=True)] = (
        None
    )

    start: Annotated[Date, Ui(group="timed", essential=True)] = None
    end: Annotated[Date, Ui(group="timed", essential=True)] = None
    smart: ClassVar[Computed] = Computed(Kind.TEXT, after="end")
    """Five marks with their reasons: `Analysis.smart`, not a figure."""

    owner: Annotated[Ref, ref("team.members"), Ui(group="people", essential=True)] = None
    owner_kind: Annotated[Choice, choice("owner_kind"), Ui(group="people")] = None
    co_owners: Annotated[Refs, refs("team.members"), Ui(group="people")] = ()
    informed: Annotated[Refs, refs("team.stakeholders"), Ui(group="people")] = ()
    status: Annotated[Choice, choice("goal_status"), Ui(group="people")] = None
    status_note: Annotated[Text, Ui(group="people", when=_LEFT)] = None


class FocusArea(Row):
    """One of the one or two things a quarter concentrates on."""

    title: Annotated[Text, Ui(group="focus", essential=True, suggest="focus_areas")] = None
    quarter: Annotated[Quarter, Ui(group="focus", essential=True)] = None
    impact: Annotated[Text, Ui(group="focus", essential=True)] = None
    goals: Annotated[Refs, refs("goals.items"), Ui(group="focus", essential=True)] = ()
    reason: Annotated[Text, Ui(group="focus")] = None
    """Why it cannot wait, where it is the third of its quarter."""


class Goals(Section):
    """The room everybody was in, the company's goals, the quarter's focus, and the goals themselves."""

    alignment_date: Annotated[Date, Ui(group="alignment", essential=True)] = None
    attendees: Annotated[Choices, choices("attendee"), Ui(group="alignment", essential=True)] = ()
    vision_12m: Annotated[Long, Ui(group="alignment", essential=True)] = None
    financial_goals: Annotated[dict[str, FinancialGoal], Ui(group="alignment")] = Field(default_factory=dict)
    leadership_goals: Annotated[dict[str, LeadershipGoal], Ui(group="leadership", essential=True)] = Field(
        default_factory=dict
    )
    focus_areas: Annotated[dict[str, FocusArea], Ui(group="focus", essential=True)] = Field(
        default_factory=dict
    )
    items: Annotated[dict[str, Goal], Ui(group="goals", essential=True)] = Field(default_factory=dict)
    sla_exists: Annotated[Choice, choice("sla_state"), Ui(group="sla", essential=True)] = None
    sla: Annotated[Sla, Ui(group="sla", when=_AGREED)] = Field(default_factory=Sla)
