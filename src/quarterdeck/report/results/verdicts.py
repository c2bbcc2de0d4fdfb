"""What to do with each channel and activity, by its results; and where money that is set free could go."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.actuals import PLACES
from quarterdeck.engine.verdicts import DOUBLE, DROP, EXTEND, FIX, FUND, KEEP, Judged
from quarterdeck.report.document import Block, Cell, Heading, Paragraph, Tone, joined, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import cell, number, table
from quarterdeck.report.tables import NOTHING

TONES = {
    KEEP: Tone.PLAIN, DOUBLE: Tone.GOOD, FUND: Tone.GOOD, EXTEND: Tone.GOOD, FIX: Tone.WATCH, DROP: Tone.BAD,
}  # fmt: skip
_COLUMNS = ("channel", "spend", "leads", "wins", "cpl", "cac", "roi", "verdict", "why")
_TEXTS = frozenset({"channel", "verdict", "why"})


def blocks(reading: Reading) -> Iterator[Block]:
    """The table, what a customer may cost, and what is set free."""
    found = reading.analysis.judged
    if not found:
        return
    yield Heading(content.say("results.verdicts.heading"))
    yield table(_COLUMNS, [_row(reading, one) for one in found], _TEXTS)
    most = found[0].affordable.number
    if most is not None:
        amount = number(reading, most, "money")
        yield Paragraph(content.say("results.verdicts.affordable", amount=amount), Tone.QUIET)
    if any(one.by_leads and one.cac.known for one in found):
        yield Paragraph(content.say("results.verdicts.by_leads_note"), Tone.QUIET)
    told = freed(reading, found)
    if told:
        yield Paragraph(told)


def freed(reading: Reading, found: tuple[Judged, ...]) -> str:
    """How much dropping sets free in the quarter, and what it is better spent on; empty where nothing is."""
    channels = [one for one in found if one.dimension == "channel"]
    dropped = [one for one in channels if one.verdict == DROP and one.spend.number]
    if not dropped:
        return ""
    amount = sum((one.spend.number or Decimal(0) for one in dropped), Decimal(0))
    growing = [name(reading, one) for one in channels if one.verdict in (DOUBLE, FUND)]
    values = {
        "dropped": joined(tuple(name(reading, one) for one in dropped)),
        "amount": number(reading, amount, "money"),
    }
    if not growing:
        return content.say("results.verdicts.freed", **values)
    return content.say("results.verdicts.freed_to", **values, growing=joined(tuple(growing)))


def name(reading: Reading, one: Judged) -> str:
    """What the channel or activity is called."""
    return reading.name(PLACES[one.dimension], one.member)


def why(one: Judged) -> str:
    """The reason for the verdict, or for there being none."""
    return content.say(f"results.why.{one.reason}")


def _row(reading: Reading, one: Judged) -> tuple[Cell, ...]:
    words = content.choice("verdict", one.verdict) if one.verdict else content.say("results.verdicts.none")
    cost = cell(reading, one.cac, "money")
    if one.by_leads and cost is not NOTHING:
        cost = Cell(content.say("results.verdicts.by_leads", cost=cost.text))
    return (
        Cell(name(reading, one)),
        cell(reading, one.spend, "money"),
        cell(reading, one.leads),
        cell(reading, one.wins),
        cell(reading, one.cpl, "money"),
        cost,
        cell(reading, one.roi_pct, "percent"),
        signed(TONES.get(one.verdict, Tone.QUIET), words),
        Cell(why(one)),
    )
