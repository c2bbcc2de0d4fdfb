"""Where only ASCII arrives, the report is spelled before it is laid out: columns stay columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from report_kit import EXAMPLES, example_document, texts

from quarterdeck.report.ascii import fold
from quarterdeck.report.document import (
    Cell,
    Chart,
    ChartKind,
    Column,
    DocSection,
    Document,
    Facts,
    Heading,
    Role,
    Series,
    Table,
    Tick,
)
from quarterdeck.report.rich_text import lines, render


def spell(text: str) -> str:
    return text.replace("€", "EUR ").encode("ascii", "replace").decode()


def test_an_amount_that_grows_by_its_spelling_still_stands_under_its_heading() -> None:
    table = Table((Column("Goal"), Column("Now", numeric=True)), ((Cell("A"), Cell("€69,600")),))
    document = Document("", "", (DocSection("s", "S", (Heading("€"), Facts((("l", ("€1", "€2")),)), table)),))
    printed = [*lines(render(fold(document, spell), 40))]
    assert printed[-3:] == ["  Goal         Now", "  ────  ──────────", "  A     EUR 69,600"]
    assert "  l  EUR 1, EUR 2" in printed


def test_a_chart_is_drawn_with_what_a_keyboard_has() -> None:
    series = (Series(Role.PLAN, "plän", (Decimal(5),), ("€5",)), Series(Role.TARGET, "x", (Decimal(6),)))
    axis = (Tick(Decimal(0), "€0"), Tick(Decimal(10), "€10"))
    for kind in ChartKind:
        chart = Chart(kind, "€", "€5 of €6.", ("Jänner",), series, axis)
        made = fold(Document("", "", (DocSection("s", "S", (chart,)),)), spell)
        assert all(line.isascii() for line in [*lines(render(made, 60))][4:])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_of_the_document_is_spelled(name: str) -> None:
    assert all(text.isascii() for text in texts(fold(example_document(name), spell)))
