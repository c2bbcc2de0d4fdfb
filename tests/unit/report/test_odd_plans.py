"""Plans unlike the examples: empty, very large, in writing without spaces, from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from report_kit import TODAY, plan_of
from wcwidth import wcswidth

from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report import formats, names

WIDTH = 80
JAPANESE = ("ほたる帆布", "私たちは三十年後も自転車に乗っている鞄を縫います。" * 4, "JPY")
ARABIC = (
    "متجر النور للأثاث",
    "نساعد أصحاب المتاجر الصغيرة على معرفة كلفة كل طلب قبل قبوله، ونرد على كل سؤال خلال ساعة واحدة. " * 2,
    "AED",
)
DAY = date(2027, 1, 4)


def large() -> Plan:
    """200 actions and 60 KPIs."""
    goals = {
        f"g{at}": {
            "statement": f"Win twice as many customers in region {at}",
            "kpis": [f"k{at + 10 * more}" for more in range(6)],
            "owner": f"m{at}",
            "start": DAY,
            "end": DAY + timedelta(days=80),
        }
        for at in range(10)
    }
    kpis = {
        f"k{at}": {
            "name": f"Figure number {at} of sixty, with a name of some length",
            "unit": ("money", "count", "pct", "days")[at % 4],
            "baseline": at,
            "target": {"value": 1_000_000 + at},
            "owner": f"m{at % 12}",
        }
        for at in range(60)
    }
    actions = {
        f"a{at}": {
            "what": f"Call every customer who has not ordered since week {at}",
            "owner": f"m{at % 12}",
            "start": DAY,
            "due": DAY + timedelta(days=at % 80),
            "goals": [f"g{at % 10}"],
            "budget": 10_000 + at,
        }
        for at in range(200)
    }
    team = {f"m{at}": {"name": f"Person {at}", "status": "current"} for at in range(12)}
    return plan_of(
        plan={"company": "Large", "currency": "EUR", "quarter": "2027-Q1"},
        goals={"items": goals},
        kpis={"items": kpis},
        actions={"items": actions},
        team={"members": team},
    )


def written_in(short: str, long: str, currency: str) -> Plan:
    """The same plan in any language: names and prose wherever somebody writes them, and large amounts."""
    channel = {"name": short, "organic_leads": 100, "spend": 5000, "cost_per_lead": 70}
    target = {"value": 1234567}
    rates = ("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct")
    tables: dict[str, Any] = {
        "plan": {"company": short, "currency": currency, "quarter": "2027-Q1", "vision": long},
        "icp": {"target_audience": long, "personas": {"p": {"name": short, "needs": [short, long]}}},
        "situation": {"offer": long, "usp": short, "benefits": [short, long]},
        "goals": {"items": {"g": {"statement": long, "kpis": ["k"], "start": DAY, "target": target}}},
        "kpis": {"items": {"k": {"name": short, "unit": "money", "target": target, "owner": "m"}}},
        "forecast": {
            "channels": {"c": channel, "d": {**channel, "name": long}},
            "rates": dict.fromkeys(rates, 40),
            "revenue": {"kind": "recurring", "new_mrr_per_customer": 40000, "monthly_churn_pct": 2},
            "opening": {"mrr": 7654321, "customers": 20},
            "budget": {"b": {"item": short, "amount": 1212121, "month": "2027-01", "goal": "g"}},
        },
        "team": {"members": {"m": {"name": short, "role": short, "status": "current"}}},
        "actions": {"items": {"a": {"what": long, "how": long, "owner": "m", "start": DAY, "due": DAY}}},
    }
    return plan_of(**tables)


MOST_LINES = {"empty": 65, "large": 3000, "japanese": 650, "arabic": 650}
"""Of the full report: about what a person would expect of such a plan."""
MAKERS: Mapping[str, Callable[[], Plan]] = {
    "empty": plan_of,
    "large": large,
    "japanese": lambda: written_in(*JAPANESE),
    "arabic": lambda: written_in(*ARABIC),
}


@cache
def text_of(name: str, view: str) -> str:
    plan = MAKERS[name]()
    return formats.written(plan, analyse(plan, TODAY), names.TEXT, view, width=WIDTH)


@pytest.mark.parametrize("view", names.VIEWS)
@pytest.mark.parametrize("name", MAKERS)
def test_no_line_is_wider_than_the_page(name: str, view: str) -> None:
    assert [line for line in text_of(name, view).splitlines() if wcswidth(line) > WIDTH] == []


@pytest.mark.parametrize("name", MAKERS)
def test_the_whole_is_as_long_as_it_has_to_be(name: str) -> None:
    assert text_of(name, names.FULL).count("\n") <= MOST_LINES[name]


@pytest.mark.parametrize("name", MAKERS)
def test_one_page_is_one_sheet(name: str) -> None:
    assert text_of(name, names.ONE_PAGE).count("\n") <= 66


@pytest.mark.parametrize("name", ["japanese", "arabic"])
def test_large_amounts_are_never_cut(name: str) -> None:
    told = text_of(name, names.FULL)
    for amount in ("1,234,567", "7,654,321", "1,212,121"):
        assert amount in told
    assert re.search(r"\d,\n|\d…", told) is None


def test_every_action_of_two_hundred_and_every_kpi_of_sixty_is_told() -> None:
    told = " ".join(text_of("large", names.FULL).split())
    assert all(f"€{10_000 + at:,}" in told for at in range(200))
    assert all(f"{1_000_000 + at:,}" in told for at in range(60))


def test_japanese_fills_its_lines_and_begins_none_with_a_full_stop() -> None:
    lines = [line.strip() for line in text_of("japanese", names.FULL).splitlines()]
    assert not any(line.startswith(("。", "、")) for line in lines)
    assert any(line.replace("\u00a0", " ").startswith("Goal 1: 私たち") for line in lines)
