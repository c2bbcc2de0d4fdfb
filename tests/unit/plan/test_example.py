"""Examples are written as the plan writes its numbers, and read back as what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from quarterdeck import content
from quarterdeck.plan.document import Plan
from quarterdeck.plan.example import example_in
from quarterdeck.plan.fields import walk
from quarterdeck.plan.parse import Problem, read
from quarterdeck.plan.style import NUMBER_STYLES, style_of

TODAY = date(2026, 11, 22)


def plan_in(number_style: str) -> Plan:
    cover = {"number_style": number_style} if number_style else {}
    return Plan.model_validate({"plan": {"currency": "EUR", **cover}})


@pytest.mark.parametrize("number_style", ["", *NUMBER_STYLES])
def test_every_example_means_the_same_in_every_number_style(number_style: str) -> None:
    meant, style = (style_of(plan_in(name), TODAY) for name in ("comma_dot", number_style))
    for path, field in walk(Plan):
        example = content.field_words(path).example
        if not example:
            continue
        expected = read(field, example, meant)
        if not isinstance(expected, Problem):
            shown = example_in(style, field, example)
            answer = read(field, shown, style)
            assert not isinstance(answer, Problem), (path, shown)
            assert answer.value == expected.value, (path, shown)


def test_an_amount_is_shown_with_the_marks_of_the_plan() -> None:
    spend = next(field for path, field in walk(Plan) if path == ("situation", "review_spend"))
    assert example_in(style_of(plan_in("dot_comma"), TODAY), spend, "96,000") == "96.000"
    assert example_in(style_of(plan_in(""), TODAY), spend, "96,000") == "96000"
