"""What the results make of the forecast's assumptions, each with one line why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.proposals import Proposal
from quarterdeck.plan import format as fmt
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import number

_MONEY = frozenset({"price", "channel"})


def blocks(reading: Reading) -> Iterator[Block]:
    """One line for every driver results say something of."""
    offered = [found for found in reading.analysis.proposals if not found.accepted]
    items = [Cell(told(reading, found), _tone(found)) for found in offered]
    if items:
        yield Heading(content.say("results.drivers.heading"))
        yield Bullets(tuple(items))


def told(reading: Reading, found: Proposal) -> str:
    """`Win rate: 30 % → 27 %. 15 of 80 that can be told by now are 18.8 %; keep 33 % of the plan's value.`"""
    values = {
        "driver": reading.place(found.path),
        "new": _value(reading, found.new, found),
        "why": why(reading, found),
    }
    if found.planned is None:
        return content.say("results.drivers.unplanned", **values)
    key = "holds" if found.holds else "offer"
    return content.say(f"results.drivers.{key}", **values, now=_value(reading, found.planned, found))


def why(reading: Reading, found: Proposal) -> str:
    """What the results say by themselves, and how much of the plan's value they leave."""
    kept = content.say("results.drivers.alone")
    if found.planned is not None:
        kept = content.say("results.drivers.kept", kept=number(reading, round(found.kept_pct, 0), "percent"))
    name = found.driver.rpartition(".")[2].removesuffix("_pct")
    return content.say(
        f"results.drivers.{found.kind}",
        entered=content.say(f"results.drivers.entered.{name}") if found.kind == "rate" else "",
        came=number(reading, found.came),
        cases=number(reading, found.cases),
        measured=_value(reading, found.measured, found),
        kept=kept,
    )


def _value(reading: Reading, value: Decimal, found: Proposal) -> str:
    """Already rounded to the digits that count."""
    return fmt.quantity(value, reading.style, "money" if found.kind in _MONEY else "percent")


def _tone(found: Proposal) -> Tone:
    return Tone.GOOD if found.holds else Tone.WATCH
