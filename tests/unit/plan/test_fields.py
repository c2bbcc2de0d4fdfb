"""What the declarations of a model say about its fields."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import Field as Default

from quarterdeck.plan.choices import Choice, Ref, choice, ref
from quarterdeck.plan.declare import ESTABLISHED, Computed, Kind, Ui
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, field_of, fields_of, walk
from quarterdeck.plan.types import Money, Row, Section, Share, Text


class Stall(Row):
    name: Annotated[Text, Ui(essential=True)] = None
    owner: Annotated[Ref, ref("team.members"), Ui()] = None


class Rates(Section):
    win_rate_pct: Annotated[Share, Ui()] = None


class Market(Section):
    mood: Annotated[Choice, choice("sentiment"), Ui(group="mood", essential=True)] = None
    spend: Annotated[Money, Ui(group="money", when=ESTABLISHED, unit="a_year")] = None
    stalls: Annotated[dict[str, Stall], Ui(group="stalls")] = Default(default_factory=dict)
    rates: Annotated[Rates, Ui(group="rates")] = Default(default_factory=Rates)

    cost_per_stall: ClassVar[Computed] = Computed(Kind.MONEY, after="spend", when=ESTABLISHED)


def test_fields_come_in_the_order_of_their_declaration_computed_ones_behind_what_they_follow() -> None:
    assert [field.name for field in fields_of(Market)] == [
        "mood",
        "spend",
        "cost_per_stall",
        "stalls",
        "rates",
    ]


def test_a_declaration_carries_kind_answers_and_place_on_the_form() -> None:
    mood, spend = fields_of(Market)[:2]
    assert (mood.kind, mood.answer.list_name, mood.ui.essential) == (Kind.CHOICE, "sentiment", True)
    assert mood.answer.choices == ("negative", "neutral", "positive")
    assert (spend.ui.group, spend.ui.unit, spend.ui.when) == ("money", "a_year", ESTABLISHED)


def test_a_computed_figure_stands_in_the_group_of_the_field_it_follows_but_is_never_asked_for() -> None:
    cost = field_of(Market, "cost_per_stall")
    assert cost is not None
    assert (cost.kind, cost.answer.kind, cost.ui.group) == (Kind.COMPUTED, Kind.MONEY, "money")
    assert not cost.ui.essential
    assert "cost_per_stall" not in Market.model_fields


def test_tables_of_rows_and_nested_tables_are_told_apart() -> None:
    stalls, rates = field_of(Market, "stalls"), field_of(Market, "rates")
    assert stalls is not None
    assert rates is not None
    assert (stalls.kind, stalls.model) == (Kind.ROWS, Stall)
    assert (rates.kind, rates.model) == (Kind.GROUP, Rates)


def test_walking_enters_rows_and_nested_tables_without_ids() -> None:
    paths = [path for path, _ in walk(Market)]
    assert paths == [
        ("mood",),
        ("spend",),
        ("cost_per_stall",),
        ("stalls",),
        ("stalls", "name"),
        ("stalls", "owner"),
        ("rates",),
        ("rates", "win_rate_pct"),
    ]


def test_an_unknown_name_has_no_declaration() -> None:
    assert field_of(Market, "weather") is None


def test_a_field_without_a_kind_of_answer_is_a_mistake_of_ours() -> None:
    class Careless(Section):
        note: str | None = None

    with pytest.raises(TypeError, match="note"):
        fields_of(Careless)


ROWS = [(path, field) for path, field in walk(Plan) if field.kind is Kind.ROWS]


@pytest.mark.parametrize(("path", "field"), ROWS, ids=[".".join(path) for path, _ in ROWS])
def test_the_first_field_of_every_row_can_name_it(path: Path, field: Field) -> None:
    assert field.model is not None
    assert fields_of(field.model)[0].kind not in (Kind.ROWS, Kind.GROUP, Kind.COMPUTED, Kind.LONG)


def test_percentages_and_only_percentages_say_so_in_their_name() -> None:
    strays = [
        ".".join(path)
        for path, field in walk(Plan)
        if (Kind.PERCENT in (field.kind, field.answer.kind)) != field.name.endswith("_pct")
        and field.kind not in (Kind.NUMBERS, Kind.SERIES, Kind.TARGET)
    ]
    assert strays == []


def test_every_condition_asks_for_an_answer_that_exists() -> None:
    everything = {".".join(path) for path, _ in walk(Plan)}
    lost = {
        ".".join(path): field.ui.when.path
        for path, field in walk(Plan)
        if field.ui.when
        and field.ui.when.path not in everything
        and ".".join((*path[:-1], field.ui.when.path)) not in everything
    }
    assert lost == {}


def test_every_reference_points_at_rows_that_exist() -> None:
    tables = {".".join(path) for path, field in walk(Plan) if field.kind is Kind.ROWS}
    lost = {
        ".".join(path): field.answer.of
        for path, field in walk(Plan)
        for place in field.answer.of.split("|")
        if place and place not in tables
    }
    assert lost == {}
