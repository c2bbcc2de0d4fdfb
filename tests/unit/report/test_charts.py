"""Charts fit whatever room there is, bear whatever values there are, and say the same without colour."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from quarterdeck.report.charts import draw
from quarterdeck.report.charts.scale import axis
from quarterdeck.report.charts.spark import spark
from quarterdeck.report.document import Chart, ChartKind, Role, Series, Tick

VALUES = st.none() | st.decimals(Decimal(-(10**15)), Decimal(10**15), places=2) | st.just(Decimal(0))
MONTHS = ("Jan", "Feb", "Mar")


def numbers(*given: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if number is None else Decimal(number) for number in given)


def chart(kind: ChartKind = ChartKind.COLUMNS, *series: Series, labels: tuple[str, ...] = MONTHS) -> Chart:
    found = axis([value for item in series for value in item.values], str)
    return Chart(kind, "MRR", "In words.", labels, series, found if kind is ChartKind.COLUMNS else ())


def drawn(made: Chart, width: int = 60, height: int = 10) -> list[str]:
    return ["".join(text for text, _ in line) for line in draw(made, width, height)]


@st.composite
def charts(make: st.DrawFn) -> Chart:
    count = make(st.integers(1, 60))
    labels = tuple(make(st.lists(st.text("abc 語é", max_size=12), min_size=count, max_size=count)))
    roles = make(st.lists(st.sampled_from(Role), min_size=1, max_size=6, unique=True))
    series = [
        Series(role, make(st.text("ab語", max_size=30)), tuple(make(st.lists(VALUES, max_size=count))))
        for role in roles
    ]
    made = chart(make(st.sampled_from(ChartKind)), *series, labels=labels)
    return replace(made, ascii=make(st.booleans()), here=make(st.none() | st.just(Decimal(3))))


@given(charts(), st.integers(20, 130), st.integers(1, 30))
def test_any_values_fit_any_room(made: Chart, width: int, height: int) -> None:
    assert [line for line in drawn(made, width, height) if cell_len(line) > width] == []


def test_plan_what_if_target_and_range_are_told_apart_without_colour() -> None:
    made = chart(
        ChartKind.COLUMNS,
        Series(Role.PLAN, "plan", numbers(40, 60, 80)),
        Series(Role.WHAT_IF, "what-if", numbers(50, 70, 90)),
        Series(Role.TARGET, "target", numbers(None, None, 100)),
        Series(Role.LOW, "range", numbers(35, 50, 70)),
        Series(Role.HIGH, "", numbers(60, 80, 100)),
    )
    shown = "\n".join(drawn(made))
    assert all(sign in shown for sign in "█░─┬┴")
    assert "█ plan  ░ what-if  ─ target  │ range" in shown
    plain = "\n".join(drawn(replace(made, ascii=True)))
    assert plain.isascii()
    assert "# plan  : what-if  - target  | range" in plain


def test_a_column_is_as_high_as_its_value() -> None:
    lines = drawn(chart(ChartKind.COLUMNS, Series(Role.PLAN, "", numbers(25, 50, 100))), 30, 10)
    starts = [at for at, sign in enumerate(lines[-2]) if sign == "█" and lines[-2][at - 1] != "█"]
    assert [sum(line[at : at + 1] == "█" for line in lines) for at in starts] == [2, 4, 8]


def test_zero_stands_on_the_axis_and_unknown_is_a_dot() -> None:
    *_, foot, _axis = drawn(chart(ChartKind.COLUMNS, Series(Role.PLAN, "", numbers(0, None, 9))), 30)
    assert "▁" in foot
    assert "·" in foot


def test_a_loss_hangs_below_zero() -> None:
    lines = drawn(chart(ChartKind.COLUMNS, Series(Role.PLAN, "", numbers(-10, 10, -10))), 30, 10)
    rows = [at for at, line in enumerate(lines) if "█" in line]
    upper = [line for line in lines[: len(rows) // 2 + 1] if "█" in line]
    assert all(line.count("█") == upper[0].count("█") for line in upper)
    assert lines[-2].count("█") == 2 * upper[0].count("█")


def test_in_little_room_some_months_are_left_out_but_never_the_last() -> None:
    labels = tuple(f"M{number}" for number in range(1, 61))
    made = chart(ChartKind.COLUMNS, Series(Role.PLAN, "", numbers(*range(1, 61))), labels=labels)
    assert drawn(made, 40)[-1].count("M") >= 2
    assert "█" in drawn(made, 40)[2][-4:]


def test_bars_carry_their_numbers_and_the_mark_of_the_target() -> None:
    made = chart(
        ChartKind.BARS,
        Series(Role.ACTUAL, "now", numbers(50, 100), ("50 %", "100 %")),
        Series(Role.TARGET, "target", numbers(100, 100)),
        labels=("MRR", "Churn"),
    )
    _, first, second = drawn(made)
    assert first.startswith("MRR")
    assert first.endswith(" 50 %")
    assert first.count("▒") * 2 == pytest.approx(second.count("▒") + 1, abs=1)
    assert first.index("│") == second.index("│")


def test_a_waterfall_goes_on_where_the_step_before_ended() -> None:
    levels, steps = numbers(60, None, None, 80), numbers(None, 30, -10, None)
    made = chart(
        ChartKind.WATERFALL,
        Series(Role.PLAN, "", levels, ("60", "", "", "80")),
        Series(Role.CHANGE, "", steps, ("", "+30", "−10", "")),
        labels=("Forecast", "Price", "Churn", "Reached"),
    )
    _, forecast, price, churn, reached = drawn(made)
    assert price.index("▓") == forecast.rindex("█") + 1
    assert churn.rindex("▓") == price.rindex("▓")
    assert churn.index("▓") == reached.rindex("█") + 1


def test_a_roadmap_stands_under_its_calendar_with_today_marked() -> None:
    weeks = tuple(Tick(Decimal(at), f"W{at}") for at in range(0, 13))
    made = Chart(
        ChartKind.GANTT,
        "",
        "In words.",
        ("Evenings", "Salzburg"),
        (Series(Role.LOW, "", numbers(0, 6)), Series(Role.HIGH, "", numbers(6, 12))),
        weeks,
        here=Decimal(3),
    )
    calendar, first, second = drawn(made)
    assert first.index("█") == calendar.index("W0")
    assert second.index("█") == calendar.index("W6")
    assert first.index("│") == calendar.index("W3")


def test_a_course_in_one_line() -> None:
    assert spark(numbers(1, 2, 8)) == "▁▂█"
    assert spark(numbers(3, 3)) == "▄▄"
    assert spark(numbers(1, None, 3)) == "▁·█"
    assert spark(numbers(1, 5), ascii=True) == "_#"
    assert spark(()) == ""


@given(st.lists(VALUES, max_size=20))
def test_an_axis_is_round_and_reaches_around_every_value(values: list[Decimal | None]) -> None:
    ticks = [tick.value for tick in axis(values, str)]
    known = [value for value in values if value is not None]
    assert bool(ticks) == bool(known)
    if known:
        assert ticks[0] <= min(known) <= max(known) <= ticks[-1]
        assert ticks == sorted(ticks)
        assert 2 <= len(ticks) <= 8


def test_values_close_together_are_looked_at_from_nearby() -> None:
    assert axis(numbers(100, 104), str)[0].value > 0
    assert axis(numbers(10, 104), str)[0].value == 0
