"""The one call on real plans: whole, with answers missing, and with numbers nobody expected."""

from __future__ import annotations

import random
import tomllib
from contextlib import suppress
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.forecast.result import COLUMNS
from quarterdeck.engine.simulation.run import finish
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import answers, replace

TODAY = date(2026, 11, 22)
EXAMPLES = {
    path.name: tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    for path in sorted((files("quarterdeck.content") / "examples").iterdir(), key=lambda item: item.name)
}
ODD = [Decimal(x) for x in ("-1", "0", "1E-300", "0.001", "1", "100", "140", "1000000000000000")]


def thinned(table: Any, chance: random.Random) -> Any:
    """The same with some of its answers gone."""
    if not isinstance(table, dict):
        return table
    return {key: thinned(value, chance) for key, value in table.items() if chance.random() > 0.15}


def shaken(plan: Plan, chance: random.Random) -> Plan:
    """The same with a dozen of the forecast's numbers replaced by odd ones, where their fields take them."""
    numbers = [(path, field) for path, field, _ in answers(plan) if path[0] == "forecast" and field.is_number]
    for path, field in chance.sample(numbers, min(12, len(numbers))):
        odd = chance.choice(ODD)
        with suppress(ValidationError):
            plan = replace(plan, path, int(odd) if field.kind is Kind.INTEGER else odd)
    return plan


def plan_of(tables: dict[str, Any]) -> Plan:
    return Plan.model_validate({key: value for key, value in tables.items() if key != "schema"})


def everything_can_be_said(analysis: Analysis) -> None:
    for path, figure in analysis.computed.items():
        assert figure.known != bool(figure.reason), path
        assert figure.known or content.message(f"figures.{figure.reason}")
    for figure in analysis.forecast.reasons.values():
        assert content.message(f"figures.{figure.reason}")
    for row in (*analysis.forecast.months, *analysis.forecast.quarters):
        values = [row[column] for column in COLUMNS]
        assert all(value is None or value.is_finite() for value in values)
    for note in analysis.forecast.notes:
        assert content.message(f"figures.notes.{note.key}", place="here")
    for gap in analysis.gaps:
        assert gap.closed in (True, False, None)
    for smart in analysis.smart.values():
        for mark in smart.marks.values():
            assert mark.ok or content.message(f"smart.{mark.reason}", **mark.values)
    for finding in analysis.findings:
        assert content.message(f"checks.{finding.code}.message", place="here", **finding.values)
        assert finding.step in analysis.progress
    for page in analysis.progress.values():
        assert page.answered + len(page.open) == page.essential
    what_follows_stays_finite(analysis)


def what_follows_stays_finite(analysis: Analysis) -> None:
    for bars in analysis.tornado.values():
        assert all(end.is_finite() for bar in bars for end in (bar.at_low, bar.at_base, bar.at_high))
    assert len(analysis.ledger) == len(analysis.tornado["year"])
    for closing in analysis.closings.values():
        for lever in closing.levers:
            assert content.message(f"figures.levers.{lever.lever}")
            assert lever.needed is None or lever.needed.is_finite()
    found = finish(analysis.simulation(5))
    for note in found.notes:
        assert content.message(f"figures.notes.{note.key}", place="here")
    for band in found.year.values():
        assert band.p10 <= band.p50 <= band.p90


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_errors_and_a_full_month_table(name: str) -> None:
    analysis = analyse(plan_of(EXAMPLES[name]), TODAY)
    everything_can_be_said(analysis)
    assert [finding for finding in analysis.findings if finding.severity == "error"] == []
    assert analysis.forecast.months


@settings(max_examples=40)
@given(st.sampled_from(sorted(EXAMPLES)), st.integers(0, 10**6))
def test_any_answers_may_be_missing(name: str, seed: int) -> None:
    everything_can_be_said(analyse(plan_of(thinned(EXAMPLES[name], random.Random(seed))), TODAY))


@settings(max_examples=40)
@given(st.sampled_from(sorted(EXAMPLES)), st.integers(0, 10**6))
def test_odd_numbers_give_reasons_and_no_crash(name: str, seed: int) -> None:
    plan = shaken(plan_of(EXAMPLES[name]), random.Random(seed))
    everything_can_be_said(analyse(plan, TODAY))


def test_the_same_plan_on_the_same_day_gives_the_same_analysis() -> None:
    plan = plan_of(next(iter(EXAMPLES.values())))
    first, second = analyse(plan, TODAY), analyse(plan, TODAY)
    assert first.computed == second.computed
    assert first.findings == second.findings
    assert first.forecast == second.forecast
