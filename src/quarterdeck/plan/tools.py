"""Step 10: the software, systems and services the actions need, chosen by five criteria."""

from typing import Annotated, ClassVar

from pydantic import Field

from quarterdeck.plan.choices import Choice, Choices, Ref, Refs, choice, choices, ref, refs
from quarterdeck.plan.declare import Computed, Kind, Ui, When
from quarterdeck.plan.types import Date, Money, Row, Section, Text, Texts

_TAKEN = When("status", ("chosen", "implemented", "retired"))


class Option(Row):
    """One candidate for a need, judged by the same five criteria as the tool that is chosen."""

    name: Annotated[Text, Ui(group="option", essential=True)] = None
    price: Annotated[Money, Ui(group="option", essential=True)] = None
    price_period: Annotated[Choice, choice("price_period"), Ui(group="option", essential=True)] = None
    saves: Annotated[Choice, choice("passes"), Ui(group="option")] = None
    proof: Annotated[Choice, choice("passes"), Ui(group="option")] = None
    dependable: Annotated[Choice, choice("passes"), Ui(group="option")] = None
    support: Annotated[Choice, choice("passes"), Ui(group="option")] = None
    community: Annotated[Choice, choice("passes"), Ui(group="option")] = None
    score: ClassVar[Computed] = Computed(Kind.INTEGER, after="community", unit="of_5")
    """How many of the five criteria are passed; unknown is not a pass."""
    note: Annotated[Text, Ui(group="option")] = None


class Tool(Row):
    """A need, the instrument that meets it, and how well it does."""

    name: Annotated[Text, Ui(group="need", essential=True)] = None
    kind: Annotated[Choice, choice("tool_kind"), Ui(group="need")] = None
    category: Annotated[Choice, choice("tool_category"), Ui(group="need")] = None
    need: Annotated[Text, Ui(group="need", essential=True)] = None
    actions: Annotated[Refs, refs("actions.items"), Ui(group="need", essential=True)] = ()
    goals: Annotated[Refs, refs("goals.items"), Ui(group="need")] = ()
    options: Annotated[dict[str, Option], Ui(group="price")] = Field(default_factory=dict)
    price: Annotated[Money, Ui(group="price")] = None
    price_period: Annotated[Choice, choice("price_period"), Ui(group="price")] = None
    budget_line: Annotated[Ref, ref("forecast.budget"), Ui(group="price")] = None
    within_budget: ClassVar[Computed] = Computed(Kind.FLAG, after="budget_line")
    """1 when the price of the quarter fits the budget line, 0 when not."""
    saves: Annotated[Choices, choices("saving"), Ui(group="criteria")] = ()
    """At least one is a pass of the first criterion."""
    saves_note: Annotated[Text, Ui(group="criteria")] = None
    proof: Annotated[Choice, choice("passes"), Ui(group="criteria")] = None
    proof_note: Annotated[Text, Ui(group="criteria")] = None
    dependable: Annotated[Choice, choice("passes"), Ui(group="criteria")] = None
    dependable_note: Annotated[Text, Ui(group="criteria")] = None
    support: Annotated[Choice, choice("passes"), Ui(group="criteria")] = None
    support_note: Annotated[Text, Ui(group="criteria")] = None
    community: Annotated[Choice, choice("passes"), Ui(group="criteria")] = None
    community_note: Annotated[Text, Ui(group="criteria")] = None
    fit: ClassVar[Computed] = Computed(Kind.INTEGER, after="community_note", unit="of_7")
    """Passes of the five criteria, and one each for serving a goal and for fitting the budget."""
    tracks: Annotated[Refs, refs("kpis.items"), Ui(group="use", essential=True)] = ()
    tracks_how: Annotated[Text, Ui(group="use")] = None
    status: Annotated[Choice, choice("tool_status"), Ui(group="use", essential=True)] = None
    owner: Annotated[Ref, ref("team.members"), Ui(group="use")] = None
    live_on: Annotated[Date, Ui(group="use", when=_TAKEN)] = None
    told: Annotated[Refs, refs("team.stakeholders"), Ui(group="use")] = ()


class Tools(Section):
    """The stack, and what everyone does with it every day."""

    items: Annotated[dict[str, Tool], Ui(group="tools", essential=True)] = Field(default_factory=dict)
    daily_steps: Annotated[Texts, Ui(group="daily", suggest="daily_steps")] = ()
