"""A file is held to the limits of the models: what is read is what the models would have made of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.plan.types import MAX_LONG, MAX_TEXT, Section
from quarterdeck.store import codec, examples
from strategies import plans

SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def contents(value: Any) -> Any:
    """A plan down to its last value, with the type of each and what was answered at all."""
    if isinstance(value, Section):
        inner = {name: contents(getattr(value, name)) for name in type(value).model_fields}
        return type(value), value.model_fields_set, inner, value.model_extra
    if isinstance(value, dict):
        return {key: contents(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(contents, value))
    return type(value), value


@SLOW
@given(plans())
def test_a_plan_that_was_read_is_the_plan_the_models_make(plan: Plan) -> None:
    read = codec.loads(codec.dumps(plan), "plan.toml").plan
    assert contents(read) == contents(Plan.model_validate(codec.document(read)))


@pytest.mark.parametrize("name", examples.names())
def test_so_are_the_examples(name: str) -> None:
    read = examples.read(name).plan
    assert contents(read) == contents(Plan.model_validate(codec.document(read)))


@pytest.mark.parametrize(
    ("table", "key", "value", "says"),
    [
        ("plan", "company", "x" * (MAX_TEXT + 1), "200 characters; this has 201"),
        ("plan", "why_plan", "x" * (MAX_LONG + 1), "10000 characters"),
        ("plan", "fiscal_year_start", 13, "12 or less"),
        ("plan", "quarter", "2027-Q5", "must be a quarter"),
        ("forecast", "start", "2027-13", "must be a month"),
        ("forecast", "months", -1, "0 or more"),
        ("forecast", "revenue", {"monthly_churn_pct": Decimal("100.5")}, "100 or less"),
    ],
)
def test_a_limit_is_told_in_the_words_of_a_file(table: str, key: str, value: Any, says: str) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate({table: {key: value}})
    with pytest.raises(PlanUnreadable) as refused:
        codec.read({"schema": 1, table: {key: value}}, "", "plan.toml")
    assert says in str(refused.value)


def test_a_date_keeps_its_type() -> None:
    document = {"schema": 1, "plan": {"reviewed": date(2027, 1, 4)}}
    assert codec.read(document, "", "plan.toml")[0].plan.model_extra == {"reviewed": date(2027, 1, 4)}
