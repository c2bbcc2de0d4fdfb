"""What results tell in the report: sentences, signs, and who is told of what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.revenue_split import Split
from quarterdeck.plan.document import Plan
from quarterdeck.report.build import build
from quarterdeck.report.document import Bullets, Chart, DocSection, Heading, Table, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.split import chart, sentence

D = Decimal
AFTER = date(2027, 4, 5)


def month(leads: int, opportunities: str, wins: str, revenue: str, **more: Any) -> dict[str, Any]:
    counts = {"leads": leads, "opportunities": D(opportunities), "wins": D(wins), "revenue": D(revenue)}
    return {"month": "2027-01", **counts, **more}


PEOPLE = {
    "a": {"dimension": "person", "member": "Ana", "leads": 50, "opportunities": 30, "wins": 6, "losses": 24},
    "b": {"dimension": "person", "member": "Ben", "leads": 50, "opportunities": 12, "wins": 10, "losses": 5},
    "s": {"dimension": "channel", "member": "search", "leads": 60, "spend": 30000, "wins": 6},
    "e": {"dimension": "channel", "member": "evenings", "leads": 40, "spend": 1000, "wins": 6},
}
CHANNELS = {"search": "Paid search", "evenings": "Evenings"}
TABLES: dict[str, Any] = {
    "plan": {"quarter": "2027-Q1", "currency": "EUR"},
    "kpis": {"items": {"leads": {"name": "Leads", "catalogue": "leads", "target": {"value": 600}}}},
    "forecast": {
        "start": "2027-01",
        "channels": {name: {"name": text, "spend": 1} for name, text in CHANNELS.items()},
        "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 80, "win_rate_pct": 20},
        "revenue": {"kind": "one_off", "one_off_per_customer": 4800, "gross_margin_pct": 50},
        "actuals": {"jan": month(540, "42.12", "7.5816", "37908", parts=PEOPLE)},
    },
    "reviews": {
        "2027-Q1": {
            "frozen_on": date(2027, 1, 2),
            "expected": {"2027-01": month(600, "43.2", "9.504", "45619.2")},
            "drivers": {"rates.win_rate_pct": 20},
        }
    },
}  # fmt: skip


def told(tables: dict[str, Any] = TABLES, today: date = AFTER) -> DocSection:
    plan = Plan.model_validate(tables)
    (section,) = build(plan, analyse(plan, today), ["changes"]).sections
    return section


def plain(text: str) -> str:
    """With ordinary spaces before signs of percent."""
    return text.replace("\u202f", " ")


def under(section: DocSection, heading: str) -> list[Any]:
    """The blocks below a heading, up to the next one."""
    titles = [block.text if isinstance(block, Heading) else "" for block in section.blocks]
    rest = section.blocks[titles.index(heading) + 1 :]
    ends = (index for index, block in enumerate(rest) if isinstance(block, Heading))
    return list(rest[: next(ends, len(rest))])


def test_the_difference_in_revenue_is_one_sentence_the_largest_part_first() -> None:
    plan = Plan.model_validate(TABLES)
    analysis = analyse(plan, AFTER)
    found = analysis.revenue_split
    assert isinstance(found, Split)
    assert sentence(Reading(plan, analysis), found) == (
        "Jan 2027 brought €37,908, €7,711 less than planned: fewer deals won −€8,357, fewer leads −€4,388, "
        "more of them qualified +€3,333 and higher prices +€1,700."
    )
    drawn = chart(Reading(plan, analysis), found)
    assert drawn.labels == ("planned", "Leads", "Qualified", "Won", "Price", "came")
    steps = drawn.series[1]
    assert steps.tones[1:5] == (Tone.BAD, Tone.GOOD, Tone.BAD, Tone.GOOD)


def test_a_kpi_is_held_against_what_the_quarter_began_with() -> None:
    (table,) = under(told(), "What was planned and what came")
    assert [[plain(cell.text) for cell in row] for row in table.rows] == [
        ["Leads", "600", "540", "✗ −60 (−10 %)"]
    ]


def test_the_sentence_stands_under_its_chart_once() -> None:
    blocks = under(told(), "Where the difference in revenue comes from")
    assert [type(block) for block in blocks] == [Chart]


def test_money_that_is_set_free_is_told_with_what_it_is_better_spent_on() -> None:
    blocks = under(told(), "Channels and activities, judged by their results")
    table = blocks[0]
    assert isinstance(table, Table)
    verdicts = {row[0].text: row[-2].text for row in table.rows}
    assert verdicts == {"Paid search": "✗ Drop", "Evenings": "✓ Double"}
    assert blocks[-1].text == (
        "Dropping Paid search sets €30,000 a quarter free. It is better spent on Evenings."
    )


def test_people_learn_from_each_other() -> None:
    blocks = under(told(), "Who opens and who closes")
    (notes,) = [block for block in blocks if isinstance(block, Bullets)]
    assert [cell.text for cell in notes.items] == [
        "Ana opens well and closes less often than the others: let Ben take part in the last calls.",
        "Ben closes well and gets fewer conversations going: let Ana do the first calls, or learn from them.",
    ]


def test_a_driver_is_told_with_one_line_why() -> None:
    """45 decided by the usual curve at once: 7.5816 of 42.12 are 18 %; (40 × 20 % + 7.58) ÷ 82.12 = 19 %."""
    blocks = under(told(), "What the results make of the forecast's assumptions")
    lines = [plain(cell.text) for cell in blocks[0].items]
    assert (
        "Win rate: 20 % → 19 %. Of 42 opportunities whose time has come, 7.6 went on, 18 %: "
        "keep 49 % of the plan's value." in lines
    )


def test_before_the_first_result_there_is_no_such_part() -> None:
    plan = Plan.model_validate({key: value for key, value in TABLES.items() if key != "reviews"})
    assert build(plan, analyse(plan, date(2027, 1, 10)), ["changes"]).sections == ()
