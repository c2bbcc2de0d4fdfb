"""The whole simulation in small steps, so that a screen stays alive between them."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Mapping, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct, field

from quarterdeck.engine.counts import Beta
from quarterdeck.engine.drivers import Driver
from quarterdeck.engine.figures import lacking
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.forecast.result import STOCKS
from quarterdeck.engine.outlook import FLOWS
from quarterdeck.engine.simulation.aims import Aim
from quarterdeck.engine.simulation.block import Runs, Table, simulate
from quarterdeck.engine.simulation.dice import Dice
from quarterdeck.engine.simulation.draws import Uncertain, draw, uncertain
from quarterdeck.engine.simulation.result import Band, Chance, Simulation, band, probability
from quarterdeck.engine.tornado import Range
from quarterdeck.plan.calendar import quarter_of

RUNS, FEW_RUNS, SEED = 2000, 500, 1
MOST_RUNS = 100_000
BLOCKS = 50
"""Inputs that change lags, leads or capacity are drawn so many times; all others once per run."""
_LARGEST_BLOCK = 100
SHOWN = ("leads", "opportunities", "wins")
"""Stages of the funnel that are always told; the others where a goal asks for them."""
YEAR = 12

Span = tuple[int, int]
"""Months of the grid: the first one, and the first one behind."""
Bands = dict[tuple[str, Span], Band]
"""By column and span of months."""
Steps = Generator[float, None, Simulation]
"""Yields the share that is done; returns what came of it."""


class _Book(Struct):
    """Values of all runs so far, by column and span of months."""

    spans: Sequence[Span]
    values: dict[tuple[str, Span], array[float]] = field(default_factory=dict)
    reached: dict[int, int | None] = field(default_factory=dict)

    def enter(self, table: Table) -> None:
        """Adds the runs of a block."""
        for column, months in table.items():
            for span in self.spans:
                rolled = _rolled(column, months, span)
                self.values.setdefault((column, span), array("d")).extend(rolled)

    def judge(self, aims: Sequence[Aim], table: Table, drawn: Mapping[str, Runs], count: int) -> None:
        """Counts the runs of a block that reach each aim; None where the simulation cannot tell."""
        for at, aim in enumerate(aims):
            values = aim.values(partial(_over, table, aim.span), drawn, count)
            before = self.reached.get(at, 0)
            known = values is not None and before is not None
            self.reached[at] = (before or 0) + sum(map(aim.reached, values or ())) if known else None


def steps(
    inputs: Inputs,
    ranges: Mapping[str, Range],
    runs: int = RUNS,
    seed: int = SEED,
    aims: Sequence[Aim] = (),
    betas: Mapping[str, Beta] | None = None,
) -> Steps:
    """Runs the forecast so often, a few milliseconds at a time."""
    if not inputs.months:
        return Simulation(runs, seed, reason="no_start")
    dice = Dice(seed)
    items, notes = uncertain(inputs, ranges, betas)
    market = dice.shuffled(dice.normals(runs))
    drawn = yield from _drawn(items, market, dice)
    slow = [item for item in items if item.driver.name not in drawn]
    size = max(1, min(_LARGEST_BLOCK, -(-runs // BLOCKS)))
    starts = range(0, runs, size)
    wanted = {*SHOWN, *(FLOWS[aim.catalogue] for aim in aims if aim.catalogue in FLOWS)}
    rare = {item.driver.name: draw(item, dice.normals(len(starts)), dice) for item in slow}
    quarters = _quarters(inputs)
    book = _Book([*_months(inputs), *quarters.values(), (0, min(YEAR, len(inputs.months)))])
    for at, start in enumerate(starts):
        part = {name: values[start : start + size] for name, values in drawn.items()}
        count = min(size, runs - start)
        table = simulate(_moved(inputs, slow, rare, at), part, count, dice, wanted)
        book.enter(table)
        book.judge(aims, table, part, count)
        yield (at + 1) / (len(starts) + 1)
    bands = yield from _bands(book)
    return Simulation(
        runs,
        seed,
        {month: _of(bands, span) for month, span in zip(inputs.months, _months(inputs), strict=True)},
        {quarter: _of(bands, span) for quarter, span in quarters.items()},
        _of(bands, book.spans[-1]),
        tuple(_chance(aim, book.reached.get(at), runs) for at, aim in enumerate(aims)),
        tuple(item.driver.name for item in items),
        notes,
    )


def _drawn(
    items: Sequence[Uncertain], market: list[float], dice: Dice
) -> Generator[float, None, dict[str, Runs]]:
    """What the block takes run by run, in the model's own units."""
    drawn: dict[str, Runs] = {}
    for item in items:
        if _by_run(item.driver):
            size = 100.0 if item.driver.unit == "pct" else 1.0
            drawn[item.driver.name] = [value / size for value in draw(item, market, dice)]
            yield 0.0
    return drawn


def _bands(book: _Book) -> Generator[float, None, Bands]:
    bands: Bands = {}
    for key, values in book.values.items():
        found = band(values)
        if found is not None:
            bands[key] = found
        yield 1.0
    return bands


def finish(running: Steps) -> Simulation:
    """All steps at once."""
    while True:
        try:
            next(running)
        except StopIteration as done:
            found: Simulation = done.value
            return found


def _by_run(driver: Driver) -> bool:
    """Whether the block takes it run by run: rates and what becomes of wins."""
    return driver.name.startswith(("rates.", "revenue."))


def _moved(inputs: Inputs, slow: Sequence[Uncertain], drawn: Mapping[str, Runs], at: int) -> Inputs:
    for item in slow:
        inputs = item.driver.write(inputs, drawn[item.driver.name][at])
    return inputs


def _months(inputs: Inputs) -> list[Span]:
    return [(at, at + 1) for at in range(len(inputs.months))]


def _quarters(inputs: Inputs) -> dict[str, Span]:
    groups = groupby(range(len(inputs.months)), lambda at: quarter_of(inputs.months[at], inputs.fiscal_start))
    return {quarter: ((months := [*group])[0], months[-1] + 1) for quarter, group in groups}


def _over(table: Table, span: Span, column: str) -> Runs | None:
    return _rolled(column, table[column], span) if column in table else None


def _rolled(column: str, months: list[Runs], span: Span) -> Runs:
    """The last month's of a level, the sum of a flow."""
    first, behind = span
    if column in STOCKS or behind - first == 1:
        return months[behind - 1]
    return list(map(sum, zip(*months[first:behind], strict=True)))


def _of(bands: Bands, span: Span) -> dict[str, Band]:
    return {column: found for (column, where), found in bands.items() if where == span}


def _chance(aim: Aim, reached: int | None, runs: int) -> Chance:
    figure = lacking(reason="not_in_forecast") if reached is None else probability(reached, runs)
    return Chance(aim.goal, aim.kpi, figure)
