"""From values to places: the ends of an axis, and round numbers to write on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.style import Style
from quarterdeck.report.document import Chart, Tick

PARTS = 4
"""An axis has about so many steps."""
CLOSE = Decimal("0.7")
"""Values that all lie above this share of the highest one are looked at from nearby, not from zero."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
SHORT = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"), (Decimal(10) ** 3, "thousand"))
_TENTH = Decimal("0.1")


class Scale(Struct, frozen=True):
    """Where values lie between two ends."""

    low: Decimal
    high: Decimal

    def share(self, value: Decimal) -> float:
        """0 at the low end, 1 at the high end, and never beyond them."""
        return min(max(float((value - self.low) / (self.high - self.low)), 0.0), 1.0)


def scale_of(chart: Chart) -> Scale | None:
    """By the chart's axis, else by its values; None where there is nothing to be drawn."""
    found = values(chart)
    if not found:
        return None
    if len(chart.axis) > 1 and chart.axis[0].value < chart.axis[-1].value:
        return Scale(chart.axis[0].value, chart.axis[-1].value)
    low, high = min(*found, Decimal(0)), max(*found, Decimal(0))
    return Scale(low, high if low < high else low + 1)


def values(chart: Chart) -> list[Decimal]:
    """Every known value of a chart."""
    return [value for series in chart.series for value in series.values if value is not None]


def axis(found: Iterable[Decimal | None], write: Callable[[Decimal], str]) -> tuple[Tick, ...]:
    """Round numbers around all values; from zero on, unless the values lie close together far from it."""
    known = [value for value in found if value is not None]
    if not known:
        return ()
    low, high = min(known), max(known)
    near = low < high and low > 0 and low > high * CLOSE
    low = low - (high - low) / 2 if near else min(low, Decimal(0))
    high = max(high, Decimal(0)) if low < high or high > 0 else low + 1
    step = _step((high - low) / PARTS if high > low else abs(high) or Decimal(1))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    places = [step * (first + at) for at in range(int(last - first) + 1)]
    return tuple(Tick(place, write(place)) for place in places)


def begun(places: Sequence[Tick], sentence: str) -> str:
    """`sentence`, and where bars begin if not at zero: half as long is not half as much then."""
    if not places or places[0].value <= 0:
        return sentence
    return f"{sentence} {content.say('report.chart.begun', start=places[0].text)}"


def _step(size: Decimal) -> Decimal:
    """The first round number that is not smaller."""
    unit = Decimal(1).scaleb(size.adjusted())
    return next(unit * step for step in STEPS if unit * step >= size)


def short(value: Decimal, style: Style) -> str:
    """A number in little room: `72.5k`, `4.2M`. Only for axes: a figure is never rounded like that."""
    for size, name in SHORT:
        if abs(value) >= size:
            number = fmt.amount((value / size).quantize(_TENTH).normalize() + 0, style)
            return content.say(f"report.short.{name}", number=number)
    return fmt.amount(value.normalize() + 0, style)
