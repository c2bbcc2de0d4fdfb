"""The cover of the plan: who plans, for which quarter, why. The file's `[plan]` table."""

from typing import Annotated

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, choice, choices, ref
from quarterdeck.plan.declare import ESTABLISHED, Ui, When
from quarterdeck.plan.types import Count, Date, Flag, Long, MonthNumber, Quarter, Row, Section, Text, Texts

BECAME_GOAL = When("decision", ("goal",))
DISCARDED = When("decision", ("discarded",))


class Objective(Row):
    """Something the founder wants, as first said, and what became of it in step 4."""

    objective: Annotated[Text, Ui(essential=True)] = None
    decision: Annotated[Choice, choice("objective_decision")] = None
    goal: Annotated[Ref, ref("goals.items"), Ui(when=BECAME_GOAL)] = None
    reason: Annotated[Text, Ui(when=DISCARDED)] = None


class StageNames(Section):
    """The founder's own names of the funnel's stages; a stage without one keeps the usual name."""

    visit: Text = None
    lead: Text = None
    mql: Text = None
    sql: Text = None
    opportunity: Text = None
    win: Text = None
    customer: Text = None


class Silenced(Row):
    """A check that is to say nothing at one place, and why. Places go by the ids of rows, which stay."""

    check: Annotated[Text, Ui(essential=True)] = None
    """Its code: `QD402`."""
    place: Annotated[Text, Ui(essential=True)] = None
    """As `check --json` writes it: `goals.items.mrr-50k.kpis`."""
    about: Text = None
    """Which of several findings at that place, where the check tells them apart."""
    reason: Annotated[Text, Ui(essential=True)] = None
    since: Date = None


class Cover(Section):
    """Company, currency, quarter, stage and purpose: what the whole plan leans on."""

    company: Annotated[Text, Ui(group="basics", essential=True)] = None
    quarter: Annotated[Quarter, Ui(group="basics", essential=True)] = None
    currency: Annotated[Choice, choice("currency"), Ui(group="basics", essential=True)] = None

    maturity: Annotated[Choice, choice("maturity"), Ui(group="stage", essential=True)] = None
    stage: Annotated[Choice, choice("stage"), Ui(group="stage", essential=True)] = None
    stage_help: Annotated[Texts, Ui(group="stage", suggest="stage_help.{plan.stage}")] = ()

    subscription: Annotated[Flag, Ui(group="business", essential=True)] = None
    offer_kind: Annotated[Choice, choice("offer_kind"), Ui(group="business")] = None
    selling_place: Annotated[Choice, choice("selling_place"), Ui(group="business")] = None

    why_plan: Annotated[Long, Ui(group="purpose", essential=True)] = None
    marketing_outcome: Annotated[Long, Ui(group="purpose")] = None
    value_proposition: Annotated[Text, Ui(group="purpose", essential=True)] = None
    objectives_raw: Annotated[dict[str, Objective], Ui(group="purpose", essential=True)] = Field(
        default_factory=dict
    )
    readers: Annotated[Choices, choices("reader"), Ui(group="purpose")] = ()

    north_star: Annotated[Ref, ref("kpis.items"), Ui(group="direction", essential=True)] = None
    vision: Annotated[Text, Ui(group="direction", essential=True)] = None
    mission: Annotated[Text, Ui(group="direction")] = None

    change_from_last: Annotated[Choice, choice("change"), Ui(group="last_plan", when=ESTABLISHED)] = None
    change_reason: Annotated[Long, Ui(group="last_plan", when=ESTABLISHED)] = None

    stage_names: Annotated[StageNames, Ui(group="stage_names")] = Field(default_factory=StageNames)

    number_style: Annotated[Choice, choice("number_style"), Ui(group="notation")] = None
    date_style: Annotated[Choice, choice("date_style"), Ui(group="notation")] = None
    fiscal_year_start: Annotated[MonthNumber, Ui(group="notation")] = None

    silenced: Annotated[dict[str, Silenced], Ui(group="silenced")] = Field(default_factory=dict)

    revision_no: Annotated[Count, Ui(group="revision")] = None
    last_reviewed: Annotated[Date, Ui(group="revision")] = None
    next_review: Annotated[Date, Ui(group="revision")] = None
