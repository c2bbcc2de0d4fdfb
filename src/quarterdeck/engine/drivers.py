"""What moves a forecast: each input as a number that can be read and written, in the units of the plan file.

Tornado, simulation and levers vary drivers of plain `Inputs` and run the model again: the same as setting the
input in the plan (`engine.overrides`) and reading it, without the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck.engine.forecast.inputs import Channel, Inputs
from quarterdeck.engine.forecast.revenue import first_year_value


class Driver(Struct, frozen=True):
    """One input."""

    name: str
    """As below the forecast of the plan file: `rates.win_rate_pct`."""
    unit: str
    """pct | money | months | count."""
    read: Callable[[Inputs], float | None]
    write: Callable[[Inputs, float], Inputs]
    low: float = 0.0
    high: float = inf
    """What the input can be at all."""

    def within(self, value: float) -> float:
        """The nearest value there can be."""
        return min(max(value, self.low), self.high)


RATES = ("lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate")
LAGS = ("lead_to_mql", "mql_to_sql", "sql_to_opportunity")
_REVENUE = {
    "new_mrr_per_customer": ("new_mrr_per_customer", "money"),
    "one_off_per_customer": ("one_off_per_customer", "money"),
    "order_value": ("order_value", "money"),
    "repeat_rate_pct": ("repeat_rate", "pct"),
    "monthly_churn_pct": ("churn", "pct"),
    "early_churn_pct": ("early_churn", "pct"),
    "monthly_expansion_pct": ("expansion", "pct"),
    "monthly_contraction_pct": ("contraction", "pct"),
}
_SHARES = ("churn", "early_churn", "contraction")


def drivers(inputs: Inputs) -> tuple[Driver, ...]:
    """Every driver that has a value somebody gave: what was merely assumed is nobody's estimate."""
    assumed = {note.path for note in inputs.notes}
    return tuple(
        _bounded(driver, inputs)
        for driver in (*_rates(), *_lags(), *_revenue(), *_capacity(), *_channels(inputs))
        if driver.read(inputs) is not None and f"forecast.{driver.name}" not in assumed
    )


def _bounded(driver: Driver, inputs: Inputs) -> Driver:
    """A share that is higher in some months may rise only until these reach everything."""
    shape = inputs.shapes.get(f"forecast.{driver.name}")
    most = max(shape.months) if shape is not None else 1.0
    return replace(driver, high=driver.high / most) if most > 1.0 else driver


def _rates() -> Iterator[Driver]:
    for name in RATES:
        yield _of_part(f"rates.{name}_pct", "rates", name, "pct", 100.0)


def _lags() -> Iterator[Driver]:
    for name in LAGS:
        yield _of_part(f"timing.{name}", "timing", name, "months", 60.0)


def _capacity() -> Iterator[Driver]:
    yield _of_part("capacity.revenue_per_rep", "capacity", "productivity", "money")
    yield _of_part("capacity.attrition_pct", "capacity", "attrition", "pct", 100.0)
    yield _of_part("capacity.founder_hours_per_month", "capacity", "founder_hours", "hours")


def _revenue() -> Iterator[Driver]:
    for name, (attribute, unit) in _REVENUE.items():
        high = 100.0 if attribute in _SHARES else inf
        plain = _of_part(f"revenue.{name}", "revenue", attribute, unit, high)
        yield replace(plain, write=_priced(plain.write)) if unit == "money" else plain


def _of_part(name: str, part: str, attribute: str, unit: str, high: float = inf) -> Driver:
    size = 100.0 if unit == "pct" else 1.0

    def read(inputs: Inputs) -> float | None:
        value: float | None = getattr(getattr(inputs, part), attribute)
        return None if value is None else round(value * size, 9)

    def write(inputs: Inputs, value: float) -> Inputs:
        changed = replace(getattr(inputs, part), **{attribute: value / size})
        return replace(inputs, **{part: changed})

    return Driver(name, unit, read, write, 0.0, high)


def _priced(write: Callable[[Inputs, float], Inputs]) -> Callable[[Inputs, float], Inputs]:
    """Another price makes deals of another size, and capacity is measured in money."""

    def priced(inputs: Inputs, value: float) -> Inputs:
        found = write(inputs, value)
        size = first_year_value(found.revenue) or found.capacity.deal_size
        return replace(found, capacity=replace(found.capacity, deal_size=size))

    return priced


def _channels(inputs: Inputs) -> Iterator[Driver]:
    for at, channel in enumerate(inputs.channels):
        here = f"channels.{channel.id}"
        yield Driver(f"{here}.organic_leads", "count", *_of_channel(at, "organic_leads"))
        yield Driver(f"{here}.cost_per_lead", "money", *_of_channel(at, "cost_per_lead"), low=0.001)
        yield Driver(f"{here}.spend", "money", _spend(at), _spending(at))


def _of_channel(
    at: int, attribute: str
) -> tuple[Callable[[Inputs], float | None], Callable[[Inputs, float], Inputs]]:
    def read(inputs: Inputs) -> float | None:
        value: float | None = getattr(inputs.channels[at], attribute)
        return value

    def write(inputs: Inputs, value: float) -> Inputs:
        changed: dict[str, Any] = {attribute: value}
        return _with_channel(inputs, at, replace(inputs.channels[at], **changed))

    return read, write


def _spend(at: int) -> Callable[[Inputs], float | None]:
    def read(inputs: Inputs) -> float | None:
        """Money in a month, on average."""
        flow = inputs.channels[at].spend
        return sum(flow) / len(flow) if flow else None

    return read


def _spending(at: int) -> Callable[[Inputs, float], Inputs]:
    def write(inputs: Inputs, value: float) -> Inputs:
        """The same course at another height; an even one where nothing is spent yet."""
        flow = inputs.channels[at].spend or (0.0,) * len(inputs.months)
        now = sum(flow) / len(flow)
        moved = tuple(amount * value / now for amount in flow) if now else (value,) * len(flow)
        return _with_channel(inputs, at, replace(inputs.channels[at], spend=moved))

    return write


def _with_channel(inputs: Inputs, at: int, channel: Channel) -> Inputs:
    return replace(inputs, channels=(*inputs.channels[:at], channel, *inputs.channels[at + 1 :]))
