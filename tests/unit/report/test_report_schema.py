"""The documented form of the report as data, held against what is really written."""

from __future__ import annotations

import json

import jsonschema
import pytest
from report_kit import EXAMPLES, TODAY, example, plan_of
from test_odd_plans import MAKERS

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report import formats

SCHEMA = content.report_schema()
CHECKER = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def faults(plan: Plan, analysis: Analysis) -> list[str]:
    written = json.loads(formats.written(plan, analysis, "json"))
    return [f"{error.json_path}: {error.message}" for error in CHECKER.iter_errors(written)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_report_of_an_example_is_as_documented(name: str) -> None:
    assert faults(*example(name)) == []


@pytest.mark.parametrize("name", MAKERS)
def test_the_report_of_an_odd_plan_is_as_documented(name: str) -> None:
    plan = MAKERS[name]()
    assert faults(plan, analyse(plan, TODAY)) == []


def test_a_key_that_is_not_documented_would_be_noticed() -> None:
    plan = plan_of()
    written = json.loads(formats.written(plan, analyse(plan, TODAY), "json"))
    written["forecast"]["year"]["leeds"] = 1
    assert not CHECKER.is_valid(written)
