"""Every computed field of every model: one function each, registered under its path without row ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from quarterdeck.engine.computed import actions, forecast, gaps, goals, kpis, reviews, situation, team, tools
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.paths import dotted
from quarterdeck.plan.types import Section

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

FORMULAS: dict[str, Formula] = {
    **situation.FORMULAS,
    **goals.FORMULAS,
    **kpis.FORMULAS,
    **forecast.FORMULAS,
    **gaps.FORMULAS,
    **team.FORMULAS,
    **actions.FORMULAS,
    **tools.FORMULAS,
    **reviews.FORMULAS,
}
"""Path of the field, without row ids and with dots, to its function."""


def returns(analysis: Analysis) -> dict[str, Figure]:
    """The return of each of last year's activities, in percent."""
    table = ("situation", "channel_results")
    rows = analysis.plan.situation.channel_results.items()
    return {row_id: situation.return_pct(row, dotted((*table, row_id)), analysis) for row_id, row in rows}


def prices(analysis: Analysis) -> dict[str, Figure]:
    """What the tools on each budget line cost together in a quarter."""
    return tools.prices(analysis)


def budgets(analysis: Analysis) -> dict[str, Figure]:
    """The quarter's money for the item of each budget line."""
    return tools.budgets(analysis)


def compute(analysis: Analysis) -> dict[Path, Figure]:
    """The figure of every computed field there is a row or group for, by full path."""
    return dict(_below(analysis, analysis.plan, (), ""))


def _below(analysis: Analysis, node: Section, at: Path, pattern: str) -> Iterator[tuple[Path, Figure]]:
    here = dotted(at)
    for field in _computing(type(node)):
        path, place = (*at, field.name), f"{pattern}{field.name}"
        if field.kind is Kind.COMPUTED:
            yield path, FORMULAS[place](node, here, analysis)
        elif field.kind is Kind.ROWS:
            for row_id, row in getattr(node, field.name).items():
                yield from _below(analysis, row, (*path, row_id), f"{place}.")
        else:
            yield from _below(analysis, getattr(node, field.name), path, f"{place}.")


@cache
def _computing(model: type[Section]) -> tuple[Field, ...]:
    """The computed fields of a model, and the tables and groups that have some below them."""
    return tuple(
        field
        for field in fields_of(model)
        if field.kind is Kind.COMPUTED or (field.model is not None and _computing(field.model))
    )
