"""Revenue lines read for the forecast: whatever a line earns by, it becomes units times price by month.

Sold by the piece, so much a month or a year for each that is there, a year paid in advance, a percentage of
what passes through; with free units beside paying ones, and another price from some month on.
"""

from __future__ import annotations

from quarterdeck.engine.forecast.inputs import Flow, Line
from quarterdeck.engine.reader import Reader
from quarterdeck.plan import lines as declared
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.paths import quoted

YEAR = 12
_STEEPEST = 1000.0


def lines(source: Forecast, grid: tuple[str, ...], reader: Reader) -> tuple[Line, ...]:
    """Every line of the plan."""
    return tuple(
        _line(row_id, row, grid, reader, f"forecast.lines.{quoted(row_id)}")
        for row_id, row in source.lines.items()
    )


def _line(row_id: str, row: declared.Line, grid: tuple[str, ...], reader: Reader, here: str) -> Line:
    if row.kind == "volume":
        passes = reader.flow(row.volume, len(grid), f"{here}.volume")
        fee = reader.share(row.fee_pct, f"{here}.fee_pct")
        kept = None if fee is None else (fee,) * len(grid)
        return Line(row_id, _growing(passes, row, reader, here), kept, answers=("volume", "fee_pct"))
    units = _growing(reader.flow(row.units, len(grid), f"{here}.units"), row, reader, here)
    paying = reader.share(row.paying_pct, f"{here}.paying_pct")
    if units is not None and row.paying_pct is not None:
        units = None if paying is None else tuple(number * paying for number in units)
    prepaid = row.kind == "prepaid"
    before = reader.numbers(row.sold_before, f"{here}.sold_before") if prepaid else ()
    if prepaid and "sold_before" not in row.model_fields_set:
        reader.note("nothing_prepaid", f"{here}.sold_before")
    price = _price(row, grid, reader, here)
    if row.kind == "yearly" and price is not None:
        price = tuple(amount / YEAR for amount in price)
    shared = tuple(number * (1.0 if paying is None else paying) for number in before)
    return Line(row_id, units, price, YEAR if prepaid else 1, shared)


def _growing(units: Flow | None, row: declared.Line, reader: Reader, here: str) -> Flow | None:
    """One number for all months grows; a list says itself what each month has."""
    growth = reader.share(row.growth_pct, f"{here}.growth_pct", -100.0, _STEEPEST)
    listed = row.volume if row.kind == "volume" else row.units
    if units is None or not growth or isinstance(listed, tuple):
        return units
    return tuple(number * (1.0 + growth) ** month for month, number in enumerate(units))


def _price(row: declared.Line, grid: tuple[str, ...], reader: Reader, here: str) -> Flow | None:
    price = reader.flow(row.price, len(grid), f"{here}.price")
    later = reader.number(row.later_price, f"{here}.later_price")
    if later is None or row.later_from is None:
        return price
    if price is None:
        reader.note("free_until", f"{here}.price")
        price = (0.0,) * len(grid)
    first = row.later_from
    return tuple(later if month >= first else amount for month, amount in zip(grid, price, strict=True))
