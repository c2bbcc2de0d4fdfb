"""What it costs: channels, people and tools. A cost starts with the hire, it does not ramp."""

from __future__ import annotations

from quarterdeck.engine.forecast.inputs import Cost, Inputs, Person
from quarterdeck.engine.forecast.track import Track, added, constant, lacking
from quarterdeck.plan.paths import quoted


def spend(inputs: Inputs) -> Track:
    """Programme money of the channels alone."""
    if not inputs.channels:
        return lacking("forecast.channels", reason="no_channels")
    months = len(inputs.months)
    return added([Track(channel.spend) for channel in inputs.channels if channel.spend is not None], months)


def team_cost(inputs: Inputs, wins: Track) -> Track:
    """Salaries with what comes on top from the month of hire, and commissions on what is won that month."""
    costs, months = inputs.costs, len(inputs.months)
    if not costs.people:
        return lacking("team.members")
    parts = [_pay(person, months) for person in costs.people]
    if costs.commission:
        parts.append(_commission(inputs, wins, costs.commission))
    return added(parts, months)


def tools_cost(inputs: Inputs) -> Track:
    """Prices of the tools in use."""
    if inputs.costs.tools is None:
        return lacking("tools.items")
    return added([_price(tool) for tool in inputs.costs.tools], len(inputs.months))


def _price(tool: Cost) -> Track:
    here = f"tools.items.{quoted(tool.id)}"
    return lacking(f"{here}.price", f"{here}.price_period") if tool.amount is None else Track(tool.amount)


def _pay(person: Person, months: int) -> Track:
    cost = person.monthly_cost
    if cost is None:
        return lacking(f"team.members.{quoted(person.id)}.monthly_salary")
    first = person.hired or 0
    last = months if person.left is None else person.left
    return Track(tuple(cost if first <= month < last else 0.0 for month in range(months)))


def _commission(inputs: Inputs, wins: Track, rate: float) -> Track:
    size = inputs.capacity.deal_size
    if not wins.known or size is None:
        return wins if not wins.known else lacking("forecast.revenue.new_mrr_per_customer")
    return Track(tuple(won * size * rate for won in wins.values)) if size else constant(0.0, len(wins.values))
