"""Whatever stands in a plan, its report prints: as typed or cleaned, within the width, commanding nothing."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from itertools import repeat

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hostile import answered, filled
from quarterdeck import text
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report import data, markdown
from quarterdeck.report.build import build
from quarterdeck.report.document import Document
from quarterdeck.report.rich_text import lines, render
from quarterdeck.store import codec
from strategies import plans

TODAY = date(2026, 11, 22)
HOSTILE = (
    "[/foo]",
    "[@click=app.quit]x[/]",
    "\x1b]0;x\x07",
    "\x1b[2J\x1b[31mred\x1b[0m",
    "\x9b31mred",
    "a\x00b\x08c\x7fd",
    "見積もりを二十分で書く",
    "👩‍👩‍👧 and 🏳️‍🌈",
    "عرض سعر \u202egnp.exe",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "one\r\ntwo\u2028three",
    "{place} {0} %s %(x)s",
    "| pipe | `code` <b>",
    "x" * 180,
)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_in_every_field_is_shown_cleaned_and_commands_nothing(hostile: str, width: int) -> None:
    plan = answered(hostile, ("row",))
    analysis = analyse(plan, TODAY)
    document = build(plan, analysis)
    printed = render(document, width)
    assert _controls(printed.plain) == set()
    assert [line for line in lines(printed) if cell_len(line) > width] == []
    cleaned = "".join(text.clean(hostile, lines=False).split())
    assert "".join(printed.plain.split()).count(cleaned) > len(document.sections)
    assert _controls(markdown.render(document)) == set()
    assert json.loads(json.dumps(data.report(plan, analysis), allow_nan=False))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(plans(), st.integers(40, 130))
def test_any_plan_prints_in_every_format(plan: Plan, width: int) -> None:
    analysis = analyse(plan, TODAY)
    document: Document = build(plan, analysis)
    printed = render(document, width)
    assert [line for line in lines(printed) if cell_len(line) > width] == []
    assert _controls(printed.plain) == set()
    assert markdown.render(document).startswith("# ")
    assert json.dumps(data.report(plan, analysis), allow_nan=False)


def _controls(printed: str) -> set[str]:
    """Characters that a terminal would obey; the line's end is the report's own."""
    return {char for char in printed if char != "\n" and unicodedata.category(char) == "Cc"}


@pytest.mark.parametrize("row_id", ["acme.com", 'the "big" one.', "a b", "[/foo]", "\u898b", "-", ""])
def test_a_row_may_be_keyed_by_anything(row_id: str) -> None:
    plan = answered("x", (row_id,))
    analysis = analyse(plan, TODAY)
    assert analysis.findings
    assert render(build(plan, analysis), 80).plain
    assert json.dumps(data.report(plan, analysis), allow_nan=False)


def test_every_field_answered_and_no_row_unlike_another() -> None:
    answers = filled(Plan, repeat("x"), whole=True)
    answers["plan"] |= {"maturity": "established", "stage": "growth", "subscription": True}
    plan = codec.loads(tomli_w.dumps(answers).encode(), "full.toml").plan
    analysis = analyse(plan, TODAY)
    assert analysis.forecast.months
    assert render(build(plan, analysis), 80).plain
    assert json.dumps(data.report(plan, analysis), allow_nan=False)
