"""Step 8: the people, what each answers for, how they work together, and whom to add when."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, choice, choices, ref
from quarterdeck.plan.declare import Computed, Kind, Ui, When
from quarterdeck.plan.types import (
    Aim,
    Count,
    Date,
    Flag,
    Long,
    Money,
    Month,
    Number,
    Percent,
    Period,
    Quarter,
    Row,
    Section,
    Text,
    Texts,
)

_SELLS = When("sells", (True,))
_INVOLVED = When("involved", (True,))


class PersonalTarget(Row):
    """What one person aims at on one KPI in one month or quarter."""

    kpi: Annotated[Ref, ref("kpis.items"), Ui(group="growth", essential=True)] = None
    period: Annotated[Period, Ui(group="growth", essential=True)] = None
    value: Annotated[Number, Ui(group="growth", essential=True, unit="kpi")] = None


class Member(Row):
    """A person who works on growth, marketing or sales; a vacancy has its own row."""

    name: Annotated[Text, Ui(group="person", essential=True)] = None
    status: Annotated[Choice, choice("member_status"), Ui(group="person", essential=True)] = None
    team: Annotated[Choice, choice("department"), Ui(group="person", essential=True)] = None
    role: Annotated[Text, Ui(group="person", essential=True, suggest="roles")] = None
    start: Annotated[Month, Ui(group="person")] = None
    """First month on the payroll, included. Absent: since before the plan starts."""
    end: Annotated[Month, Ui(group="person")] = None
    """Last month on the payroll, included. Absent: open-ended."""
    responsible_for: Annotated[Choices, choices("answers_for"), Ui(group="duties")] = ()
    responsibilities: Annotated[Texts, Ui(group="duties", essential=True)] = ()
    big_picture: Annotated[Text, Ui(group="duties")] = None
    kpis_owned: ClassVar[Computed] = Computed(Kind.INTEGER, after="big_picture", unit="kpis")
    """How many KPIs of step 5 name this person as owner. Everyone should have one."""
    strength: Annotated[Choice, choice("strength"), Ui(group="growth", when=_SELLS)] = None
    coaching: Annotated[Text, Ui(group="growth")] = None
    targets: Annotated[dict[str, PersonalTarget], Ui(group="growth")] = Field(default_factory=dict)
    sells: Annotated[Flag, Ui(group="cost")] = None
    """Carries a quota: counts towards the forecast's sales capacity while employed."""
    monthly_salary: Annotated[Money, Ui(group="cost")] = None
    """Gross, a month; a fee where the person is external."""
    load_pct: Annotated[Percent, Ui(group="cost")] = None
    """What comes on top of the salary, as a share of it: 25 makes a salary of 4,000 cost 5,000."""


class TeamSize(Row):
    """How many people a team has and needs."""

    name: Annotated[Text, Ui(group="people", essential=True, suggest="teams")] = None
    headcount_now: Annotated[Count, Ui(group="people", essential=True, unit="people")] = None
    headcount_needed: Annotated[Count, Ui(group="people", essential=True, unit="people")] = None


class StructureStage(Row):
    """How the team is to look at one horizon."""

    horizon: Annotated[Choice, choice("horizon"), Ui(group="expansion", essential=True)] = None
    description: Annotated[Long, Ui(group="expansion", essential=True)] = None
    headcount: Annotated[Count, Ui(group="expansion", unit="people")] = None


class Meeting(Row):
    """A meeting, message or channel by which people stay aligned."""

    meeting: Annotated[Text, Ui(group="together", essential=True, suggest="meetings")] = None
    who: Annotated[Text, Ui(group="together", essential=True)] = None
    cadence: Annotated[Text, Ui(group="together", essential=True, suggest="cadences")] = None


class ExpansionTrigger(Row):
    """A sign, agreed beforehand, that the team must grow."""

    signal: Annotated[Text, Ui(group="expansion", essential=True)] = None
    kpi: Annotated[Ref, ref("kpis.items"), Ui(group="expansion")] = None
    threshold: Annotated[Aim, Ui(group="expansion", essential=True, unit="kpi")] = None
    """In the KPI's unit: "at least 40", "at most 20"."""
    hire: Annotated[Ref, ref("team.members"), Ui(group="expansion", essential=True)] = None


class PeopleCycle(Section):
    """How good people are found, started, taught and kept."""

    recruit: Annotated[Long, Ui(group="people_cycle")] = None
    onboard: Annotated[Long, Ui(group="people_cycle")] = None
    train: Annotated[Long, Ui(group="people_cycle")] = None
    retain: Annotated[Long, Ui(group="people_cycle")] = None


class Stakeholder(Row):
    """Somebody whose support the plan needs."""

    name: Annotated[Text, Ui(group="stakeholders", essential=True)] = None
    interest: Annotated[Text, Ui(group="stakeholders")] = None
    must_agree: Annotated[Flag, Ui(group="stakeholders", essential=True)] = None
    involved: Annotated[Flag, Ui(group="stakeholders", essential=True)] = None
    since: Annotated[Date, Ui(group="stakeholders", when=_INVOLVED)] = None


class Team(Section):
    """People and stakeholders."""

    members: Annotated[dict[str, Member], Ui(group="people", essential=True)] = Field(default_factory=dict)
    teams: Annotated[dict[str, TeamSize], Ui(group="people", essential=True)] = Field(default_factory=dict)
    stakeholders: Annotated[dict[str, Stakeholder], Ui(group="stakeholders", essential=True)] = Field(
        default_factory=dict
    )
    communication: Annotated[dict[str, Meeting], Ui(group="together", essential=True)] = Field(
        default_factory=dict
    )
    alignment_method: Annotated[Long, Ui(group="together")] = None
    performance_system: Annotated[Choice, choice("performance_system"), Ui(group="together")] = None
    performance_method: Annotated[Long, Ui(group="together")] = None
    team_challenges: Annotated[Texts, Ui(group="together")] = ()
    structure: Annotated[dict[str, StructureStage], Ui(group="expansion")] = Field(default_factory=dict)
    expansion_triggers: Annotated[dict[str, ExpansionTrigger], Ui(group="expansion")] = Field(
        default_factory=dict
    )
    hiring_when: Annotated[Text, Ui(group="expansion")] = None
    hiring_quarter: Annotated[Quarter, Ui(group="expansion")] = None
    hiring_trigger: Annotated[Ref, ref("team.expansion_triggers"), Ui(group="expansion")] = None
    first_hire: Annotated[Ref, ref("team.members"), Ui(group="expansion")] = None
    hiring_profile: Annotated[Texts, Ui(group="expansion")] = ()
    hiring_method: Annotated[Long, Ui(group="expansion")] = None
    people_cycle: Annotated[PeopleCycle, Ui(group="people_cycle")] = Field(default_factory=PeopleCycle)
