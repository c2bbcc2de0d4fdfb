"""Step 7: what lies between today, the forecast and the goals, why, and what is decided about it."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Ref, Refs, choice, ref, refs
from quarterdeck.plan.declare import Computed, Kind, Ui, When
from quarterdeck.plan.types import Long, Money, Row, Section, Text

_ACTED_ON = When(
    "remedy_kind", ("hire", "raise_budget", "new_tactic", "new_channel", "other", "lower_target")
)


class Gap(Row):
    """One shortfall between a KPI's target and what the forecast reaches, with its cause and its remedy."""

    title: Annotated[Text, Ui(group="shortfall", essential=True)] = None
    goal: Annotated[Ref, ref("goals.items"), Ui(group="shortfall", essential=True)] = None
    kpi: Annotated[Ref, ref("kpis.items"), Ui(group="shortfall", essential=True)] = None
    current: ClassVar[Computed] = Computed(Kind.NUMBER, after="kpi", unit="kpi")
    """The latest actual, or the KPI's baseline."""
    forecast: ClassVar[Computed] = Computed(Kind.NUMBER, after="kpi", unit="kpi")
    """What the forecast reaches at the end of the quarter."""
    target: ClassVar[Computed] = Computed(Kind.NUMBER, after="kpi", unit="kpi")
    to_target: ClassVar[Computed] = Computed(Kind.NUMBER, after="kpi", unit="kpi")
    """Target less current, in the KPI's favourable direction: closed when zero or below."""
    from_forecast: ClassVar[Computed] = Computed(Kind.NUMBER, after="kpi", unit="kpi")
    """Target less forecast, in the KPI's favourable direction: closed when zero or below."""
    size_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="kpi")
    """`from_forecast` as a share of the target."""
    priority: Annotated[Choice, choice("priority"), Ui(group="shortfall")] = None
    assumption: Annotated[Ref, ref("data.assumptions"), Ui(group="cause")] = None
    bias: Annotated[Choice, choice("bias"), Ui(group="cause")] = None
    bias_note: Annotated[Text, Ui(group="cause")] = None
    requirement: Annotated[Long, Ui(group="cause")] = None
    challenge: Annotated[Long, Ui(group="cause")] = None
    remedy_kind: Annotated[Choice, choice("remedy"), Ui(group="decision", essential=True)] = None
    remedy: Annotated[Long, Ui(group="decision")] = None
    cost: Annotated[Money, Ui(group="decision", when=_ACTED_ON)] = None
    leads_to: Annotated[
        Refs,
        refs("actions.items|team.members|forecast.budget|forecast.channels"),
        Ui(group="decision", when=_ACTED_ON),
    ] = ()
    """Where the remedy becomes real: actions, hires, budget lines, channels. Needless where accepted."""


class Gaps(Section):
    """Every gap worth a decision."""

    items: Annotated[dict[str, Gap], Ui(group="gaps", essential=True)] = Field(default_factory=dict)
