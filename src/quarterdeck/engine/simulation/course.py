"""What lags make of leads and of what is under way, with every rate at 1: the part no rate changes.

An opportunity of a month comes from leads of the months before, or from leads, MQLs and SQLs that were there
when the forecast began. Each of these parts takes other rates on its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import mul

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Came, Flow, Inputs, Shape
from quarterdeck.engine.forecast.kernels import lag_kernel, spread
from quarterdeck.engine.forecast.leads import leads

STAGES = ("leads", "mqls", "sqls", "opportunities", "wins")
RATES = ("lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate")


class Part(Struct, frozen=True):
    """What reaches a stage from one place."""

    source: int
    """Index of the stage it starts from."""
    means: Flow
    """Per month, all rates at 1."""
    squares: Flow
    """Σ n·k²: what known counts take off the variance, per squared rate. Zero for leads yet to come."""


def stages(inputs: Inputs) -> tuple[tuple[Part, ...], ...]:
    """The parts of every stage, in the order of `STAGES`; none at all where leads are not known."""
    first = leads(inputs)
    if not first.known:
        return ()
    timing, opening = inputs.timing, inputs.opening
    lags = (timing.lead_to_mql, timing.mql_to_sql, timing.sql_to_opportunity)
    kernels = [*map(lag_kernel, lags), timing.close_curve]
    histories = (
        opening.leads_created,
        opening.mqls_created,
        opening.sqls_created,
        opening.opportunities_created,
    )
    nothing = (0.0,) * len(inputs.months)
    ways = [
        Way(kernel, inputs.shapes.get(f"forecast.rates.{rate}_pct"))
        for kernel, rate in zip(kernels, RATES, strict=True)
    ]
    still_open = [_open(inputs.came.get(stage)) for stage in STAGES]
    ahead = _masked(first.values, still_open[0])
    found: list[list[Part]] = [[Part(0, ahead, nothing)], [], [], [], []]
    for stage, way in enumerate(ways, start=1):
        ahead = _masked(way.on(ahead), still_open[stage])
        found[stage].append(Part(0, ahead, nothing))
    for source, history in enumerate(histories):
        cohorts = [
            (number, ways[source].on(nothing, (0.0,) * age + (1.0,)))
            for age, number in enumerate(history)
            if number
        ]
        cohorts += _counted(inputs.came.get(STAGES[source], ()), ways[source])
        for stage, part in _of_cohorts(source, cohorts, ways, still_open):
            found[stage].append(part)
    return tuple(map(tuple, found))


def _open(came: Came | None) -> Flow | None:
    """1 in months that are still to come, 0 where the count is known; None where none is."""
    return None if came is None else tuple(1.0 if count is None else 0.0 for count in came)


def _masked(arrived: Flow, still_open: Flow | None) -> Flow:
    """Only what arrives in months that are not counted yet: the count itself stands for the others."""
    return arrived if still_open is None else tuple(map(mul, arrived, still_open))


def _counted(came: Came, way: Way) -> list[tuple[float, Flow]]:
    """Counts of months of the grid that are over, each with what becomes of one of them."""
    return [
        (count, way.on(tuple(float(at == month) for at in range(len(came)))))
        for month, count in enumerate(came)
        if count
    ]


class Way(Struct, frozen=True):
    """From one stage to the next: how long it takes, and in which months its rate is another one."""

    kernel: Flow
    shape: Shape | None

    def on(self, entered: Flow, history: Flow = ()) -> Flow:
        """What comes out of those who entered."""
        if self.shape is not None:
            entered = tuple(map(mul, entered, self.shape.months))
            history = tuple(self.shape.before * number for number in history)
        return spread(entered, self.kernel, history)


def _of_cohorts(
    source: int, cohorts: list[tuple[float, Flow]], ways: list[Way], still_open: list[Flow | None]
) -> Iterator[tuple[int, Part]]:
    """What comes of known counts, stage by stage: those from before the start, those of months that are over.

    Whoever moved on in a month that was counted is in the next stage's count, so only what moves on after it
    is followed.
    """
    for stage in range(source + 1, len(STAGES)):
        if stage > source + 1:
            cohorts = [(number, ways[stage - 1].on(arrived)) for number, arrived in cohorts]
        cohorts = [(number, _masked(arrived, still_open[stage])) for number, arrived in cohorts]
        if cohorts:
            weights = [*zip(*(arrived for _, arrived in cohorts), strict=True)]
            numbers = [number for number, _ in cohorts]
            means = tuple(sum(map(mul, numbers, month)) for month in weights)
            squares = tuple(sum(map(mul, numbers, map(mul, month, month))) for month in weights)
            yield stage, Part(source, means, squares)
