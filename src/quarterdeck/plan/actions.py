"""Step 9: what becomes of last year's activities, and what is done this quarter, by whom, until when."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Ref, Refs, choice, ref, refs
from quarterdeck.plan.declare import ESTABLISHED, Computed, Kind, Ui, When
from quarterdeck.plan.types import Date, Long, Money, Quarter, Row, Section, Text, Texts

_KNOWN = When("verdict", ("keep", "double", "fund", "fix", "extend", "drop"))
_GROWING = When("verdict", ("double", "fund", "extend"))
_NEW = When("verdict", ("adopt",))
_FREEING = When("verdict", ("keep", "fix", "drop"))
_DONE = When("status", ("done",))
_HAS_OFFERS = When("kpis.big_three", (True,))


class Verdict(Row):
    """What becomes of one of last year's activities, judged by the goals of this plan."""

    activity: Annotated[
        Ref, ref("situation.channel_results"), Ui(group="judgement", essential=True, when=_KNOWN)
    ] = None
    new_activity: Annotated[Text, Ui(group="judgement", suggest="activities", when=_NEW)] = None
    """The activity to adopt, when it is none of last year's."""
    cpl: ClassVar[Computed] = Computed(Kind.MONEY, after="activity", when=_KNOWN)
    cac: ClassVar[Computed] = Computed(Kind.MONEY, after="activity", when=_KNOWN)
    roi_pct: ClassVar[Computed] = Computed(Kind.PERCENT, after="activity", when=_KNOWN)
    verdict: Annotated[Choice, choice("verdict"), Ui(group="judgement", essential=True)] = None
    reason: Annotated[Text, Ui(group="judgement", essential=True)] = None
    likely_to_reach: Annotated[Refs, refs("goals.items"), Ui(group="judgement")] = ()
    carried_by: Annotated[
        Refs, refs("actions.items|forecast.budget|forecast.channels"), Ui(group="judgement", when=_GROWING)
    ] = ()
    """What gives it more: money, a channel, an action with means."""
    freed_budget: Annotated[Money, Ui(group="freed", when=_FREEING)] = None
    """A quarter."""
    freed_time: Annotated[Text, Ui(group="freed", when=_FREEING)] = None
    redeployed_to: Annotated[Refs, refs("actions.items"), Ui(group="freed", when=_FREEING)] = ()


class Draft(Section):
    """The six ingredients an action list is made from."""

    insights: Annotated[Long, Ui(group="draft")] = None
    resources: Annotated[Long, Ui(group="draft")] = None
    budget: Annotated[Long, Ui(group="draft")] = None
    best_practices: Annotated[Long, Ui(group="draft")] = None
    trends: Annotated[Long, Ui(group="draft")] = None
    growth_projection: Annotated[Long, Ui(group="draft")] = None


class Action(Row):
    """One thing to do: how, by whom, until when, at what cost, for which goal and KPI."""

    what: Annotated[Text, Ui(group="deed", essential=True, suggest="actions")] = None
    how: Annotated[Long, Ui(group="deed", essential=True)] = None
    team: Annotated[Choice, choice("team"), Ui(group="deed")] = None
    kind: Annotated[Choice, choice("action_kind"), Ui(group="deed")] = None
    persona: Annotated[Ref, ref("icp.personas"), Ui(group="deed")] = None
    goals: Annotated[Refs, refs("goals.items"), Ui(group="purpose", essential=True)] = ()
    kpis: Annotated[Refs, refs("kpis.items"), Ui(group="purpose", essential=True)] = ()
    result_wanted: Annotated[Text, Ui(group="purpose")] = None
    owner: Annotated[Ref, ref("team.members"), Ui(group="timing", essential=True)] = None
    owner_kind: Annotated[Choice, choice("owner_kind"), Ui(group="timing")] = None
    start: Annotated[Date, Ui(group="timing")] = None
    due: Annotated[Date, Ui(group="timing", essential=True)] = None
    status: Annotated[Choice, choice("action_status"), Ui(group="timing")] = None
    done_on: Annotated[Date, Ui(group="timing", when=_DONE)] = None
    budget: Annotated[Money, Ui(group="means")] = None
    resources: Annotated[Texts, Ui(group="means")] = ()
    needs_tools: Annotated[Refs, refs("tools.items"), Ui(group="means")] = ()
    tool_need: Annotated[Text, Ui(group="means")] = None
    """A need for which no tool stands in step 10 yet."""
    gap: Annotated[Ref, ref("gaps.items"), Ui(group="obstacle")] = None
    challenge: Annotated[Text, Ui(group="obstacle")] = None
    solution: Annotated[Text, Ui(group="obstacle")] = None


class ReachPath(Row):
    """One way in which one persona hears of the offer."""

    channel: Annotated[Text, Ui(group="reach", essential=True, suggest="channels")] = None
    persona: Annotated[Ref, ref("icp.personas"), Ui(group="reach")] = None
    message: Annotated[Text, Ui(group="reach", essential=True)] = None
    cost: Annotated[Money, Ui(group="reach")] = None
    """A quarter."""


class ConversionStrategy(Row):
    """How a pain of the ideal customer turns into a reason to buy."""

    pain: Annotated[Text, Ui(group="reach", essential=True)] = None
    persona: Annotated[Ref, ref("icp.personas"), Ui(group="reach")] = None
    strategy: Annotated[Long, Ui(group="reach", essential=True)] = None
    offer: Annotated[Ref, ref("kpis.bofu.offers"), Ui(group="reach", when=_HAS_OFFERS)] = None


class RoadmapStage(Row):
    """What one quarter concentrates on, and what comes next."""

    quarter: Annotated[Quarter, Ui(group="roadmap", essential=True)] = None
    focus: Annotated[Refs, refs("goals.focus_areas"), Ui(group="roadmap", essential=True)] = ()
    """One or two."""
    actions: Annotated[Refs, refs("actions.items"), Ui(group="roadmap")] = ()
    next_in_line: Annotated[Text, Ui(group="roadmap")] = None


class Actions(Section):
    """Verdicts first where there is a past, then the list of actions and the roadmap."""

    verdicts: Annotated[dict[str, Verdict], Ui(group="verdicts", essential=True, when=ESTABLISHED)] = Field(
        default_factory=dict
    )
    draft: Annotated[Draft, Ui(group="draft")] = Field(default_factory=Draft)
    items: Annotated[dict[str, Action], Ui(group="actions", essential=True)] = Field(default_factory=dict)
    reach: Annotated[dict[str, ReachPath], Ui(group="reach")] = Field(default_factory=dict)
    conversion_strategies: Annotated[dict[str, ConversionStrategy], Ui(group="reach")] = Field(
        default_factory=dict
    )
    roadmap: Annotated[dict[str, RoadmapStage], Ui(group="roadmap", essential=True)] = Field(
        default_factory=dict
    )
