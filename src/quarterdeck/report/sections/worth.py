"""Step 6, what it rests on: what customers cost and bring, what the words mean, and the assumptions."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.engine.business import Measure
from quarterdeck.engine.definitions import Definition
from quarterdeck.engine.ledger import Assumption
from quarterdeck.plan import format as fmt
from quarterdeck.report.document import Block, Cell, Facts, Paragraph, Table, Tone
from quarterdeck.report.gap_words import UNITS, rounded
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING, Col, headed, made
from quarterdeck.report.units import with_word

MOST = 12
"""Assumptions that are told; what the others move is hardly to be seen."""
_ASSUMPTION = ("driver", "value", "low", "high", "swing", "source", "confidence", "as_of")


def customers_worth(reading: Reading) -> Block | None:
    """The economics of a customer, each figure under the name of its formula."""
    rows = tuple(
        (content.message(f"formulas.of.{item.formula}.name"), _shown(reading, item))
        for item in reading.analysis.measures
        if item.figure.known
    )
    return Facts(rows) if rows else None


def _shown(reading: Reading, item: Measure) -> str:
    number = rounded(item.figure.number) if item.figure.number is not None else None
    if number is None:
        return reading.reason(item.figure)
    return with_word(fmt.quantity(number, reading.style, item.unit), item.unit, number)


def basis(reading: Reading) -> tuple[Block, ...]:
    """The assumptions with their confidence, then the definitions; each under its heading."""
    return (*headed("ledger", *ledger(reading)), *headed("definitions", *definitions(reading)))


def definitions(reading: Reading) -> tuple[Block, ...]:
    """Which formulas the plan counts by, with their definition, their source, and the KPIs counted so."""
    rows = tuple(
        (content.message(f"formulas.of.{item.formula.id}.name"), _defined(reading, item))
        for item in reading.analysis.definitions
    )
    return (Paragraph(content.say("report.definitions_how"), Tone.QUIET), Facts(rows)) if rows else ()


def _defined(reading: Reading, item: Definition) -> str:
    """The definition, the KPIs that are counted so, and where it is from."""
    text = content.message(f"formulas.of.{item.formula.id}.definition")
    source = content.message(f"formulas.sources.{item.formula.source}")
    kpis = ", ".join(reading.name("kpis.items", kpi) for kpi in item.kpis)
    key = "defined_for" if kpis else "defined"
    return content.say(f"report.{key}", definition=text, kpis=kpis, source=source)


def ledger(reading: Reading) -> tuple[Block, ...]:
    """The assumptions that move the year most, where each comes from and how sure it is."""
    rows = [_assumption(reading, item) for item in reading.analysis.ledger[:MOST]]
    if not rows:
        return ()
    numeric = {"value", "low", "high", "swing"}
    table: Table = made([Col(name, "", name in numeric) for name in _ASSUMPTION], rows)
    return Paragraph(content.say("report.ledger_how"), Tone.QUIET), table


def _assumption(reading: Reading, item: Assumption) -> tuple[Cell, ...]:
    unit = UNITS.get(item.unit, item.unit)
    now, low, high = (
        fmt.quantity(rounded(value), reading.style, unit) for value in (item.value, item.low, item.high)
    )
    swing = fmt.money(rounded(item.swing), reading.style)
    source, confidence = (
        Cell(content.choice(word.list_name, word)) if word else NOTHING
        for word in (item.source, item.confidence)
    )
    as_of = Cell(fmt.day(item.as_of, reading.style)) if item.as_of else NOTHING
    place = reading.place(("forecast", *item.driver.split(".")))
    value = Cell(with_word(now, unit, item.value)) if unit == "months" else Cell(now)
    return (Cell(place), value, Cell(low), Cell(high), Cell(swing), source, confidence, as_of)
