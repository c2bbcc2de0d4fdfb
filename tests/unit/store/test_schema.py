from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.store import codec, examples
from quarterdeck.store.schema import json_schema
from strategies import plans


def plain(value: Any) -> Any:
    """As an editor's TOML checker sees it: dates are strings."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


CHECKER = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def refused(text: str) -> list[str]:
    return [error.json_path for error in CHECKER.iter_errors(plain(tomllib.loads(text)))]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(plans())
def test_what_the_program_writes_is_accepted_but_for_answers_of_tomorrow(plan: Plan) -> None:
    document = plain(tomllib.loads(codec.dumps(plan).decode()))
    assert not [error for error in CHECKER.iter_errors(document) if error.validator != "enum"]


@pytest.mark.parametrize("name", examples.names())
def test_the_examples_are_accepted(name: str) -> None:
    assert refused(examples.source(name).decode()) == []
    assert not examples.read(name).notes


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("schema = 2", "$.schema"),
        ("plan = 3", "$.plan"),
        ("[plan]\ncompany = 3", "$.plan.company"),
        ("[plan]\nsubscription = 'yes'", "$.plan.subscription"),
        ("[plan]\nquarter = '2027-1'", "$.plan.quarter"),
        ("[plan]\nmaturity = 'old'", "$.plan.maturity"),
        ("[plan]\nnext_review = 'soon'", "$.plan.next_review"),
        ("[plan]\nreaders = 'team'", "$.plan.readers"),
        ("[forecast.rates]\nwin_rate_pct = 140", "$.forecast.rates.win_rate_pct"),
        ("[forecast.channels.a]\nspend = ['1']", "$.forecast.channels.a.spend"),
        ("[goals.items]\na = 1", "$.goals.items.a"),
    ],
)
def test_wrong_types_are_refused_where_they_stand(text: str, path: str) -> None:
    assert refused(text) == [path]


def test_words_are_put_in_by_whoever_knows_them() -> None:
    def describe(path: Path) -> dict[str, Any]:
        return {"title": " ".join(path)}

    found = json_schema(describe)
    assert found["title"] == ""
    goal = found["properties"]["goals"]["properties"]["items"]["additionalProperties"]["properties"]["owner"]
    assert goal["title"] == "goals items owner"
