"""What the forecast is computed from: plain numbers, rates as fractions, None where nothing is known.

The names are those of the plan file's `[forecast]` table without `_pct`; `engine.inputs` reads them from a
plan and converts percent once. Everything that varies a forecast (scenarios, simulation, levers) makes
another `Inputs` and runs it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

Flow = tuple[float, ...]
"""One number for every month of the grid."""
Came = tuple[float | None, ...]
"""What every month of the grid really brought; None where it is not over, or not known."""


class Channel(Struct, frozen=True):
    """A source of leads."""

    id: str
    organic_leads: float | None = None
    """A month, without spend."""
    spend: Flow | None = None
    """Programme money, month by month."""
    cost_per_lead: float | None = None
    reference_spend: float | None = None
    """The monthly spend at which `cost_per_lead` was measured; None: it holds at any spend."""
    saturation: float = 1.0
    """Exponent β ≤ 1: what twice the money brings is 2^β as many leads."""
    growth: float = 0.0
    """Of the organic leads, a month."""


class Line(Struct, frozen=True):
    """Revenue that is not one product at one price: units times price, month by month."""

    id: str
    units: Flow | None = None
    """Those that bring money: of free and paying users the paying ones."""
    price: Flow | None = None
    """For what a unit brings in a month; of a yearly price the twelfth."""
    months: int = 1
    """Over how many months a sale is earned: 12 where a year is paid for in advance."""
    sold_before: tuple[float, ...] = ()
    """Units sold in the months before the start, the latest first, that are still being earned."""
    answers: tuple[str, str] = ("units", "price")
    """The two answers it is made of, by their names in the plan."""


class Rates(Struct, frozen=True):
    """Shares of a cohort that ever reach the next stage."""

    visit_to_lead: float | None = None
    lead_to_mql: float | None = None
    mql_to_sql: float | None = None
    sql_to_opportunity: float | None = None
    win_rate: float | None = None


class Timing(Struct, frozen=True):
    """Months between stages, and when the opportunities that will be won are won."""

    lead_to_mql: float = 0.0
    mql_to_sql: float = 0.0
    sql_to_opportunity: float = 0.0
    close_curve: tuple[float, ...] = (1.0,)
    """Shares of eventual wins by months after the opportunity was created; they sum to 1."""


class Opening(Struct, frozen=True):
    """What is already there when the forecast starts. Histories run backwards: the latest month first."""

    customers: float | None = None
    mrr: float | None = None
    leads_created: tuple[float, ...] = ()
    mqls_created: tuple[float, ...] = ()
    sqls_created: tuple[float, ...] = ()
    opportunities_created: tuple[float, ...] = ()


class Revenue(Struct, frozen=True):
    """What a win brings, and what becomes of the customers there are."""

    recurring: bool = True
    one_off: bool = False
    new_mrr_per_customer: float | None = None
    one_off_per_customer: float | None = None
    """Of the first purchase, or the set-up."""
    order_value: float | None = None
    """Of a repeat order, and of the first one where `one_off_per_customer` is not known."""
    repeat_rate: float = 0.0
    """Repeat orders a month as a share of the customers at its start."""
    churn: float | None = None
    early_churn: float | None = None
    """In each of the first three months after the win; None: as at any other time."""
    expansion: float = 0.0
    contraction: float = 0.0
    gross_margin: float | None = None


class Rep(Struct, frozen=True):
    """Somebody who sells. Months are counted from the start of the forecast; before it they are negative."""

    id: str
    hired: int | None = None
    """First month; None: long enough ago to be fully ramped."""
    left: int | None = None
    """First month in which the person is gone."""
    count: float = 1.0
    """How many such people; a part of one works a part of the time."""


class Capacity(Struct, frozen=True):
    """How many deals can be worked. Without reps and founder hours there is no limit."""

    reps: tuple[Rep, ...] = ()
    ramp: tuple[float, ...] = ()
    """Productivity in the 1st, 2nd … month of tenure as a share of full; 1 afterwards."""
    productivity: float | None = None
    """Revenue a fully ramped rep wins in a year."""
    deal_size: float | None = None
    """First-year revenue of a deal, by which productivity becomes deals."""
    attrition: float = 0.0
    """Share of reps that leaves in a year."""
    vacancy: float = 0.0
    """Months until a leaver is replaced."""
    founder_hours: float | None = None
    """Hours a month the founders can sell, where there are no reps."""
    hours_per_deal: float | None = None
    survival: float = 0.5
    """Share of the deals that have to wait which is still there a month later."""


class Person(Struct, frozen=True):
    """Somebody who is paid: months as in `Rep`, monthly cost with everything on top."""

    id: str
    monthly_cost: float | None = None
    hired: int | None = None
    left: int | None = None


class Cost(Struct, frozen=True):
    """Money a tool costs, month by month."""

    id: str
    amount: Flow | None = None


class Costs(Struct, frozen=True):
    """What the team and the tools cost."""

    people: tuple[Person, ...] = ()
    commission: float | None = None
    """Share of the first-year value of what is won."""
    tools: tuple[Cost, ...] | None = None
    """None: nobody has said which tools there are."""


class Note(Struct, frozen=True):
    """A default that was used, or something that was left out, so that nothing happens silently."""

    key: str
    """A key under `notes` of `messages/figures.json`."""
    path: str = ""
    """The dotted path of the field that would settle it."""


class Shape(Struct, frozen=True):
    """How an input differs by month from the number it stands as: factors, 1 where it is that number."""

    months: Flow
    before: float = 1.0
    """The factor before the start of the grid."""


class Inputs(Struct, frozen=True):
    """Everything a forecast is computed from."""

    months: tuple[str, ...]
    """The grid: `("2027-01", …)`."""
    fiscal_start: int = 1
    channels: tuple[Channel, ...] = ()
    lead_factor: float = 1.0
    """Multiplies the leads of every channel: 0 leaves what is under way already, 2 asks for twice as many."""
    seasonality: tuple[float, ...] = (1.0,) * 12
    """January to December, mean 1."""
    rates: Rates = field(default_factory=Rates)
    timing: Timing = field(default_factory=Timing)
    opening: Opening = field(default_factory=Opening)
    revenue: Revenue = field(default_factory=Revenue)
    lines: tuple[Line, ...] = ()
    capacity: Capacity = field(default_factory=Capacity)
    costs: Costs = field(default_factory=Costs)
    came: Mapping[str, Came] = field(default_factory=dict)
    """By column of the month table: results that stand in place of what the model expects. All that follows
    goes on from them. Empty for the plan as it was made."""
    notes: tuple[Note, ...] = ()
    impossible: frozenset[str] = frozenset()
    """Dotted paths of answers that cannot be, such as a share of 140 %; they count as no data."""
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    """By dotted path, inputs that a scenario changes for some months only."""

    def by_month(self, path: str, value: float) -> Flow:
        """An input in every month of the grid."""
        shape = self.shapes.get(path)
        return (value,) * len(self.months) if shape is None else tuple(value * size for size in shape.months)


def shortened(inputs: Inputs, months: int) -> Inputs:
    """The same for the first `months` of its grid: nothing of a month follows from a later one."""

    def cut(flow: Flow | None) -> Flow | None:
        return None if flow is None else flow[:months]

    tools = inputs.costs.tools
    kept = None if tools is None else tuple(replace(cost, amount=cut(cost.amount)) for cost in tools)
    return replace(
        inputs,
        months=inputs.months[:months],
        channels=tuple(replace(channel, spend=cut(channel.spend)) for channel in inputs.channels),
        lines=tuple(replace(line, units=cut(line.units), price=cut(line.price)) for line in inputs.lines),
        costs=replace(inputs.costs, tools=kept),
        came={column: came[:months] for column, came in inputs.came.items()},
        shapes={path: replace(shape, months=shape.months[:months]) for path, shape in inputs.shapes.items()},
    )
