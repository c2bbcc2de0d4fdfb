"""Step 2: whom the company is for."""

from typing import Annotated

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, choice, choices, ref
from quarterdeck.plan.declare import Ui, When
from quarterdeck.plan.types import Count, Long, Row, Section, Text, Texts

BOYCOTTED = When("boycott", ("yes",))


class Segment(Row):
    """A part of the market under the founder's own name for it; goals and forecasts can speak of it."""

    name: Annotated[Text, Ui(essential=True)] = None
    description: Text = None


class JourneyStage(Row):
    """One stretch of the way from first hearing of the offer to buying it."""

    stage: Annotated[Text, Ui(essential=True, suggest="journey")] = None
    they_do: Annotated[Text, Ui(essential=True)] = None
    we_offer: Annotated[Text, Ui(essential=True)] = None


class MqlRequirement(Row):
    """One mark of a lead worth having."""

    rule: Annotated[Text, Ui(essential=True)] = None
    dimension: Annotated[Choice, choice("mql_dimension"), Ui(essential=True)] = None


class Persona(Row):
    """One kind of ideal customer: who they are, what they think, how to reach them."""

    name: Annotated[Text, Ui(group="person", essential=True)] = None
    priority: Annotated[Count, Ui(group="person")] = None
    who: Annotated[Text, Ui(group="person", essential=True)] = None
    segment: Annotated[Ref, ref("icp.segments"), Ui(group="person")] = None
    where_live: Annotated[Texts, Ui(group="person", essential=True)] = ()
    what_do: Annotated[Text, Ui(group="person", essential=True)] = None
    industries: Annotated[Texts, Ui(group="person")] = ()
    job_roles: Annotated[Texts, Ui(group="person")] = ()
    age_bands: Annotated[Choices, choices("age_band"), Ui(group="person")] = ()

    needs: Annotated[Texts, Ui(group="wants", essential=True)] = ()
    pain_points: Annotated[Texts, Ui(group="wants", essential=True)] = ()
    buying_triggers: Annotated[Texts, Ui(group="wants", essential=True)] = ()
    motivations: Annotated[Texts, Ui(group="wants")] = ()
    drives: Annotated[Texts, Ui(group="wants")] = ()
    price_or_quality: Annotated[Choice, choice("price_or_quality"), Ui(group="wants")] = None

    thinking: Annotated[Text, Ui(group="mind")] = None
    beliefs: Annotated[Texts, Ui(group="mind")] = ()
    trusts: Annotated[Texts, Ui(group="mind")] = ()
    boycott: Annotated[Choice, choice("yes_no_unknown"), Ui(group="mind")] = None
    boycott_reason: Annotated[Text, Ui(group="mind", when=BOYCOTTED)] = None
    life_priority: Annotated[Choice, choice("life_priority"), Ui(group="mind")] = None
    free_time: Annotated[Text, Ui(group="mind")] = None
    novelty: Annotated[Choice, choice("novelty"), Ui(group="mind")] = None

    advice_sources: Annotated[Texts, Ui(group="reach", essential=True, suggest="advice_sources")] = ()
    time_spent_where: Annotated[Texts, Ui(group="reach", essential=True)] = ()
    tone_of_voice: Annotated[Text, Ui(group="reach")] = None
    buyer_journey: Annotated[dict[str, JourneyStage], Ui(group="reach")] = Field(default_factory=dict)
    personalisation: Annotated[Text, Ui(group="reach")] = None

    mql_requirements: Annotated[dict[str, MqlRequirement], Ui(group="proof")] = Field(default_factory=dict)
    evidence: Annotated[Choice, choice("evidence"), Ui(group="proof", essential=True)] = None
    evidence_source: Annotated[Text, Ui(group="proof")] = None


class Icp(Section):
    """Step 2: the audience as a whole, then one card per kind of customer."""

    target_audience: Annotated[Long, Ui(group="audience", essential=True)] = None
    personas: Annotated[dict[str, Persona], Ui(group="audience", essential=True)] = Field(
        default_factory=dict
    )

    segments: Annotated[dict[str, Segment], Ui(group="around")] = Field(default_factory=dict)
    advocacy: Annotated[Long, Ui(group="around")] = None
